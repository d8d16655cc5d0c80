import type { AgreementCounts, Figure, Unit } from '#shared/model/agreement.ts'

const minus = '\u2212'

/** A coefficient with two decimals; never rounded to 1 or 0 where it is neither, and −0.00 a little below 0. */
export function coefficient(value: number): string {
  const rounded = value.toFixed(2)
  if (value < 1 && rounded === '1.00') return '>\u20090.99'
  if (value > 0 && Number(rounded) === 0) return '<\u20090.01'
  return rounded.replace('-', minus)
}

/** A share of units as a percentage with one decimal; never 100 or 0 where it is neither. */
export function percent(value: number): string {
  if (value === 1) return '100%'
  if (value === 0) return '0%'
  return `${Math.min(99.9, Math.max(0.1, value * 100)).toFixed(1)}%`
}

/** A figure as it is shown; `n/a` where it is undefined, for which `Figure.why` has the cause. */
export function figureText(figure: Figure, as: 'share' | 'coefficient'): string {
  if (figure.value === null) return 'n/a'
  return as === 'share' ? percent(figure.value) : coefficient(figure.value)
}

/** The 95 % interval as `0.62 to 0.79` or `98.1 to 99.0%`, or null where there is none. */
export function intervalText({ ci }: Figure, as: 'share' | 'coefficient'): string | null {
  if (!ci) return null
  const [from, to] = ci
  if (as === 'share') return `${percent(from).replace('%', '')} to ${percent(to)}`
  return `${twoDecimals(from)} to ${twoDecimals(to)}`
}

const twoDecimals = (value: number): string => value.toFixed(2).replace('-', minus)

/**
 * Why a code's figure is undefined, in two words that fit under it; `Figure.why` is the sentence. A figure of a code
 * is undefined where there is nothing to compare, where nobody used the code, or where both gave it to everything.
 */
export function shortReason(counts: AgreementCounts): string {
  const coded = counts['11'] + counts['10'] + counts['01']
  if (coded + counts['00'] === 0) return 'no text'
  return coded === 0 ? 'not used' : 'in all'
}

/** Why a figure has no interval, as a phrase; null where it has one or is undefined itself. */
export function whyNoInterval({ ci, value, method }: Figure): string | null {
  if (ci || value === null) return null
  const reason = method?.split('; ').find(part => part.startsWith('no interval'))
  return reason ?? 'no interval'
}

/** A figure for the ear: value, interval, or why there is none. */
export function spokenFigure(name: string, figure: Figure, as: 'share' | 'coefficient'): string {
  if (figure.value === null) return `${name} not available: ${figure.why ?? 'undefined'}`
  const interval = intervalText(figure, as)
  return `${name} ${figureText(figure, as)}${interval ? `, interval ${interval}` : ''}`
}

/** What is counted, in researchers' words. */
export const unitNames: Record<Unit, { one: string; many: string }> = {
  character: { one: 'character', many: 'characters' },
  word: { one: 'word', many: 'words' },
  sentence: { one: 'sentence', many: 'sentences' },
  segment: { one: 'turn', many: 'turns' },
  source: { one: 'source', many: 'sources' },
}

/** The units to choose from. */
export const unitOptions: readonly { id: Unit; label: string; description: string }[] = [
  { id: 'character', label: 'Characters', description: 'Extent matters to the letter' },
  { id: 'word', label: 'Words', description: 'White space does not count' },
  { id: 'sentence', label: 'Sentences', description: 'Any coded character counts' },
  { id: 'segment', label: 'Turns', description: 'A speaker’s turn, paragraph or part of an email' },
  { id: 'source', label: 'Sources', description: 'Whether the code occurs at all' },
]
