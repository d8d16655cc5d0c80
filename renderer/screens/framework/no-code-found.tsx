import { ListTree, Plus, X } from 'lucide-react'
import type { Code } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { inSentence } from '../../wording.ts'
import { codesNamed, isOnlyRetired, retiredHint } from '../code/rank-codes.ts'
import { useNoNewCodes } from '../code/use-no-new-codes.ts'
import styles from './no-code-found.module.css'

interface NoCodeFoundProps {
  /** What was looked for. */
  words: string
  /** Every code there is, also those that were not looked through. */
  codes: readonly Code[]
  /** Frameworks that were not looked through are there. */
  areSomeHidden?: boolean
  onClear: () => void
  /** Null where no code can be made here. */
  onAdd: ((name: string) => void) | null
}

/** In the place of a tree of codes in which nothing has these words: what can be done then. */
export function NoCodeFound({ words, codes, areSomeHidden = false, onClear, onAdd }: NoCodeFoundProps) {
  const fixedBy = useNoNewCodes()
  const name = words.trim()
  const isNew = name !== '' && whyNotNamed(name) === null && codesNamed(codes, name).length === 0
  return (
    <EmptyState
      isCompact
      icon={<ListTree />}
      title="No code of that name"
      headingLevel={3}
      action={
        <div className={styles.actions}>
          {isNew && onAdd !== null && fixedBy === null && (
            <Button size="small" icon={<Plus />} onPress={() => onAdd(name)}>
              <span className={styles.name}>Add “{inSentence(name)}” as a code</span>
            </Button>
          )}
          <Button size="small" variant="quiet" icon={<X />} onPress={onClear}>
            Clear the filter
          </Button>
        </div>
      }
    >
      {isOnlyRetired(codes, name) ? `${retiredHint(inSentence(name))} ` : null}
      {areSomeHidden ? 'Not in the frameworks shown; others are hidden.' : null}
      {isNew && fixedBy !== null
        ? ` “${fixedBy}” is coded with the framework as it stands: no codes are proposed while it is open.`
        : null}
    </EmptyState>
  )
}
