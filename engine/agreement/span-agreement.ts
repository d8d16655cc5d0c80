import type { AgreementReport, CodeAgreement, Figure, SpanAgreement } from '#shared/model/agreement.ts'
import type { Span } from '#shared/text/span.ts'
import { passagesOf } from '../disagreements/passages.ts'
import { blockAt } from './blocks.ts'
import type { Counted } from './count.ts'
import { intervalsFrom, sumsFor } from './drawn-figure.ts'
import type { BlockSums } from './draws.ts'
import { matchPassages } from './match-passages.ts'
import { withMethod } from './resampling.ts'
import type { Sides, SourceTally } from './tally.ts'

/** Passages of both coders, and how many pairs of them were matched, exactly and by overlap. */
interface Found {
  a: number
  b: number
  exact: number
  overlapping: number
}

const none: Readonly<Found> = { a: 0, b: 0, exact: 0, overlapping: 0 }

/** Columns of what is drawn: the first coder's passages, those matched exactly and by overlap; then the second's. */
const drawnAs = { a: 0, b: 3, exact: 1, overlapping: 2 }

/**
 * Passages as wholes: a coder's overlapping and touching codings of one code in one source are one, as everywhere, and
 * what of it is compared is its extent. They are matched one to one per code and source, as many as can be: where the
 * extents are the same, and where what both share is at least `overlap` of what either covers. The first coder's are
 * the reference. Over all codes and sources, and per code in the order of the codes.
 *
 * For intervals a passage belongs to the source or segment in which it begins, and there it is matched or not; so
 * precision is drawn from the second coder's passages, recall from the first coder's, F1 from all.
 */
export function spanAgreement(
  counted: Counted,
  overlap: number,
): { all: AgreementReport['spans']; perCode: Pick<CodeAgreement, 'spans'>[] } {
  const { coders, codes, drawing } = counted
  const sums = sumsFor(drawing, 6)
  const perCode = codes.map(({ perSource }) => {
    const found = { ...none }
    for (const { source, tally } of perSource) match(counted, source, tally.sides, overlap, found, sums)
    return found
  })
  const total = perCode.reduce(
    (all, { a, b, exact, overlapping }) => ({
      a: all.a + a,
      b: all.b + b,
      exact: all.exact + exact,
      overlapping: all.overlapping + overlapping,
    }),
    none,
  )
  const drawn = intervalsFrom(drawing, sums)
  const withIntervals = (way: 'exact' | 'overlapping'): SpanAgreement => {
    const { precision, recall, f1, ...counts } = agreementOf(total, way, coders)
    const of = (row: (column: number) => number, side: 'a' | 'b') => row(drawnAs[side] + drawnAs[way])
    return {
      ...counts,
      precision: drawn(precision, row => of(row, 'b') / row(drawnAs.b)),
      recall: drawn(recall, row => of(row, 'a') / row(drawnAs.a)),
      f1: drawn(f1, row => (of(row, 'a') + of(row, 'b')) / (row(drawnAs.a) + row(drawnAs.b))),
    }
  }
  const withReasons = (found: Found, way: 'exact' | 'overlapping'): SpanAgreement => {
    const { precision, recall, f1, ...counts } = agreementOf(found, way, coders)
    const why = (figure: Figure) =>
      drawing ? withMethod(figure, 'no interval: drawn over all codes together only') : figure
    return { ...counts, precision: why(precision), recall: why(recall), f1: why(f1) }
  }
  return {
    all: { overlap, exact: withIntervals('exact'), overlapping: withIntervals('overlapping') },
    perCode: perCode.map(found => ({
      spans: { exact: withReasons(found, 'exact'), overlapping: withReasons(found, 'overlapping') },
    })),
  }
}

/** Counts one code in one source into `found` and, block by block, into `sums`. */
function match(
  { tallies, drawing }: Counted,
  source: number,
  sides: Sides,
  overlap: number,
  found: Found,
  sums: BlockSums | null,
): void {
  const tally = tallies[source]
  if (!tally) return
  const isClose = (x: Span, y: Span): boolean => {
    const shared = Math.min(x.end, y.end) - Math.max(x.start, y.start)
    return shared >= overlap * (x.end - x.start + y.end - y.start - shared)
  }
  const passages = { a: comparedPassages(tally, sides.a), b: comparedPassages(tally, sides.b) }
  const pairs = {
    exact: matchPassages(passages.a, passages.b, isSame),
    overlapping: matchPassages(passages.a, passages.b, isClose),
  }
  found.a += passages.a.length
  found.b += passages.b.length
  found.exact += pairs.exact.length
  found.overlapping += pairs.overlapping.length
  if (!sums || !drawing || 'why' in drawing) return
  for (const side of ['a', 'b'] as const) {
    const blocks = passages[side].map(({ begins }) => blockAt(drawing.blocks, tally, source, begins))
    const add = (passage: number, column: number): void => {
      const block = blocks[passage] ?? null
      if (block !== null) sums.add(block, drawnAs[side] + column, 1)
    }
    for (const passage of passages[side].keys()) add(passage, 0)
    for (const way of ['exact', 'overlapping'] as const) {
      for (const pair of pairs[way]) add(pair[side === 'a' ? 0 : 1], drawnAs[way])
    }
  }
}

/** One coder's passages of a code: numbered in the characters compared, with where each begins in the text. */
function comparedPassages(
  { characterScale }: SourceTally,
  codings: Sides['a'],
): (Span & { begins: number })[] {
  return passagesOf(codings).map(({ start, end }) => ({
    start: characterScale.from(start),
    end: characterScale.to(end),
    begins: start,
  }))
}

const isSame = (x: Span, y: Span): boolean => x.start === y.start && x.end === y.end

function agreementOf(
  { a, b, ...pairs }: Found,
  way: 'exact' | 'overlapping',
  [first, second]: readonly [string, string],
): SpanAgreement {
  const matched = pairs[way]
  const share = (part: number, whole: number, why: string): Figure =>
    whole === 0 ? { value: null, why } : { value: part / whole }
  return {
    a,
    b,
    matched,
    precision: share(matched, b, `${second} marked no passage`),
    recall: share(matched, a, `${first} marked no passage`),
    f1: share(2 * matched, a + b, `Neither ${first} nor ${second} marked a passage`),
  }
}
