import { useMemo, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { counted, inSentence, listed } from '../../wording.ts'
import { calledBy } from '../code/code-lookup.ts'
import { rankCodes } from '../code/rank-codes.ts'
import styles from './merge-dialog.module.css'
import { ReasonField } from './reason-field.tsx'
import { placesFor } from './tree-of-frameworks.ts'

interface MergeDialogProps {
  framework: Framework
  codes: readonly Code[]
  /** What is chosen to begin with. */
  into?: string
  /** Independent codings of each code that one may see, by id. */
  codings: ReadonlyMap<string, number>
  onMerge: (into: string, because: string) => void
  onClose: () => void
}

/** How many codes are offered; typing one more letter finds the rest. */
const most = 60

/** Merges codes into another of their framework, with both meanings side by side. */
export function MergeDialog({
  framework,
  codes,
  into: suggested,
  codings,
  onMerge,
  onClose,
}: MergeDialogProps) {
  const [into, setInto] = useState<string | null>(suggested ?? null)
  const [typed, setTyped] = useState(() => framework.codes.find(({ id }) => id === suggested)?.name ?? '')
  const [because, setBecause] = useState('')
  const places = useMemo(
    () =>
      placesFor(
        framework,
        codes.map(({ id }) => id),
      ).filter(({ status }) => status !== 'retired'),
    [framework, codes],
  )
  const target = places.find(({ id }) => id === into)
  const offered = useMemo(
    () => rankCodes(places, typed === target?.name ? '' : typed, []).slice(0, most),
    [places, typed, target],
  )
  const called = useMemo(() => calledBy([framework]), [framework])
  const names = codes.map(({ id, name }) => `“${inSentence(called.get(id) ?? name)}”`)
  const what = codes.length > 3 ? counted(codes.length, 'code') : listed(names)
  return (
    <Dialog
      title={`Merge ${what}`}
      description="Merged codes are kept as other names. Their codings stay as they were made and count as the code they go into, also in submitted rounds. It can be undone."
      isOpen
      isHeld
      onOpenChange={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={!target}
            onPress={() => {
              if (target) onMerge(target.id, because.trim())
              onClose()
            }}
          >
            Merge
          </Button>
        </>
      }
    >
      <div className={styles.merge}>
        <ComboBox
          label="Into"
          autoFocus={suggested === undefined}
          value={into}
          onChange={id => {
            setInto(id)
            const chosen = places.find(code => code.id === id)
            if (chosen) setTyped(chosen.name)
          }}
          inputValue={typed}
          onInputChange={setTyped}
          empty="No code of that name in this framework."
          options={offered.map(({ id, name, path }) => ({
            id,
            label: name,
            description: [framework.name, ...path.slice(0, -1)].join(' › '),
          }))}
        />
        <div className={styles.beside}>
          {[...codes.slice(0, 3), ...(target ? [target] : [])].map(code => (
            <section key={code.id} aria-label={called.get(code.id)} className={styles.side}>
              <p className={styles.quiet}>{code.path.slice(0, -1).join(' › ') || framework.name}</p>
              <h3 className={styles.name}>{code.name}</h3>
              <p className={styles.quiet}>
                {code.id === into ? 'stays' : 'becomes another name'},{' '}
                {counted(codings.get(code.id) ?? 0, 'coding')}
              </p>
              <p>
                {code.definition === '' ? (
                  <span className={styles.quiet}>No definition</span>
                ) : (
                  code.definition
                )}
              </p>
            </section>
          ))}
        </div>
        <p className={styles.quiet}>
          Where a difference that was ruled on is another by this, Adjudicate asks it again; what was ruled
          stands until then. In a round that is closed it stands for good.
        </p>
        <ReasonField reason={because} onReason={setBecause} autoFocus={suggested !== undefined} />
      </div>
    </Dialog>
  )
}
