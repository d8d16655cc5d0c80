import { notNames, salutations } from './not-names.ts'
import { beginsSentence } from './sentence.ts'
import { isTitle } from './titles.ts'
import { plainKey, type Token } from './tokens.ts'
import { isWordToo } from './words-that-are-names.ts'

const direct = /^(?:\p{Zs}{1,3}|_)$/u
const particles = new Set('van der den de la le von zu du di da dos del bin al el ter ten af'.split(' '))
/** In the list of what is nobody's name for being months; people are called so too. */
const months = new Set('january april may june july august jan'.split(' '))

/** What a match is judged by: tokens `at` to `last`, without a title before them. */
export interface Standing {
  text: string
  tokens: readonly Token[]
  at: number
  last: number
  /** One name of a person, not first name and surname. */
  isAlone: boolean
  hasTitle: boolean
  /** Every word of the pair's names, with and without accents. */
  own: ReadonlySet<string>
  /** Whether a word stands in the text without a capital too. */
  isSmallToo(key: string): boolean
}

/**
 * Whether a person's name may be part of somebody else's longer one: “Sarah” in “Sarah Chen”, “Sarah van der Berg” or
 * “Anna Sarah”. Words of the pair, titles, and what common words begin a sentence with are aside.
 */
export const mayBeFuller = (standing: Standing): boolean =>
  goesOn(standing) || (standing.isAlone && !standing.hasTitle && isLedUpTo(standing))

function goesOn({ text, tokens, last, isAlone, own }: Standing): boolean {
  let n = last + 1
  while (particles.has(tokens[n]?.words ?? '') && isDirect(text, tokens[n - 1], tokens[n])) n++
  const [before, next] = [tokens[n - 1], tokens[n]]
  if (!before || !next || !isCapital(next) || isOwn(own, next)) return false
  // Sarah.Chen: no sentence begins without a space.
  if (text.slice(before.reach, next.start) === '.') return true
  if (!isDirect(text, before, next) || beginsSentence(text, next.start)) return false
  if (next.key === 'i') return text.charAt(next.reach) === '.'
  return isAlone || !isNobody(next)
}

function isLedUpTo({ text, tokens, at, own, isSmallToo }: Standing): boolean {
  const [before, first] = [tokens[at - 1], tokens[at]]
  if (!before || !first || !isCapital(before) || isTitle(before) || isTitle(first)) return false
  if (!isDirect(text, before, first) || beginsSentence(text, first.start) || isOwn(own, before)) return false
  if (isNobody(before)) return false
  return !(beginsSentence(text, before.start) && isSmallToo(before.key) && !isWordToo(before.key))
}

const isDirect = (text: string, before: Token | undefined, after: Token | undefined): boolean =>
  before !== undefined && after !== undefined && direct.test(text.slice(before.reach, after.start))

const isCapital = ({ words }: Token): boolean => /^[\p{Lu}\p{Lt}]/u.test(words)

const isOwn = (own: ReadonlySet<string>, { key }: Token): boolean => own.has(key) || own.has(plainKey(key))

/** Words of two letters are held to be names elsewhere; here they are of, in and by. */
const isNameToo = (key: string): boolean => key.length > 2 && isWordToo(key)

const isNobody = ({ key }: Token): boolean =>
  salutations.has(key) || (notNames.has(key) && !months.has(key) && !isNameToo(key))
