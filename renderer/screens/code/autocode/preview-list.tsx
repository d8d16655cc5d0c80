import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import styles from './preview.module.css'
import { PreviewRow, type Ticked } from './preview-row.tsx'
import type { ReviewRow } from './review.ts'

interface PreviewListProps {
  rows: readonly ReviewRow[]
  accepted: readonly boolean[]
  /** The code chosen, to say which passages carry it already. */
  code: string | null
  /** Accepts or refuses the proposals from one place up to another. */
  onDecide: (from: number, to: number, isAccepted: boolean) => void
}

/** How far Page Up and Page Down go, in lines. */
const page = 8

/**
 * The proposals, a tree of sources: arrows move, Space accepts or refuses, A and N accept and refuse all of a source,
 * Enter shows what was said around a passage. Only what is in view is drawn.
 */
export function PreviewList({ rows, accepted, code, onDecide }: PreviewListProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(Math.min(1, rows.length - 1))
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: at => (rows[at]?.kind === 'source' ? 40 : 54),
    overscan: 8,
  })
  const drawn = virtual.getVirtualItems()
  // A list that comes is looked through at once, by keyboard too.
  useEffect(() => scroller.current?.focus({ preventScroll: true }), [])

  const rangeOf = (row: ReviewRow): [number, number] =>
    row.kind === 'source' ? [row.from, row.to] : [row.at, row.at + 1]
  const tickedOf = (row: ReviewRow): { ticked: Ticked; count: number } => {
    const [from, to] = rangeOf(row)
    let count = 0
    for (let at = from; at < to; at++) if (accepted[at]) count++
    return { ticked: count === 0 ? false : count === to - from ? true : 'mixed', count }
  }
  const moveTo = (at: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, at))
    setActive(to)
    virtual.scrollToIndex(to, { align: 'auto' })
  }
  const toggle = (row: ReviewRow) => {
    if (row.submitted === null) onDecide(...rangeOf(row), tickedOf(row).ticked !== true)
  }
  const open = (row: ReviewRow) => {
    if (row.kind === 'source') return
    const next = new Set(opened)
    if (!next.delete(row.at)) next.add(row.at)
    setOpened(next)
  }
  const sourceOf = (at: number): number => rows.findLastIndex((row, n) => n <= at && row.kind === 'source')
  const decideSource = (isAccepted: boolean) => {
    const row = rows[sourceOf(active)]
    if (row?.kind === 'source' && row.submitted === null) onDecide(row.from, row.to, isAccepted)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[active]
    if (!row) return
    const places: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      ArrowLeft: sourceOf(active),
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }
    const place = places[event.key]
    const letter = event.key.toLowerCase()
    if (place !== undefined) moveTo(place)
    else if (letter === ' ') toggle(row)
    else if (letter === 'a' || letter === 'n') decideSource(letter === 'a')
    else if (letter === 'enter') open(row)
    else return
    event.preventDefault()
  }
  const pressed = (event: PointerEvent, at: number) => {
    const row = rows[at]
    if (!row || event.button !== 0) return
    setActive(at)
    toggle(row)
  }
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Passages found"
      aria-multiselectable="true"
      aria-activedescendant={drawn.some(({ index }) => index === active) ? `${id}-${active}` : undefined}
      tabIndex={0}
      className={styles.list}
      onKeyDown={keyDown}
    >
      <div role="none" className={styles.all} style={{ blockSize: virtual.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const row = rows[index]
          if (!row) return null
          const { ticked, count } = tickedOf(row)
          const isOpen = row.kind === 'proposal' && opened.has(row.at)
          const [from] = rangeOf(row)
          const inSource = row.kind === 'source' ? null : rows[sourceOf(index)]
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              ref={virtual.measureElement}
              data-index={index}
              data-active={index === active || undefined}
              role="treeitem"
              tabIndex={-1}
              aria-level={row.kind === 'source' ? 1 : 2}
              aria-checked={ticked}
              aria-expanded={row.kind === 'source' ? true : isOpen}
              aria-disabled={row.submitted !== null || undefined}
              aria-posinset={inSource?.kind === 'source' ? from - inSource.from + 1 : undefined}
              aria-setsize={inSource?.kind === 'source' ? inSource.to - inSource.from : undefined}
              className={styles.line}
              style={{ transform: `translateY(${start}px)` }}
              onPointerDown={event => pressed(event, index)}
              onDoubleClick={() => open(row)}
            >
              <PreviewRow
                row={row}
                accepted={count}
                ticked={ticked}
                isOpen={isOpen}
                isCoded={code !== null && row.kind === 'proposal' && row.proposal.carries.includes(code)}
                isMet={code !== null && row.kind === 'proposal' && row.proposal.meets.includes(code)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
