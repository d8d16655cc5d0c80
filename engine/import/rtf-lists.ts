import type { ItemSign } from './item-numbers.ts'

/*
 * What stands before an item of a list in rich text: the program that wrote the file put it down in words, which the
 * parser passes over. It comes through as the name of a bookmark in the item.
 */

/** Groups that hold what stands before an item. */
export const itemTexts = new Set(['listtext', 'pntext'])

const beginning = 'item '
/** Signs that a bookmark's name can hold. */
const plain = /^[ -[\]-z|~]{1,40}$/

/** The bookmark that says what stands before an item; empty where it is in letters that a bookmark does not hold. */
export function bookmarkOf(source: string): string {
  const sign = source
    .replace(/\\u(-?\d+) ?/g, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\'[\da-f]{2}/gi, '•')
    .replace(/\\tab ?/g, ' ')
    .trim()
  // Word draws its hollow bullet as an "o".
  const isBullet = sign === 'o' || !/[\p{L}\p{N}]/u.test(sign)
  return isBullet || plain.test(sign) ? `{\\*\\bkmkstart ${beginning}${isBullet ? '-' : sign}}` : ''
}

/** What such a bookmark among those of a paragraph says; null where none is. `place` is the item's in its list, from 1. */
export function itemOf(bookmarks: readonly string[] | undefined, place: number): ItemSign | null {
  const sign = bookmarks?.find(name => name.startsWith(beginning))?.slice(beginning.length)
  if (sign === undefined) return null
  if (sign === '-') return {}
  const number = Number(/\d{1,6}(?=\D*$)/.exec(sign)?.[0] ?? place)
  return sign === `${number}.` ? { number } : { number, sign }
}
