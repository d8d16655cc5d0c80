import type { Figure } from '#shared/model/agreement.ts'

const minus = '\u2212'

/** What percent agreement would gain, in percentage points: `+0.05`; small but not nothing is `<+0.01`. */
export const pointsGained = (figure: Figure): string => gained(figure, 100, 2)

/** What a coefficient would gain: `+0.012`; small but not nothing is `<+0.001`. */
export const coefficientGained = (figure: Figure): string => gained(figure, 1, 3)

function gained({ value }: Figure, times: number, digits: number): string {
  if (value === null) return 'n/a'
  if (value === 0) return '0'
  const least = 10 ** -digits
  const amount = Math.abs(value * times)
  const sign = value < 0 ? minus : '+'
  return amount < least / 2 ? `<${sign}${least.toFixed(digits)}` : `${sign}${amount.toFixed(digits)}`
}
