import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { Attribute, Case, CaseCell } from '#shared/model/case.ts'
import { fromClipboard, toClipboard } from '../../clipboard-cells.ts'
import { classNames } from '../../ui/class-names.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { dismissTopic, showToast } from '../../ui/toast-queue.ts'
import { counted } from '../../wording.ts'
import { type Block, between, isIn, noRoomFor, pasted } from './block.ts'
import styles from './cases.module.css'
import { CellEditor, type EditEnd } from './cell-editor.tsx'
import type { GridColumn } from './grid-columns.ts'
import { GridHead } from './grid-head.tsx'
import { gridIntent } from './grid-keys.ts'
import { byNameFirst, columnDefs, features } from './grid-rows.ts'
import { keyOf, type Refused, useCellWriting } from './use-cell-writing.ts'
import { useClipboard } from './use-clipboard.ts'

const rowHeight = 34
const headHeight = 36
const drawnWhole = 150
/** The topic of the notice that cells were not pasted: the next paste takes it away. */
const notPasted = 'not-pasted'

interface CaseGridProps {
  /** Its name: People, Sites. */
  label: string
  columns: readonly GridColumn[]
  cases: readonly Case[]
  chosen: ReadonlySet<string>
  onChoose(chosen: ReadonlySet<string>): void
  /** The case the keyboard is on. */
  active: string | null
  onActive(id: string): void
  onAttribute(action: string, attribute: Attribute): void
}

/** A case and a column, by id: they stay what they are when rows change places. */
interface Place {
  row: string
  column: string
}

interface Editing extends Place {
  words: string
  isTyped: boolean
  error: string | null
}

/** Cases as rows of cells that are written in like a spreadsheet's; draws only what is in view beyond 150 rows. */
export function CaseGrid(props: CaseGridProps) {
  const { label, columns, cases, chosen, onChoose, onActive } = props
  const id = useId()
  const grid = useRef<HTMLTableElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [sorting, setSorting] = useState(byNameFirst)
  const defs = useMemo(() => columnDefs(columns), [columns])
  const table = useTable({
    features,
    columns: defs,
    data: cases as Case[],
    getRowId: one => one.id,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    sortDescFirst: false,
  })
  const rows = table.getRowModel().rows.map(row => row.original)
  const [place, setPlace] = useState<Place | null>(null)
  const [anchor, setAnchor] = useState<Place | null>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const onRefused = useCallback(
    ({ cell, why }: Refused) => {
      const at = { row: cell.case, column: cell.column }
      setPlace(at)
      setAnchor(at)
      setEditing({ ...at, words: cell.value, isTyped: true, error: why })
      onActive(cell.case)
    },
    [onActive],
  )
  const { pending, write } = useCellWriting(cases, onRefused)

  const where = (of: Place | null) => ({
    row: Math.max(
      0,
      rows.findIndex(one => one.id === of?.row),
    ),
    column: Math.max(
      0,
      columns.findIndex(one => one.id === of?.column),
    ),
  })
  const at = where(place)
  const block: Block | null = place && between(at, anchor ? where(anchor) : at)
  const isVirtual = rows.length > drawnWhole
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: headHeight,
    overscan: 12,
  })
  const items = isVirtual ? virtual.getVirtualItems() : []
  const first = items[0]?.index ?? 0
  const drawn = isVirtual ? rows.slice(first, (items.at(-1)?.index ?? -1) + 1) : rows
  const above = items[0]?.start ?? 0
  const below = isVirtual ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  const cellId = (row: string, column: string) => `${id}-${row}-${column}`

  const go = (row: number, column: number, isExtended = false) => {
    const next = { row: rows[row]?.id ?? '', column: columns[column]?.id ?? '' }
    if (next.row === '' || next.column === '') return
    setPlace(next)
    if (!isExtended) setAnchor(next)
    onActive(next.row)
    if (isVirtual) virtual.scrollToIndex(row, { align: 'auto' })
    document
      .getElementById(cellId(next.row, next.column))
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const shownIn = (of: Case, column: GridColumn) =>
    pending.get(keyOf({ case: of.id, column: column.id }))?.value ?? column.shown(of)
  const keptIn = (of: Case, column: GridColumn) =>
    pending.get(keyOf({ case: of.id, column: column.id }))?.value ?? column.kept(of)
  const edit = (of: Case | undefined, column: GridColumn | undefined, typed: string | null) => {
    if (!of || !column?.isWritten) return
    const words = typed ?? keptIn(of, column)
    setEditing({ row: of.id, column: column.id, words, isTyped: typed !== null, error: null })
  }
  const endEdit = (end: EditEnd) => {
    if (!editing) return
    setEditing(null)
    const { row, column } = where(editing)
    const [of, at] = [rows[row], columns[column]]
    if (end.kind === 'keep' && of && at && end.value.trim() !== keptIn(of, at).trim()) {
      void write([{ case: of.id, column: at.id, value: end.value }])
    }
    if (end.kind === 'cancel' || end.rows !== 0 || end.columns !== 0) {
      grid.current?.focus()
      if (end.kind === 'keep') go(within(row + end.rows, rows), within(column + end.columns, columns))
    }
  }
  /** Writes values into the cells of a block that can be written in. */
  const fill = (of: Block, valueFor: (row: number, column: number) => string | null) => {
    const cells: CaseCell[] = []
    for (let row = of.top; row <= of.bottom; row++) {
      for (let column = of.left; column <= of.right; column++) {
        const [one, head] = [rows[row], columns[column]]
        const value = valueFor(row, column)
        if (!one || !head?.isWritten || value === null || value === keptIn(one, head)) continue
        cells.push({ case: one.id, column: head.id, value })
      }
    }
    void write(cells)
  }

  const empty = (of: Block) => fill(of, (_, column) => (columns[column]?.id === 'name' ? null : ''))
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const size = { rows: rows.length, columns: columns.length, page }
    const intent = gridIntent(at, size, event)
    if (!intent) return
    event.preventDefault()
    const row = rows[at.row]
    if (intent.kind === 'go') {
      if (place) go(intent.row, intent.column, intent.extends)
      else go(0, 0)
    } else if (intent.kind === 'edit') edit(row, columns[at.column], intent.typed)
    else if (intent.kind === 'one') setAnchor(place)
    else if (intent.kind === 'empty' && block) empty(block)
    else if (intent.kind === 'fill-down' && block) {
      const top = rows[block.top]
      fill(block, (_, column) => {
        const head = columns[column]
        return top && head && head.id !== 'name' ? keptIn(top, head) : null
      })
      announce('Filled down')
    } else if (intent.kind === 'toggle-row' && row) onChoose(toggled(chosen, row.id))
    else if (intent.kind === 'all') {
      setAnchor({ row: rows[0]?.id ?? '', column: columns[0]?.id ?? '' })
      setPlace({ row: rows.at(-1)?.id ?? '', column: columns.at(-1)?.id ?? '' })
    }
  }
  useClipboard(grid, {
    copied() {
      if (!block) return null
      const cells = rows
        .slice(block.top, block.bottom + 1)
        .map(one => columns.slice(block.left, block.right + 1).map(column => keptIn(one, column)))
      announce(`Copied ${counted(cells.length * (cells[0]?.length ?? 0), 'cell')}`)
      return toClipboard(cells)
    },
    emptied: () => block && empty(block),
    paste(text) {
      if (!block) return
      const copied = fromClipboard(text)
      const why = noRoomFor(copied, block, rows.length, columns.length)
      if (why !== null) {
        showToast({ tone: 'danger', topic: notPasted, message: why })
        return
      }
      dismissTopic(notPasted)
      const cells = pasted(copied, block)
      const values = new Map(cells.map(cell => [`${cell.row} ${cell.column}`, cell.value]))
      const [top, end] = [cells[0], cells.at(-1)]
      if (!top || !end) return
      const over = between(top, end)
      fill(over, (row, column) => values.get(`${row} ${column}`) ?? null)
      setAnchor({ row: rows[over.top]?.id ?? '', column: columns[over.left]?.id ?? '' })
      setPlace({ row: rows[over.bottom]?.id ?? '', column: columns[over.right]?.id ?? '' })
      announce(`Pasted ${counted(cells.length, 'cell')}`)
    },
  })
  const cellAt = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('input, button')) return null
    const cell = event.target.closest<HTMLElement>('[data-column]')
    const row = cell?.closest<HTMLElement>('[data-row]')?.dataset.row
    const column = cell?.dataset.column
    return row !== undefined && column !== undefined ? where({ row, column }) : null
  }
  const gridProps = {
    role: 'grid',
    tabIndex: 0,
    'aria-multiselectable': true,
    'aria-activedescendant':
      place && editing === null ? cellId(rows[at.row]?.id ?? '', columns[at.column]?.id ?? '') : undefined,
  }
  const isEvery = rows.length > 0 && rows.every(one => chosen.has(one.id))
  const width = columns.reduce((sum, column) => sum + column.width, 36)

  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        ref={grid}
        aria-label={label}
        {...gridProps}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        className={styles.grid}
        style={{ inlineSize: width, minInlineSize: '100%' }}
        onFocus={event => {
          if (event.target === event.currentTarget && !place) go(0, 0)
        }}
        onKeyDown={onKeyDown}
        onMouseDown={event => {
          const hit = cellAt(event)
          if (!hit || event.button !== 0) return
          event.preventDefault()
          if (editing) (document.activeElement as HTMLElement | null)?.blur()
          grid.current?.focus({ preventScroll: true })
          go(hit.row, hit.column, event.shiftKey && place !== null)
        }}
        onMouseOver={event => {
          const hit = event.buttons === 1 && !editing ? cellAt(event) : null
          if (hit && place && (hit.row !== at.row || hit.column !== at.column)) go(hit.row, hit.column, true)
        }}
        onDoubleClick={event => {
          const hit = cellAt(event)
          if (hit) edit(rows[hit.row], columns[hit.column], null)
        }}
      >
        <colgroup>
          <col className={styles.tickColumn} />
          {columns.map(column => (
            <col key={column.id} style={{ inlineSize: column.width }} />
          ))}
        </colgroup>
        <GridHead
          columns={columns}
          sorting={sorting[0]}
          onSort={column => table.getColumn(column)?.toggleSorting()}
          every={isEvery ? 'all' : rows.some(one => chosen.has(one.id)) ? 'some' : 'none'}
          onEvery={() => onChoose(isEvery ? new Set() : new Set(rows.map(one => one.id)))}
          onAttribute={props.onAttribute}
        />
        <tbody>
          {above > 0 && <Spacer columns={columns.length + 1} height={above} />}
          {drawn.map((one, n) => (
            <tr
              key={one.id}
              data-row={one.id}
              aria-rowindex={first + n + 2}
              aria-selected={chosen.has(one.id)}
              className={classNames(
                styles.row,
                chosen.has(one.id) && styles.chosen,
                one.id === props.active && styles.current,
              )}
            >
              <td className={styles.tick}>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={`Choose ${one.name}`}
                  checked={chosen.has(one.id)}
                  onChange={() => onChoose(toggled(chosen, one.id))}
                />
              </td>
              {columns.map((column, m) => {
                const isHere = place?.row === one.id && place.column === column.id
                const isEdited = editing?.row === one.id && editing.column === column.id
                const shown = shownIn(one, column)
                const Cell = m === 0 ? 'th' : 'td'
                return (
                  <Cell
                    key={column.id}
                    id={cellId(one.id, column.id)}
                    {...(m === 0 && { scope: 'row' as const })}
                    data-column={column.id}
                    aria-colindex={m + 2}
                    aria-selected={block !== null && isIn(block, first + n, m)}
                    aria-readonly={!column.isWritten || undefined}
                    className={classNames(
                      styles.cell,
                      column.isNumber && styles.end,
                      column.isMissed && shown === '' && styles.missing,
                      block && isIn(block, first + n, m) && styles.inBlock,
                      isHere && styles.here,
                      isEdited && styles.edited,
                    )}
                  >
                    {isEdited && editing ? (
                      <CellEditor
                        key={`${editing.words} ${editing.error}`}
                        label={`${column.head} of ${one.name}`}
                        words={editing.words}
                        isTyped={editing.isTyped}
                        choices={column.choices}
                        error={editing.error}
                        onEnd={endEdit}
                      />
                    ) : (
                      shown
                    )}
                  </Cell>
                )
              })}
            </tr>
          ))}
          {below > 0 && <Spacer columns={columns.length + 1} height={below} />}
        </tbody>
      </table>
    </div>
  )
}

const within = (index: number, of: readonly unknown[]): number => Math.min(of.length - 1, Math.max(0, index))

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

function Spacer({ columns, height }: { columns: number; height: number }) {
  return (
    <tr>
      <td colSpan={columns} className={styles.spacer} style={{ blockSize: height }} />
    </tr>
  )
}
