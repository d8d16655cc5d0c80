import { TandemError } from '#shared/errors.ts'
import {
  type CodedSpan,
  type GivenRuling,
  heldRuling,
  type RulingOutcome,
} from '#shared/model/disagreement.ts'
import type { CodingFate, DecidedCoding } from '#shared/model/mirror.ts'
import { overlaps, type Span } from '#shared/text/span.ts'
import { comparedCode, standingCodes } from '../codebook/standing.ts'
import { all, column, type Db } from '../db/sql.ts'
import { compareRound, pairOf } from '../disagreements/in-round.ts'
import { byCodingRuledOn } from '../disagreements/kept-rulings.ts'
import type { Asking } from '../members/asking.ts'
import { meOf, rulingsToJudge } from '../rounds/blinding.ts'
import { namelessFor } from '../rounds/nameless.ts'
import type { KeptRound } from '../rounds/queries.ts'
import { judgedBlind } from './second-judges.ts'

/**
 * What was decided about each coding of one of a round's coders, in the order of sources and text. Of the other coder it
 * says no more than that their reading stands, and nothing of what whoever asks is to judge again. Refuses whoever did not
 * code in the round, and whoever asks about another whose name is hidden from them.
 */
export function decidedFor(db: Db, round: KeptRound, coder: string, asking: Asking): DecidedCoding[] {
  if (!round.coders.some(({ id }) => id === coder)) {
    throw new TandemError(
      'not-allowed',
      `Only its coders have codings in “${round.title}”.`,
      'Choose a round you coded in.',
    )
  }
  if (namelessFor(db, meOf(asking)).has(round.id)) {
    throw new TandemError(
      'not-allowed',
      `“${round.title}” is judged with its coders’ names hidden: what was decided about one of them is not told.`,
      'Wait until the round is closed.',
    )
  }
  const [first, second] = pairOf(round)
  const own = coder === first ? 'a' : 'b'
  const compared = compareRound(db, round)
  const { agreed, left } = compared
  const toJudge = new Set(column<string>(db, rulingsToJudge('?'), meOf(asking)))
  const before = byCodingRuledOn(
    db,
    left.map(({ ruling }) => ruling).filter(({ id }) => !toJudge.has(id)),
  )
  const isHeld = heldIn(db, round)
  const disagreements = judgedBlind(db, round, compared.disagreements, asking.member?.id ?? null)
  const place = new Map(round.sources.map((source, at) => [source, at]))
  const found = [
    ...agreed.flatMap(({ source, sides }) => {
      // Ruled on before both agreed, on one coder's coding or both: that stands till it is let go.
      const isOn = ({ id }: CodedSpan) => before.get(id)
      const [ruling] = Object.values(sides).flatMap(spans => spans.flatMap(span => isOn(span) ?? []))
      return (sides[coder] ?? []).map(span => {
        if (!ruling) return told(source, span, isHeld(source, span) ? 'agreed' : 'open', null, null)
        const whose = ruling.outcome === 'a' ? first : ruling.outcome === 'b' ? second : null
        const isNothing = whose !== null && !(sides[whose] ?? []).some(isOn)
        return told(source, span, isNothing ? 'neither' : fateOf(ruling.outcome, own), null, because(ruling))
      })
    }),
    ...disagreements.flatMap(item => {
      const { id, source, sides, overtaken, byRule } = item
      const ruling = heldRuling(item)
      return (sides[coder] ?? []).map(span => {
        const earlier = overtaken?.at(-1)
        if (!ruling && earlier) return told(source, span, 'changed', id, because(earlier))
        if (!ruling) return told(source, span, byRule ? 'rule' : 'open', id, null)
        return told(source, span, fateOf(ruling.outcome, own), id, because(ruling))
      })
    }),
  ]
  return found.sort(
    (x, y) => (place.get(x.source) ?? 0) - (place.get(y.source) ?? 0) || x.start - y.start || x.end - y.end,
  )
}

/**
 * Whether the round's consensus holds what both agree on. A closed one stays as it is: what was left open, and what the two agree on
 * only since codes were merged, is not in it.
 */
function heldIn(db: Db, round: KeptRound): (source: string, span: CodedSpan) => boolean {
  if (round.state !== 'closed') return () => true
  const held = Map.groupBy(
    all<Span & { source: string; code: string; waits: number }>(
      db,
      `SELECT c.source, c.start, c."end", ${comparedCode('c')} AS code,
         EXISTS (SELECT 1 FROM to_place WHERE "row" = c.id) AS waits
       FROM codings c WHERE c.round = ? AND c.layer = 'consensus'`,
      round.id,
    ),
    ({ source, code }) => `${source} ${code}`,
  )
  const merged = standingCodes(db)
  return (source, span) =>
    (held.get(`${source} ${merged.get(span.code) ?? span.code}`) ?? []).some(
      each => each.waits === 1 || overlaps(each, span),
    )
}

/** What a coder is told of a ruling. */
const because = ({ reason, reviewer, ruledAt, start, end, code }: GivenRuling): DecidedCoding['ruling'] => ({
  reason,
  reviewer,
  ruledAt,
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
  ...(code === undefined ? {} : { code }),
})

const told = (
  source: string,
  { id, start, end, code }: { id: string; start: number; end: number; code: string },
  fate: CodingFate,
  difference: string | null,
  ruling: DecidedCoding['ruling'],
): DecidedCoding => ({ coding: id, source, start, end, code, fate, difference, ruling })

/** What an outcome means to the coder of one side. */
function fateOf(outcome: RulingOutcome, own: 'a' | 'b'): CodingFate {
  if (outcome === 'a' || outcome === 'b') return outcome === own ? 'stands' : 'other'
  return outcome
}
