import { readCases, type StatsCase } from '#engine/agreement/stats/cases.ts'
import type { AgreementSource, CountedCoding } from '#engine/agreement/tally.ts'
import type { Segment } from '#shared/model/document.ts'

/** Codings written as `[start, end, code]`; the code is `x` where none is given. */
export type Spans = readonly (readonly [number, number, string?])[]

export const coded = (spans: Spans): CountedCoding[] =>
  spans.map(([start, end, code = 'x']) => ({ start, end, code }))

/** A source whose text is blank, of this length, with what two coders coded. */
export function source(
  id: string,
  length: number,
  a: Spans,
  b: Spans,
  segments: Segment[] = [],
): AgreementSource {
  return {
    id,
    length,
    text: () => ' '.repeat(length),
    segments: () => segments,
    codings: { a: coded(a), b: coded(b) },
  }
}

/** The cases of a file for `stats`; throws what is wrong with the first that is. */
export const casesOf = (rows: readonly unknown[]): StatsCase[] =>
  readCases(rows).map(each => {
    if ('wrong' in each) throw each.wrong
    return each.found
  })
