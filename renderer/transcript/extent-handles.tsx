import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Span } from '#shared/text/span.ts'
import { codeColourClass } from '../theme/palette.ts'
import { offsetAtPoint } from './dom-position.ts'
import { caretPlace, type PagePlace, sameAs } from './page-geometry.ts'
import type { DrawnRows } from './row-window.ts'
import type { Row } from './rows.ts'
import { snapSpan } from './snap.ts'
import styles from './transcript.module.css'
import { usePlaced } from './use-placed.ts'

interface ExtentHandlesProps {
  list: RefObject<HTMLElement | null>
  page: RefObject<HTMLElement | null>
  text: string
  rows: readonly Row[]
  drawn: DrawnRows
  /** The chosen coding's extent. */
  coding: Span
  /** Step of the code palette. */
  colour: number
  /** The extent while a handle is dragged; null once it is not. Must stay the same function. */
  onMove: (span: Span | null) => void
  onDone: (span: Span) => void
}

/**
 * A grip at each end of the chosen coding, over the line and under it: the letters beside an end stay free for a selection
 * that begins there. Dragging snaps to whole words, with Alt to characters; Escape leaves the extent as it was.
 */
export function ExtentHandles(props: ExtentHandlesProps) {
  const { list, page, text, rows, drawn, coding, colour, onMove, onDone } = props
  const [places, setPlaces] = useState<{ start: PagePlace; end: PagePlace } | null>(null)
  const dragged = useRef<Span | null>(null)
  /** From the pointer to the edge of the line that the grip stands at, in px: dragged along the line or onto words, it means them. */
  const grip = useRef({ x: 0, y: 0 })
  usePlaced([page, list], [rows, drawn, coding.start, coding.end], () => {
    if (!list.current || !page.current) return
    const start = caretPlace(list.current, page.current, rows, coding.start)
    const end = caretPlace(list.current, page.current, rows, coding.end, true)
    setPlaces(before =>
      sameAs(before?.start, start) && sameAs(before?.end, end) ? before : start && end && { start, end },
    )
  })
  /** Lets go of the grip that is held; null while none is. */
  const letGo = useRef<(() => void) | null>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || letGo.current === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      dragged.current = null
      letGo.current()
      letGo.current = null
      onMove(null)
    }
    addEventListener('keydown', pressed, true)
    return () => {
      removeEventListener('keydown', pressed, true)
      onMove(null)
    }
  }, [onMove])
  if (!places) return null

  const move = (edge: 'start' | 'end') => (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !list.current) return
    const { x, y } = grip.current
    const at = offsetAtPoint(list.current, rows, event.clientX + x, event.clientY + y)
    if (at === null) return
    // Dragged past the other end, what is next to that end stays.
    const wanted =
      edge === 'start'
        ? { start: Math.min(at, coding.end - 1), end: coding.end }
        : { start: coding.start, end: Math.max(at, coding.start + 1) }
    const span = snapSpan(text, rows, wanted, event.altKey)
    if (!span) return
    dragged.current =
      edge === 'start' ? { start: span.start, end: coding.end } : { start: coding.start, end: span.end }
    onMove(dragged.current)
  }
  const release = () => {
    if (dragged.current) onDone(dragged.current)
    dragged.current = null
    letGo.current = null
    onMove(null)
  }
  return (['start', 'end'] as const).map(edge => (
    <div
      key={edge}
      aria-hidden="true"
      className={`${styles.handle} ${codeColourClass(colour)}`}
      data-edge={edge}
      style={places[edge]}
    >
      <div
        className={styles.grip}
        onPointerDown={event => {
          event.preventDefault()
          event.stopPropagation()
          const line = event.currentTarget.parentElement?.getBoundingClientRect()
          if (!line) return
          grip.current = {
            x: (line.left + line.right) / 2 - event.clientX,
            y: (edge === 'start' ? line.top + 2 : line.bottom - 2) - event.clientY,
          }
          const { currentTarget, pointerId } = event
          currentTarget.setPointerCapture(pointerId)
          letGo.current = () => currentTarget.releasePointerCapture(pointerId)
        }}
        onPointerMove={move(edge)}
        onPointerUp={release}
        onPointerCancel={release}
      />
    </div>
  ))
}
