import { previousBoundary } from '#shared/text/graphemes.ts'
import { type Selected, spanOf } from '../../../transcript/snap.ts'

/**
 * A selection of one text in the text that came of it: on the same characters where it lies before or after all that
 * differs, else a caret where the difference begins.
 */
export function selectionAfter(before: string, after: string, selection: Selected): Selected {
  const { start, end } = spanOf(selection)
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before.charCodeAt(head) === after.charCodeAt(head)) head++
  if (end <= head) return selection
  let tail = 0
  while (
    tail < shortest - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++
  const shift = after.length - before.length
  if (start >= before.length - tail)
    return { anchor: selection.anchor + shift, focus: selection.focus + shift }
  const at = previousBoundary(after, head)
  return { anchor: at, focus: at }
}
