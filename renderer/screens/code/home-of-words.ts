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
  // What the words were begun from went into the comment with them: nobody else changed it.
  const isMet = own !== undefined && placeOf(own.from, coding.comment) === null
  noteUnkept(coding.id, {
    ...at,
    words: (own && !isMet ? [own, ...others] : others).reduce(withWords, isMet ? own.words : coding.comment),
    from: isMet ? own.from : coding.comment,
  })
}

/** Where in a comment whole lines of it stand; the end for none. Null where they are not in it. */
function placeOf(lines: string, comment: string): number | null {
  const at = lines === '' ? comment.length : `\n${comment}\n`.indexOf(`\n${lines}\n`)
  return at < 0 ? null : at
}

/** A comment with words that were to be one: in the place of what they were begun from, else as a line more. */
export function withWords(comment: string, { words, from }: Pick<Unkept, 'words' | 'from'>): string {
  const at = placeOf(from, comment)
  if (from !== '' && at !== null) return comment.slice(0, at) + words + comment.slice(at + from.length)
  return [comment, words].filter(each => each !== '').join('\n')
}
