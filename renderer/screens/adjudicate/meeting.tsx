import { useState } from 'react'
import type { AgendaEntry } from '#shared/model/discussion.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useAct, useClient } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { useStep } from '../use-step.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import { everything } from './docket.ts'
import styles from './thread.module.css'
import type { Docket } from './use-docket.ts'

/** Opens a meeting: who is there and when. What waits on the agenda then comes one by one. */
export function MeetingDialog({ docket, onClose }: { docket: Docket; onClose(): void }) {
  const client = useClient()
  const choose = useAdjudicate(state => state.choose)
  const [heldOn, setHeldOn] = useState(() => new Date().toISOString().slice(0, 10))
  const [attendees, setAttendees] = useState('')
  const { take, failure, busy } = useStep()
  return (
    <FormDialog
      title="Open a meeting"
      submitLabel="Open the meeting"
      isReady={attendees.trim() !== '' && heldOn !== ''}
      isBusy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        take(async () => {
          const meeting = await client.adjudication.meet({ round: docket.round.id, heldOn, attendees })
          choose({ meeting: meeting.id, item: null, filter: { ...everything, settled: 'parked' } })
          onClose()
        })
      }
    >
      <TextField label="Who is there" value={attendees} onChange={setAttendees} isRequired autoFocus />
      <TextField label="Day" type="date" value={heldOn} onChange={setHeldOn} isRequired />
    </FormDialog>
  )
}

/** The meeting that is going on: who is there, what waits, the pairs of codes to decide, and its end. */
export function MeetingBar({ docket }: { docket: Docket }) {
  const current = useAdjudicate(state => state.meeting)
  const choose = useAdjudicate(state => state.choose)
  const client = useClient()
  const { run, busy } = useAct()
  const meeting = docket.discussion.meetings.find(({ id }) => id === current)
  if (!meeting) return null
  const waits = docket.discussion.agenda.filter(({ decidedAt }) => decidedAt === null)
  const pairs = waits.filter(({ about }) => about === 'codes')
  const gone = waits.filter(({ about, disagreement }) => about === 'difference' && disagreement === null)
  const takeOff = () =>
    void run(
      async () => {
        for (const { id } of gone) await client.adjudication.unpark({ entry: id })
      },
      { done: 'Taken off the agenda.' },
    )
  const end = () => {
    const { begun } = useAdjudicate.getState()
    const left = pairs.filter(({ id }) => (begun.get(id) ?? '').trim() !== '').length
    choose({ meeting: null, filter: everything, item: null })
    if (left === 0) return
    showToast({
      message: `What was written on ${counted(left, 'pair')} of codes is not decided: it is there again in the next meeting.`,
    })
  }
  return (
    <Callout>
      <div className={styles.meeting}>
        <span>
          Meeting of {dateOf(meeting.heldOn)} with {meeting.attendees}: {waits.length} on the agenda.
        </span>
        <Button size="small" onPress={end}>
          End the meeting
        </Button>
        {gone.length > 0 && (
          <>
            <span>
              {gone.length === 1
                ? 'One of them is about a difference that is no longer there.'
                : `${number(gone.length)} of them are about differences that are no longer there.`}
            </span>
            <Button size="small" isPending={busy} onPress={takeOff}>
              Take {gone.length === 1 ? 'it' : 'them'} off
            </Button>
          </>
        )}
      </div>
      {pairs.length > 0 && (
        <Disclosure
          key={String(pairs.length === waits.length)}
          title="Pairs of codes to decide"
          headingLevel={2}
          aside={pairs.length}
          // Where a difference is talked over, its passage has the room.
          defaultExpanded={pairs.length === waits.length}
        >
          <ul className={styles.pairs}>
            {pairs.map(entry => (
              <CodePair key={entry.id} entry={entry} docket={docket} meeting={meeting.id} />
            ))}
          </ul>
        </Disclosure>
      )}
    </Callout>
  )
}

function CodePair({ entry, docket, meeting }: { entry: AgendaEntry; docket: Docket; meeting: string }) {
  const client = useClient()
  const { run, busy } = useAct()
  const decision = useAdjudicate(({ begun }) => begun.get(entry.id) ?? '')
  const write = (words: string) => useAdjudicate.getState().begin(entry.id, words)
  const decide = () => {
    if (decision.trim() === '' || busy) return
    void run(() => client.adjudication.decide({ entry: entry.id, meeting, decision }))
  }
  const names = entry.codes.map(id => `“${docket.codes.get(id)?.name ?? 'a code no longer in the study'}”`)
  return (
    <li>
      <TextField
        label={`${names.join(' and ')}${entry.question ? `: ${entry.question}` : ''}`}
        value={decision}
        onChange={write}
        onKeyDown={event => event.key === 'Enter' && decide()}
        placeholder="What was decided"
      />
      <Button size="small" isDisabled={decision.trim() === ''} isPending={busy} onPress={decide}>
        Decide
      </Button>
    </li>
  )
}
