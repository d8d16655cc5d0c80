import type { AttributeType } from '#shared/model/case.ts'
import { readDate } from '#shared/text/day.ts'
import { nameKey } from './same-name.ts'

/** What a value may be, as an attribute says it. */
export interface ValueShape {
  type: AttributeType
  choices: readonly string[]
}

/** A value as it is kept, or why what was typed is none: half a sentence that goes on from the value itself. */
export type ReadValue = { value: string } | { why: string }

const longestText = 2000

/**
 * Reads what a person typed, or what stood in a cell, as a value: numbers in plain decimal (`1,5` is 1.5), dates as
 * ISO 8601 days, a choice as it is spelled, yes and no in words. Not for empty text: that is no value.
 */
export function readValue({ type, choices }: ValueShape, typed: string): ReadValue {
  const text = typed.normalize('NFC').trim()
  switch (type) {
    case 'text':
      return text.length > longestText ? { why: `is longer than ${longestText} characters` } : { value: text }
    case 'number':
      return readNumber(text)
    case 'date': {
      const value = readDate(text)
      return value === null ? { why: 'is not a date, such as 5 March 2018 or 2018-03-05' } : { value }
    }
    case 'choice': {
      const value = choices.find(choice => nameKey(choice) === nameKey(text))
      return value === undefined ? { why: `is none of the choices: ${listed(choices)}` } : { value }
    }
    case 'yes-no':
      return yes.test(text)
        ? { value: 'yes' }
        : no.test(text)
          ? { value: 'no' }
          : { why: 'is neither yes nor no' }
  }
}

const yes = /^(?:yes|y|true|1)$/i
const no = /^(?:no|n|false|0)$/i

const listed = (choices: readonly string[]): string =>
  choices.length === 0
    ? 'there are none yet'
    : choices.length > 8
      ? `${choices.slice(0, 8).join(', ')} and ${choices.length - 8} more`
      : choices.join(', ')

/** A number of at most 15 digits, so that it is exact wherever it is taken. */
function readNumber(text: string): ReadValue {
  const plain = text.replace(/^[−–]/u, '-').replace(/[\u00A0\u202F ](?=\d{3}(?:\D|$))/gu, '')
  if (/^[+-]?\d{1,3},\d{3}$/.test(plain)) {
    return { why: 'can be read in two ways: write it without the comma, or with a point' }
  }
  const match = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(plain)
  if (!match) return { why: 'is not a number' }
  const [, sign = '', whole = '', fraction = ''] = match
  const kept = fraction.replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '')
  if (digits.length + kept.length > 15) return { why: 'has more than 15 digits' }
  const value = kept === '' ? digits : `${digits}.${kept}`
  return { value: sign === '-' && /[1-9]/.test(value) ? `-${value}` : value }
}
