import type { Figure } from '#shared/model/agreement.ts'

/*
 * Agreement figures as journals print them: two decimals, no zero before the point (none of these figures goes
 * beyond 1), a real minus. Never rounded to 1 or 0 where the value is neither.
 */

const minus = '\u2212'
const thin = '\u202f'

/** A coefficient: `.71`, `−.05`, `1.00`; `> .99`, `< .01` and `> −.01` where two decimals would say 1 or 0. */
export function coefficientText(value: number): string {
  if (value < 1 && value.toFixed(2) === '1.00') return `>${thin}.99`
  if (value > 0 && value.toFixed(2) === '0.00') return `<${thin}.01`
  if (value < 0 && value.toFixed(2) === '-0.00') return `>${thin}${minus}.01`
  return twoDecimals(value)
}

/** A share as a percentage with one decimal: `97.3 %`; never 100 or 0 where it is neither. */
export function percentText(value: number): string {
  if (value === 0 || value === 1) return `${value * 100}${thin}%`
  return `${oneDecimal(value)}${thin}%`
}

/** How a figure is printed: a share of units in per cent, or a coefficient. */
export type FigureLook = 'share' | 'coefficient'

/** A figure's value, or `n/a` where it is undefined; the cause is in `Figure.why`. */
export function figureText({ value }: Figure, look: FigureLook): string {
  if (value === null) return 'n/a'
  return look === 'share' ? percentText(value) : coefficientText(value)
}

/** The 95 % interval: `.63 to .78`, `96.1 to 98.0 %`; null where there is none. */
export function intervalText({ ci }: Figure, look: FigureLook): string | null {
  if (!ci) return null
  const [from, to] = ci
  return look === 'share'
    ? `${oneDecimal(from)} to ${percentText(to)}`
    : `${twoDecimals(from)} to ${twoDecimals(to)}`
}

/** Why a figure that has a value has no interval, as a phrase; null where it has one or no value. */
export function whyNoInterval({ ci, value, method }: Figure): string | null {
  if (ci || value === null) return null
  return method?.split('; ').find(part => part.startsWith('no interval')) ?? null
}

/** How an interval was made: `95 % percentile bootstrap over 6 sources, B = 2,000, seed 1`; null where there is none. */
export function howInterval({ ci, method }: Figure): string | null {
  if (!ci) return null
  const how = method?.split('; ').find(part => part.includes('bootstrap'))
  return how?.replace(/B = (\d+)/, (_, b: string) => `B = ${Number(b).toLocaleString('en-GB')}`) ?? null
}

/** A sentence about figures in the spelling of this report: `.52` for `0.52`, a space before the per cent sign. */
export const inPrint = (sentence: string): string =>
  sentence.replace(/\b0(\.\d\d)(?![\d%])/g, '$1').replace(/(\d)%/g, `$1${thin}%`)

/** How a figure was put together, without how its interval was made; empty where nothing is to be said. */
export const ownMethod = ({ method }: Figure): string =>
  (method ?? '')
    .split('; ')
    .filter(part => !part.includes('bootstrap') && !part.startsWith('no interval'))
    .join('; ')

const oneDecimal = (value: number): string =>
  value <= 0 || value >= 1
    ? String(Math.round(value * 100))
    : Math.min(99.9, Math.max(0.1, value * 100)).toFixed(1)

const twoDecimals = (value: number): string =>
  value
    .toFixed(2)
    .replace('-0.00', '0.00')
    .replace(/^(-?)0\./, '$1.')
    .replace('-', minus)
