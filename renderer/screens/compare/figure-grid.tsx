import { ArrowDown, ArrowUp } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { nextSort, type SortValue, sortRows, type TableSort } from '../../ui/table-sort.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './figure-grid.module.css'

export interface GridCell {
  content: ReactNode
  /** The whole cell in words. */
  label: string
  /** Opens what is behind the figure; absent where nothing is. */
  onOpen?: (() => void) | undefined
  /** 0 to 1: how strongly the cell is washed. */
  heat?: number | undefined
  isOpen?: boolean | undefined
}

export interface GridColumn<Row> {
  id: string
  head: ReactNode
  /** The head in words, where it is more than words or cut short. */
  headLabel: string
  sortValue: (row: Row) => SortValue
  cell: (row: Row) => GridCell
  width?: string
}

interface FigureGridProps<Row> {
  label: string
  rowHead: { head: string; cell: (row: Row) => ReactNode; sortValue: (row: Row) => SortValue }
  columns: readonly GridColumn<Row>[]
  /** In the order that holds until a head is pressed. */
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Shown where there are no rows. */
  empty: ReactNode
}

const rowHeadId = 'row-head'
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
    setPlace(next)
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
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
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col className={styles.firstColumn} />
          {columns.map(column => (
            <col key={column.id} style={column.width === undefined ? {} : { inlineSize: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {head(rowHeadId, rowHead.head, rowHead.head, 0)}
            {columns.map((column, index) => head(column.id, column.head, column.headLabel, index + 1))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row, index) => (
            <tr key={rowId(row)} aria-rowindex={index + 2}>
              <th scope="row" className={classNames(styles.rowHead, styles.first)}>
                {rowHead.cell(row)}
              </th>
              {columns.map((column, columnIndex) => {
                const { content, label: words, onOpen, heat, isOpen } = column.cell(row)
                return (
                  <td
                    key={column.id}
                    className={classNames(
                      styles.cell,
                      isOpen && styles.open,
                      heat !== undefined && styles.warm,
                    )}
                    {...(heat !== undefined && { style: { '--heat': heat } as CSSProperties })}
                  >
                    <button
                      type="button"
                      className={styles.press}
                      title={words}
                      aria-disabled={onOpen === undefined || undefined}
                      aria-current={isOpen || undefined}
                      {...stop(index + 1, columnIndex + 1)}
                      onClick={onOpen}
                    >
                      <span aria-hidden="true">{content}</span>
                      <VisuallyHidden>{words}</VisuallyHidden>
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

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
