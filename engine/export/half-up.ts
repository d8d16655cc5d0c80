/*
 * Rounding as reports print it: halves away from zero, exactly. Floating point would print 0.285 as 0.28, and
 * banker's rounding 58.5 as 58.
 */

/** A share of a whole in per cent, to so many decimals: `33.3`. The whole is above zero. */
export const percent = (part: number, whole: number, decimals: number): string =>
  fixed(BigInt(part) * 100n, BigInt(whole), decimals)

/** One decimal number as text by another that is above zero, to so many decimals. */
export function quotient(top: string, bottom: string, decimals: number): string {
  const scale = Math.max(...[top, bottom].map(decimalsOf))
  return fixed(scaled(top, scale), scaled(bottom, scale), decimals)
}

/** The mean of at least one decimal number as text, to so many decimals. */
export function mean(values: readonly string[], decimals: number): string {
  const scale = Math.max(...values.map(decimalsOf))
  const sum = values.reduce((total, value) => total + scaled(value, scale), 0n)
  return fixed(sum, BigInt(values.length) * 10n ** BigInt(scale), decimals)
}

/** The mean of at least one quotient of whole numbers, each by one above zero, to so many decimals: rounded once, at the end. */
export function meanOfQuotients(
  quotients: readonly { top: number; bottom: number }[],
  decimals: number,
): string {
  const sum = quotients.reduce(
    (total, { top, bottom }) => ({
      top: total.top * BigInt(bottom) + BigInt(top) * total.bottom,
      bottom: total.bottom * BigInt(bottom),
    }),
    { top: 0n, bottom: 1n },
  )
  return fixed(sum.top, sum.bottom * BigInt(quotients.length), decimals)
}

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0

/** A decimal number as a whole one of 10^-scale. */
function scaled(value: string, scale: number): bigint {
  const [whole = '', fraction = ''] = value.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}

function fixed(numerator: bigint, denominator: bigint, decimals: number): string {
  const isBelow = numerator < 0n
  const top = (isBelow ? -numerator : numerator) * 10n ** BigInt(decimals)
  const rounded = (2n * top + denominator) / (2n * denominator)
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return isBelow && rounded !== 0n ? `-${text}` : text
}
