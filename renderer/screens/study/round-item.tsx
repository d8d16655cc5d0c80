import { Check, EyeOff } from 'lucide-react'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Badge, CoderBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient, useSession } from '../../use-engine.ts'
import { counted, dateOf } from '../../wording.ts'
import { HandOutButton } from '../handouts/hand-out-button.tsx'
import styles from './study.module.css'

const states: Record<Round['state'], { words: string; tone: 'plain' | 'accent' | 'good' }> = {
  open: { words: 'Being coded', tone: 'accent' },
  submitted: { words: 'Both submitted', tone: 'accent' },
  compared: { words: 'Compared', tone: 'accent' },
  adjudicated: { words: 'Settled', tone: 'good' },
  closed: { words: 'Closed', tone: 'plain' },
}

interface RoundItemProps {
  round: Round
  me: Member
  onSubmit(): void
}

/** One round: how far each coder is, what is hidden and why, and the step that comes next. */
export function RoundItem({ round, me, onSubmit }: RoundItemProps) {
  const { words, tone } = states[round.state]
  const isHandout = useSession().study?.handout != null
  return (
    <li className={styles.round}>
      <div className={styles.roundHead}>
        <h3 className={styles.roundTitle}>{round.title}</h3>
        <Badge tone={tone}>{words}</Badge>
        {round.state === 'open' && round.blind && !isHandout && (
          <Badge icon={<EyeOff aria-hidden="true" />}>Blind until both submit</Badge>
        )}
      </div>
      <p className={styles.quiet}>
        {counted(round.sources.length, 'source')} · framework version {round.frameworkVersion} · opened{' '}
        {dateOf(round.openedAt)}
        {round.differences && ` · ${differences(round.differences)}`}
      </p>
      <ul className={styles.coders}>
        {round.coders.map(({ id, name, initials, submittedAt }) => (
          <li key={id} className={styles.coder}>
            <CoderBadge name={name} initials={initials} size="small" isNameShown />
            {submittedAt === null ? (
              <span className={styles.quiet}>coding</span>
            ) : (
              <span className={styles.submitted}>
                <Check aria-hidden="true" /> submitted {dateOf(submittedAt)}
              </span>
            )}
            {round.state === 'open' && me.roles.includes('lead') && (
              <HandOutButton round={round} coder={{ id, name, initials, submittedAt }} />
            )}
          </li>
        ))}
      </ul>
      <div className={styles.roundActions}>
        <NextSteps round={round} me={me} onSubmit={onSubmit} />
      </div>
    </li>
  )
}

function NextSteps({ round, me, onSubmit }: RoundItemProps) {
  const client = useClient()
  const { run, busy } = useAct()
  const go = useNavigation(({ go }) => go)
  const handout = useSession().study?.handout ?? null
  const [first] = round.sources
  if (round.state === 'open') {
    const mine = round.coders.find(({ id }) => id === me.id)
    if (!mine) return null
    if (mine.submittedAt !== null) {
      return (
        <p className={styles.quiet}>Your work stands as you submitted it. The other coder is still coding.</p>
      )
    }
    return (
      <>
        {handout ? (
          <Button size="small" onPress={() => useDialogs.getState().show('return-work')}>
            Return work…
          </Button>
        ) : (
          <Button size="small" onPress={onSubmit}>
            Submit my work…
          </Button>
        )}
        {first !== undefined && (
          <Button
            size="small"
            variant="primary"
            onPress={() => go('code', { source: first, round: round.id })}
          >
            Code
          </Button>
        )}
      </>
    )
  }
  const left = round.differences?.open ?? 0
  const mayClose = me.roles.includes('lead')
  const mayRule = mayClose || me.roles.includes('reviewer')
  return (
    <>
      {mayClose && round.state !== 'closed' && left === 0 && (
        <Button
          size="small"
          isPending={busy}
          onPress={() =>
            void run(() => client.rounds.close({ round: round.id }), {
              undoable: `“${round.title}” was closed.`,
            })
          }
        >
          Close the round
        </Button>
      )}
      <Button size="small" onPress={() => go('compare', { round: round.id })}>
        Compare
      </Button>
      {mayRule && left > 0 && round.state !== 'closed' && (
        <Button size="small" variant="primary" onPress={() => go('adjudicate', { round: round.id })}>
          Settle differences
        </Button>
      )}
    </>
  )
}

function differences({ open, settled }: { open: number; settled: number }): string {
  if (open + settled === 0) return 'no differences'
  return open === 0
    ? `all ${counted(settled, 'difference')} settled`
    : `${counted(open, 'difference')} to settle${settled > 0 ? `, ${settled} settled` : ''}`
}
