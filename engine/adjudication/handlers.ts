import { randomInt } from 'node:crypto'
import type { adjudication } from '#shared/contract/adjudication.ts'
import { TandemError } from '#shared/errors.ts'
import type { Disagreement, GivenRuling, Ruling, RulingOutcome } from '#shared/model/disagreement.ts'
import { exampled, exampleInWords, listExamples } from '../codebook/examples.ts'
import { codeById } from '../codebook/queries.ts'
import { all, type Db, first } from '../db/sql.ts'
import { codingsIn } from '../disagreements/heirs.ts'
import { comparableRound, compareRound, differenceIn, pairOf, readingsIn } from '../disagreements/in-round.ts'
import { whileSettling } from '../disagreements/kept-comparison.ts'
import { keptKind } from '../disagreements/kept-rulings.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { needsRole, signedIn } from '../members/asking.ts'
import { enteringByRule, leavingByRule, withAgreedLayers } from '../rounds/agreed-layer.ts'
import { meOf, rulingsToJudge } from '../rounds/blinding.ts'
import type { KeptRound } from '../rounds/queries.ts'
import { passageOf } from '../sources/passage.ts'
import { type StoredSource, sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'
import { consensusRow } from './consensus.ts'
import { decidedFor } from './decided-for.ts'
import { decided, discussionHandlers, ofRound, waitingAgain, waitingOn } from './discussion.ts'
import { docketSince } from './docket-since.ts'
import { asJudged, firstShown, type KeptRules, readerNames, rulesOf } from './judging.ts'
import { mayRuleOnOwn, notRetired } from './may-rule.ts'
import { mirrorOf } from './mirror.ts'
import { rulingGone } from './ruling-gone.ts'
import { consensusOf } from './rulings.ts'
import { judgedBlind, mustNotBeJudgedAgain, secondJudgeHandlers, toJudgeAgain } from './second-judges.ts'

interface Given {
  round: string
  disagreement: string
  outcome: RulingOutcome
  start?: number | undefined
  end?: number | undefined
  code?: string | undefined
  reason: string
  discussedWith: string
  meeting?: string | undefined
}

export const adjudicationHandlers: Handlers<typeof adjudication> = {
  ...discussionHandlers,
  ...secondJudgeHandlers,

  disagreements({ db, asking }, { round: id }) {
    const round = comparableRound(db, id)
    const items = asJudged(db, round, compareRound(db, round).disagreements)
    return judgedBlind(db, round, items, asking.member?.id ?? null)
  },

  differencesSince({ db, asking }, { round: id, at }) {
    const round = comparableRound(db, id)
    const me = asking.member?.id ?? null
    const items = asJudged(db, round, compareRound(db, round).disagreements)
    return docketSince(db, `${id} ${me ?? ''}`, at, judgedBlind(db, round, items, me))
  },

  judging({ db }, { round }) {
    const { namesHidden, codersMayRule } = rulesOf(db, comparableRound(db, round).id)
    return { namesHidden, codersMayRule }
  },

  setJudging({ db, asking, newId, record }, { round: id, namesHidden, codersMayRule }) {
    needsRole(asking, ['lead'], 'say how differences are judged')
    const round = comparableRound(db, id)
    if (round.state === 'closed') throw closed(round)
    const rules = rulesOf(db, id)
    const columns = { names_hidden: namesHidden ? 1 : 0, coders_may_rule: codersMayRule ? 1 : 0 }
    record('judging.set', `Said how differences in “${round.title}” are judged`, [
      rules.id === null
        ? made('judging_rules', newId(), { round: id, ...columns, seed: randomInt(2 ** 32) })
        : changed(db, 'judging_rules', rules.id, columns),
    ])
    return { namesHidden, codersMayRule }
  },

  leftRulings: ({ db }, { round }) => compareRound(db, comparableRound(db, round)).left,

  letGo(tools, { round: id, ruling }) {
    const round = openForRuling(tools, id)
    const { left } = compareRound(tools.db, round)
    if (!left.some(each => each.ruling.id === ruling)) {
      throw new TandemError(
        'not-found',
        'There is no such ruling without a difference in this round.',
        'Withdraw a ruling at its difference.',
      )
    }
    const gone = rulingGone(tools.db, ruling)
    const said = `Let go of a ruling in “${round.title}” whose difference is no longer there`
    if (tools.study.handout) {
      // Away, the study's own consensus is out of reach: where this comes home, it is put right.
      tools.record('ruling.withdrawn', said, gone)
    } else {
      // What its coders agree on by now takes its place.
      const done = whileSettling(tools.db, () => withAgreedLayers(tools, gone, new Set(round.sources)))
      tools.record('ruling.withdrawn', said, done, { isDone: true })
    }
    return { left: left.length - 1 }
  },

  rule(tools, given) {
    const round = openForRuling(tools, given.round)
    const item = itemOf(tools.db, round, given.disagreement)
    const { changes, isNew } = ruled(tools, deskFor(tools, round, [item]), item, given)
    if (changes.length === 0) return item
    const verb = item.ruling || item.overtaken ? 'Changed a ruling' : 'Ruled on a difference'
    tools.record(
      isNew ? 'ruling.made' : 'ruling.noted',
      isNew
        ? `${verb} in “${round.title}”: ${inWords(tools.db, round, item.id, given.outcome)}`
        : `Changed the notes of a ruling in “${round.title}”`,
      ...withAgreed(tools, isNew && bearsOnAgreed(item, given) ? [item] : [], changes),
    )
    return itemOf(tools.db, round, item.id)
  },

  ruleMany(tools, { rulings }) {
    const byRound = Map.groupBy(rulings, ruling => ruling.round)
    const changes: (Change | null)[] = []
    const on: Disagreement[] = []
    const titles = new Set<string>()
    let said = 0
    for (const [id, given] of byRound) {
      const round = openForRuling(tools, id)
      const { disagreements } = compareRound(tools.db, round)
      const items = new Map(disagreements.map(item => [item.id, item]))
      const desk = deskFor(tools, round, disagreements)
      const seen = new Set<string>()
      for (const ruling of given) {
        if (seen.has(ruling.disagreement)) {
          throw new TandemError(
            'bad-input',
            `Difference ${ruling.disagreement} has two rulings.`,
            'Give one.',
          )
        }
        seen.add(ruling.disagreement)
        const item = items.get(ruling.disagreement)
        if (!item) throw noSuch(ruling.disagreement)
        const its = ruled(tools, desk, item, ruling).changes
        if (its.length === 0) continue
        said++
        titles.add(round.title)
        changes.push(...its)
        if (bearsOnAgreed(item, ruling)) on.push(item)
      }
    }
    if (said > 0) {
      const rounds = [...titles].map(title => `“${title}”`).join(' and ')
      const many = said === 1 ? 'a difference' : `${said} differences`
      tools.record('ruling.made', `Ruled on ${many} in ${rounds}`, ...withAgreed(tools, on, changes))
    }
    return { ruled: said, alike: rulings.length - said }
  },

  withdraw(tools, { round: id, disagreement }) {
    const round = openForRuling(tools, id)
    const item = itemOf(tools.db, round, disagreement)
    mustNotBeJudgedAgain(toJudgeAgain(tools.db, round, [item], signedIn(tools.asking).id), item)
    const { ruling, overtaken, ...unruled } = item
    const changes = [
      ...withdrawn(tools.db, item),
      ...waitingAgain(tools, round, item),
      ...(tools.study.handout ? [] : enteringByRule(tools, round, unruled)),
    ]
    tools.record(
      'ruling.withdrawn',
      `Withdrew a ruling in “${round.title}”`,
      ...withAgreed(tools, [item], changes),
    )
    // What was kept apart for the ruling's sake may now be one with what it touches.
    const [coding = ''] = codingsIn(item)
    return (
      differenceIn(tools.db, round, disagreement) ??
      compareRound(tools.db, round).disagreements.find(each => codingsIn(each).includes(coding)) ??
      unruled
    )
  },

  exemplify(tools, { round: id, disagreement, code, kind }) {
    const round = openForRuling(tools, id)
    const item = itemOf(tools.db, round, disagreement)
    const { name, changes } = exampled(tools, item, code, kind)
    tools.record('code.exampled', `Made a passage ${exampleInWords[kind]} of the code “${name}”`, changes)
    return listExamples(tools, { code })
  },

  mirror: ({ db, asking }, { round, reviewer }) =>
    mirrorOf(db, comparableRound(db, round), reviewer ?? null, asking.member?.id ?? null),

  decidedForMe: ({ db, asking }, { round, coder }) =>
    decidedFor(db, comparableRound(db, round), coder ?? signedIn(asking).id, asking),

  reasons: ({ db, asking }) =>
    all<{ reason: string }>(
      db,
      `SELECT reason FROM rulings WHERE reason <> '' AND id NOT IN (${rulingsToJudge('?')})
       GROUP BY reason ORDER BY max(created_at) DESC LIMIT 30`,
      meOf(asking),
    ).map(row => row.reason),
}

/**
 * Changes to rulings, as they are to be recorded, with what follows for what the coders of the sources of these differences agree
 * on. Away, the study's own consensus is out of reach: where the rulings come home, it is put right.
 */
function withAgreed(
  tools: Tools,
  items: readonly Disagreement[],
  changes: readonly (Change | null)[],
): [changes: readonly (Change | null)[], manner?: { isDone: true }] {
  if (items.length === 0 || tools.study.handout) return [changes]
  const sources = new Set(items.map(({ source }) => source))
  return [whileSettling(tools.db, () => withAgreedLayers(tools, changes, sources)), { isDone: true }]
}

/** Whether a ruling may reach over what is agreed beside its difference, or takes the place of one that kept it out of the consensus. */
const bearsOnAgreed = ({ ruling, overtaken }: Disagreement, { outcome }: Given): boolean =>
  ruling !== undefined || overtaken !== undefined || outcome === 'extent' || outcome === 'code'

/** An outcome as a person says it; where names are hidden, by the order in which the readings are shown. */
function inWords(db: Db, round: KeptRound, item: string, outcome: RulingOutcome): string {
  const [a, b] = readerNames(db, round, item, ({ initials }) => initials)
  const words: Record<RulingOutcome, string> = {
    a: `${a}’s reading stands`,
    b: `${b}’s reading stands`,
    both: 'both stand',
    extent: 'a new extent',
    code: 'another code',
    neither: 'neither stands',
  }
  return words[outcome]
}

function openForRuling({ db, asking }: Tools, id: string): KeptRound {
  needsRole(asking, ['reviewer', 'lead'], 'rule on differences')
  signedIn(asking)
  const round = comparableRound(db, id)
  if (round.state === 'closed') throw closed(round)
  mayRuleOnOwn(db, asking, round)
  return round
}

const closed = (round: KeptRound): TandemError =>
  new TandemError('not-allowed', `Round “${round.title}” is closed.`, 'Its rulings stay as they are.')

/** What the rulings of one step are given on, looked up once for all of them. */
interface Desk {
  round: KeptRound
  rules: KeptRules
  /** What a difference reads, as it is kept with a ruling. */
  readings: ReturnType<typeof readingsIn>
  /** What waits on the agenda, by the difference. */
  waits: ReturnType<typeof waitingOn>
  /** Differences that the reviewer is to judge again. */
  again: ReadonlySet<string>
  source(id: string): StoredSource
}

function deskFor({ db, asking }: Tools, round: KeptRound, items: readonly Disagreement[]): Desk {
  const sources = new Map<string, StoredSource>()
  return {
    round,
    rules: rulesOf(db, round.id),
    readings: readingsIn(db, round),
    waits: waitingOn(db, round, items),
    again: toJudgeAgain(db, round, items, signedIn(asking).id),
    source(id) {
      const source = sources.get(id) ?? sourceById(db, id)
      sources.set(id, source)
      return source
    },
  }
}

/**
 * The changes a ruling makes: the one it replaces goes with the consensus codings it made; originals stay untouched. Where
 * the same stands already (`isNew` is false) only the notes change, and nothing at all where they are the same too.
 */
function ruled(
  tools: Tools,
  desk: Desk,
  item: Disagreement,
  given: Given,
): { changes: (Change | null)[]; isNew: boolean } {
  const { db, asking, now, newId } = tools
  const { round } = desk
  mustNotBeJudgedAgain(desk.again, item)
  const source = desk.source(item.source)
  if (given.start !== undefined && given.end !== undefined) passageOf(db, source, given.start, given.end)
  const decision: Ruling = {
    outcome: given.outcome,
    reason: given.reason,
    ...(given.start === undefined ? {} : { start: given.start }),
    ...(given.end === undefined ? {} : { end: given.end }),
    ...(given.code === undefined ? {} : { code: given.code }),
  }
  if (item.ruling && !item.overtaken && isSameDecision(item.ruling, decision))
    return { changes: renoted(tools, desk, item, item.ruling, given), isNew: false }
  if (given.outcome === 'code' && given.code) notRetired(db, given.code, asking)
  const codings = consensusOf(item, decision, {
    coders: pairOf(round),
    sourceLength: source.characters,
    isCode: id => codeById(db, id, meOf(asking)) !== undefined,
  })
  const id = newId()
  const meeting = given.meeting === undefined ? null : ofRound(db, given.meeting, round)
  const changes = [
    ...withdrawn(db, item),
    // Away, the study's own consensus is out of reach: where the ruling comes home, it is put right.
    ...(tools.study.handout ? [] : leavingByRule(db, round.id, item.id)),
    made('rulings', id, {
      round: round.id,
      disagreement: item.id,
      kind: keptKind(item.kind),
      source: item.source,
      outcome: given.outcome,
      start: given.start ?? null,
      end: given.end ?? null,
      code: given.code ?? null,
      reason: given.reason.trim(),
      discussed_with: given.discussedWith.trim() || (meeting?.attendees ?? ''),
      reviewer: signedIn(asking).id,
      created_at: now,
    }),
    made('ruled_on', newId(), {
      ruling: id,
      codings: JSON.stringify(codingsIn(item)),
      first_shown: firstShown(desk.rules, item.id, pairOf(round)),
      meeting: meeting?.id ?? null,
    }),
    made('ruled_readings', newId(), { ruling: id, readings: desk.readings(item) }),
    ...decided(db, desk.waits.get(item.id), meeting?.id ?? null, now),
    ...codings.map(coding => made('codings', newId(), consensusRow(db, coding, round.id, id, now))),
  ]
  return { changes, isNew: true }
}

/** Whether a ruling would be no other than the one that stands. */
const isSameDecision = (standing: Ruling, { outcome, start, end, code }: Ruling): boolean =>
  standing.outcome === outcome && standing.start === start && standing.end === end && standing.code === code

/**
 * The changes of a ruling given again: why, with whom it was discussed and in which meeting become as given, and who gave it
 * is whoever did last. Its consensus codings stay, with all that was done with them since.
 */
function renoted(
  { db, asking, now }: Tools,
  { round, waits }: Desk,
  item: Disagreement,
  standing: GivenRuling,
  given: Given,
): Change[] {
  const meeting = given.meeting ?? standing.meeting
  const attendees = meeting === null ? '' : ofRound(db, meeting, round).attendees
  const reviewer = signedIn(asking).id
  const on = first<{ id: string }>(db, 'SELECT id FROM ruled_on WHERE ruling = ?', standing.id)
  return [
    changed(db, 'rulings', standing.id, {
      reason: given.reason.trim(),
      discussed_with: given.discussedWith.trim() || attendees,
      ...(reviewer === standing.reviewer ? {} : { reviewer, created_at: now }),
    }),
    on ? changed(db, 'ruled_on', on.id, { meeting }) : null,
    ...decided(db, waits.get(item.id), meeting, now),
  ].filter(change => change !== null)
}

/** What a difference was ruled, now and before it changed, goes; in the journal it stays. */
const withdrawn = (db: Db, { ruling, overtaken = [] }: Disagreement): Change[] =>
  [...overtaken, ...(ruling ? [ruling] : [])].flatMap(({ id }) => rulingGone(db, id))

function itemOf(db: Db, round: KeptRound, id: string): Disagreement {
  const item = differenceIn(db, round, id)
  if (item) return item
  throw noSuch(id)
}

const noSuch = (id: string): TandemError =>
  new TandemError(
    'not-found',
    `The round has no difference ${id}.`,
    'Take the ids from its list of differences.',
  )
