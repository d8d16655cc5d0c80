import type { NameKind } from '#shared/model/pseudonym.ts'
import type { Span } from '#shared/text/span.ts'
import { ungrouped } from './find.ts'

/** A number, address or date that may identify a person. */
export interface Telling extends Span {
  kind: NameKind
  what: 'email address' | 'web address' | 'phone number' | 'NHS number' | 'postcode' | 'date of birth'
}

const email =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62}){1,5}/u
/** The most UTF-16 units of an address before its @, and from it on. */
const mostBeforeAt = 128
const mostAfterAt = 800
const web = /\b(?:https?:\/\/|www\.)[^\s<>"“”()[\]]{3,500}/giu
/** Great Britain and Northern Ireland, in capitals. */
const postcode =
  /(?<![\p{L}\p{N}])(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY]|GIR) ?[0-9][ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}])/gu
const born =
  /(?<![\p{L}\p{N}])(?:d\.?o\.?b\.?|date of birth|birth ?date|birthday|born|født|geboren)(?![\p{L}\p{N}])[^\n\d\p{Lu}]{0,20}(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th|\.)? \p{L}{3,9},? \d{4})/giu
/** A stretch of digits in groups, as numbers are written. */
const digits = /(?<![\p{L}\p{N}])(?:\+ ?)?\(?\d(?:\d|[ \u00A0().‐‑–-]{1,2}(?=\d)){6,24}(?![\p{L}\p{N}])/gu
/** As NHS numbers are written: ten digits in one, or in groups of three and four. Two numbers side by side are none. */
const asNhsNumbers = /^\(?(?:\d{10}|(?:\d{3,4}[ \u00A0().‐‑–-]{1,2}){2}\d{3,4})$/
const date = /^\(?(?:\d{1,2}[-. ]\d{1,2}[-. ]\d{2,4}|\d{4}[-. ]\d{1,2}[-. ]\d{1,2})$/

/** Email and web addresses, phone and NHS numbers, postcodes and dates of birth in a text: in order, disjoint. */
export function tellingNumbers(text: string): Telling[] {
  const found: Telling[] = []
  const add = (start: number, words: string, kind: NameKind, what: Telling['what']) => {
    found.push({ start, end: start + words.length, kind, what })
  }
  for (const { words, start } of emailsIn(text)) add(start, words, 'email', 'email address')
  for (const { 0: words, index } of text.matchAll(web)) {
    add(index, words.replace(/[.,;:!?'’]+$/, ''), 'other', 'web address')
  }
  for (const { 0: words, 1: day = '', index } of text.matchAll(born)) {
    add(index + words.length - day.length, day, 'other', 'date of birth')
  }
  for (const { 0: words, index } of text.matchAll(postcode)) add(index, words, 'place', 'postcode')
  for (const { 0: words, index } of text.matchAll(digits)) {
    const what = numberKind(words)
    if (what) add(index, words, what === 'NHS number' ? 'number' : 'phone', what)
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return found.filter(one => {
    if (one.start < end) return false
    end = one.end
    return true
  })
}

/** The email addresses in a text: looked for about each @, for a text has few. */
function emailsIn(text: string): { words: string; start: number }[] {
  const found: { words: string; start: number }[] = []
  let end = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, end))) {
    const from = Math.max(end, at - mostBeforeAt)
    const match = email.exec(text.slice(from, at + mostAfterAt))
    if (!match || from + match.index >= at) continue
    found.push({ words: match[0], start: from + match.index })
    end = from + match.index + match[0].length
  }
  return found
}

/** What a stretch of digits is by its length, its beginning and its check digit; null where it is neither. */
export function numberKind(words: string): 'NHS number' | 'phone number' | null {
  if (date.test(words)) return null
  const plain = words.replace(/\D/g, '')
  if (/^\+/.test(words) || /^00[1-9]/.test(plain)) {
    const international = plain.replace(/^00/, '')
    return international.length >= 8 && international.length <= 15 ? 'phone number' : null
  }
  if (/^0[1-9]\d{8,9}$/.test(ungrouped(plain))) return 'phone number'
  return isNhsNumber(plain) && asNhsNumbers.test(words) ? 'NHS number' : null
}

/** Ten digits of which the last checks the others (modulus 11). */
export function isNhsNumber(digits: string): boolean {
  if (!/^[1-9]\d{9}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  let sum = 0
  for (let n = 0; n < 9; n++) sum += Number(digits[n]) * (10 - n)
  return (11 - (sum % 11)) % 11 === Number(digits[9])
}

/** Phone numbers, email addresses and NHS numbers as `2 phone numbers and 1 email address`; null where there are none. */
export function tellingInWords(found: readonly Telling[]): string | null {
  const counts = new Map<string, number>()
  for (const { what } of found) {
    if (remarked.has(what)) counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  const parts = [...counts].map(
    ([what, n]) => `${n} ${n === 1 ? what : `${what}${what.endsWith('s') ? 'es' : 's'}`}`,
  )
  if (parts.length === 0) return null
  return parts.length === 1 ? `${parts[0]}` : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

const remarked: ReadonlySet<string> = new Set<Telling['what']>([
  'phone number',
  'email address',
  'NHS number',
])
