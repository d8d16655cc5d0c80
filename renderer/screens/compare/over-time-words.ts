import type { Figure } from '#shared/model/agreement.ts'
import type { DriftGroup } from '#shared/model/drift.ts'
import type { KeptSummary } from '#shared/model/kept-agreement.ts'
import { counted, dateOf } from '../../wording.ts'
import { figureText, unitNames } from './figure-words.ts'

const minus = '\u2212'

/** What a result was counted in and what of the text it left out, in a few words. */
export function countedIn({ unit, options }: Pick<KeptSummary, 'unit' | 'options'>): string {
  return [
    unitNames[unit].many,
    ...(options.withInterviewer ? [] : ['without the interviewer']),
    ...(options.withQuoted ? ['with quoted replies'] : []),
    ...(options.codes ? [counted(options.codes.length, 'code')] : []),
  ].join(', ')
}

/** True where two results count the same things, so that their figures can be set against each other. */
export const alike = (x: KeptSummary, y: KeptSummary): boolean =>
  x.unit === y.unit &&
  x.options.withInterviewer === y.options.withInterviewer &&
  x.options.withQuoted === y.options.withQuoted &&
  JSON.stringify(x.options.codes) === JSON.stringify(y.options.codes)

/**
 * The two results most worth laying side by side before anybody has chosen: the latest that has an earlier one which
 * counts the same things and is of another round or another state, and that one; first among those that count as
 * `preferred` does. Null where there are none.
 */
export function usualPair(
  results: readonly KeptSummary[],
  preferred: (result: KeptSummary) => boolean,
): [from: string, to: string] | null {
  const latest = results.toReversed()
  for (const to of [...latest.filter(preferred), ...latest]) {
    const from = results.findLast(
      other => other.madeAt < to.madeAt && alike(other, to) && other.state !== to.state,
    )
    if (from) return [from.id, to.id]
  }
  return null
}

/** A step of a coefficient as `+0.17`, of a share in points as `+1.2`; `0.00` only where nothing moved at all. */
export function stepText(by: number, as: 'share' | 'coefficient'): string {
  const digits = as === 'share' ? 1 : 2
  const size = Math.abs(as === 'share' ? by * 100 : by)
  const rounded = size.toFixed(digits)
  const sign = by < 0 ? minus : '+'
  if (size === 0) return rounded
  if (Number(rounded) === 0) return `${sign}<\u2009${(10 ** -digits).toFixed(digits)}`
  return `${sign}${rounded}`
}

/** A figure before and after: `0.62 → 0.79`. */
export const fromTo = (
  from: Figure | undefined,
  to: Figure | undefined,
  as: 'share' | 'coefficient',
): string => {
  const one = (figure: Figure | undefined): string => (figure ? figureText(figure, as) : 'n/a')
  return as === 'share' && from?.value != null && to?.value != null
    ? `${one(from).replace('%', '')} → ${one(to)}`
    : `${one(from)} → ${one(to)}`
}

/** What a group of drift is: `1–5`, or the week of `2 Mar`. */
export function groupName({ places, week }: DriftGroup): string {
  if (week !== undefined) return dateOf(week).replace(/ \d{4}$/, '')
  const [from, to] = places ?? [0, 0]
  return from === to ? `${from}` : `${from}–${to}`
}
