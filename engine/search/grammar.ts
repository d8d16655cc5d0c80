import { TandemError } from '#shared/errors.ts'
import type { TextAsked } from '#shared/model/query.ts'
import { wordSpans } from '#shared/text/words.ts'

/** Text that is looked for, taken apart. `phrase`: words that follow each other, the last perhaps a beginning. */
export type TextNode =
  | Phrase
  | { kind: 'near'; left: TextNode; right: Phrase; within: number }
  | { kind: 'all'; of: TextNode[] }
  | { kind: 'any'; of: TextNode[] }
  | { kind: 'but'; of: TextNode; not: TextNode }

export interface Phrase {
  kind: 'phrase'
  words: string[]
  isBeginning: boolean
}

/** Characters of what is looked for, brackets within brackets, and words that may lie between near ones. */
const longest = 1000
const deepest = 20
export const furthestNear = 100

/**
 * Takes apart what a person looks for. Any input either becomes a node or is refused with one sentence that says what is
 * wrong and where.
 */
export function textNode({ words, how, within }: TextAsked): TextNode {
  const text = words.normalize('NFC')
  refuseLong(text)
  if (how === 'words') return parsed(text)
  const found = wordsOf(text)
  if (found.length === 0) throw withoutWords(text)
  const isBeginning = /\*\s*$/.test(text)
  if (how === 'phrase') return { kind: 'phrase', words: found, isBeginning }
  const phrases = found.map(
    (word, at): Phrase => ({
      kind: 'phrase',
      words: [word],
      isBeginning: isBeginning && at === found.length - 1,
    }),
  )
  return phrases
    .slice(1)
    .reduce<TextNode>(
      (left, right) => ({ kind: 'near', left, right, within: nearBy(within) }),
      phrases[0] as Phrase,
    )
}

/** Anything typed as words and nothing else: all of them in one passage, the last a beginning; null where there are none. */
export function plainWords(text: string): string[] {
  return wordsOf(text.normalize('NFC'))
}

/** Refuses what is longer than can be looked for at once. */
export function refuseLong(text: string): void {
  if (text.length <= longest) return
  throw new TandemError(
    'bad-input',
    `What is looked for has ${text.length.toLocaleString('en-GB')} characters; at most ${longest.toLocaleString('en-GB')} can be looked for at once.`,
    'Look for its parts one after the other.',
  )
}

const wordsOf = (text: string): string[] => wordSpans(text).map(({ start, end }) => text.slice(start, end))

const nearBy = (within: number): number => Math.min(furthestNear, Math.max(1, within))

interface Token {
  kind: 'phrase' | 'and' | 'or' | 'not' | 'near' | '(' | ')'
  /** As it was typed, and where, counted from 1. */
  typed: string
  at: number
  words: string[]
  isBeginning: boolean
  within: number
}

const openers = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
])

/** The signs of a query one after the other; signs that hold no word and mean nothing are passed over. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const put = (kind: Token['kind'], at: number, typed: string, more: Partial<Token> = {}) =>
    tokens.push({ kind, at: at + 1, typed, words: [], isBeginning: false, within: 10, ...more })
  const phrase = (typed: string, inside: string, at: number, isBeginning: boolean) => {
    const words = wordsOf(inside)
    if (words.length > 0) put('phrase', at, typed, { words, isBeginning })
  }
  for (let at = 0; at < text.length; ) {
    const sign = text[at] ?? ''
    const closers = openers.get(sign)
    if (/\s/.test(sign)) at++
    else if (sign === '(' || sign === ')') put(sign, at++, sign)
    else if (closers !== undefined) {
      let end = at + 1
      while (end < text.length && !`${closers}"`.includes(text[end] ?? '')) end++
      if (end === text.length) {
        throw wrong(`The quotation mark at character ${at + 1} is not closed.`, 'Close it, or leave it out.')
      }
      const inside = text.slice(at + 1, end)
      const star = text[end + 1] === '*'
      phrase(text.slice(at, end + 1), inside, at, star || inside.endsWith('*'))
      at = end + (star ? 2 : 1)
    } else {
      const [typed = sign] = /^[^\s()"“„«]+/.exec(text.slice(at)) ?? []
      const near = /^NEAR(?:\/(\d+))?$/.exec(typed)
      if (near) put('near', at, typed, { within: withinOf(typed, near[1], at) })
      else if (typed === 'AND' || typed === 'OR' || typed === 'NOT') {
        put(typed.toLowerCase() as 'and', at, typed)
      } else {
        refuseInnerStar(typed, at)
        phrase(typed, typed, at, typed.endsWith('*'))
      }
      at += typed.length
    }
  }
  return tokens
}

function withinOf(typed: string, digits: string | undefined, at: number): number {
  const within = digits === undefined ? 10 : Number(digits)
  if (within >= 1 && within <= furthestNear) return within
  throw wrong(
    `${typed} at character ${at + 1} is too far or too near.`,
    `Give 1 to ${furthestNear} words: NEAR/10.`,
  )
}

function refuseInnerStar(typed: string, at: number): void {
  const star = typed.indexOf('*')
  const isInside = star !== -1 && /[^*]/.test(typed.slice(star))
  if (!isInside || wordsOf(typed).length === 0) return
  throw wrong(
    `The * at character ${at + star + 1} does not end a word.`,
    'Put it where the beginning of a word ends: wait*. For anything else use a regular expression.',
  )
}

/** Words as typed: what stands beside each other must all be there; NEAR binds first, then NOT, then AND, then OR. */
function parsed(text: string): TextNode {
  const tokens = tokensOf(text)
  if (tokens.length === 0) throw withoutWords(text)
  let next = 0
  let depth = 0
  const peek = () => tokens[next]

  const any = (): TextNode => {
    const of = [all()]
    while (peek()?.kind === 'or') {
      next++
      of.push(all())
    }
    return of.length === 1 ? (of[0] as TextNode) : { kind: 'any', of }
  }
  const all = (): TextNode => {
    const of = [but()]
    for (let token = peek(); token && token.kind !== 'or' && token.kind !== ')'; token = peek()) {
      if (token.kind === 'and') next++
      of.push(but())
    }
    return of.length === 1 ? (of[0] as TextNode) : { kind: 'all', of }
  }
  const but = (): TextNode => {
    let of = near()
    while (peek()?.kind === 'not') {
      next++
      of = { kind: 'but', of, not: near() }
    }
    return of
  }
  const near = (): TextNode => {
    let left = one()
    for (let token = peek(); token?.kind === 'near'; token = peek()) {
      next++
      const right = peek()?.kind === '(' ? null : one()
      if (right?.kind !== 'phrase' || (left.kind !== 'phrase' && left.kind !== 'near')) {
        throw wrong(
          `${token.typed} at character ${token.at} stands beside a bracket.`,
          'Put it between two words or phrases.',
        )
      }
      left = { kind: 'near', left, right, within: token.within }
    }
    return left
  }
  const one = (): TextNode => {
    const token = peek()
    const before = tokens[next - 1]
    if (!token || token.kind === ')') {
      throw before && before.kind !== '('
        ? wrong(
            `${before.typed} at character ${before.at} has nothing after it.`,
            'Put a word after it, or leave it out.',
          )
        : wrong(
            `The bracket at character ${(before ?? token)?.at ?? 1} has nothing in it.`,
            'Put a word in it, or leave it out.',
          )
    }
    next++
    if (token.kind === 'phrase') return { kind: 'phrase', words: token.words, isBeginning: token.isBeginning }
    if (token.kind !== '(') {
      throw wrong(
        `${token.typed} at character ${token.at} has nothing before it.`,
        'Put a word before it, or write it in small letters where it is a word.',
      )
    }
    if (++depth > deepest) {
      throw wrong(`More than ${deepest} brackets stand within each other.`, 'Leave some out.')
    }
    const inside = any()
    if (peek()?.kind !== ')') {
      throw wrong(`The bracket at character ${token.at} is not closed.`, 'Close it, or leave it out.')
    }
    next++
    depth--
    return inside
  }

  const found = any()
  const left = peek()
  if (!left) return found
  throw wrong(`The bracket at character ${left.at} closes none.`, 'Leave it out, or open one before it.')
}

const wrong = (message: string, hint: string): TandemError => new TandemError('bad-input', message, hint)

const withoutWords = (text: string): TandemError =>
  text.trim() === ''
    ? wrong('Nothing is looked for.', 'Type a word.')
    : wrong(
        'There is no word in what is looked for.',
        'Type a word; for other signs use a regular expression.',
      )
