import type { OverlapRule } from '#shared/model/agreed-rule.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { overlaps, type Span } from '#shared/text/span.ts'
import { consensusByRule } from '../adjudication/by-rule.ts'
import { consensusRow } from '../adjudication/consensus.ts'
import { leftOutOfSamples } from '../adjudication/left-out-of-samples.ts'
import { type ConsensusCoding, consensusFromAgreed } from '../adjudication/rulings.ts'
import { comparedCode } from '../codebook/standing.ts'
import { idFrom } from '../db/ids.ts'
import { all, type Db, first, type Row } from '../db/sql.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { byCodingRuledOn } from '../disagreements/kept-rulings.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { takeEffect } from '../history/journal.ts'
import type { Tools } from '../tools.ts'
import { type KeptRound, keptRounds } from './queries.ts'

interface Kept extends ConsensusCoding {
  id: string
  ruling: string | null
  waits: number
  standing: string
}

/** A coding that is to be in the consensus; `byRule` where the rule made it of a difference. */
interface Wanted {
  coding: ConsensusCoding
  byRule: EnteredByRule | null
}

type EnteredByRule = { disagreement: string } & OverlapRule

/**
 * The changes that make the consensus of a round hold just what its coders agree on as the tables stand, by the round's
 * rule: what they newly agree on is added, what they no longer agree on goes. What a ruling made stays, also where they
 * agree since, and so does what waits to be placed in a corrected text. None where nothing is to be done. The rows have ids
 * that follow from what they say, so that two copies that do this apart make the same ones; a row that the rule made of a
 * difference has one beside it that says which, and by which rule.
 */
export function agreedLayer({ db, now }: Pick<Tools, 'db' | 'now'>, round: KeptRound): Change[] {
  const kept = all<Kept & Row>(
    db,
    `SELECT c.*, ${comparedCode('c')} AS standing, EXISTS (SELECT 1 FROM to_place WHERE "row" = c.id) AS waits FROM codings c
     WHERE round = ? AND layer = 'consensus' ORDER BY id`,
    round.id,
  )
  const ruled = kept.filter(({ ruling }) => ruling !== null)
  const here = new Set(
    kept.filter(({ ruling }) => ruling === null).map(each => keyOf({ ...each, code: each.standing })),
  )
  const ruledFor = ({ source, code }: ConsensusCoding) =>
    ruled.filter(other => other.source === source && other.standing === code)
  /** A person ruled for this code over these words and more, or put it where it lies already. */
  const isTaken = (coding: ConsensusCoding) =>
    ruledFor(coding).some(other => (isSame(other, coding) ? !here.has(keyOf(coding)) : covers(other, coding)))
  const { agreed, disagreements, left } = compareRound(db, round)
  const ruledOn = byCodingRuledOn(
    db,
    left.map(({ ruling }) => ruling),
  )
  /**
   * A person ruled on it, without knowing that the coders agree or before they did: what they ruled stands till somebody lets
   * it go, also where it is nothing. What agrees with it, and was there before it came, stays beside it.
   */
  const isSettled = (coding: ConsensusCoding) =>
    coding.from.some(id => ruledOn.has(id)) &&
    !(here.has(keyOf(coding)) && ruledFor(coding).some(other => overlaps(other, coding)))
  const wanted = new Map<string, Wanted>()
  for (const coding of consensusFromAgreed(agreed))
    if (!isTaken(coding) && !isSettled(coding)) wanted.set(keyOf(coding), { coding, byRule: null })
  for (const item of disagreements) {
    const codings = entering(round, item)
    if (codings.some(isTaken)) continue
    for (const coding of codings) wanted.set(keyOf(coding), { coding, byRule: ruleFor(round, item) })
  }

  const beside = besideOthers(db, round.id)
  const said = entered(db, round.id)
  const goes = new Map<string, Change>()
  const changes: Change[] = []
  for (const { waits, standing, ...row } of kept) {
    if (row.ruling !== null || waits === 1 || beside.has(row.id)) continue
    const key = keyOf({ ...row, code: standing })
    const stays = wanted.get(key)
    if (stays) {
      wanted.delete(key)
      changes.push(...saidOf(db, round.id, row.id, stays.byRule, said.get(row.id)))
      continue
    }
    const { id, ...before } = row
    goes.set(id, { table: 'codings', id, before, after: null })
  }
  for (const { waits: _, standing: __, id, ...before } of kept) {
    if (goes.has(beside.get(id) ?? '')) goes.set(id, { table: 'codings', id, before, after: null })
  }
  // Of two copies that made the layer anew, one may have left what was beside a coding that the other let go.
  const there = new Set(kept.map(({ id }) => id))
  const alone = [...said.keys()].filter(id => !there.has(id))
  for (const id of [...goes.keys(), ...alone]) changes.push(...saidOf(db, round.id, id, null, said.get(id)))
  changes.push(...goes.values())
  for (const each of wanted.values()) changes.push(...entry({ db, now }, round.id, each, id => goes.has(id)))
  return changes
}

/**
 * Makes changes after which codings count as other codes or lie in another text, and with them the agreed layer of each
 * round that was handed in and is not closed as it is then, and the samples of its second judges; of rounds with one of these sources alone where some are named.
 * Answers all that was done, to be recorded as done, in one step.
 */
export function withAgreedLayers(
  tools: Pick<Tools, 'db' | 'now'>,
  changes: readonly (Change | null)[],
  sources?: ReadonlySet<string>,
): Change[] {
  const done: Change[] = []
  const make = (these: readonly (Change | null)[]) => {
    const real = these.filter(change => change !== null)
    takeEffect(tools.db, real)
    done.push(...real)
  }
  make(changes)
  for (const round of keptRounds(tools.db)) {
    const isMeant = sources === undefined || round.sources.some(source => sources.has(source))
    if (round.state !== 'submitted' || !isMeant) continue
    make(agreedLayer(tools, round))
    make(leftOutOfSamples(tools.db, round))
  }
  return done
}

/** What the round's rule makes of a difference that nobody ruled on, as changes; none where it settles nothing. */
export const enteringByRule = (
  tools: Pick<Tools, 'db' | 'now'>,
  round: KeptRound,
  item: Disagreement,
): Change[] =>
  entering(round, item).flatMap(coding =>
    entry(tools, round.id, { coding, byRule: ruleFor(round, item) }, () => false),
  )

/** What the rule made of a difference goes: a person ruled on it. */
export function leavingByRule(db: Db, round: string, disagreement: string): Change[] {
  const rows = all<{ id: string; coding: string }>(
    db,
    'SELECT id, coding FROM entered_by_rule WHERE round = ? AND disagreement = ? ORDER BY id',
    round,
    disagreement,
  )
  if (rows.length === 0) return []
  const goes = new Set(rows.map(({ coding }) => coding))
  for (const [id, of] of besideOthers(db, round)) if (goes.has(of)) goes.add(id)
  return [
    ...rows.map(({ id }) => removed(db, 'entered_by_rule', id)),
    ...[...goes]
      .filter(id => first(db, 'SELECT 1 FROM codings WHERE id = ?', id))
      .map(id => removed(db, 'codings', id)),
  ]
}

const entering = (round: KeptRound, item: Disagreement): ConsensusCoding[] =>
  item.ruling || item.overtaken ? [] : (consensusByRule(item, round.agree) ?? [])

function ruleFor({ agree }: KeptRound, { id }: Disagreement): EnteredByRule | null {
  return agree.by === 'exact' ? null : { disagreement: id, overlap: agree.overlap, extent: agree.extent }
}

/** The changes by which an agreed coding comes to be, with the row that says by which rule. */
function entry(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  round: string,
  { coding, byRule }: Wanted,
  isGoing: (id: string) => boolean,
): Change[] {
  const row = consensusRow(db, coding, round, null, now)
  const { source, code, start, end, polarity } = coding
  const idAt = (n: number) =>
    idFrom('agreed', round, source, String(row.revision), start, end, code, polarity, n)
  let n = 0
  // Taken where a row was placed elsewhere by hand since it was made.
  while (isGoing(idAt(n)) || first(db, 'SELECT 1 FROM codings WHERE id = ?', idAt(n))) n++
  return [made('codings', idAt(n), row), ...saidOf(db, round, idAt(n), byRule, undefined)]
}

/** The changes that make the row beside an agreed coding say this. */
function saidOf(
  db: Db,
  round: string,
  coding: string,
  byRule: EnteredByRule | null,
  said: string | undefined,
): Change[] {
  if (said !== undefined) {
    const change =
      byRule === null
        ? removed(db, 'entered_by_rule', said)
        : changed(db, 'entered_by_rule', said, { ...byRule })
    return change ? [change] : []
  }
  return byRule === null
    ? []
    : [made('entered_by_rule', idFrom('by rule', coding), { coding, round, ...byRule })]
}

/** The rows that say which codings the rule made, by coding. */
const entered = (db: Db, round: string): Map<string, string> =>
  new Map(
    all<{ id: string; coding: string }>(
      db,
      'SELECT id, coding FROM entered_by_rule WHERE round = ?',
      round,
    ).map(({ id, coding }) => [coding, id]),
  )

/** The codings that were made beside another where a split code's passage is of several parts, with that other one. */
const besideOthers = (db: Db, round: string): Map<string, string> =>
  new Map(
    all<{ id: string; coding: string }>(
      db,
      `SELECT a.value AS id, j.coding FROM split_judgements j JOIN codings c ON c.id = j.coding, json_each(j.also) a
       WHERE c.layer = 'consensus' AND c.round = ?`,
      round,
    ).map(({ id, coding }) => [id, coding]),
  )

const isSame = (one: Span, other: Span): boolean => one.start === other.start && one.end === other.end

/** Whether a coding says all that another of its code says, and of the same words. */
const covers = (one: Polar, other: Polar): boolean =>
  one.start <= other.start &&
  other.end <= one.end &&
  (other.polarity === null || other.polarity === one.polarity)

type Polar = Span & Pick<ConsensusCoding, 'polarity'>

const keyOf = ({ source, start, end, code, polarity }: ConsensusCoding): string =>
  JSON.stringify([source, start, end, code, polarity])
