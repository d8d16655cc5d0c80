import { useMemo, useState } from 'react'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CodeFinder, mostFound } from '../code/code-finder.tsx'
import { useCodes } from '../code/code-lookup.ts'
import { rankCodes } from '../code/rank-codes.ts'
import styles from './other-code-dialog.module.css'

interface OtherCodeDialogProps {
  item: Disagreement
  onChoose(code: string): void
  onClose(): void
}

/** Finds by typing the code that is to stand instead of the coders' own. */
export function OtherCodeDialog({ item, onChoose, onClose }: OtherCodeDialogProps) {
  const { codes } = useCodes()
  const [typed, setTyped] = useState('')
  const found = useMemo(
    () =>
      rankCodes(codes, typed, [])
        .filter(code => code.id !== item.code || item.otherCode !== undefined)
        .slice(0, mostFound)
        .map(code => ({ code })),
    [codes, typed, item],
  )
  return (
    <Dialog
      title="Another code"
      description="It stands on the whole passage in the consensus; both coders’ work stays as it is."
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      size="medium"
    >
      <div className={styles.chooser}>
        <CodeFinder
          found={found}
          typed={typed}
          onType={setTyped}
          placeholder="Type part of its name"
          onChoose={one => 'code' in one && onChoose(one.code.id)}
          meaningLabel="What the code means"
        >
          {found.length === 0 && <p className={styles.none}>No code answers to this.</p>}
        </CodeFinder>
      </div>
    </Dialog>
  )
}
