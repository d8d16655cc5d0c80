import { TandemError } from '#shared/errors.ts'
import type { OverlapRule } from '#shared/model/agreed-rule.ts'
import type { AgreedPassage, CodedSpan, Disagreement, LeftRuling } from '#shared/model/disagreement.ts'
import type { Span } from '#shared/text/span.ts'
import { handedInCode, standingCodes } from '../codebook/standing.ts'
import { all, column, type Db, first } from '../db/sql.ts'
import { codedBlindAgain } from '../rounds/blinding.ts'
import { type KeptRound, keptRound } from '../rounds/queries.ts'
import { textAtHand } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'
import { compareCodings } from './compare.ts'
import { heirsOf } from './heirs.ts'
import { keptComparison } from './kept-comparison.ts'
import { given, type KeptRuling, ruledKind, rulingsOf } from './kept-rulings.ts'
import { type Readings, readingsOf } from './readings.ts'

interface StoredSpan extends CodedSpan {
  source: string
  coder: string
}

/** A round by id whose coders have both submitted; refuses one that is open, or hidden by another, saying why. */
export function comparableRound(db: Db, id: string): KeptRound {
  const round = keptRound(db, id)
  if (!round)
    throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
  if (round.state !== 'open') {
    const again = codedBlindAgain(db, id)
    if (again === undefined) return round
    throw new TandemError(
      'blind',
      `“${round.title}” is hidden while the blind round “${again}” is open: a coder of both codes the same source in it again.`,
      'It is shown again when both coders of that round have submitted.',
    )
  }
  const left = round.coders.filter(c => c.submittedAt === null).map(c => c.initials)
  throw new TandemError(
    'blind',
    `Round “${round.title}” is still open: its coders are compared when both have submitted.`,
    `Still to submit: ${left.join(', ')}.`,
  )
}

/** The two coders of a round, in order. */
export function pairOf(round: KeptRound): [string, string] {
  const [a, b] = round.coders
  if (!a || !b) throw new Error(`Round ${round.id} has not two coders`)
  return [a.id, b.id]
}

/**
 * Compares a submitted round, source by source: what both agree on, every difference with its ruling, and the rulings
 * whose difference is there no longer. Where the round is closed, a ruling stands though its codes were merged since: its
 * difference is not asked again.
 */
export function compareRound(
  db: Db,
  round: KeptRound,
): { agreed: AgreedPassage[]; disagreements: Disagreement[]; left: LeftRuling[] } {
  const compared = keptComparison(db, round.id, () => compareSources(db, round))
  const { agreed } = compared
  const rulings = rulingsOf(db, round.id)
  const disagreements = keptApart(compared, rulings)
  const byItem = new Map(rulings.map(ruling => [ruling.disagreement, ruling]))
  const taken = new Set(disagreements.filter(({ id }) => byItem.has(id)).map(({ id }) => id))
  const stale = rulings.filter(ruling => !taken.has(ruling.disagreement))
  const heirs = stale.length === 0 ? new Map<string, string>() : heirsOf(stale, disagreements)
  const overtaken = Map.groupBy(
    stale.filter(ruling => heirs.has(ruling.id)),
    ruling => heirs.get(ruling.id) ?? '',
  )
  const settled = settledByRule(db, round.id)
  return {
    agreed,
    disagreements: disagreements.map(item => {
      const its = byItem.get(item.id)
      const ruling = its && isAsRuled(compared, its, item) ? its : undefined
      const before = [...(overtaken.get(item.id) ?? []), ...(its && !ruling ? [its] : [])]
      const byRule = settled.get(item.id)
      return {
        ...item,
        ...(ruling ? { ruling: given(ruling) } : {}),
        ...(before.length > 0 ? { overtaken: before.map(given) } : {}),
        ...(before.length > 0 && !ruling && round.state === 'closed' ? { stands: true } : {}),
        ...(byRule && !its && before.length === 0 ? { byRule } : {}),
      }
    }),
    left: stale
      .filter(ruling => !heirs.has(ruling.id))
      .map(ruling => ({
        ruling: given(ruling),
        kind: ruledKind(db, ruling.id),
        source: ruling.source,
        passages: ruling.passages,
        on: ruledOnPassage(db, ruling, compared),
      })),
  }
}

/** How much is told of the words a ruling was given on. */
const manyWords = 160

/** Where what a ruling was given on stands in the newest text: as it read then, else as its codings are placed now. */
function ruledOnPassage(
  db: Db,
  { source, readings: then, codings }: KeptRuling,
  { readings }: Pick<Compared, 'readings'>,
): LeftRuling['on'] {
  const placed = first<{ start: number | null; end: number | null }>(
    db,
    'SELECT min(start) AS start, max("end") AS "end" FROM codings WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(codings ?? []),
  )
  const now = placed && placed.start !== null && placed.end !== null ? placed : null
  const place = (then === null ? null : readings.placeOf(source, then)) ?? (now as Span | null)
  if (!place) return null
  const words = textAtHand(db, sourceById(db, source).text).slice(place.start, place.end)
  return {
    start: place.start,
    end: place.end,
    words: words.length > manyWords ? `${words.slice(0, manyWords).toWellFormed()} …` : words,
  }
}

/**
 * One difference of a submitted round with its ruling, or undefined: what `compareRound` has of it, without looking through
 * all the others.
 */
export function differenceIn(db: Db, round: KeptRound, id: string): Disagreement | undefined {
  const { byId, partOf, readings } = keptComparison(db, round.id, () => compareSources(db, round))
  const item = byId.get(id)
  if (!item && !partOf.has(id)) return undefined
  const ruled = column<string>(db, 'SELECT disagreement FROM rulings WHERE round = ?', round.id)
  // A ruling whose difference changed may be this one's: all of them have to be looked at.
  if (!item || ruled.some(other => !byId.has(other)))
    return compareRound(db, round).disagreements.find(each => each.id === id)
  const [ruling] = rulingsOf(db, round.id, id)
  if (ruling)
    return isAsRuled({ readings }, ruling, item)
      ? { ...item, ruling: given(ruling) }
      : { ...item, overtaken: [given(ruling)], ...(round.state === 'closed' && { stands: true as const }) }
  const byRule = settledByRule(db, round.id, id).get(id)
  return byRule ? { ...item, byRule } : item
}

/** Whether a difference reads as it did when it was ruled on: a coder may have worked on since. */
const isAsRuled = (
  { readings }: Pick<Compared, 'readings'>,
  ruling: KeptRuling,
  item: Disagreement,
): boolean => ruling.readings === null || readings.areStill(item, ruling.readings)

/** Tells what a difference of a submitted round reads, as it is kept with a ruling. */
export const readingsIn = (db: Db, round: KeptRound): Readings['of'] =>
  keptComparison(db, round.id, () => compareSources(db, round)).readings.of

/** The differences that the round's rule settled, all or one, with the rule by which each was. */
const settledByRule = (db: Db, round: string, id: string | null = null): Map<string, OverlapRule> =>
  new Map(
    all<{ disagreement: string } & OverlapRule>(
      db,
      `SELECT DISTINCT disagreement, overlap, extent FROM entered_by_rule
       WHERE round = $round${id === null ? '' : ' AND disagreement = $id'}`,
      id === null ? { round } : { round, id },
    ).map(({ disagreement, overlap, extent }) => [disagreement, { overlap, extent }]),
  )

/** A round as it is compared, before what was ruled. */
interface Compared {
  agreed: AgreedPassage[]
  disagreements: Disagreement[]
  byId: ReadonlyMap<string, Disagreement>
  /** Differences that are made of several that touch, with those; and, the other way, which one each is part of. */
  touching: ReadonlyMap<string, readonly Disagreement[]>
  partOf: ReadonlyMap<string, string>
  /** What the codings of each difference read. */
  readings: Readings
}

/** The differences, but apart where somebody ruled on part of one before what touches was one: that ruling stands. */
function keptApart(
  { disagreements, touching, partOf }: Compared,
  rulings: readonly { disagreement: string }[],
): readonly Disagreement[] {
  if (partOf.size === 0) return disagreements
  const apart = new Set(rulings.flatMap(({ disagreement }) => partOf.get(disagreement) ?? []))
  return apart.size === 0
    ? disagreements
    : disagreements.flatMap(item => (apart.has(item.id) ? (touching.get(item.id) ?? item) : item))
}

function compareSources(db: Db, round: KeptRound): Compared {
  const coders = pairOf(round)
  const tree = codeTree(db)
  const spans = Map.groupBy(
    all<StoredSpan>(
      db,
      `SELECT id, source, coder, start, "end", ${handedInCode('c')} AS code, polarity FROM codings c
       WHERE layer = 'independent' AND round = ? ORDER BY source, start, "end", id`,
      round.id,
    ),
    span => `${span.source} ${span.coder}`,
  )
  const agreed: AgreedPassage[] = []
  const disagreements: Disagreement[] = []
  const touching = new Map<string, readonly Disagreement[]>()
  for (const source of round.sources) {
    const compared = compareCodings({
      round: round.id,
      source,
      coders,
      codings: { a: spans.get(`${source} ${coders[0]}`) ?? [], b: spans.get(`${source} ${coders[1]}`) ?? [] },
      tree,
    })
    agreed.push(...compared.agreed)
    disagreements.push(...compared.disagreements)
    for (const [id, parts] of compared.touching) touching.set(id, parts)
  }
  return {
    agreed,
    disagreements,
    byId: new Map(disagreements.map(item => [item.id, item])),
    touching,
    readings: readingsOf(db, round.id),
    partOf: new Map([...touching].flatMap(([id, parts]) => parts.map(part => [part.id, id] as const))),
  }
}

/** Parent and framework of every code, and what merged ones count as. */
export function codeTree(db: Db) {
  const codes = new Map(
    all<{ id: string; parent: string | null; framework: string; slot: number }>(
      db,
      `SELECT c.id, c.parent, c.framework, f.kind = 'deductive' AS slot
       FROM codes c JOIN frameworks f ON f.id = c.framework`,
    ).map(code => [code.id, code]),
  )
  const merged = standingCodes(db)
  return {
    standing: (code: string) => merged.get(code) ?? code,
    parent: (code: string) => codes.get(code)?.parent,
    framework: (code: string) => codes.get(code)?.framework,
    isSlot: (code: string) => codes.get(code)?.slot === 1,
  }
}
