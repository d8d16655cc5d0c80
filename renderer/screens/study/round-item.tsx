import { EyeOff } from 'lucide-react'
import { agreedRuleInWords } from '#shared/model/agreed-rule.ts'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { useNavigation } from '../../state/navigation.ts'
import { takeOut } from '../../take-out.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { unitNames } from '../compare/figure-words.ts'
import { dueWords } from './due-words.ts'
import { RoundCoders } from './round-coders.tsx'
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
  onUnblind(): void
  /** Changes what counts as agreed. */
  onAgree(): void
  /** Asked where differences are left over. */
  /** With how many decisions of merging that are about it and open. */
  onClose(undecided: number, away: readonly string[]): void
}

/** One round: how it was planned, how far each coder is, what is hidden and why, and the step that comes next. */
export function RoundItem({ round, me, onSubmit, onUnblind, onAgree, onClose }: RoundItemProps) {
  const { words, tone } = states[round.state]
  const due = round.state === 'open' && round.plan?.due ? dueWords(round.plan.due) : null
  const isHandout = useSession().study?.handout != null
  return (
    <li className={styles.round}>
      <div className={styles.roundHead}>
        <h3 className={styles.roundTitle}>{round.title}</h3>
        <Badge tone={tone}>{words}</Badge>
        {round.state === 'open' && round.blind && !isHandout && (
          <Badge icon={<EyeOff aria-hidden="true" />}>Blind until both submit</Badge>
        )}
        {due && <span className={due.isLate ? styles.late : styles.quiet}>{due.words}</span>}
      </div>
      {round.plan?.note && <p className={styles.note}>{round.plan.note}</p>}
      <p className={styles.planned}>{factsOf(round).join(' · ')}</p>
      {round.unblinded && (
        <p className={styles.quiet}>
          Blind until {dateOf(round.unblinded.at)}, when{' '}
          {round.unblinded.by ?? 'somebody at the command line'} ended it: {round.unblinded.because}
        </p>
      )}
      <RoundCoders round={round} me={me} />
      <div className={styles.roundActions}>
        <PlanPage round={round} />
        {round.state === 'open' && round.blind && me.roles.includes('lead') && (
          <Button size="small" variant="quiet" onPress={onUnblind}>
            End the blinding…
          </Button>
        )}
        {round.state !== 'closed' && me.roles.includes('lead') && !isHandout && (
          <Button size="small" variant="quiet" onPress={onAgree}>
            What counts as agreed…
          </Button>
        )}
        <NextSteps round={round} me={me} onSubmit={onSubmit} onClose={onClose} />
      </div>
    </li>
  )
}

/** What was planned, in short. */
function factsOf({ plan, agree, sources, frameworkVersion, openedAt, differences: found }: Round): string[] {
  const many = counted(sources.length, 'source')
  return [
    plan?.drawnFrom ? `${many} drawn of ${number(plan.drawnFrom)}` : many,
    `framework version ${frameworkVersion}`,
    ...(plan ? [`reported on ${unitNames[plan.unit].many}`] : []),
    ...(agree.by === 'overlap' ? [`agreed: ${agreedRuleInWords(agree)}`] : []),
    ...(plan && !plan.mayAddCodes ? ['no codes proposed'] : []),
    `opened ${dateOf(openedAt)}`,
    ...(found ? [differences(found)] : []),
  ]
}

/** Makes the plan as a page to print, and takes it out. */
function PlanPage({ round }: { round: Round }) {
  const client = useClient()
  const { run, busy } = useAct()
  const make = () =>
    run(async () => {
      const { id, fileName } = await client.reports.make({ what: 'plan', format: 'html', round: round.id })
      await takeOut(client, { id, fileName, title: 'Save the plan', kind: 'Web page' })
    })
  return (
    <Button size="small" variant="quiet" isPending={busy} onPress={() => void make()}>
      Plan to print
    </Button>
  )
}

const none: readonly never[] = []

function NextSteps({ round, me, onSubmit, onClose }: Omit<RoundItemProps, 'onUnblind' | 'onAgree'>) {
  const client = useClient()
  const { run, busy } = useAct()
  const go = useNavigation(({ go }) => go)
  const handout = useSession().study?.handout ?? null
  const [first] = round.sources
  const merged = useRead('merging.returns', handout ? null : {}).data ?? none
  const handouts = useRead('handouts.list', handout ? null : {}).data ?? none
  const members = useRead('members.list', {}).data ?? none
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
  const undecided = merged
    .flatMap(({ decisions }) => decisions)
    .filter(decision => decision.round === round.id && decision.settled === null).length
  const away = handouts.flatMap(({ round: its, coder, isAway }) =>
    its === round.id && isAway ? (members.find(({ id }) => id === coder)?.name ?? []) : [],
  )
  const isLeft = left + undecided + away.length > 0
  return (
    <>
      {mayClose && round.state !== 'closed' && isLeft && (
        <Button size="small" variant="quiet" onPress={() => onClose(undecided, away)}>
          Close the round…
        </Button>
      )}
      {mayClose && round.state !== 'closed' && !isLeft && (
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
      {!handout && (
        <Button size="small" onPress={() => go('compare', { round: round.id })}>
          Compare
        </Button>
      )}
      {mayRule && left > 0 && round.state !== 'closed' && (
        <Button size="small" variant="primary" onPress={() => go('adjudicate', { round: round.id })}>
          Settle differences
        </Button>
      )}
    </>
  )
}

function differences({ open, settled, byRule }: NonNullable<Round['differences']>): string {
  const all = open + settled + byRule
  if (all === 0) return 'no differences'
  const ofRule = byRule > 0 ? `, ${byRule} by rule` : ''
  return open === 0
    ? `all ${counted(all, 'difference')} settled${ofRule}`
    : `${counted(open, 'difference')} to settle${settled > 0 ? `, ${settled} settled` : ''}${ofRule}`
}
