import { diffArrays } from 'diff'
import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { type Edit, normalised } from './edits.ts'

const words = new Intl.Segmenter('en', { granularity: 'word' })

/** Past so many differing pieces two texts are taken as rewritten: looking on would take time squared. */
const most = 600
/** How far beside an edit the word is looked for that it changes, in UTF-16 units. */
const reach = 200

/**
 * The edits that make `after` of `before`: found by line, then by word. Edits between which no word stands are one,
 * since a space or a comma tells nothing of where rewritten words belong. In order, apart.
 */
export function findEdits(before: string, after: string): Edit[] {
  const { start, end } = framed(before, after)
  const lines = compared(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
    byLine,
  )
  return refined(
    before,
    lines.map(edit => ({ ...edit, start: edit.start + start, end: edit.end + start })),
  )
}

/**
 * Edits as the fewest words that they change: what they leave as it was is no part of them. In order, apart; edits
 * within one word are one. A word made longer at its edge is another word.
 */
export function refined(text: string, edits: readonly Edit[]): Edit[] {
  const wide: { edit: Edit; words: Edit }[] = []
  // As they will be stored: a carriage return of one and a line feed of the next are one line's end.
  for (const asked of normalised(edits)) {
    let edit = trimmed(text, asked)
    if (edit.start === edit.end && edit.text === '') continue
    let words = wholeWordsAround(text, edit)
    for (let last = wide.at(-1); last && words.start < last.words.end; last = wide.at(-1)) {
      wide.pop()
      const between = text.slice(last.edit.end, edit.start)
      edit = { start: last.edit.start, end: edit.end, text: last.edit.text + between + edit.text }
      words = wholeWordsAround(text, edit)
    }
    wide.push({ edit, words })
  }
  const fine = wide.flatMap(({ words: { start, end, text: now } }) =>
    joinedAcrossGaps(
      text,
      compared(text.slice(start, end), now, byWord).map(found => ({
        ...found,
        start: found.start + start,
        end: found.end + start,
      })),
    ),
  )
  return inWholeCharacters(text, fine)
}

/** Edits widened to whole characters, which words are sometimes cut within; those that then meet are one. */
function inWholeCharacters(text: string, edits: readonly Edit[]): Edit[] {
  const apart: Edit[] = []
  for (const edit of edits) {
    const start = previousBoundary(text, edit.start)
    const end = nextBoundary(text, edit.end)
    const last = apart.at(-1)
    if (last && start < last.end) {
      // The last one's end is of the text as it was, up to where this one begins.
      last.text = last.text.slice(0, last.text.length - (last.end - edit.start)) + edit.text
      last.text += text.slice(edit.end, end)
      last.end = end
    } else {
      apart.push({ start, end, text: text.slice(start, edit.start) + edit.text + text.slice(edit.end, end) })
    }
  }
  return apart
}

/** What differs of two texts cut into pieces; all of it where too much does. */
function compared(before: string, after: string, cut: (text: string) => string[]): Edit[] {
  const whole = [{ start: 0, end: before.length, text: after }]
  if (before === after) return []
  if (before === '' || after === '') return whole
  const found = diffArrays(cut(before), cut(after), { maxEditLength: most })
  if (!found) return whole
  const edits: Edit[] = []
  let at = 0
  let open: Edit | null = null
  for (const part of found) {
    const piece = part.value.join('')
    if (!part.added && !part.removed) {
      if (open) edits.push(open)
      open = null
      at += piece.length
      continue
    }
    open ??= { start: at, end: at, text: '' }
    if (part.added) open.text += piece
    else {
      at += piece.length
      open.end = at
    }
  }
  if (open) edits.push(open)
  return edits
}

const byLine = (text: string): string[] => text.split(/(?<=\n)/)
const byWord = (text: string): string[] => Array.from(words.segment(text), piece => piece.segment)

/** How many units both texts share at their beginning and at their end, to whole lines. */
function framed(before: string, after: string): { start: number; end: number } {
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++
  start = start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1
  let end = 0
  while (
    end < shortest - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++
  const line = before.indexOf('\n', before.length - end)
  return { start, end: line < 0 ? 0 : before.length - 1 - line }
}

/** The edit widened to the whole words that it begins or ends in, before or after. */
function wholeWordsAround(text: string, edit: Edit): Edit {
  const from = previousBoundary(text, Math.max(0, edit.start - reach))
  const to = previousBoundary(text, Math.min(text.length, edit.end + reach))
  const head = text.slice(from, edit.start)
  const was = { text: text.slice(from, to), end: edit.end - from }
  const is = { text: head + edit.text + text.slice(edit.end, to), end: head.length + edit.text.length }
  const start = Math.min(...[was, is].map(side => wordAcross(side.text, head.length).start))
  const more = Math.max(...[was, is].map(side => wordAcross(side.text, side.end).end - side.end))
  return {
    start: from + start,
    end: edit.end + more,
    text: text.slice(from + start, edit.start) + edit.text + text.slice(edit.end, edit.end + more),
  }
}

/** The word that goes on across `at`; nothing wider than `at` itself where none does. */
function wordAcross(text: string, at: number): Span {
  const around = Math.max(0, at - reach)
  const piece =
    at > 0 && at < text.length
      ? words.segment(text.slice(around, at + reach)).containing(at - around)
      : undefined
  if (!piece?.isWordLike || around + piece.index === at) return { start: at, end: at }
  return { start: around + piece.index, end: around + piece.index + piece.segment.length }
}

function joinedAcrossGaps(text: string, edits: readonly Edit[]): Edit[] {
  const apart: Edit[] = []
  for (const edit of edits) {
    const last = apart.at(-1)
    const between = last ? text.slice(last.end, edit.start) : ''
    if (last && !/[\p{L}\p{N}\n]/u.test(between)) {
      last.text += between + edit.text
      last.end = edit.end
    } else apart.push({ ...edit })
  }
  return apart
}

/** The edit without the characters that both texts begin and end with. */
export function trimmed(text: string, edit: Edit): Edit {
  const was = text.slice(edit.start, edit.end)
  const { head, tail } = shared(was, edit.text)
  return {
    start: edit.start + head,
    end: edit.end - tail,
    text: edit.text.slice(head, edit.text.length - tail),
  }
}

/** Whole characters that two texts share at either end. */
function shared(a: string, b: string): { head: number; tail: number } {
  const shortest = Math.min(a.length, b.length)
  let head = 0
  while (head < shortest && a.charCodeAt(head) === b.charCodeAt(head)) head++
  head = Math.min(previousBoundary(a, head), previousBoundary(b, head))
  let tail = 0
  while (tail < shortest - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail++
  const insideBoth = (n: number): number =>
    Math.min(...[a, b].map(text => text.length - nextBoundary(text, text.length - n)))
  while (insideBoth(tail) < tail) tail = insideBoth(tail)
  return { head, tail }
}
