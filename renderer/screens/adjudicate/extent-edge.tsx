import { useLayoutEffect, useRef } from 'react'
import styles from './passage-in-context.module.css'

interface ExtentEdgeProps {
  edge: 'start' | 'end'
  /** Where it stands in the text, and how long that is. */
  at: number
  length: number
  /** The words next to it, for the ear. */
  words: string
  onNudge(forward: boolean): void
  /** Dragged to a point of the window; `exact` with Alt, else to whole words. */
  onDrag(x: number, y: number, exact: boolean): void
  onDone(): void
  onGiveUp(): void
}

/** One end of an extent being set: drag it, or move it by words with the arrow keys. Enter takes the extent. */
export function ExtentEdge({ edge, at, length, words, onNudge, onDrag, onDone, onGiveUp }: ExtentEdgeProps) {
  const handle = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (edge === 'end') handle.current?.focus()
  }, [edge])
  return (
    <span
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={edge === 'start' ? 'Beginning of the extent' : 'End of the extent'}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={at}
      aria-valuetext={words}
      data-own-keys=""
      data-edge={edge}
      className={styles.edge}
      onKeyDown={event => {
        if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onNudge(event.key === 'ArrowRight')
        else if (event.key === 'Enter') onDone()
        else if (event.key === 'Escape') onGiveUp()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={event => {
        event.preventDefault()
        event.currentTarget.focus()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          onDrag(event.clientX, event.clientY, event.altKey)
        }
      }}
      onPointerUp={event => event.stopPropagation()}
    />
  )
}
