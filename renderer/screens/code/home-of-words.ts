import type { Coding } from '#shared/model/coding.ts'
import { holds } from '#shared/text/span.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'
import { idNow } from './given-ids.ts'
import { type About, isAsNoted, noteUnkept, type Unkept, unkeptOfNow } from './unkept-words.ts'

/** The text that words are about a passage of. */
interface Read {
  id: string
  text: string
}

/**
 * The coding that a comment which is not saved belongs to by now: its own, else the one that it was joined with, of the
 * same coder and code, over the same words. It may be submitted since. Undefined where there is none.
 */
export function homeOf(
  about: About,
  { member, code, passage }: Unkept,
  codings: CodingSet<Coding>,
  text: string,
): Coding | undefined {
  const own = codings.get(idNow(about))
  if (own || code === undefined || !isAsNoted(text, passage)) return own
  const joined = codings
    .within(passage.start, passage.end)
    .map(({ coding }) => coding)
    .filter(coding => coding.coder === member && coding.code === code && holds(coding, passage))
  return joined.find(({ frozen }) => !frozen) ?? joined[0]
}

/** What was not saved about codings that were joined into this one becomes what is not saved about this one. */
export function takeInWords(coding: Coding, codings: CodingSet<Coding>, { id, text }: Read): void {
  if (coding.coder === null) return
  const mine = unkeptOfNow(coding.coder).filter(({ source }) => source === id)
  const [own] = mine.filter(({ about }) => about === coding.id)
  const others = mine.filter(
    each => each.about !== coding.id && homeOf(each.about, each, codings, text)?.id === coding.id,
  )
  const [first] = others
  if (!first) return
  for (const { about } of others) noteUnkept(about, null)
  const { about: _, ...at } = own ?? first
  noteUnkept(coding.id, {
    ...at,
    words: others.reduce(withWords, own?.words ?? coding.comment),
    from: own?.from ?? coding.comment,
  })
}

/** A comment with words that were to be one: in the place of what they were begun from, else as a line more. */
export function withWords(comment: string, { words, from }: Pick<Unkept, 'words' | 'from'>): string {
  const at = from === '' ? -1 : `\n${comment}\n`.indexOf(`\n${from}\n`)
  if (at >= 0) return comment.slice(0, at) + words + comment.slice(at + from.length)
  return [comment, words].filter(each => each !== '').join('\n')
}
