/** A number that was typed, or why it is none: half a sentence after what was typed. */
export type NumberReader = (typed: string) => { value: number } | { why: string }

interface Wanted {
  readonly min: number | undefined
  readonly max: number | undefined
  readonly step: number
  /** What the number counts: 'minutes'. */
  readonly unit: string | undefined
  readonly read: NumberReader | undefined
}

/**
 * What was typed into a field of numbers: the number, with what is said where it is not the one that stands there; or why
 * none can be taken from it, a sentence.
 */
export function typedNumber(
  typed: string,
  { min, max, step, unit, read = readNumber }: Wanted,
): { value: number; said: string | null } | { why: string } {
  const found = read(typed)
  if ('why' in found) return { why: `“${typed}” ${found.why}.` }
  const { value: exact } = found
  if (min !== undefined && exact < min) return { why: `“${typed}” is less than ${number(min)}.` }
  if (max !== undefined && exact > max) return { why: `“${typed}” is more than ${number(max)}.` }
  const base = min ?? 0
  const value = Number((Math.round((exact - base) / step) * step + base).toFixed(10))
  const isAsTyped = Number(typed.replace(',', '.')) === value
  return { value, said: isAsTyped ? null : `“${typed}” is kept as ${value}${unit ? ` ${unit}` : ''}.` }
}

/** A plain number, with a decimal point or comma; one that may have its thousands set off is not guessed at. */
function readNumber(typed: string): { value: number } | { why: string } {
  if (/^[1-9]\d{0,2},\d{3}$/.test(typed)) {
    const decimal = Number(typed.replace(',', '.'))
    return { why: `may be ${typed.replace(',', '')} or ${decimal}; write it without the comma` }
  }
  return /^[-+−]?\d+(?:[.,]\d+)?$/.test(typed)
    ? { value: Number(typed.replace(',', '.').replace('−', '-')) }
    : { why: 'is no number' }
}

const number = (value: number): string => value.toLocaleString('en-GB')
