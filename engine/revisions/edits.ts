import { isGraphemeBoundary, nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import type { Span } from '#shared/text/span.ts'

/** A stretch of a text (UTF-16, half-open; empty to insert) and the words that come to stand there. */
export interface Edit extends Span {
  text: string
}

/** A text after edits, and the edits as they were done: in order, apart, on grapheme boundaries of both texts. */
export interface Edited {
  text: string
  edits: Edit[]
}

/** Past so many tries an edit that upsets its neighbours is widened to its line at once. */
const patience = 8

/**
 * Applies edits to a normalised text: the result is normalised as at import. Where an edit would join the characters
 * beside it into another (a mark set upon a letter, half a flag), it is widened to hold them, so that everything
 * outside of the edits keeps its characters. Edits that change nothing are left out. Linear in the text.
 * Throws a RangeError where edits overlap, are out of order, outside of the text or cut a character in two.
 */
export function applyEdits(text: string, asked: readonly Edit[]): Edited {
  mustFit(text, asked)
  let edits = normalised(asked)
  for (let tries = 0; ; tries++) {
    edits = edits.filter(edit => text.slice(edit.start, edit.end) !== edit.text)
    const made = splice(text, edits)
    const wider = widened(text, made, edits, tries)
    if (wider === null) return { text: made, edits }
    edits = joined(wider)
  }
}

/** Throws a RangeError where edits overlap, are out of order, outside of the text or cut a character in two. */
export function mustFit(text: string, asked: readonly Edit[]): void {
  let end = 0
  for (const edit of asked) {
    if (!(edit.start >= end && edit.start <= edit.end && edit.end <= text.length))
      throw new RangeError(`Edit out of place at ${edit.start}`)
    if (!isGraphemeBoundary(text, edit.start) || !isGraphemeBoundary(text, edit.end))
      throw new RangeError(`Edit cuts a character at ${edit.start}`)
    end = edit.end
  }
}

function splice(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let from = 0
  for (const edit of edits) {
    pieces.push(text.slice(from, edit.start), edit.text)
    from = edit.end
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

/** Edits that touch as one, what they put in normalised as it will be stored. */
export const normalised = (edits: readonly Edit[]): Edit[] =>
  joined(edits).map(edit => ({ ...edit, text: normalWithin(edit.text, edit.start) }))

/** Edits that touch as one. */
function joined(edits: readonly Edit[]): Edit[] {
  const apart: Edit[] = []
  for (const edit of edits) {
    const last = apart.at(-1)
    if (last?.end === edit.start) {
      last.text += edit.text
      last.end = edit.end
    } else apart.push({ ...edit })
  }
  return apart
}

/** Normalised as within a text, where a byte-order mark is no mark of a file's beginning. */
const normalWithin = (piece: string, at: number): string =>
  at === 0 ? normaliseText(piece).text : normaliseText(`\n${piece}`).text.slice(1)

/** The edits with those widened that upset what is beside them; null where none does. */
function widened(text: string, made: string, edits: readonly Edit[], tries: number): Edit[] | null {
  let moved = false
  let shift = 0
  const next: Edit[] = []
  let floor = 0
  edits.forEach((edit, n) => {
    const start = edit.start + shift
    const end = start + edit.text.length
    shift += edit.text.length - (edit.end - edit.start)
    const ceiling = edits[n + 1]?.start ?? text.length
    const from = previousBoundary(made, start - 1)
    const around = made.slice(from, nextBoundary(made, end + 1))
    const normal = normalWithin(around, from) === around
    const left = !normal || !isGraphemeBoundary(made, start)
    const right = !normal || !isGraphemeBoundary(made, end)
    let wide = edit
    if (left && edit.start > floor) {
      const at = Math.max(floor, leftOf(text, edit.start, tries))
      wide = { ...wide, start: at, text: text.slice(at, edit.start) + wide.text }
    }
    if (right && edit.end < ceiling) {
      const at = Math.min(ceiling, rightOf(text, edit.end, tries))
      wide = { ...wide, end: at, text: wide.text + text.slice(edit.end, at) }
    }
    if (!normal) wide = { ...wide, text: normalWithin(wide.text, wide.start) }
    if (wide.start !== edit.start || wide.end !== edit.end || wide.text !== edit.text) moved = true
    next.push(wide)
    floor = wide.end
  })
  return moved ? next : null
}

const leftOf = (text: string, at: number, tries: number): number =>
  tries < patience ? previousBoundary(text, at - 1) : at > 1 ? text.lastIndexOf('\n', at - 2) + 1 : 0

function rightOf(text: string, at: number, tries: number): number {
  if (tries < patience) return nextBoundary(text, at + 1)
  const line = text.indexOf('\n', at + 1)
  return line < 0 ? text.length : line
}
