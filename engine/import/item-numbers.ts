import type { Mark } from '#shared/model/document.ts'

/** What stands before an item; empty where that is a bullet. */
export type ItemSign = Pick<Mark, 'number' | 'sign'>

/** A number in one of Word's ways of writing them; those that are words or of other scripts, in digits. */
export function written(number: number, format: string): string {
  switch (format) {
    case 'none':
    case 'bullet':
      return ''
    case 'decimalZero':
      return String(number).padStart(2, '0')
    case 'lowerLetter':
      return letters(number)
    case 'upperLetter':
      return letters(number).toUpperCase()
    case 'lowerRoman':
      return roman(number).toLowerCase()
    case 'upperRoman':
      return roman(number)
    default:
      return String(number)
  }
}

/** a to z, then aa to zz, then aaa: as Word goes on after z. */
function letters(number: number): string {
  if (number < 1) return String(number)
  const at = (number - 1) % 780
  return String.fromCharCode(97 + (at % 26)).repeat(Math.floor(at / 26) + 1)
}

function roman(number: number): string {
  if (number < 1) return String(number)
  let left = number
  let sign = ''
  for (const [value, letter] of romans) {
    sign += letter.repeat(Math.floor(left / value))
    left %= value
  }
  return sign
}

const romans = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const
