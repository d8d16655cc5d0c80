import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { SortButton } from './sort-button.tsx'
import styles from './table.module.css'
import type { SortValue, TableSort } from './table-sort.ts'

/** One column of a Table. */
export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  /** What stands in the cell. */
  readonly cell: (row: Row) => ReactNode
  /** Makes the head a button; what the rows are ordered by. */
  readonly sortValue?: ((row: Row) => SortValue) | undefined
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end' | 'center' | undefined
  /** A CSS length; columns without one share what is left. */
  readonly width?: string | undefined
  /** The cell that names its row; the first column unless another says so. */
  readonly isRowHeader?: boolean | undefined
  /** Keeps the head for screen readers only: a column of buttons. */
  readonly isHeaderHidden?: boolean | undefined
}

export interface TableHeadProps<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly sort: TableSort | null
  readonly onSort: (column: string) => void
  /** The box that ticks every row. */
  readonly everyRow: ReactNode
}

/** The sticky head of a Table. */
export function TableHead<Row>({ columns, sort, onSort, everyRow }: TableHeadProps<Row>) {
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        {everyRow}
        {columns.map(column => {
          const direction = sort?.column === column.id ? sort.direction : undefined
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={column.sortValue ? (direction ?? 'none') : undefined}
              className={classNames(
                styles.headCell,
                column.sortValue && styles.sortable,
                styles[column.align ?? 'start'],
              )}
            >
              {column.sortValue ? (
                <SortButton
                  direction={direction}
                  isAtEnd={column.align === 'end'}
                  onPress={() => onSort(column.id)}
                >
                  {column.header}
                </SortButton>
              ) : (
                <span className={column.isHeaderHidden ? styles.hidden : undefined}>{column.header}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
