import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SourceText } from '#shared/model/source.ts'
import type { Span } from '#shared/text/span.ts'
import { overlaps } from '#shared/text/span.ts'
import { nudgeEdge } from '../../transcript/caret-moves.ts'
import { buildRows, type Row } from '../../transcript/rows.ts'
import { snapSpan } from '../../transcript/snap.ts'
import { Button } from '../../ui/button.tsx'
import { recordingTime } from '../../wording.ts'
import { MarkedPiece, piecesOf } from '../compare/marked-text.tsx'
import { ExtentEdge } from './extent-edge.tsx'
import styles from './passage-in-context.module.css'
import { offsetAt, offsetOf } from './passage-offsets.ts'

interface PassageInContextProps {
  source: SourceText
  /** The difference, and the stretch it is about. */
  passage: Span & { id: string }
  a: readonly Span[]
  b: readonly Span[]
  /** The new extent while it is being set. */
  extent: Span | null
  onExtent(extent: Span): void
  onExtentDone(): void
  onExtentGivenUp(): void
}

/** The turn or turns a difference lies in, with their neighbours, both coders' marks on the words. */
export function PassageInContext(props: PassageInContextProps) {
  const { source, passage, a, b, extent, onExtent } = props
  const [unfolded, unfold] = useState({ id: passage.id, around: 1 })
  const around = unfolded.id === passage.id ? unfolded.around : 1
  const readOn = useLatest(() => unfold({ id: passage.id, around: around + 3 }))
  const rows = useMemo(() => buildRows(source.text, source.parts, source.interviewers), [source])
  const list = useRef<HTMLDivElement>(null)
  const touched = rows.filter(row => overlaps(row, passage))
  const from = Math.max(0, (touched[0]?.index ?? 0) - around)
  const to = Math.min(rows.length, (touched.at(-1)?.index ?? 0) + around + 1)

  // The difference may lie deep in a long turn.
  const { id, start } = passage
  // biome-ignore lint/correctness/useExhaustiveDependencies: another difference may begin at the same place
  useEffect(() => {
    const mark = list.current?.querySelector(`[data-from="${start}"]`)
    mark?.scrollIntoView({ block: 'center' })
  }, [id, start])
  // Another width breaks the lines anew, and another height hides some: the words in dispute stay in view.
  useEffect(() => {
    const view = list.current?.parentElement?.parentElement
    if (!view) return
    let before: string | null = null
    const watch = new ResizeObserver(() => {
      const now = `${view.clientWidth} ${innerHeight} ${view.scrollHeight > view.clientHeight && view.clientHeight}`
      if (before !== null && now !== before) {
        list.current?.querySelector(`[data-from="${start}"]`)?.scrollIntoView({ block: 'nearest' })
      }
      before = now
    })
    watch.observe(view)
    watch.observe(document.documentElement)
    return () => watch.disconnect()
  }, [start])

  const selected = (event: PointerEvent) => {
    const selection = document.getSelection()
    if (!extent || !selection || selection.isCollapsed || !list.current) return
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
    const ends = [
      offsetOf(list.current, anchorNode, anchorOffset),
      offsetOf(list.current, focusNode, focusOffset),
    ]
    const [one, other] = ends
    if (one === null || other === null || one === undefined || other === undefined) return
    const span = snapSpan(
      source.text,
      rows,
      { start: Math.min(one, other), end: Math.max(one, other) },
      event.altKey,
    )
    selection.removeAllRanges()
    if (span) onExtent(span)
  }
  const dragTo = (edge: 'start' | 'end', x: number, y: number, exact: boolean) => {
    const at = list.current && offsetAt(list.current, x, y)
    if (!extent || at === null) return
    const wanted = edge === 'start' ? { start: at, end: extent.end } : { start: extent.start, end: at }
    const span = wanted.start < wanted.end ? snapSpan(source.text, rows, wanted, exact) : null
    if (span) onExtent(edge === 'start' ? { ...extent, start: span.start } : { ...extent, end: span.end })
  }
  const edge = (which: 'start' | 'end') =>
    extent && (
      <ExtentEdge
        key={which}
        edge={which}
        at={extent[which]}
        length={source.text.length}
        words={wordsAt(source.text, extent, which)}
        onNudge={forward => onExtent(nudgeEdge(source.text, rows, extent, which, forward))}
        onDrag={(x, y, exact) => dragTo(which, x, y, exact)}
        onDone={props.onExtentDone}
        onGiveUp={props.onExtentGivenUp}
      />
    )

  return (
    <div className={styles.passage}>
      {from > 0 && <More words="More before" onPress={readOn} />}
      <div
        ref={list}
        className={styles.rows}
        data-setting={extent !== null || undefined}
        onPointerUp={selected}
      >
        {rows.slice(from, to).map(row => (
          <div
            key={row.index}
            className={styles.row}
            data-near={!overlaps(row, passage) || undefined}
            data-asking={row.asking || undefined}
          >
            <div className={styles.gutter}>{gutterOf(row)}</div>
            <div className={styles.body}>
              {piecesOfRow(row, a, b, extent).map(piece => (
                <span key={piece.from}>
                  {extent?.start === piece.from && edge('start')}
                  <span
                    data-from={piece.from}
                    className={
                      extent && piece.from >= extent.start && piece.to <= extent.end
                        ? styles.extent
                        : undefined
                    }
                  >
                    <MarkedPiece a={piece.a} b={piece.b}>
                      {source.text.slice(piece.from, piece.to)}
                    </MarkedPiece>
                  </span>
                  {extent?.end === piece.to && edge('end')}
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
      {to < rows.length && <More words="More after" onPress={readOn} />}
    </div>
  )
}

/** Shows more turns. The same for each difference, and so not drawn again with the next. */
const More = memo(function More({ words, onPress }: { words: string; onPress(): void }) {
  return (
    <div className={styles.more}>
      <Button variant="quiet" size="small" onPress={onPress}>
        {words}
      </Button>
    </div>
  )
})

/** One function that does what was given last. */
function useLatest(act: () => void): () => void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  return useCallback(() => latest.current(), [])
}

function gutterOf(row: Row) {
  if (row.continued) return null
  return (
    <>
      {row.speaker && <span className={styles.speaker}>{row.speaker}</span>}
      {row.startMs !== null && <span className={styles.time}>{recordingTime(row.startMs)}</span>}
    </>
  )
}

/** A row's words cut at every mark and at the extent's ends, in the source's offsets. */
function piecesOfRow(row: Row, a: readonly Span[], b: readonly Span[], extent: Span | null) {
  const cuts = piecesOf(row.bodyEnd - row.bodyStart, row.bodyStart, a, b).flatMap(piece => {
    const from = piece.from + row.bodyStart
    const to = piece.to + row.bodyStart
    const inside = extent ? [extent.start, extent.end].filter(at => at > from && at < to) : []
    const ends = [from, ...inside, to]
    return ends.slice(0, -1).map((start, index) => ({ ...piece, from: start, to: ends[index + 1] ?? to }))
  })
  return cuts
}

/** The words at one end of an extent, for the ear. */
function wordsAt(text: string, { start, end }: Span, edge: 'start' | 'end'): string {
  return edge === 'start'
    ? text.slice(start, Math.min(end, start + 40))
    : text.slice(Math.max(start, end - 40), end)
}
