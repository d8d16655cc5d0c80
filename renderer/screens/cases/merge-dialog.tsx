import { useState } from 'react'
import type { Case } from '#shared/model/case.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import styles from './cases.module.css'

/** Makes one case of two; says first which values go. */
export function MergeDialog({
  cases: [a, b],
  close,
  onMerged,
}: {
  cases: readonly [Case, Case]
  close(): void
  onMerged(): void
}) {
  const client = useClient()
  const { run, busy } = useAct()
  const [stays, setStays] = useState(a.id)
  const [from, into] = stays === a.id ? [b, a] : [a, b]
  const ends = { from: from.id, into: into.id }
  const merge = useRead('cases.mergeOf', ends).data
  const take = async () => {
    const done = await run(() => client.cases.merge(ends), {
      undoable: `Merged “${from.name}” into “${into.name}”.`,
    })
    if (!done) return
    onMerged()
    close()
  }
  return (
    <Dialog
      title={`Merge “${a.name}” and “${b.name}”`}
      isOpen
      onOpenChange={isOpen => !isOpen && close()}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={!merge || merge.refused !== null}
            isPending={busy}
            onPress={() => void take()}
          >
            Merge
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <RadioGroup
          label="Which name stays"
          options={[
            { id: a.id, label: a.name },
            { id: b.id, label: b.name },
          ]}
          value={stays}
          onChange={setStays}
        />
        {merge && <p>{merge.refused ?? merge.sentence}</p>}
        {merge && merge.differing.length > 0 && (
          <Callout tone="warn" title="These differ; the first of each stays.">
            <ul>
              {merge.differing.map(({ attribute, stands, goes }) => (
                <li key={`${attribute} ${goes}`}>
                  {attribute}: {stands}, not {goes}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {merge && merge.both.length > 0 && (
          <Callout title="Both say something here; the words of both stay.">
            <ul>
              {merge.both.map(words => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </Callout>
        )}
      </div>
    </Dialog>
  )
}
