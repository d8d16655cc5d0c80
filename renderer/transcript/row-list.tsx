import {
  type CSSProperties,
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Mark } from '#shared/model/document.ts'
import type { Chunk } from './chunks.ts'
import { type TableLine, tablesByRow } from './row-tables.ts'
import type { Row } from './rows.ts'
import { cutIntoPieces } from './text-pieces.ts'
import styles from './transcript.module.css'
import { isPlain, transcriptRow } from './transcript-row.tsx'

interface RowListProps {
  /** The element that the rows stand in. */
  list: RefObject<HTMLElement | null>
  text: string
  rows: readonly Row[]
  chunks: readonly Chunk[]
  marks: readonly Mark[]
  /** How wide the running text stands, in em. */
  room: number
  /** The chunks near the viewport, half-open: filled before anything is painted. */
  near: { from: number; to: number }
  /** True until those are painted: all that follow stand in the page as one, as high as they will be. */
  opening: boolean
  /** A chunk that is about to be looked at. */
  wanted: number | null
  /** Fills all chunks at once. */
  whole: boolean
  /** What is drawn under the words of a row; the same function while that is the same. */
  under?: ((row: Row) => ReactNode) | undefined
}

const unmarked: readonly Mark[] = []

/** What one step of filling the rest may take, in ms, so that no key waits for it. */
const stepMs = 8

/**
 * Every row of a text, drawn once: nothing a reader does in it draws them again. Of a long text the rows near the
 * viewport come first and the rest in the pauses that follow.
 */
export const RowList = memo(function RowList(props: RowListProps) {
  const { list, text, rows, chunks, marks, room, near, opening, wanted, whole, under } = props
  const byRow = useMemo(() => marksByRow(rows, marks), [rows, marks])
  const tables = useMemo(() => tablesByRow(text, rows, marks), [text, rows, marks])
  const widest = useMemo(() => widestWithin(tables, room), [tables, room])
  const isOpening = opening && wanted === null && !whole
  const isFilled = useFilled(list, chunks, near, wanted, whole, isOpening)
  const shown = useMemo(() => (isOpening ? restAsOne(chunks, near.to) : chunks), [chunks, near.to, isOpening])
  return shown.map(chunk => (
    <RowChunk
      key={chunk.index}
      text={text}
      rows={rows}
      chunk={chunk}
      marks={byRow}
      tables={tables}
      widest={widest}
      isFilled={isFilled(chunk.index)}
      under={under}
    />
  ))
})

/** The chunks before `first`, and one that stands for all others. */
function restAsOne(chunks: readonly Chunk[], first: number): readonly Chunk[] {
  const rest = chunks[first]
  if (!rest) return chunks
  const sum = { ...rest }
  for (const { to, characters, breaks, turns } of chunks.slice(first + 1)) {
    sum.to = to
    sum.characters += characters
    sum.breaks += breaks
    sum.turns += turns
  }
  return [...chunks.slice(0, first), sum]
}

/** The room that the widest table takes of those that have it: another room in which the same have it draws nothing anew. */
function widestWithin(tables: ReadonlyMap<number, readonly TableLine[]>, room: number): number {
  let widest = 0
  for (const lines of tables.values()) {
    for (const line of lines) if (line.least <= room) widest = Math.max(widest, line.least)
  }
  return widest
}

interface RowChunkProps {
  text: string
  rows: readonly Row[]
  chunk: Chunk
  marks: ReadonlyMap<number, readonly Mark[]>
  tables: ReadonlyMap<number, readonly TableLine[]>
  /** A table that takes more room than this, in em, is drawn as lines. */
  widest: number
  isFilled: boolean
  under: ((row: Row) => ReactNode) | undefined
}

const RowChunk = memo(function RowChunk(props: RowChunkProps) {
  const { text, rows, chunk, marks, tables, widest, isFilled, under } = props
  const { from, to, characters, breaks, turns } = chunk
  const element = useRef<HTMLDivElement>(null)
  // Before anything is painted or measured in it.
  useLayoutEffect(() => {
    if (!isFilled) return
    for (const { index, place } of rows.slice(from, to)) {
      const body = element.current?.children[place]?.lastElementChild
      if (body && isPlain(marks.get(index), tables.get(index))) cutIntoPieces(body)
    }
  }, [isFilled, rows, from, to, marks, tables])
  return (
    <div
      ref={element}
      className={styles.chunk}
      style={
        { '--chars': characters, '--breaks': breaks, '--rows': to - from, '--turns': turns } as CSSProperties
      }
    >
      {isFilled &&
        rows.slice(from, to).map(row =>
          transcriptRow({
            text,
            row,
            speakerChanges: row.speaker === null || row.speaker !== rows[row.index - 1]?.speaker,
            marks: marks.get(row.index) ?? unmarked,
            tables: tables.get(row.index),
            widest,
            under: under?.(row),
          }),
        )}
    </div>
  )
})

interface Filled {
  chunks: readonly Chunk[]
  /** All chunks before this one. */
  upTo: number
  /** Others that were near the viewport or wanted. */
  met: ReadonlySet<number>
}

/** Which chunks have their rows: those near the viewport and those that were, and step by step all others. */
function useFilled(
  list: RefObject<HTMLElement | null>,
  chunks: readonly Chunk[],
  near: { from: number; to: number },
  wanted: number | null,
  whole: boolean,
  isOpening: boolean,
): (index: number) => boolean {
  const [filled, setFilled] = useState<Filled>({ chunks, upTo: near.to, met: new Set() })
  const now = filled.chunks === chunks ? filled : { chunks, upTo: 0, met: new Set<number>() }
  const asked = wanted === null ? [] : [wanted]
  for (let index = near.from; index < near.to; index++) asked.push(index)
  const fresh = asked.filter(index => index >= now.upTo && !now.met.has(index))
  if (now !== filled || fresh.length > 0) setFilled({ ...now, met: new Set([...now.met, ...fresh]) })
  useEffect(() => {
    if (whole || isOpening) return
    let step = 4
    let reached = 0
    const fill = () => {
      const began = performance.now()
      reached += step
      flushSync(() => setFilled(before => ({ ...before, upTo: Math.max(before.upTo, reached) })))
      // Has the browser style them here too: else the next frame does, and that may be a key's.
      list.current?.getBoundingClientRect()
      step = Math.max(1, Math.round((step * stepMs) / Math.max(1, performance.now() - began)))
      if (reached < chunks.length) waiting = requestIdleCallback(fill)
    }
    let waiting = requestIdleCallback(fill)
    return () => cancelIdleCallback(waiting)
  }, [list, chunks, whole, isOpening])
  return index => whole || index < now.upTo || now.met.has(index) || fresh.includes(index)
}

/** Each row's marks in one pass over both lists. */
function marksByRow(rows: readonly Row[], marks: readonly Mark[]): Map<number, Mark[]> {
  const found = new Map<number, Mark[]>()
  const sorted = [...marks].sort((a, b) => a.start - b.start)
  let first = 0
  for (const mark of sorted) {
    while ((rows[first]?.bodyEnd ?? Number.POSITIVE_INFINITY) <= mark.start) first++
    for (let at = first; (rows[at]?.bodyStart ?? Number.POSITIVE_INFINITY) < mark.end; at++) {
      const own = found.get(at)
      if (own) own.push(mark)
      else found.set(at, [mark])
    }
  }
  return found
}
