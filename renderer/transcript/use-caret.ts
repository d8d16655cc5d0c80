import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { type CaretKey, caretKey } from './caret-keys.ts'
import { moveCaret, turnEdge, wordAnchor } from './caret-moves.ts'
import { caretWords } from './caret-words.ts'
import { caretRect, cellAt, lineSpan, offsetAtPoint, rowElement } from './dom-position.ts'
import { type Row, rowAt } from './rows.ts'
import { showCaret } from './scrolling.ts'
import { type Selected, spanOf } from './snap.ts'
import { isLeftwardLine } from './writing-direction.ts'

interface CaretOptions {
  scroller: RefObject<HTMLElement | null>
  list: RefObject<HTMLElement | null>
  text: string
  rows: readonly Row[]
  selection: Selected | null
  onSelect: ((selection: Selected, words?: string) => void) | undefined
  /** The caret was moved here and should be seen. */
  onMoved: (offset: number) => void
  /** Fills what a scroll has just brought into view. */
  fill: () => void
}

/** Moving and extending by keyboard; the keys are in caret-keys.ts. Answers whether a key was the caret's. */
export function useCaretKeys(options: CaretOptions) {
  const { scroller, list, text, rows, selection, onSelect, onMoved, fill } = options
  const goalX = useRef<number | null>(null)
  /** The step to one side that brought the caret where it is: pressed again, it goes on the same way. */
  const sideways = useRef<{ key: string; forward: boolean; focus: number } | null>(null)
  return (event: KeyboardEvent): boolean => {
    const drawn = list.current
    if (!onSelect || !scroller.current || !drawn) return false
    const select = (next: Selected, words: string) => {
      event.preventDefault()
      onSelect(next, words)
      onMoved(next.focus)
      return true
    }
    if (
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      !event.shiftKey &&
      event.key.toLowerCase() === 'a'
    ) {
      event.preventDefault()
      const whole = { anchor: rows[0]?.bodyStart ?? 0, focus: rows.at(-1)?.bodyEnd ?? 0 }
      onSelect(whole, 'Whole text selected')
      return true
    }
    if (event.key === 'Escape' && selection && selection.anchor !== selection.focus) {
      return select({ anchor: selection.focus, focus: selection.focus }, 'Nothing selected')
    }
    const meant = caretKey(event)
    if (!meant) return false
    const { extend } = meant
    const from = selection ?? { anchor: rows[0]?.bodyStart ?? 0, focus: rows[0]?.bodyStart ?? 0 }
    const isSideways = meant.by === 'character' || meant.by === 'word'
    const before = sideways.current
    const goesOn = isSideways && before?.key === event.key && before.focus === from.focus
    const forward = goesOn ? before.forward : isSideways ? sideForward(drawn, meant, from) : meant.forward
    const { by } = meant
    const move = (to: Selected) => select(to, caretWords(text, rows, from, to, { by, forward, extend }))
    if (by !== 'line') goalX.current = null
    if (by === 'character' && !extend && from.anchor !== from.focus) {
      const edge = forward ? spanOf(from).end : spanOf(from).start
      return move({ anchor: edge, focus: edge })
    }
    let focus: number
    let after = false
    if (by === 'page') focus = byPage(scroller.current, drawn, rows, from.focus, forward, fill)
    else if (by === 'edge') {
      showCaret(scroller.current, drawn, rows, from.focus)
      const edge = byEdge(drawn, rows, from, forward)
      focus = edge.focus
      after = edge.after
    } else if (by === 'line') {
      showCaret(scroller.current, drawn, rows, from.focus)
      const next = rows[(rowAt(rows, from.focus)?.index ?? 0) + (forward ? 1 : -1)]
      if (next && !rowElement(drawn, next)) fill()
      const x = goalX.current ?? caretRect(drawn, rows, from.focus, from.after)?.left ?? 0
      const line =
        byLine(drawn, rows, from, forward, x) ?? byRow(scroller.current, drawn, rows, next, forward, x)
      goalX.current = x
      focus = line.offset
      after = line.after
    } else focus = moveCaret(text, rows, from.focus, by, forward, extend)
    sideways.current = isSideways ? { key: event.key, forward, focus } : null
    const isBegun = extend && by === 'word' && from.anchor === from.focus
    const anchor = isBegun ? wordAnchor(text, rows, from.anchor, forward) : from.anchor
    return move({ anchor: extend ? anchor : focus, focus, ...(after && { after }) })
  }

  /**
   * Whether a step to one side goes forward in the text: as in the browser's own fields, left is forward in a line
   * written leftward. A selection goes by the line it began in, so that where it meets a line written the other way
   * the same key goes on and the other one goes back.
   */
  function sideForward(list: Element, { forward, extend }: CaretKey, { anchor, focus }: Selected): boolean {
    return forward !== isLeftwardAt(list, text, rows, extend ? anchor : focus)
  }
}

/** Whether what is written at an offset goes from right to left: its cell in a table, else its line. */
const isLeftwardAt = (list: Element, text: string, rows: readonly Row[], offset: number): boolean => {
  const row = rowAt(rows, offset)
  const cell = row && cellAt(list, row, offset)
  if (cell) return isLeftwardLine(cell.textContent, 0)
  return row !== null && isLeftwardLine(text.slice(row.bodyStart, row.bodyEnd), offset - row.bodyStart)
}

/** The place a page above or below, scrolled to with as much of the old page as the caret's lines; the text's edge where there is none. */
function byPage(
  view: Element,
  list: Element,
  rows: readonly Row[],
  from: number,
  forward: boolean,
  fill: () => void,
): number {
  showCaret(view, list, rows, from)
  const edge = moveCaret('', rows, from, 'text', forward)
  const caret = caretRect(list, rows, from)
  if (!caret) return edge
  const page = (view.clientHeight - 3 * caret.height) * (forward ? 1 : -1)
  const before = view.scrollTop
  view.scrollTop += page
  fill()
  const rest = page - (view.scrollTop - before)
  const at = offsetAtPoint(list, rows, caret.left, (caret.top + caret.bottom) / 2 + rest)
  return at !== null && (forward ? at > from : at < from) ? at : edge
}

/** The edge of the visual line, `after` its last character; from there on, and where it is not drawn, the edge of the turn. */
function byEdge(list: Element, rows: readonly Row[], { focus, after }: Selected, forward: boolean) {
  const line = lineSpan(list, rows, focus, after)
  if (line && forward && focus < line.end) return { focus: line.end, after: true }
  if (line && !forward && focus > line.start) return { focus: line.start, after: false }
  return { focus: turnEdge(rows, focus, forward), after: false }
}

/**
 * The place a visual line above or below, as near as can be to `x`, where the caret first stood across; null where there is
 * none near, as beside a cell that is many lines higher.
 */
function byLine(
  list: Element,
  rows: readonly Row[],
  { focus, after }: Selected,
  forward: boolean,
  x: number,
) {
  const caret = caretRect(list, rows, focus, after)
  if (!caret) return { offset: focus, after: false }
  const away = (there: DOMRect | null) => (there ? Math.abs(there.left - x) : Number.POSITIVE_INFINITY)
  const middleOf = ({ top, bottom }: DOMRect) => (top + bottom) / 2
  const isBeyond = (there: DOMRect) =>
    forward ? middleOf(there) > caret.bottom : middleOf(there) < caret.top
  const step = caret.height / 2
  // By the middle: letters above or below their line stand higher or lower than those beside them.
  for (let at = 1; at <= 14; at++) {
    const y = forward ? caret.bottom + step * (at - 0.5) : caret.top - step * (at - 0.5)
    const offset = offsetAtPoint(list, rows, x, y)
    if (offset === null) continue
    // Where a line breaks without a space its end is the place where the next one begins.
    const [before, behind] = [caretRect(list, rows, offset), caretRect(list, rows, offset, true)]
    const isBehind = away(behind) < away(before)
    const there = isBehind ? behind : before
    if (!there || !isBeyond(there)) continue
    // Between two rows the browser goes to the edge of a text, not to the place below or above.
    const nearest = away(there) < step ? null : offsetAtPoint(list, rows, x, middleOf(there))
    const reached = nearest === null ? null : caretRect(list, rows, nearest)
    // Not to where a line that is only begun at that place would have it.
    if (nearest !== null && reached && isBeyond(reached)) return { offset: nearest, after: false }
    return { offset, after: isBehind }
  }
  return null
}

/** The place in the row above or below that is as near as can be to `x`; the text's edge where there is no such row. */
function byRow(
  view: Element,
  list: Element,
  rows: readonly Row[],
  next: Row | undefined,
  forward: boolean,
  x: number,
) {
  if (!next) return { offset: moveCaret('', rows, 0, 'text', forward), after: false }
  const edge = forward ? next.bodyStart : next.bodyEnd
  showCaret(view, list, rows, edge)
  const line = caretRect(list, rows, edge)
  const offset = line && offsetAtPoint(list, rows, x, (line.top + line.bottom) / 2)
  return { offset: offset !== null && rowAt(rows, offset) === next ? offset : edge, after: false }
}
