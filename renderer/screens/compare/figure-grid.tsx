import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { classNames } from '../../ui/class-names.ts'
import { nextSort, type SortValue, sortRows, type TableSort } from '../../ui/table-sort.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { drawnPart, drawnWhole, withLine } from './drawn-part.ts'
import styles from './figure-grid.module.css'

export interface GridCell {
  content: ReactNode
  /** The whole cell in words. */
  label: string
  /** Opens what is behind the figure; absent where nothing is. */
  onOpen?: (() => void) | undefined
  /** 0 to 1: how strongly the cell is washed. */
  heat?: number | undefined
  /** What the wash says: something to look at, or that all is alike. */
  tone?: 'accent' | 'plain' | undefined
  isOpen?: boolean | undefined
}

export interface GridColumn<Row> {
  id: string
  head: ReactNode
  /** The head in words, where it is more than words or cut short. */
  headLabel: string
  sortValue: (row: Row) => SortValue
  cell: (row: Row) => GridCell
  /** In pixels; without one a column takes its share of what is left. */
  width?: number
}

interface FigureGridProps<Row> {
  label: string
  rowHead: {
    head: string
    /** The head in words, where it is cut short. */
    headLabel?: string
    cell: (row: Row) => ReactNode
    sortValue: (row: Row) => SortValue
  }
  columns: readonly GridColumn<Row>[]
  /** In the order that holds until a head is pressed. */
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Shown where there are no rows. */
  empty: ReactNode
}

const rowHeadId = 'row-head'
const rowHeadWidth = 228
const headHeight = 56
const rowHeight = 41
const columnWidth = 112
/** Cells up to which a grid is drawn whole. */
const fewCells = 1500
const grid = { role: 'grid' }

interface Place {
  row: number
  column: number
}

/**
 * A table of figures walked through cell by cell: arrows, Home and End (with Ctrl to the corners), Page Up and Down;
 * Enter or Space opens a figure or sorts by a head. One Tab stop.
 */
export function FigureGrid<Row>({ label, rowHead, columns, rows, rowId, empty }: FigureGridProps<Row>) {
  const [sort, setSort] = useState<TableSort | null>(null)
  const [place, setPlace] = useState({ row: 1, column: 1 })
  const table = useRef<HTMLTableElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const sortValue =
    sort?.column === rowHeadId
      ? rowHead.sortValue
      : columns.find(column => column.id === sort?.column)?.sortValue
  const sorted = sort && sortValue ? sortRows(rows, sortValue, sort.direction) : rows
  const last = { row: sorted.length, column: columns.length }
  const at = { row: Math.min(place.row, last.row), column: Math.min(place.column, last.column) }

  // Of a large grid only what is in view is drawn, and the cell that has the keyboard.
  const isLarge = sorted.length * columns.length > fewCells
  const widthOf = (index: number) => columns[index]?.width ?? columnWidth
  const down = useVirtualizer({
    count: sorted.length,
    enabled: isLarge,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 4,
    rangeExtractor: withLine(at.row - 1),
  })
  const across = useVirtualizer({
    count: columns.length,
    enabled: isLarge,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: widthOf,
    paddingStart: rowHeadWidth,
    scrollPaddingStart: rowHeadWidth,
    overscan: 2,
    rangeExtractor: withLine(at.column - 1),
  })
  const rowsDrawn = isLarge ? drawnPart(down, headHeight) : drawnWhole(sorted.length)
  const columnsDrawn = isLarge ? drawnPart(across, rowHeadWidth) : drawnWhole(columns.length)
  const width = rowHeadWidth + columns.reduce((sum, _, index) => sum + widthOf(index), 0)

  // A cell that was not drawn takes the keyboard once it is.
  const awaited = useRef<Place | null>(null)
  useLayoutEffect(() => {
    const next = awaited.current
    const cell = next && table.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)
    if (!cell) return
    awaited.current = null
    cell.focus()
  })

  // What a figure opens takes room from the grid; the figure itself stays in view.
  useEffect(() => {
    const view = scroller.current
    if (!view) return
    const watch = new ResizeObserver(() => {
      const figure =
        view.querySelector('[aria-current]') ??
        (view.contains(document.activeElement) ? document.activeElement : null)
      figure?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
    watch.observe(view)
    return () => watch.disconnect()
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(event, at, last)
    if (!next) return
    event.preventDefault()
    awaited.current = next
    setPlace(next)
    if (!isLarge) return
    if (next.row > 0) down.scrollToIndex(next.row - 1, { align: 'auto' })
    if (next.column > 0) across.scrollToIndex(next.column - 1, { align: 'auto' })
  }
  /** What a button needs to be walked to. */
  const stop = (row: number, column: number) => ({
    'data-at': `${row} ${column}`,
    tabIndex: at.row === row && at.column === column ? 0 : -1,
    onFocus: () => setPlace({ row, column }),
  })
  const head = (columnId: string, words: ReactNode, headLabel: string, column: number) => {
    const direction = sort?.column === columnId ? sort.direction : undefined
    return (
      <th
        key={columnId}
        scope="col"
        aria-colindex={column + 1}
        aria-sort={direction ?? 'none'}
        className={classNames(styles.head, column === 0 && styles.first)}
      >
        <button
          type="button"
          className={styles.headPress}
          title={headLabel}
          {...stop(0, column)}
          onClick={() => setSort(nextSort(sort, columnId))}
        >
          <span className={styles.headWords} aria-hidden="true">
            {words}
          </span>
          <VisuallyHidden>{headLabel}</VisuallyHidden>
          {direction === 'ascending' && <ArrowUp aria-hidden="true" />}
          {direction === 'descending' && <ArrowDown aria-hidden="true" />}
        </button>
      </th>
    )
  }

  if (rows.length === 0) return empty
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        ref={table}
        {...grid}
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        aria-colcount={columns.length + 1}
        className={styles.grid}
        {...(isLarge && { style: { inlineSize: width } })}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col className={styles.firstColumn} />
          {columnsDrawn.map(piece =>
            'gap' in piece ? (
              <col key={`gap ${piece.before}`} style={{ inlineSize: piece.gap }} />
            ) : (
              <col
                key={piece.index}
                style={
                  isLarge || columns[piece.index]?.width !== undefined
                    ? { inlineSize: widthOf(piece.index) }
                    : {}
                }
              />
            ),
          )}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {head(rowHeadId, rowHead.head, rowHead.headLabel ?? rowHead.head, 0)}
            {columnsDrawn.map(piece => {
              if ('gap' in piece) return <td key={`gap ${piece.before}`} className={styles.head} />
              const column = columns[piece.index]
              return column && head(column.id, column.head, column.headLabel, piece.index + 1)
            })}
          </tr>
        </thead>
        <tbody>
          {rowsDrawn.map(line => {
            if ('gap' in line) return <GapRow key={`gap ${line.before}`} height={line.gap} />
            const row = sorted[line.index]
            if (row === undefined) return null
            return (
              <tr
                key={rowId(row)}
                aria-rowindex={line.index + 2}
                className={isLarge ? styles.fixed : undefined}
              >
                <th scope="row" aria-colindex={1} className={classNames(styles.rowHead, styles.first)}>
                  {rowHead.cell(row)}
                </th>
                {columnsDrawn.map(piece => {
                  if ('gap' in piece) return <td key={`gap ${piece.before}`} className={styles.cell} />
                  const column = columns[piece.index]
                  return (
                    column && (
                      <FigureCell
                        key={column.id}
                        {...column.cell(row)}
                        index={piece.index + 2}
                        stop={stop(line.index + 1, piece.index + 1)}
                      />
                    )
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface FigureCellProps extends GridCell {
  /** Which column it stands in, from 1. */
  index: number
  /** What the button needs to be walked to. */
  stop: { 'data-at': string; tabIndex: number; onFocus: () => void }
}

/** One figure to press. */
function FigureCell({ content, label, onOpen, heat, tone, isOpen, index, stop }: FigureCellProps) {
  const isWashed = heat !== undefined
  return (
    <td
      aria-colindex={index}
      className={classNames(
        styles.cell,
        isOpen && styles.open,
        isWashed && (tone === 'plain' ? styles.alike : styles.warm),
      )}
      {...(isWashed && { style: { '--heat': heat } as CSSProperties })}
    >
      <button
        type="button"
        className={styles.press}
        title={label}
        aria-disabled={onOpen === undefined || undefined}
        aria-current={isOpen || undefined}
        {...stop}
        onClick={onOpen}
      >
        <span aria-hidden="true">{content}</span>
        <VisuallyHidden>{label}</VisuallyHidden>
      </button>
    </td>
  )
}

/** The room of rows that are not drawn. */
const GapRow = ({ height }: { height: number }) => (
  <tr>
    <td style={{ blockSize: height, padding: 0 }} />
  </tr>
)

/** Where a key leads from `at`; null for a key the grid leaves alone. Row 0 are the heads; row heads are no stop. */
function placeAfter(event: KeyboardEvent, at: Place, last: Place): Place | null {
  const isFar = event.ctrlKey || event.metaKey
  const to = (row: number, column: number): Place => {
    const nextRow = Math.min(last.row, Math.max(0, row))
    return { row: nextRow, column: Math.min(last.column, Math.max(nextRow === 0 ? 0 : 1, column)) }
  }
  if (event.altKey) return null
  switch (event.key) {
    case 'ArrowDown':
      return to(at.row + 1, at.column)
    case 'ArrowUp':
      return to(at.row - 1, at.column)
    case 'ArrowRight':
      return to(at.row, at.column + 1)
    case 'ArrowLeft':
      return to(at.row, at.column - 1)
    case 'Home':
      return to(isFar ? 0 : at.row, 0)
    case 'End':
      return to(isFar ? last.row : at.row, last.column)
    case 'PageDown':
      return to(at.row + 10, at.column)
    case 'PageUp':
      return to(at.row - 10, at.column)
    default:
      return null
  }
}
