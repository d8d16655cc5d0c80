import type { Disagreement } from '#shared/model/disagreement.ts'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import { type Span, unite } from '#shared/text/span.ts'

/** A difference of extent too small to discuss. */
export interface SlightBoundary {
  item: Disagreement
  /** What one coder took in and the other left out, in text order, with some words on either side. */
  differing: { before: string; words: string; after: string }[]
  /** True where that is white space and punctuation alone. */
  isOnlyPunctuation: boolean
}

/** So much of the text is shown on either side, in UTF-16 code units, by whole characters: enough to know the place again. */
const beside = 28

/**
 * The unsettled differences of extent that come to white space and punctuation, or to at most `upTo` characters.
 * Those where polarity differs too are left for eyes.
 * @param textOf a source's text, or undefined where it is not at hand (its items are left out)
 */
export function slightBoundaries(
  items: readonly Disagreement[],
  textOf: (source: string) => string | undefined,
  upTo: number,
): SlightBoundary[] {
  return items.flatMap(item => {
    const text = textOf(item.source)
    if (
      item.kind !== 'boundary' ||
      item.ruling ||
      item.byRule ||
      item.again ||
      item.polarityDiffers ||
      text === undefined
    )
      return []
    const [one = [], other = []] = Object.values(item.sides)
    const differing = symmetricDifference(one, other).map(({ start, end }) => ({
      before: text.slice(nextBoundary(text, start - beside), start),
      words: text.slice(start, end),
      after: text.slice(end, previousBoundary(text, end + beside)),
    }))
    const isOnlyPunctuation = differing.every(({ words }) => !/[\p{L}\p{N}]/u.test(words))
    return isOnlyPunctuation || item.cost <= upTo ? [{ item, differing, isOnlyPunctuation }] : []
  })
}

/** What exactly one of two lists of spans covers. */
function symmetricDifference(one: readonly Span[], other: readonly Span[]): Span[] {
  const cuts = [...new Set([...one, ...other].flatMap(({ start, end }) => [start, end]))].sort(
    (a, b) => a - b,
  )
  const under = (spans: readonly Span[], at: number) =>
    spans.some(({ start, end }) => start <= at && at < end)
  return unite(
    cuts.slice(0, -1).flatMap((start, index) => {
      const end = cuts[index + 1]
      return end !== undefined && under(one, start) !== under(other, start) ? [{ start, end }] : []
    }),
  )
}
