import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { overlapInWords } from '#shared/model/agreed-rule.ts'
import type { ExampleKind } from '#shared/model/codebook.ts'
import { type Disagreement, exchanged, type Ruling, type RulingOutcome } from '#shared/model/disagreement.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { longestWait } from '../../transcript/pause.ts'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/live-announcer.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { useClient, useRead, useRun, useSession } from '../../use-engine.ts'
import { number } from '../../wording.ts'
import { exampleKinds } from '../code/code-examples.tsx'
import { useAdjudicate } from './adjudicate-store.ts'
import styles from './difference.module.css'
import {
  callNames,
  costInWords,
  exampleCode,
  inWords,
  kindNames,
  outcomeInWords,
  placeInWords,
  shownOrder,
  sidesOf,
} from './difference-words.ts'
import { isSettled, neighbour, nextOpen } from './docket.ts'
import { GivenRuling } from './given-ruling.tsx'
import { OtherCodeDialog } from './other-code-dialog.tsx'
import { ParkDialog } from './park-dialog.tsx'
import { PassageInContext } from './passage-in-context.tsx'
import { ReadingCard } from './reading-card.tsx'
import { type Acts, RulingButtons } from './ruling-buttons.tsx'
import { RulingNotes } from './ruling-notes.tsx'
import type { Docket } from './use-docket.ts'

/** What the engine answers to rulings that were sent, by the difference. */
const answers = new Map<string, Promise<Disagreement | undefined>>()

/** Scrolled by key. */
const reachable = { role: 'region', tabIndex: 0, 'aria-label': 'Passage' }

interface DifferenceViewProps {
  docket: Docket
  item: Disagreement
  mayRule: boolean
  /** True where the screen is one column: the less needed is folded away. */
  isCompact: boolean
  onBatch(): void
  /** Stands above the difference: where the docket stands as a whole. */
  notice?: ReactNode
}

/** What the reviewer is about to do with the difference that is shown. */
interface Doing {
  item: string
  discussed: string
  extent: Span | null
  extentCode: string
  isParking: boolean
  isChoosingCode: boolean
  /** The ruling that a key asked for on a difference that is settled. */
  asked: RulingOutcome | null
  /** Of a settled difference the notes are read above the readings, and opened to be changed. */
  isNoting: boolean
}

/**
 * One difference, large: the words in their context, both readings, and the ways to settle it. The next one takes its place
 * in what is drawn already: its buttons and fields are the same.
 */
export function DifferenceView({ docket, item, mayRule, isCompact, onBatch, notice }: DifferenceViewProps) {
  const { items, round, coders, codes, sources } = docket
  const drafted = useAdjudicate(({ draft }) => (draft?.item === item.id ? draft.reason : null))
  const isSent = useAdjudicate(({ sent }) => sent.has(item.id))
  const { choose, note } = useAdjudicate.getState()
  const client = useClient()
  const isHandout = useSession().study?.handout != null
  const run = useRun()
  const source = useRead('sources.open', { source: item.source }).data
  const index = items.findIndex(({ id }) => id === item.id)
  // Asked for while this one is read, so that the next one waits for nothing.
  const ahead = useInPause(items[index + 1]?.source ?? item.source)
  useRead('sources.open', { source: ahead })
  const begun = (): Doing => ({
    item: item.id,
    discussed: item.ruling?.discussedWith ?? useAdjudicate.getState().discussedWith,
    extent: null,
    extentCode: item.code,
    isParking: false,
    isChoosingCode: false,
    asked: null,
    isNoting: item.ruling === undefined && !isCompact,
  })
  const [held, hold] = useState(begun)
  const doing = held.item === item.id ? held : begun()
  if (doing !== held) hold(doing)
  const { discussed, extent, extentCode, isParking, isChoosingCode, asked, isNoting } = doing
  const change = (what: Partial<Doing>) => hold(now => (now.item === item.id ? { ...now, ...what } : now))
  // Outlives this view: the screen is laid out anew where the window is made smaller.
  const reason = drafted ?? item.ruling?.reason ?? item.again?.reason ?? ''
  const isParked = docket.discussion.agenda.some(
    entry => entry.disagreement === item.id && entry.decidedAt === null,
  )
  const article = useRef<HTMLElement>(null)
  const reasonField = useRef<HTMLDivElement>(null)
  const passage = useRef<HTMLDivElement>(null)
  const initials = callNames(item, coders)
  const order = shownOrder(item, coders)
  const sides = sidesOf(item, coders)
  const marks = useMemo(() => {
    const [first, second] = shownOrder(item, coders)
    const spans = sidesOf(item, coders)
    return [unite(spans[first]), unite(spans[second])] as const
  }, [item, coders])
  /** What is said of a difference that comes on screen. */
  const aloud = (id: string): string => {
    const at = items.findIndex(each => each.id === id)
    const coming = items[at]
    return coming ? `${placeInWords(at, items)}. ${inWords(coming, coders, codes)}` : ''
  }

  /** The next difference is on screen at once; where the engine then refuses, this one comes back with its notes. */
  const rule = async (decision: Pick<Ruling, 'outcome' | 'start' | 'end' | 'code'>) => {
    const { again } = item
    const { sent } = useAdjudicate.getState()
    note(item.id, false)
    const next = nextOpen(items, item.id, sent)
    choose({ item: next, discussedWith: discussed, draft: null, came: { from: item.id, to: next } })
    change({ asked: null, extent: null, isChoosingCode: false })
    // What was pressed is there for the next one too: a key meant for the docket must not press it again.
    if (article.current?.contains(document.activeElement)) article.current.focus({ preventScroll: true })
    keepKeyboard()
    // Counted and said after the frame: thousands are looked through.
    requestIdleCallback(
      () => {
        const left = docket.all.filter(
          other => !isSettled(other) && other.id !== item.id && !sent.has(other.id),
        ).length
        announce(
          `${outcomeInWords(decision.outcome, initials)}. ${left === 0 ? 'All settled.' : `${left} left. ${aloud(next)}`}`,
        )
      },
      { timeout: longestWait },
    )
    const answer = run(() =>
      again?.isOpen
        ? client.adjudication.judgeAgain({
            judging: again.judging,
            disagreement: item.id,
            outcome: decision.outcome,
            reason,
          })
        : client.adjudication.rule({
            round: round.id,
            disagreement: item.id,
            ...decision,
            reason,
            discussedWith: discussed,
            ...meetingNow(docket),
          }),
    )
    answers.set(item.id, answer)
    const ruled = await answer
    note(item.id, ruled ? true : null)
    if (ruled) return
    // Notes begun on another difference meanwhile stay.
    const isFree = useAdjudicate.getState().draft === null
    choose({ item: item.id, ...(isFree ? { draft: { item: item.id, reason } } : {}) })
  }
  /** The ruling stands as it is, in the meeting it was made in; the reviewer goes on reading here. */
  const keepNotes = async ({ outcome, start, end, code }: Ruling) => {
    const kept = await run(() =>
      client.adjudication.rule({
        round: round.id,
        disagreement: item.id,
        outcome,
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end }),
        ...(code === undefined ? {} : { code }),
        reason,
        discussedWith: discussed,
      }),
    )
    if (!kept) return
    change({ isNoting: false })
    keepKeyboard()
    announce('The notes were kept.')
  }
  const ruleExtent = () => {
    if (extent) void rule({ outcome: 'extent', ...extent, ...(item.otherCode ? { code: extentCode } : {}) })
  }
  const leaveExtent = () => {
    change({ extent: null })
    keepKeyboard()
  }
  const withdraw = async () => {
    await run(() => client.adjudication.withdraw({ round: round.id, disagreement: item.id }), {
      undoable: 'The ruling was withdrawn.',
    })
    keepKeyboard()
  }

  const isAgain = item.again?.isOpen ?? false
  /** True where it was just ruled on, and stays on screen because nothing is left. */
  const hasStayed = (): boolean => {
    const { came } = useAdjudicate.getState()
    return came?.from === item.id && came.to === item.id
  }
  /** Back to what was just ruled on, and from there on again, also where the filter no longer lists it. */
  const steppedTo = (by: 1 | -1): string => {
    const { came } = useAdjudicate.getState()
    if (by === -1 && came?.to === item.id && came.from !== item.id) return came.from
    const isListed = items.some(({ id }) => id === item.id)
    return by === 1 && !isListed && came?.from === item.id ? came.to : neighbour(items, item.id, by)
  }
  const actions = {
    // The keys speak of the readings as they are shown.
    rule: (outcome: Exclude<RulingOutcome, 'extent' | 'code'>) =>
      void rule({ outcome: order[0] === 0 ? outcome : exchanged(outcome) }),
    // A key too many does not turn what was just settled round: it says so, and counts when it is pressed again.
    ruleByKey: (outcome: Exclude<RulingOutcome, 'extent' | 'code'>) => {
      if (!hasStayed() || asked === outcome) {
        actions.rule(outcome)
        return
      }
      change({ asked: outcome })
      announce('This difference is settled. Press the key again to rule otherwise.')
    },
    // Judged again, an extent or a code is only said to be another: nothing is written.
    adjustExtent: () =>
      isAgain ? void rule({ outcome: 'extent' }) : change({ extent: { start: item.start, end: item.end } }),
    chooseCode: () => (isAgain ? void rule({ outcome: 'code' }) : change({ isChoosingCode: true })),
    giveReason: () => {
      // Drawn at once, for whoever types on at once.
      flushSync(() => change({ isNoting: true }))
      reasonField.current?.querySelector('input')?.focus()
    },
    step: (by: 1 | -1) => {
      const next = steppedTo(by)
      choose({ item: next })
      if (next !== item.id) announce(aloud(next))
    },
    setReason: (words: string) => choose({ draft: { item: item.id, reason: words } }),
    setDiscussed: (names: string) => change({ discussed: names }),
    read: (by: 1 | -1) => {
      // In one column the passage scrolls with all the rest.
      const view = isCompact ? passage.current?.closest('article')?.parentElement : passage.current
      view?.scrollBy({ top: by * 0.8 * view.clientHeight })
    },
    withdraw: () => void withdraw(),
    batch: onBatch,
    park: () => change({ isParking: true }),
    exemplify: async (kind: ExampleKind) => {
      // Of what was ruled on a moment ago the docket does not say so yet.
      const ruled = useAdjudicate.getState().sent.has(item.id) ? await answers.get(item.id) : item
      if (!ruled) return
      const code = exampleCode(ruled, kind)
      if (code === null) {
        showToast({
          message:
            kind === 'exclusion'
              ? 'All that was in dispute stands here: the passage is no exclusion.'
              : 'No code stands here: the passage can be an exclusion or a near-miss.',
        })
        return
      }
      void run(() => client.adjudication.exemplify({ round: round.id, disagreement: item.id, code, kind }), {
        undoable: `${exampleKinds.find(({ id }) => id === kind)?.label} of “${codes.get(code)?.name ?? ''}”.`,
      })
    },
  }
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  /** What keys and buttons do with the difference that is shown: the same functions for each. */
  const acts = useMemo(
    (): Acts => ({
      rule: outcome => latest.current.ruleByKey(outcome),
      press: outcome => latest.current.rule(outcome),
      adjustExtent: () => latest.current.adjustExtent(),
      chooseCode: () => latest.current.chooseCode(),
      giveReason: () => latest.current.giveReason(),
      step: by => latest.current.step(by),
      read: by => latest.current.read(by),
      withdraw: () => latest.current.withdraw(),
      batch: () => latest.current.batch(),
      park: () => latest.current.park(),
      exemplify: kind => void latest.current.exemplify(kind),
      setReason: words => latest.current.setReason(words),
      setDiscussed: names => latest.current.setDiscussed(names),
    }),
    [],
  )
  // In a hand-out no code changes: an example would not come home.
  const mayExemplify = mayRule && !isHandout
  const isRuled = item.ruling !== undefined || isSent
  useEffect(() => {
    useAdjudicate.setState({
      actions: {
        ...acts,
        mayRule,
        canWithdraw: mayRule && isRuled,
        canExemplify: mayExemplify && isRuled,
        canPark: mayRule && !isParked,
      },
    })
  }, [acts, isRuled, isParked, mayRule, mayExemplify])
  useEffect(() => () => useAdjudicate.setState({ actions: null }), [])

  const outcome = item.ruling?.outcome ?? item.again?.outcome
  return (
    <article
      ref={article}
      className={styles.view}
      data-compact={isCompact || undefined}
      data-difference={item.id}
      data-keyboard-home
      data-toasts-above
      tabIndex={-1}
      aria-label={placeInWords(index, items)}
    >
      <div className={styles.top}>
        {notice}
        <header className={styles.head}>
          <p className={styles.where}>
            <Badge>{kindNames[item.kind]}</Badge>
            <span>{sources.get(item.source)?.title}</span>
            <span>{costInWords(item)}</span>
            <span className={styles.position}>
              {index < 0 ? 'not in this list' : `${number(index + 1)} of ${number(items.length)}`}
            </span>
          </p>
          <h2 className={styles.sentence}>{inWords(item, coders, codes)}</h2>
        </header>
      </div>
      <div ref={passage} className={styles.scroller} {...(isCompact ? {} : reachable)}>
        {source && (
          <PassageInContext
            source={source}
            passage={item}
            a={marks[0]}
            b={marks[1]}
            extent={extent}
            onExtent={span => change({ extent: span })}
            onExtentDone={ruleExtent}
            onExtentGivenUp={leaveExtent}
          />
        )}
      </div>
      <footer className={styles.ruling}>
        {extent ? (
          <div className={styles.setting}>
            <p>
              Drag over the words or take hold of an end; arrow keys move the end that has the focus by a
              word, Tab goes to the other. Alt while dragging: to the letter.
            </p>
            {item.otherCode && (
              <RadioGroup
                label="Which code has this extent"
                options={[item.code, item.otherCode].map(id => ({ id, label: codes.get(id)?.name ?? id }))}
                value={extentCode}
                onChange={code => change({ extentCode: code })}
              />
            )}
            <div className={styles.buttons}>
              <Button onPress={leaveExtent} shortcut="Escape">
                Leave it
              </Button>
              <Button variant="primary" onPress={ruleExtent} shortcut="Enter">
                This extent stands
              </Button>
            </div>
          </div>
        ) : (
          <>
            {item.ruling && (
              <GivenRuling
                ruling={item.ruling}
                docket={docket}
                initials={initials}
                onExample={mayExemplify ? kind => void actions.exemplify(kind) : undefined}
                onWithdraw={mayRule ? () => void withdraw() : undefined}
              />
            )}
            {item.overtaken?.map(ruling => (
              <GivenRuling
                key={ruling.id}
                ruling={ruling}
                docket={docket}
                initials={initials}
                isOvertaken
                onWithdraw={undefined}
              />
            ))}
            {item.byRule && (
              <p className={styles.again} role="note">
                Agreed by the round’s rule: {overlapInWords(item.byRule)}. A ruling of yours takes its place.
              </p>
            )}
            {item.again && (
              <p className={styles.again} role="note">
                {item.again.outcome === null
                  ? 'Drawn for you to judge again: what was ruled is hidden, and stays as it is.'
                  : `You judged again: ${outcomeInWords(item.again.outcome, initials)}.`}
              </p>
            )}
            {asked !== null && (
              <p className={styles.again} role="note">
                This is settled. Press the key again to rule otherwise.
              </p>
            )}
            <div className={styles.readings}>
              {order.map((side, at) => (
                <ReadingCard
                  key={coders[side].id}
                  coder={coders[side]}
                  name={item.first === undefined ? null : initials[side]}
                  shortcut={at === 0 ? '1' : '2'}
                  line={at === 0 ? 'solid' : 'dashed'}
                  spans={sides[side]}
                  text={source?.text ?? ''}
                  codes={codes}
                  isStanding={outcome === 'both' || outcome === (side === 0 ? 'a' : 'b')}
                  onRule={mayRule ? () => actions.rule(at === 0 ? 'a' : 'b') : undefined}
                />
              ))}
            </div>
            {mayRule && (
              <>
                <RulingButtons acts={acts} isNoting={isNoting} />
                {isNoting && (
                  <RulingNotes
                    area={reasonField}
                    reason={reason}
                    onReason={acts.setReason}
                    discussed={discussed}
                    onDiscussed={acts.setDiscussed}
                    onKeep={
                      item.ruling &&
                      (reason !== item.ruling.reason || discussed !== item.ruling.discussedWith)
                        ? () => item.ruling && void keepNotes(item.ruling)
                        : undefined
                    }
                  />
                )}
              </>
            )}
          </>
        )}
      </footer>
      {isParking && (
        <ParkDialog
          round={round.id}
          disagreement={item.id}
          onParked={() => {
            choose({ item: nextOpen(items, item.id, useAdjudicate.getState().sent) })
            keepKeyboard()
          }}
          onClose={() => change({ isParking: false })}
        />
      )}
      {isChoosingCode && (
        <OtherCodeDialog
          item={item}
          onChoose={code => void rule({ outcome: 'code', code })}
          onClose={() => change({ isChoosingCode: false })}
        />
      )}
    </article>
  )
}

/** The meeting that is going on, where it is one of this round. */
function meetingNow({ discussion }: Docket): { meeting?: string } {
  const { meeting } = useAdjudicate.getState()
  return meeting !== null && discussion.meetings.some(({ id }) => id === meeting) ? { meeting } : {}
}

/** Gives the keyboard to the difference that is shown, where what had it went with the ruling. */
function keepKeyboard() {
  // One frame for what is drawn anew, one for a dialog to hand the keyboard back.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return
      document.querySelector<HTMLElement>('[data-difference]')?.focus({ preventScroll: true })
    }),
  )
}
