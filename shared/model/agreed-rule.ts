/** Which extent stands where two coders' passages overlap enough: all of both, what both have, or the longer reading. */
export const agreedExtents = ['union', 'intersection', 'longer'] as const
export type AgreedExtent = (typeof agreedExtents)[number]

/** The least overlap a rule may ask for, and the most. */
export const leastOverlap = 0.5
export const mostOverlap = 1

/**
 * When two coders' passages of one code count as agreed though their extents differ. The overlap is intersection over
 * union: the characters both gave the code, divided by those that either gave it, within one difference; 0.5 to 1.
 */
export interface OverlapRule {
  overlap: number
  extent: AgreedExtent
}

/** By which rule agreed codings enter a round's consensus: the same extent, or enough overlap. */
export type AgreedRule = { by: 'exact' } | ({ by: 'overlap' } & OverlapRule)

const extents: Record<AgreedExtent, string> = {
  union: 'the union',
  intersection: 'the intersection',
  longer: 'the longer reading',
}

/** An overlap rule in words: `overlap of 80 % or more, the union stands`. */
export const overlapInWords = ({ overlap, extent }: OverlapRule): string =>
  `overlap of ${Math.round(overlap * 1000) / 10}\u202f% or more, ${extents[extent]} stands`

/** A rule in words: `the same extent`, or the overlap. */
export const agreedRuleInWords = (rule: AgreedRule): string =>
  rule.by === 'exact' ? 'the same extent' : overlapInWords(rule)
