import {
  type ClipboardEvent,
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import { chunksOf } from './chunks.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { ColumnHeads } from './column-heads.tsx'
import { copiedSpan } from './copied.ts'
import { caretRect, offsetAtPoint, rowElement } from './dom-position.ts'
import { codeDragType, passageDragType } from './drag-types.ts'
import { ExtentHandles } from './extent-handles.tsx'
import { HeatStrip } from './heat-strip.tsx'
import { MarginStripes, roomForStripes, stripePitch } from './margin-stripes.tsx'
import { type BarPlace, caretPlace, isInView, type PagePlace, placeBar, sameAs } from './page-geometry.ts'
import type { LookOf, MarginColumn, PaintedNote } from './painted.ts'
import { RowList } from './row-list.tsx'
import { isNear, useFollowedWindow, useRowWindow } from './row-window.ts'
import { type Row, rowAt } from './rows.ts'
import {
  isSeen,
  offsetAtRest,
  offsetAtTop,
  scrollToSpan,
  showCaret,
  showWhole,
  whileSettling,
} from './scrolling.ts'
import { type Selected, spanOf } from './snap.ts'
import styles from './transcript.module.css'
import { useCaretKeys } from './use-caret.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { usePainting } from './use-painting.ts'
import { usePassing } from './use-passing.ts'
import { usePerLine } from './use-per-line.ts'
import { usePlaced } from './use-placed.ts'
import { useRoom } from './use-room.ts'
import { isOnSelection, showNatively, useTranscriptPointer } from './use-transcript-pointer.ts'
import { mostWhole } from './whole-text.ts'

/** What a screen may ask of the transcript it shows. */
export interface TranscriptHandle {
  /** Brings a passage into view and, with `flash`, lights it for a moment. */
  show(span: Span, options?: { flash?: boolean }): void
  /** Brings a passage into view of which nothing is; with `byEnd`, also one of which neither end is. */
  bring(span: Span, options?: { byEnd?: boolean }): void
  /** Lights a passage for a moment, where it stands. */
  flash(span: Span): void
  /** Gives the keyboard to the text. */
  focus(): void
  /** The text offset that stands where `show` brings one, null where the text stands at its beginning; undefined out of the page. */
  looked(): number | null | undefined
  /** Where a passage that reaches into the viewport is first seen, as a text offset: where it begins, if that is in view. */
  firstSeen(span: Span): number
}

export interface TranscriptProps<T extends Coded> {
  /** The transcript's name for assistive technology. */
  label: string
  text: string
  /** From `buildRows(text, parts)`; keep the same array while the text is the same. */
  rows: readonly Row[]
  marks: readonly Mark[]
  /** What is coded. A set made from the one before, by adding and removing, costs only what differs. */
  codings: CodingSet<T>
  look: LookOf<T>
  notes?: readonly PaintedNote[] | undefined
  /** Columns of the margin; one unnamed where absent. Give one a coder to compare them side by side. */
  columns?: readonly MarginColumn[] | undefined
  selection: Selected | null
  /** With what a key of the caret came to, to be said. Absent: the text can be read and copied, but nothing is chosen in it. */
  onSelect?: ((selection: Selected, words?: string) => void) | undefined
  /** The coding that is chosen: lit, and with handles where it may be changed. */
  active?: string | null | undefined
  onActivate?: ((id: string | null) => void) | undefined
  /** A handle was let go: the coding should have this extent. */
  onExtent?: ((id: string, span: Span) => void) | undefined
  /** Matches of a search, and the index of the one being looked at (-1: none). */
  found?: readonly Span[] | undefined
  current?: number | undefined
  /** A code was dropped on the text: on the selection (`at` null) or at an offset. */
  onDropCode?: ((code: string, at: number | null) => void) | undefined
  /**
   * A menu was asked for at a point of the window: of a coding, where its stripe or name is there, else of the text at an
   * offset; null within the selection.
   */
  onMenu?:
    | ((point: { x: number; y: number }, on: { coding: string } | { at: number | null }) => void)
    | undefined
  /** Stands above the text and is no part of it: the header of an email. */
  head?: ReactNode
  /** Stands beside the selection, never over it. */
  selectionBar?: ReactNode
  /** Draws every row, for assistive technology; slower, and not for a text of more than `mostWhole` rows. */
  wholeText?: boolean | undefined
  ref?: Ref<TranscriptHandle>
}

/** A place to bring into view: by a jump to where it rests well, or by as little as shows the caret. */
interface Wanted extends Span {
  isJump: boolean
}

const oneColumn: readonly MarginColumn[] = [{ label: 'Codings' }]
const nothing: readonly never[] = []
/** What scrolls must be reachable by keyboard, and what is read has a caret here. */
const reachable = { tabIndex: 0 }
/** How long a passage that was jumped to stays lit, in ms. */
const flashMs = 1200

/**
 * A text with its codings: rows with speaker and time in the gutter, codings painted over the text in lanes and
 * repeated as labelled stripes in the margin. The text is in the page whole, so selecting, copying and the
 * browser's own find are exact; what is painted is registered only for the rows near the viewport.
 */
export function Transcript<T extends Coded>(props: TranscriptProps<T>) {
  const { label, text, rows, marks, codings, look, notes = nothing, columns = oneColumn } = props
  const { selection, onSelect, active = null, onActivate, onExtent, onDropCode, onMenu } = props
  const { found = nothing, current = -1, selectionBar, head, wholeText = false, ref } = props
  const isWhole = wholeText && rows.length <= mostWhole
  const scroller = useRef<HTMLDivElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const [flash, setFlash] = useState<Span | null>(null)
  const [moved, setMoved] = useState<Span | null>(null)
  const [caret, setCaret] = useState<PagePlace | null>(null)
  const [barPlace, setBarPlace] = useState<BarPlace | null>(null)
  /** For what the bar was last seen whole. */
  const barShown = useRef('')

  const changing = active === null || moved === null ? undefined : codings.get(active)
  const seen = useMemo(
    () => (changing && moved ? codings.with({ ...changing, ...moved }) : codings),
    [codings, changing, moved],
  )
  const chosen = active === null ? undefined : seen.get(active)
  const pointedAt = hovered === null ? undefined : seen.get(hovered)
  const lit = useMemo(
    () =>
      [chosen, pointedAt].flatMap(coding =>
        coding ? [{ start: coding.start, end: coding.end, colour: look(coding).colour }] : [],
      ),
    [chosen, pointedAt, look],
  )
  const hasMargin = columns.length > 0
  const chunks = useMemo(() => chunksOf(rows, text), [rows, text])
  const [drawn, renew] = useRowWindow(scroller, list, rows, chunks)
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const from = selection ? Math.min(selection.anchor, selection.focus) : 0
  const to = selection ? Math.max(selection.anchor, selection.focus) : 0
  const passing = usePassing({ found, current, notes, from, to, flash, lit })
  const extents = usePainting({
    list,
    page,
    rows,
    marks,
    drawn,
    codings: seen,
    look,
    passing,
    striped: hasMargin && !drawn.opening,
  })
  useKeptPlace(scroller, list)
  useFollowedWindow(scroller, list, renew)
  usePerLine(page, list, rows, drawn)
  const room = useRoom(list, rows, marks)
  const { isPressed, ...pointer } = useTranscriptPointer({ list, text, rows, selection, onSelect })
  const caretKeys = useCaretKeys({
    scroller,
    list,
    text,
    rows,
    selection,
    onSelect,
    onMoved: at => setWanted({ start: at, end: at, isJump: false }),
    fill: () => flushSync(() => renew(true)),
  })

  // Once its chunk has its rows, and before the frame is painted.
  useLayoutEffect(() => {
    const [view, rowsDrawn] = [scroller.current, list.current]
    if (!wanted || !view || !rowsDrawn) return
    const show = () => {
      // What stands beside the selection may be under the edge there, wherever it was seen before.
      barShown.current = ''
      if (wanted.isJump) scrollToSpan(view, rowsDrawn, rows, wanted)
      else showCaret(view, rowsDrawn, rows, wanted.start)
    }
    show()
    renew(true)
    return whileSettling(view, rowsDrawn, () => {
      show()
      // The scroll is told of in the next frame only, and what is shown is in this one.
      flushSync(() => renew(false))
    })
  }, [wanted, rows, renew])

  const isBarShown = selectionBar != null && from < to
  const ends = [selection?.anchor, selection?.focus, selection?.after]
  const places = [rows, drawn, wanted, ...ends, barPlace, isBarShown]
  usePlaced([page, list, bar], places, () => {
    if (!list.current || !page.current || !scroller.current) return
    const next =
      selection && isNear(rows, drawn, selection.focus)
        ? caretPlace(list.current, page.current, rows, selection.focus, selection.after)
        : null
    setCaret(before => (sameAs(before, next) ? before : next))
    const near = { start: isNear(rows, drawn, from), end: isNear(rows, drawn, to) }
    if (from === to || (!near.start && !near.end)) {
      setBarPlace(null)
      return
    }
    const size = bar.current?.getBoundingClientRect()
    const selected = {
      from: near.start ? caretPlace(list.current, page.current, rows, from) : null,
      to: near.end ? caretPlace(list.current, page.current, rows, to, true) : null,
    }
    const sized = size && {
      width: size.width,
      height: size.height,
      about: `${from} ${to} ${Math.round(size.height)}`,
    }
    const row = rowAt(rows, near.start ? from : to)
    const body = row && rowElement(list.current, row)?.lastElementChild
    const beside =
      sized && body
        ? placeBar(
            page.current,
            body.getBoundingClientRect().right,
            scroller.current,
            selected,
            sized,
            barPlace,
          )
        : null
    setBarPlace(before => (sameAs(before, beside) && before?.about === beside?.about ? before : beside))
    // Only where it will stay: shown where it waited, the text would scroll and the bar change sides for ever.
    if (!beside || !bar.current || !sameAs(barPlace, beside)) return
    // A drag that ended on the last line in view has it under there.
    const isSeen = (place: PagePlace | null) =>
      scroller.current !== null && page.current !== null && isInView(scroller.current, page.current, place)
    const isNew = barShown.current !== beside.about && isSeen(selected.to)
    // Left behind by the move that is being shown, it is asked again where it comes to stand.
    if (isNew || isSeen(beside)) barShown.current = beside.about
    if (isNew || bar.current.contains(document.activeElement)) showWhole(scroller.current, bar.current)
  })

  // Only while the text has the keyboard: the page's selection is also the caret of whatever field has it.
  useEffect(() => {
    if (!list.current || !selection || !focused || document.activeElement !== scroller.current) return
    // A press that brings the keyboard here is about to select something else.
    if (!isPressed()) showNatively(list.current, rows, selection)
  }, [rows, selection, focused, isPressed])

  useEffect(() => {
    if (!flash) return
    const timer = setTimeout(() => setFlash(null), flashMs)
    return () => clearTimeout(timer)
  }, [flash])

  // In the first pause, so that a key need not.
  useEffect(() => {
    if (drawn.opening) return
    const waiting = requestIdleCallback(() => codings.prepare())
    return () => cancelIdleCallback(waiting)
  }, [codings, drawn.opening])

  useImperativeHandle(
    ref,
    () => ({
      show(span, options = {}) {
        setWanted({ ...span, isJump: true })
        if (options.flash) setFlash({ ...span })
      },
      bring(span, { byEnd = false } = {}) {
        const [first, last] = [rowAt(rows, span.start), rowAt(rows, span.end)]
        const isPassed = first && last && first.index < drawn.to && last.index >= drawn.from
        const near = (at: number) => (isNear(rows, drawn, at) ? at : null)
        const ends = { start: near(span.start), end: near(span.end) }
        const [view, text] = [scroller.current, list.current]
        if (view && text && !(isPassed && isSeen(view, text, rows, ends, byEnd)))
          setWanted({ ...span, isJump: true })
      },
      flash: span => setFlash({ ...span }),
      focus: () => scroller.current?.focus({ preventScroll: true }),
      looked() {
        const [view, text] = [scroller.current, list.current]
        if (!view?.isConnected || !text) return undefined
        return view.scrollTop > 0 ? offsetAtRest(view, text, rows) : null
      },
      firstSeen({ start, end }) {
        const [view, text] = [scroller.current, list.current]
        const top = view && text ? offsetAtTop(view, text, rows) : null
        return top === null ? start : Math.max(start, Math.min(top, end))
      },
    }),
    [rows, drawn],
  )

  const isInText = (target: EventTarget) => target instanceof Node && list.current?.contains(target) === true
  const keyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.defaultPrevented) return
    if (caretKeys(event)) return
    if (event.key === 'Escape' && active !== null) {
      event.preventDefault()
      onActivate?.(null)
    }
  }
  const copied = () => {
    const { start, end } = copiedSpan(text, rows, { start: from, end: to })
    return text.slice(start, end)
  }
  const copy = (event: ClipboardEvent) => {
    if (!selection || from === to) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', copied())
  }
  const dragStart = (event: DragEvent) => {
    if (!selection || from === to) return
    event.dataTransfer.setData(passageDragType, JSON.stringify(spanOf(selection)))
    event.dataTransfer.setData('text/plain', copied())
    event.dataTransfer.effectAllowed = 'copyLink'
  }
  const drop = (event: DragEvent) => {
    const code = event.dataTransfer.getData(codeDragType)
    if (!code || !list.current) return
    event.preventDefault()
    const { clientX, clientY } = event
    const within = isOnSelection(list.current, rows, selection, clientX, clientY)
    onDropCode?.(code, within ? null : offsetAtPoint(list.current, rows, clientX, clientY))
  }
  const askMenu = (event: MouseEvent) => {
    const { target, clientX, clientY } = event
    if (!onMenu || !list.current) return
    const point = { x: clientX, y: clientY }
    if (isInText(target)) {
      const isHeld = isOnSelection(list.current, rows, selection, clientX, clientY)
      onMenu(point, { at: isHeld ? null : offsetAtPoint(list.current, rows, clientX, clientY) })
    } else if (target === scroller.current && selection) {
      // By its key: where the caret is.
      const at = caretRect(list.current, rows, selection.focus, selection.after)
      onMenu(at ? { x: at.left, y: at.bottom } : point, { at: null })
    } else if (hovered !== null) onMenu(point, { coding: hovered })
    else return
    event.preventDefault()
  }
  const latestActivate = useRef(onActivate)
  useEffect(() => {
    latestActivate.current = onActivate
  })
  const activate = useCallback((id: string) => latestActivate.current?.(id), [])
  const go = useCallback((at: number) => setWanted({ start: at, end: at + 1, isJump: true }), [])
  const chosenLook = chosen && look(chosen)
  const isCoding = onDropCode !== undefined
  const stripeRoom = useMemo(
    () => (hasMargin ? roomForStripes(codings, isCoding) : 0),
    [hasMargin, codings, isCoding],
  )
  const pitch = useMemo(() => (hasMargin ? stripePitch(codings) : 0), [hasMargin, codings])

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        {...reachable}
        role="document"
        aria-label={label}
        data-keyboard-home
        onKeyDown={keyDown}
        onFocus={event => setFocused(event.target === event.currentTarget)}
        // A field in here that gives the keyboard back does so before its own leaving has come up to here.
        onBlur={event => setFocused(event.relatedTarget === event.currentTarget)}
        onPointerDown={event => {
          if (!isInText(event.target)) return
          pointer.onPointerDown(event)
          if (active !== null && event.button === 0) onActivate?.(null)
        }}
        onMouseDown={event => {
          if (isInText(event.target)) pointer.onMouseDown(event)
        }}
        onCopy={copy}
        onContextMenu={askMenu}
        onDragStart={dragStart}
        onDragOver={event => {
          if (onDropCode && event.dataTransfer.types.includes(codeDragType)) event.preventDefault()
        }}
        onDrop={drop}
      >
        <div
          ref={page}
          className={styles.page}
          data-bare={(codings.size === 0 && !isCoding) || !hasMargin || undefined}
          data-whole={isWhole || undefined}
          data-choosing={onSelect !== undefined || undefined}
          style={
            {
              '--columns': columns.length,
              '--stripes': stripeRoom,
            } as CSSProperties
          }
        >
          {columns.length > 1 && <ColumnHeads columns={columns} />}
          {head}
          <div ref={list} className={styles.list}>
            <RowList
              list={list}
              text={text}
              rows={rows}
              chunks={chunks}
              marks={marks}
              room={room}
              near={drawn.chunks}
              opening={drawn.opening}
              wanted={wanted && (rowAt(rows, wanted.start)?.chunk ?? null)}
              whole={isWhole}
            />
          </div>
          {hasMargin && !drawn.opening && (
            <MarginStripes
              extents={extents}
              look={look}
              pitch={pitch}
              columns={columns}
              active={active}
              hovered={hovered}
              onHover={setHovered}
              onActivate={activate}
            />
          )}
          {focused && onSelect && caret && (
            <div className={styles.caret} style={caret} aria-hidden="true" data-testid="caret" />
          )}
          {chosen &&
            chosenLook?.movable &&
            onExtent &&
            isNear(rows, drawn, chosen.start) &&
            isNear(rows, drawn, chosen.end) && (
              <ExtentHandles
                list={list}
                page={page}
                text={text}
                rows={rows}
                drawn={drawn}
                coding={chosen}
                colour={chosenLook.colour}
                onMove={setMoved}
                onDone={span => onExtent(chosen.id, span)}
              />
            )}
          {isBarShown && (
            <div
              ref={bar}
              className={styles.bar}
              style={barPlace ? { left: barPlace.left, top: barPlace.top } : offPage}
            >
              {selectionBar}
            </div>
          )}
        </div>
      </div>
      {hasMargin && !drawn.opening && <HeatStrip codings={codings} length={text.length} onGo={go} />}
    </div>
  )
}

/** Where the bar waits, unseen but able to take the keyboard, until its size is known. */
const offPage = { left: 0, top: 0, opacity: 0 }
