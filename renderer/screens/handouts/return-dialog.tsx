import { useState } from 'react'
import type { HandoutCopy, ReturnPreview } from '#shared/model/handout.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { takeOutPackage } from '../../take-out.ts'
import { Callout } from '../../ui/callout.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useClient, useRead, useSession } from '../../use-engine.ts'
import { counted, dayAndTime, listed } from '../../wording.ts'
import { UnkeptInSources } from '../code/unkept-in-sources.tsx'
import { useStep } from '../use-step.ts'
import { workInWords } from './handout-words.ts'
import styles from './handouts.module.css'

/** Sends back what was done in a hand-out copy. */
export function ReturnDialog({ handout }: { handout: HandoutCopy }) {
  const { open, close } = useDialogs()
  const { data } = useRead('handouts.returnPreview', open === 'return-work' ? {} : null)
  return open === 'return-work' && data ? <ReturnForm handout={handout} preview={data} close={close} /> : null
}

interface ReturnFormProps {
  handout: HandoutCopy
  preview: ReturnPreview
  close(): void
}

function ReturnForm({ handout, preview, close }: ReturnFormProps) {
  const client = useClient()
  const { member } = useSession()
  const [finished, setFinished] = useState<'yes' | 'no'>('yes')
  const [shared, setShared] = useState(() => preview.memos.filter(memo => memo.shared).map(({ id }) => id))
  const { take, failure, busy } = useStep()
  const { work, sinceLast, untouched, memos } = preview
  const share = (ids: string[]) => {
    setShared(ids)
    take(() => client.handouts.shareMemos({ memos: ids }))
  }
  const send = () =>
    take(async () => {
      if (!handout.isReview) await client.handouts.shareMemos({ memos: shared })
      const made = await takeOutPackage(
        { suggested: preview.fileName, title: 'Save your return', kind: 'Tandem return' },
        path =>
          client.handouts.makeReturn({
            submits: finished === 'yes',
            ...(path === undefined ? {} : { path }),
          }),
      )
      if (!made) return
      showToast({
        message: `Your return is saved: ${made.file ?? `${made.held?.fileName}, among your downloads`}. Send it to the lead.`,
      })
      close()
    })
  return (
    <FormDialog
      title={`Return your work in “${handout.round.title}”`}
      description="A file for the lead. Only the study can open it."
      submitLabel="Save the return…"
      isReady
      isBusy={busy}
      failure={failure}
      onSubmit={send}
      onClose={close}
    >
      {member && <UnkeptInSources member={member.id} meaning="It is not in this return." onOpen={close} />}
      <section className={styles.part} aria-label="What it holds">
        <dl className={styles.facts}>
          <dt>Everything so far</dt>
          <dd>{handout.isReview ? counted(work.operations, 'step') : workInWords(work)}</dd>
          {sinceLast && !handout.isReview && (
            <>
              <dt>Since the last return</dt>
              <dd>
                {workInWords(sinceLast.work)} made, changed or removed since {dayAndTime(sinceLast.madeAt)}
              </dd>
            </>
          )}
        </dl>
        {untouched.length > 0 && !handout.isReview && (
          <Callout
            tone="warn"
            title={`Not coded at all: ${listed(untouched.slice(0, 3))}${untouched.length > 3 ? ` and ${untouched.length - 3} more` : ''}`}
          >
            A source in which there is nothing to code may stay so.
          </Callout>
        )}
      </section>
      {!handout.isReview && (
        <RadioGroup<'yes' | 'no'>
          label="Is it done?"
          value={finished}
          onChange={setFinished}
          options={[
            {
              id: 'yes',
              label: 'I have finished',
              description:
                'Hands your work in. You can still go on and send again until the lead closes the round.',
            },
            { id: 'no', label: 'So far', description: 'Sends what there is; you go on coding.' },
          ]}
        />
      )}
      {memos.length > 0 && (
        <CheckboxGroup
          label="Memos to share"
          description={
            shared.length === 0
              ? 'Your memos stay with you: what is not ticked is not in the return, not even its title.'
              : `${counted(shared.length, 'memo')} will be sent. The rest stays with you.`
          }
          value={shared}
          onChange={share}
        >
          {memos.map(({ id, title, words }) => (
            <Checkbox key={id} value={id} description={counted(words, 'word')}>
              {title}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </FormDialog>
  )
}
