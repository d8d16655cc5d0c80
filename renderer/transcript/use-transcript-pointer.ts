import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { Span } from '#shared/text/span.ts'
import { cellOf, offsetAt, offsetAtPoint, pointAt } from './dom-position.ts'
import { readSentences } from './read-sentences.ts'
import { type Row, rowAt, turnOf } from './rows.ts'
import { type Selected, snapSelected, spanOf } from './snap.ts'

interface PointerSelection {
  list: RefObject<HTMLElement | null>
  text: string
  rows: readonly Row[]
  selection: Selected | null
  onSelect: ((selection: Selected) => void) | undefined
}

/**
 * Selecting by pointer: the page's own selection follows the drag, and at its end it is read as offsets and
 * snapped to whole words (Alt: as drawn). Double click takes a word, triple a sentence, a fourth the turn.
 * A selection made by other means (a screen reader, the browser's find) is read as it stands.
 */
export function useTranscriptPointer({ list, text, rows, selection, onSelect }: PointerSelection) {
  const pressed = useRef(false)
  /** What the page had selected where a press is on it: a drag takes it along, a click puts the caret there. */
  const held = useRef<Selected | null>(null)
  const latest = useRef({ text, rows, selection, onSelect })
  useEffect(() => {
    latest.current = { text, rows, selection, onSelect }
  })

  const read = useCallback((): Selected | null => {
    const native = document.getSelection()
    const { anchorNode, focusNode } = native ?? {}
    if (!native || !anchorNode || !focusNode || !list.current?.contains(anchorNode)) return null
    const { rows, selection } = latest.current
    const anchor = offsetAt(list.current, rows, { node: anchorNode, offset: native.anchorOffset })
    const focus = offsetAt(list.current, rows, { node: focusNode, offset: native.focusOffset })
    if (anchor === null) return null
    // The page's own selection may begin later than the one that it stands for.
    const begins = selection && anchor === nativeAnchor(rows, selection) ? selection.anchor : anchor
    return { anchor: begins, focus: focus ?? anchor }
  }, [list])

  useEffect(() => {
    /** Where a drag ended: beside the text, at the place in view that is nearest. */
    const endedAt = ({ clientX, clientY }: PointerEvent): number | null => {
      const view = list.current?.closest('[role="document"]')?.getBoundingClientRect()
      const body = list.current?.querySelector('[data-row] > :last-child')?.getBoundingClientRect()
      if (!list.current || !view || !body) return null
      const within = (at: number, least: number, most: number) => Math.min(Math.max(at, least), most)
      const x = within(clientX, body.left + 1, body.right - 1)
      return offsetAtPoint(
        list.current,
        latest.current.rows,
        x,
        within(clientY, view.top + 1, view.bottom - 1),
      )
    }
    const released = (event: PointerEvent) => {
      if (!pressed.current) return
      pressed.current = false
      const { text, rows, onSelect } = latest.current
      const isWithin = (node: EventTarget | null | undefined) =>
        node instanceof Node && list.current?.contains(node) === true
      // Over what stands beside the text the browser takes some place in it, or out of it, that is nowhere near.
      const isOver = event.type === 'pointercancel' || isWithin(event.target)
      const native = read()
      // The selected words are being taken along: they stay as they are.
      if (event.type === 'pointercancel' && native && isSame(native, held.current)) return
      const { clientX, clientY } = event
      const isCaret = native !== null && native.anchor === native.focus
      const isInCell =
        list.current && event.target instanceof Node && cellOf(list.current, event.target) !== null
      const isClick =
        event.type === 'pointerup' &&
        native !== null &&
        (isSame(native, held.current) || (isCaret && isInCell))
      const at = isClick && list.current ? offsetAtPoint(list.current, rows, clientX, clientY) : null
      if (at !== null) {
        onSelect?.({ anchor: at, focus: at })
        return
      }
      const ended = isOver && isWithin(document.getSelection()?.focusNode) ? null : endedAt(event)
      const drawn = native && { ...native, focus: ended ?? native.focus }
      if (!drawn || !onSelect) return
      const caret = drawn.anchor === drawn.focus
      onSelect(caret ? drawn : snapSelected(text, rows, drawn, event.altKey))
    }
    const changed = () => {
      if (pressed.current) return
      const { selection, onSelect } = latest.current
      const now = read()
      if (!now || isSame(now, selection)) return
      onSelect?.(now)
    }
    document.addEventListener('pointerup', released)
    document.addEventListener('pointercancel', released)
    document.addEventListener('selectionchange', changed)
    return () => {
      document.removeEventListener('pointerup', released)
      document.removeEventListener('pointercancel', released)
      document.removeEventListener('selectionchange', changed)
    }
  }, [list, read])

  const isPressed = useCallback(() => pressed.current, [])
  const onPointerDown = useCallback(
    ({ button, shiftKey, clientX, clientY }: ReactPointerEvent) => {
      if (button !== 0) return
      pressed.current = true
      const { rows, selection } = latest.current
      const isHeld =
        !shiftKey && list.current && isOnSelection(list.current, rows, selection, clientX, clientY)
      held.current = isHeld ? read() : null
    },
    [list, read],
  )

  /** A third press takes the sentence, a fourth the turn, in the place of what the browser would take. */
  const onMouseDown = useCallback(
    (event: { detail: number; button: number; clientX: number; clientY: number; preventDefault(): void }) => {
      if (event.button !== 0 || event.detail < 3 || !list.current) return
      event.preventDefault()
      pressed.current = false
      const { text, rows, onSelect } = latest.current
      const at = offsetAtPoint(list.current, rows, event.clientX, event.clientY)
      const row = at === null ? null : rowAt(rows, at)
      if (at === null || !row) return
      const span = event.detail === 3 ? sentenceAt(text, row, at) : turnOf(rows, row)
      onSelect?.({ anchor: span.start, focus: span.end })
    },
    [list],
  )
  return { onPointerDown, onMouseDown, isPressed }
}

const isSame = (one: Selected, other: Selected | null): boolean =>
  one.anchor === other?.anchor && one.focus === other.focus

function sentenceAt(text: string, row: Row, at: number): Span {
  const body = { start: row.bodyStart, end: row.bodyEnd }
  const sentences = readSentences(text, body)
  return sentences.find(({ end }) => end >= at) ?? sentences.at(-1) ?? body
}

/**
 * How far the page's own selection reaches, in rows and in code units: all that it reaches is laid out by the browser, also
 * what is far from the viewport, which takes seconds for megabytes.
 */
const mostNatively = { rows: 400, characters: 50_000 }

/** Where the page's own selection begins: at the anchor, or as far from the focus as it may reach. */
export function nativeAnchor(rows: readonly Row[], { anchor, focus }: Selected): number {
  const indexOf = (offset: number) => rowAt(rows, offset)?.index ?? 0
  const [from, to] = [indexOf(anchor), indexOf(focus)]
  const { rows: most, characters } = mostNatively
  if (from === to || (Math.abs(to - from) <= most && Math.abs(focus - anchor) <= characters)) return anchor
  const nearest =
    to > from
      ? Math.min(to, Math.max(to - most, indexOf(focus - characters) + 1))
      : Math.max(to, Math.min(to + most, indexOf(focus + characters) - 1))
  const row = rows[nearest]
  return row ? (to > from ? row.bodyStart : row.bodyEnd) : anchor
}

/**
 * Makes the page's own selection the given one, so that assistive technology sees it; of a very long one its end with the
 * caret. What is copied or dragged is taken from the text.
 */
export function showNatively(list: Element, rows: readonly Row[], selection: Selected): void {
  const native = document.getSelection()
  const anchor = pointAt(list, rows, nativeAnchor(rows, selection))
  const focus = pointAt(list, rows, selection.focus)
  if (!native || !anchor || !focus) return
  const same =
    native.anchorNode === anchor.node &&
    native.anchorOffset === anchor.offset &&
    native.focusNode === focus.node &&
    native.focusOffset === focus.offset
  if (!same) native.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset)
}

/** True where a point of the window lies on the selected text. */
export function isOnSelection(
  list: Element,
  rows: readonly Row[],
  selection: Selected | null,
  x: number,
  y: number,
): boolean {
  const at = offsetAtPoint(list, rows, x, y)
  if (at === null || !selection) return false
  const { start, end } = spanOf(selection)
  return at >= start && at <= end && start < end
}
