import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { AlertDialog } from '../../ui/dialog.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted, listed, number } from '../../wording.ts'
import { UnkeptInSources } from '../code/unkept-in-sources.tsx'
import styles from './study.module.css'

/** Submitting cannot be undone, so it says first what it means and what is still uncoded. */
export function SubmitRoundDialog({ round, me, close }: { round: Round; me: Member; close: () => void }) {
  const client = useClient()
  const { run, busy } = useAct()
  const mine = useRead('codings.passages', { round: round.id, coder: me.id }).data
  const sources = useRead('sources.list', {}).data
  const coded = new Set(mine?.map(({ source }) => source))
  const untouched = mine ? round.sources.filter(id => !coded.has(id)) : []
  const titles = untouched.map(id => sources?.find(source => source.id === id)?.title ?? 'a source')
  const others = round.coders.filter(({ id, submittedAt }) => id !== me.id && submittedAt === null)
  return (
    <AlertDialog
      title={`Submit your work in “${round.title}”?`}
      isOpen
      onOpenChange={opened => !opened && close()}
      confirmLabel="Submit my work"
      isBusy={busy}
      onConfirm={() =>
        void run(() => client.rounds.submit({ round: round.id, coder: me.id }), {
          done: `Your work in “${round.title}” is submitted.`,
        }).then(submitted => submitted && close())
      }
    >
      <div className={styles.unsaved}>
        <UnkeptInSources
          member={me.id}
          among={round.sources}
          meaning="Once you have submitted, nothing is added to these sources until the round is closed."
          onOpen={close}
        />
      </div>
      <ul className={styles.meaning}>
        {mine && (
          <li>
            {counted(mine.length, 'coding')} of yours in{' '}
            {titles.length > 0 && `${number(round.sources.length - titles.length)} of `}
            {counted(round.sources.length, 'source')}.
          </li>
        )}
        {titles.length > 0 && (
          <li>
            <strong>Not coded at all: {listed(titles.slice(0, 3))}</strong>
            {titles.length > 3 && ` and ${titles.length - 3} more`}.
          </li>
        )}
        <li>From then on your codings in these sources no longer change. This cannot be undone.</li>
        <li>
          {others.length > 0
            ? `${listed(others.map(({ name }) => name))} has not submitted yet; you see each other’s work when both have.`
            : 'The other coder has submitted: you will see each other’s work at once.'}
        </li>
      </ul>
    </AlertDialog>
  )
}
