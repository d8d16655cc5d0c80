import { CircleCheck, EyeOff, Gavel, ListChecks, Users } from 'lucide-react'
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { RulingOutcome } from '#shared/model/disagreement.ts'
import type { Role } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { useNavigation } from '../../state/navigation.ts'
import { whenTakenBack } from '../../state/taken-back.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Meter } from '../../ui/meter.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Select } from '../../ui/select.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useSession } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { BlindNotice } from '../compare/blind-notice.tsx'
import styles from './adjudicate.module.css'
import { type AdjudicateView, leadTo, offersNothing, useAdjudicate } from './adjudicate-store.ts'
import { AgainBar } from './again-bar.tsx'
import { BatchDialog } from './batch-dialog.tsx'
import { DefinitionsPane } from './definitions-pane.tsx'
import { DifferencePane } from './difference-pane.tsx'
import { everything, isSettled, tally } from './docket.ts'
import { DocketList } from './docket-list.tsx'
import { JudgingDialog } from './judging-dialog.tsx'
import { LeftRulings } from './left-rulings.tsx'
import { MeetingBar, MeetingDialog } from './meeting.tsx'
import { MinutesButton } from './minutes-button.tsx'
import { Mirror } from './mirror.tsx'
import { MyCodings } from './my-codings.tsx'
import { useCompact } from './use-compact.ts'
import { type Docket, type Shown, useDocket } from './use-docket.ts'

const ruling: readonly Role[] = ['reviewer', 'lead']

/** One difference at a time, settled by key. */
export function Adjudicate() {
  const shown = useDocket()
  return <AdjudicateScreen {...shown} />
}

/** By itself, so that it is not drawn while something is only asked again. */
const AdjudicateScreen = memo(function AdjudicateScreen({ rounds, round, docket, failure }: Shown) {
  const { member, study } = useSession()
  const isHandout = study?.handout != null
  const person = member?.id ?? null
  useLayoutEffect(() => useAdjudicate.getState().belongTo(person), [person])
  useEffect(() => whenTakenBack(leadTo), [])
  const meeting = useAdjudicate(state => state.meeting)
  const chosenView = useAdjudicate(state => state.view)
  const { go } = useNavigation()
  const [isRuling, setIsRuling] = useState(false)
  const [isMeeting, setIsMeeting] = useState(false)
  const [isBatching, setIsBatching] = useState(false)
  const onBatch = useCallback(() => setIsBatching(true), [])
  const isCompact = useCompact()
  const isReviewer = member?.roles.some(role => ruling.includes(role)) ?? false
  const mayRule = isReviewer && round?.state !== 'closed'
  const isBlind = round?.state === 'open'
  const isCoder = round?.coders.some(({ id }) => id === member?.id) ?? false
  const view = chosenView === 'mine' && !isCoder ? 'docket' : chosenView
  const mayRules = member?.roles.includes('lead') && round?.state !== 'closed'
  const mayMeet = docket !== null && mayRule && isMeetingWanted(docket, meeting)
  const isThere = docket !== null && !isBlind
  useEffect(() => {
    if (!isThere) return
    const isDocket = view === 'docket'
    useAdjudicate.setState({
      screen: {
        meet: isDocket && mayMeet ? () => setIsMeeting(true) : null,
        howToJudge: isDocket && mayRules ? () => setIsRuling(true) : null,
        show: shown => useAdjudicate.getState().choose({ view: shown }),
      },
    })
    return () => useAdjudicate.setState({ screen: offersNothing })
  }, [isThere, view, mayMeet, mayRules])
  const all = docket?.all
  const left = useMemo(() => all?.filter(item => !isSettled(item)).length ?? 0, [all])
  const header = (
    <PageHeader
      title="Adjudicate"
      aside={
        isBlind ? (
          <Badge icon={<EyeOff />}>{round.blind ? 'Blind until both submit' : 'Being coded'}</Badge>
        ) : (
          docket && <ViewChoice isCoder={isCoder} view={view} />
        )
      }
      actions={
        rounds &&
        rounds.length > 0 && (
          <div className={styles.actions}>
            {view === 'docket' && docket && docket.all.length > 0 && <Standing docket={docket} left={left} />}
            {view === 'docket' && docket && mayRule && left > 0 && (
              <Button icon={<ListChecks />} shortcut="B" onPress={onBatch}>
                Slight differences…
              </Button>
            )}
            {view === 'docket' && mayMeet && (
              <Button icon={<Users />} shortcut="Shift+D" onPress={() => setIsMeeting(true)}>
                Meeting…
              </Button>
            )}
            {docket && docket.discussion.meetings.length > 0 && <MinutesButton round={docket.round.id} />}
            <RoundChoice rounds={rounds} round={round?.id ?? null} />
          </div>
        )
      }
    />
  )
  if (isBlind) {
    return (
      <>
        {header}
        <BlindNotice round={round} />
      </>
    )
  }
  if (docket && view !== 'docket') {
    return (
      <>
        {header}
        {view === 'mirror' ? <Mirror docket={docket} /> : <MyCodings docket={docket} />}
      </>
    )
  }
  if (!docket || docket.all.length === 0) {
    return (
      <>
        {header}
        {failure ? (
          <EmptyState icon={<Gavel />} title={failure.message}>
            {failure.hint}
          </EmptyState>
        ) : rounds?.length === 0 ? (
          <EmptyState
            icon={<Gavel />}
            title="No differences to settle yet"
            action={
              <Button variant="primary" onPress={() => go('study')}>
                Plan a round
              </Button>
            }
          >
            When two coders have coded the same sources in a round and both have submitted, every difference
            between them comes here, one at a time.
          </EmptyState>
        ) : (
          docket && (
            <>
              <EmptyState
                icon={<Gavel />}
                title="The two coders agree on everything"
                action={<Button onPress={() => go('themes')}>Go to Themes</Button>}
              >
                Nothing in “{docket.round.title}” is left to settle. What they{' '}
                {docket.round.state === 'closed' ? 'agreed on when it was closed' : 'agree on'} is the
                consensus.
              </EmptyState>
              <LeftRulings docket={docket} mayRule={mayRule} />
            </>
          )
        )}
      </>
    )
  }
  const onRules = mayRules ? () => setIsRuling(true) : undefined
  const notice = (
    <>
      {left === 0 && (
        <p className={styles.settled} role="status">
          <CircleCheck aria-hidden="true" />
          <span>
            {docket.all.length === 1 ? 'The one difference' : `All ${number(docket.all.length)} differences`}{' '}
            of “{docket.round.title}” {docket.all.length === 1 ? 'is' : 'are'} settled: what was ruled and
            agreed{docket.round.state === 'closed' && ' when the round was closed'} is the consensus that
            themes and exports use.
          </span>
          <Button size="small" onPress={() => go('themes')}>
            Go to Themes
          </Button>
        </p>
      )}
      <MeetingBar docket={docket} />
      <AgainBar docket={docket} />
      <LeftRulings docket={docket} mayRule={mayRule} />
      {!mayRule && (
        <Callout>
          {isReviewer
            ? 'The round is closed: its rulings stay as they are.'
            : 'A reviewer or lead settles differences. You can see here what was decided, and why.'}
        </Callout>
      )}
    </>
  )
  const difference = (
    <DifferencePane
      docket={docket}
      mayRule={mayRule}
      isCompact={isCompact}
      onBatch={onBatch}
      notice={notice}
    />
  )
  const definitions = <DefinitionsPane docket={docket} mayEdit={mayRule && !isHandout} />
  const batch = (
    <>
      {isBatching && <BatchDialog docket={docket} onClose={() => setIsBatching(false)} />}
      {isRuling && <JudgingDialog round={docket.round.id} onClose={() => setIsRuling(false)} />}
      {isMeeting && <MeetingDialog docket={docket} onClose={() => setIsMeeting(false)} />}
    </>
  )
  if (isCompact) {
    return (
      <div className={styles.column}>
        {header}
        <div className={styles.folded}>
          <Disclosure
            title="Queue"
            headingLevel={2}
            aside={`${number(docket.items.length)} of ${counted(docket.all.length, 'difference')}`}
          >
            <DocketList docket={docket} onRules={onRules} />
          </Disclosure>
        </div>
        {difference}
        <div className={styles.folded}>
          <Disclosure title="Definitions" headingLevel={2}>
            {definitions}
          </Disclosure>
        </div>
        {batch}
      </div>
    )
  }
  return (
    <>
      {header}
      <div className={styles.panes}>
        <RememberedPanes
          name="adjudicate"
          panes={[
            {
              id: 'queue',
              label: 'Queue',
              content: <DocketList docket={docket} onRules={onRules} />,
              defaultSize: 264,
              minSize: 200,
              maxSize: 420,
              isCollapsible: true,
              keepsPixels: true,
            },
            { id: 'difference', label: 'Difference', minSize: 440, content: difference },
            {
              id: 'definitions',
              label: 'Definitions',
              content: definitions,
              defaultSize: 268,
              minSize: 200,
              maxSize: 420,
              isCollapsible: true,
              keepsPixels: true,
            },
          ]}
        />
      </div>
      {batch}
    </>
  )
})

/** Which side of the round is looked at. By itself, so that the next difference does not draw it. */
const ViewChoice = memo(function ViewChoice({ isCoder, view }: { isCoder: boolean; view: AdjudicateView }) {
  const choose = useAdjudicate(state => state.choose)
  return (
    <SegmentedControl<AdjudicateView>
      label="View"
      options={[
        { id: 'docket', label: 'Docket' },
        { id: 'mirror', label: 'Mirror' },
        ...(isCoder ? [{ id: 'mine' as const, label: 'My codings' }] : []),
      ]}
      value={view}
      onChange={shown => choose({ view: shown })}
    />
  )
})

/** Which round is looked at. */
const RoundChoice = memo(function RoundChoice({
  rounds,
  round,
}: {
  rounds: readonly Round[]
  round: string | null
}) {
  const choose = useAdjudicate(state => state.choose)
  return (
    <Select
      label="Round"
      isLabelHidden
      options={rounds.map(({ id, title, differences }) => ({
        id,
        label: title,
        ...(differences ? { description: `${counted(differences.open, 'difference')} left` } : {}),
      }))}
      value={round}
      onChange={chosen => choose({ round: chosen, item: null, filter: everything })}
    />
  )
})

/** True where something waits on the agenda and no meeting of the round is going on. */
const isMeetingWanted = ({ discussion }: Docket, meeting: string | null): boolean =>
  discussion.agenda.some(({ decidedAt }) => decidedAt === null) &&
  !discussion.meetings.some(({ id }) => id === meeting)

/** How far the docket has come, and how the rulings fall. */
const Standing = memo(function Standing({ docket, left }: { docket: Docket; left: number }) {
  const { all, coders } = docket
  const counts = tally(all)
  const isHidden = all.some(({ first }) => first !== undefined)
  const names: readonly [RulingOutcome, string][] = [
    ['a', isHidden ? 'first reader' : coders[0].initials],
    ['b', isHidden ? 'second reader' : coders[1].initials],
    ['both', 'both'],
    ['extent', 'new extent'],
    ['code', 'other code'],
    ['neither', 'neither'],
  ]
  const settled = all.length - left
  const byRule = all.filter(each => each.byRule).length
  return (
    <div className={styles.standing}>
      <Meter
        label="Differences settled"
        value={settled / all.length}
        words={`${number(settled)} of ${number(all.length)}`}
        tone={left === 0 ? 'good' : 'accent'}
      />
      <p className={styles.tally}>
        <VisuallyHidden>How the rulings fall: </VisuallyHidden>
        {settled === 0
          ? 'No ruling yet'
          : [
              ...names
                .filter(([outcome]) => counts.has(outcome))
                .map(([outcome, name]) => `${name}\u00a0${counts.get(outcome)}`),
              ...(byRule > 0 ? [`by rule\u00a0${byRule}`] : []),
            ].join(' · ')}
      </p>
    </div>
  )
})
