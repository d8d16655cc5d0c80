import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { classNames } from './class-names.ts'
import { MenuAt, type MenuPoint, menuPointOf } from './context-menu.tsx'
import { mannerOf, nextSelection, type SelectManner } from './list-selection.ts'
import type { MenuEntry } from './menu-entries.ts'
import styles from './table.module.css'
import { type TableColumn, TableHead } from './table-head.tsx'
import { tableIntent } from './table-keys.ts'
import { nextSort, sortRows, type TableSort } from './table-sort.ts'
import { useOverflow } from './use-overflow.ts'

const rowHeight = 34
const drawnWhole = 200

export interface TableProps<Row> {
  /** What the table shows; its name. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Given together the caller keeps the order; else the table does, starting from `defaultSort`. */
  readonly sort?: TableSort | null | undefined
  readonly onSortChange?: ((sort: TableSort) => void) | undefined
  readonly defaultSort?: TableSort | undefined
  /** 'multiple' adds a column of boxes. Default 'none'. */
  readonly selectionMode?: 'none' | 'single' | 'multiple' | undefined
  readonly selected?: ReadonlySet<string> | undefined
  readonly onSelectionChange?: ((selected: ReadonlySet<string>) => void) | undefined
  /** Enter or double click; a single click where nothing is selectable. */
  readonly onOpen?: ((row: Row) => void) | undefined
  /** Delete, for what is chosen, else the row the keyboard is on. */
  readonly onRemove?: ((ids: readonly string[]) => void) | undefined
  readonly menu?: ((ids: readonly string[]) => readonly MenuEntry[]) | undefined
  readonly onMenuAction?: ((action: string, ids: readonly string[]) => void) | undefined
  /** Instead of rows when there are none: a compact EmptyState. */
  readonly empty?: ReactNode
  /** Rows of more than one line; only for tables of up to 200 rows. */
  readonly isTall?: boolean | undefined
  readonly isBusy?: boolean | undefined
  /** Narrower than this the table is scrolled sideways: a CSS length. */
  readonly minWidth?: string | undefined
  /** A line of totals under the rows, one cell per column id. */
  readonly totals?: Readonly<Record<string, ReactNode>> | undefined
}

const nothing: ReadonlySet<string> = new Set()

/** Rows and columns with a head that stays; draws only what is in view beyond 200 rows. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowId, selectionMode = 'none', selected = nothing, onOpen } = props
  const [ownSort, setOwnSort] = useState<TableSort | null>(props.defaultSort ?? null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const [menuPoint, setMenuPoint] = useState<MenuPoint | null>(null)
  const anchor = useRef<string | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [measured, overflows] = useOverflow()
  const scrollerRef = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element
      measured(element)
    },
    [measured],
  )
  const id = useId()

  const sort = props.sort === undefined ? ownSort : props.sort
  const sorted = useMemo(() => {
    const by = columns.find(column => column.id === sort?.column)?.sortValue
    return by && sort ? sortRows(rows, by, sort.direction) : rows
  }, [rows, columns, sort])
  const isGrid = selectionMode !== 'none' || onOpen !== undefined || props.menu !== undefined
  const isMultiple = selectionMode === 'multiple'
  const isVirtual = sorted.length > drawnWhole
  const activeIndex = Math.max(
    0,
    sorted.findIndex(row => rowId(row) === activeId),
  )
  const active = sorted[activeIndex]
  const rowHeader = columns.find(column => column.isRowHeader) ?? columns[0]
  const width = columns.length + (isMultiple ? 1 : 0)

  const virtual = useVirtualizer({
    count: sorted.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: rowHeight,
    overscan: 12,
  })
  const items = isVirtual ? virtual.getVirtualItems() : []
  const first = items[0]?.index ?? 0
  const shown = isVirtual ? sorted.slice(first, (items.at(-1)?.index ?? -1) + 1) : sorted
  const above = items[0]?.start ?? 0
  const below = isVirtual ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0

  const select = (target: string, manner: SelectManner) => {
    if (selectionMode === 'none') return
    const how = isMultiple ? manner : 'replace'
    const order = sorted.map(rowId)
    props.onSelectionChange?.(nextSelection({ order, selected, anchor: anchor.current, target, manner: how }))
    if (how !== 'extend') anchor.current = target
  }
  const chosen = (target: string) => (selected.has(target) ? [...selected] : [target])
  const goTo = (index: number, manner: SelectManner | null) => {
    const row = sorted[index]
    if (!row) return
    setActiveId(rowId(row))
    if (manner) select(rowId(row), manner)
    if (isVirtual) virtual.scrollToIndex(index, { align: 'auto' })
    else document.getElementById(`${id}-${rowId(row)}`)?.scrollIntoView({ block: 'nearest' })
  }
  const openMenu = (target: string, point: MenuPoint) => {
    setActiveId(target)
    if (!selected.has(target)) select(target, 'replace')
    setMenuPoint(point)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (!isGrid || !active || event.target !== event.currentTarget) return
    if (event.key === 'Delete' && props.onRemove) return props.onRemove(chosen(rowId(active)))
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const intent = tableIntent(sorted.length, activeId === null ? -1 : activeIndex, event, page)
    if (!intent) return
    const target = rowId(active)
    if (intent.kind === 'go') {
      goTo(intent.index, event.ctrlKey || event.metaKey ? null : event.shiftKey ? 'extend' : 'replace')
    } else if (intent.kind === 'open') onOpen?.(active)
    else if (intent.kind === 'toggle') select(target, isMultiple ? 'toggle' : 'replace')
    else if (intent.kind === 'all') {
      if (isMultiple) props.onSelectionChange?.(new Set(sorted.map(rowId)))
    } else if (props.menu) {
      const element = document.getElementById(`${id}-${target}`)
      openMenu(target, menuPointOf({ clientX: 0, clientY: 0, target: element }))
    }
    event.preventDefault()
  }
  const rowAt = (event: MouseEvent): Row | undefined => {
    if (!(event.target instanceof Element)) return undefined
    if (event.target.closest('button, a, input, select, textarea, [role="button"]')) return undefined
    const found = event.target.closest<HTMLElement>('[data-row]')?.dataset.row
    return sorted.find(row => rowId(row) === found)
  }
  const gridProps = isGrid && {
    role: 'grid',
    tabIndex: 0,
    'aria-multiselectable': isMultiple || undefined,
    'aria-activedescendant': active && activeId !== null ? `${id}-${rowId(active)}` : undefined,
  }
  const isEverySelected = sorted.length > 0 && sorted.every(row => selected.has(rowId(row)))
  const everyRow = isMultiple ? (
    <th scope="col" className={classNames(styles.headCell, styles.tick)}>
      <input
        type="checkbox"
        aria-label="Select all rows"
        checked={isEverySelected}
        ref={box => {
          if (box) box.indeterminate = !isEverySelected && sorted.some(row => selected.has(rowId(row)))
        }}
        onChange={() => props.onSelectionChange?.(isEverySelected ? nothing : new Set(sorted.map(rowId)))}
      />
    </th>
  ) : null

  return (
    <div
      ref={scrollerRef}
      className={styles.scroller}
      aria-busy={props.isBusy}
      {...(overflows && !isGrid && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <table
        aria-label={label}
        {...(props.minWidth !== undefined && { style: { minInlineSize: props.minWidth } })}
        aria-rowcount={sorted.length + 1}
        {...gridProps}
        onKeyDown={onKeyDown}
        className={classNames(
          styles.table,
          isGrid && styles.grid,
          props.isTall ? styles.tall : styles.oneLine,
          selectionMode === 'none' && onOpen && styles.opens,
        )}
        onClick={event => {
          const row = rowAt(event)
          if (!row || !isGrid) return
          setActiveId(rowId(row))
          if (selectionMode === 'none') onOpen?.(row)
          else select(rowId(row), mannerOf(event))
        }}
        onDoubleClick={event => {
          const row = rowAt(event)
          if (row && selectionMode !== 'none') onOpen?.(row)
        }}
        onContextMenu={event => {
          const row = rowAt(event)
          if (!row || !props.menu) return
          event.preventDefault()
          openMenu(rowId(row), menuPointOf(event))
        }}
      >
        <colgroup>
          {isMultiple && <col className={styles.tickColumn} />}
          {columns.map(column => (
            <col key={column.id} style={column.width === undefined ? {} : { inlineSize: column.width }} />
          ))}
        </colgroup>
        <TableHead
          columns={columns}
          sort={sort}
          everyRow={everyRow}
          onSort={column => {
            const next = nextSort(sort, column)
            setOwnSort(next)
            props.onSortChange?.(next)
          }}
        />
        <tbody>
          {above > 0 && (
            <tr>
              <td colSpan={width} className={styles.spacer} style={{ blockSize: above }} />
            </tr>
          )}
          {shown.map((row, index) => {
            const target = rowId(row)
            return (
              <tr
                key={target}
                id={`${id}-${target}`}
                data-row={target}
                aria-rowindex={first + index + 2}
                aria-selected={selectionMode === 'none' ? undefined : selected.has(target)}
                className={classNames(
                  styles.row,
                  selected.has(target) && styles.selected,
                  target === activeId && styles.active,
                )}
              >
                {isMultiple && (
                  <td className={styles.tick}>
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={`Select ${target}`}
                      aria-labelledby={rowHeader && `${id}-${target}-name`}
                      checked={selected.has(target)}
                      onChange={() => {
                        setActiveId(target)
                        select(target, 'toggle')
                      }}
                    />
                  </td>
                )}
                {columns.map(column => {
                  const Cell = column === rowHeader ? 'th' : 'td'
                  return (
                    <Cell
                      key={column.id}
                      {...(column === rowHeader && { scope: 'row', id: `${id}-${target}-name` })}
                      className={classNames(styles.cell, styles[column.align ?? 'start'])}
                    >
                      {column.cell(row)}
                    </Cell>
                  )
                })}
              </tr>
            )
          })}
          {below > 0 && (
            <tr>
              <td colSpan={width} className={styles.spacer} style={{ blockSize: below }} />
            </tr>
          )}
        </tbody>
        {props.totals && sorted.length > 0 && (
          <tfoot className={styles.foot}>
            <tr>
              {isMultiple && <td className={styles.cell} />}
              {columns.map(column => (
                <td key={column.id} className={classNames(styles.cell, styles[column.align ?? 'start'])}>
                  {props.totals?.[column.id]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {sorted.length === 0 && props.empty}
      {props.menu && active && (
        <MenuAt
          label="Actions for the rows chosen"
          point={menuPoint}
          entries={menuPoint ? props.menu(chosen(rowId(active))) : []}
          onAction={action => props.onMenuAction?.(action, chosen(rowId(active)))}
          onClose={() => setMenuPoint(null)}
        />
      )}
    </div>
  )
}
