import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortFn,
  type SortingState,
  tableFeatures,
} from '@tanstack/react-table'
import type { Case } from '#shared/model/case.ts'
import { type GridColumn, sortValue } from './grid-columns.ts'

/** What the grid asks of the table model: rows in an order. */
export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})

export const byNameFirst: SortingState = [{ id: 'name', desc: false }]

const words = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

const inOrder: SortFn<typeof features, Case> = (a, b, column) => {
  const [left, right] = [a.getValue<string | number>(column), b.getValue<string | number>(column)]
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : words.compare(String(left), String(right))
}

/** The columns as the table model knows them; what is not known comes last, whichever way. */
export const columnDefs = (columns: readonly GridColumn[]): ColumnDef<typeof features, Case>[] =>
  columns.map(column => ({
    id: column.id,
    accessorFn: of => sortValue(column, of),
    sortFn: inOrder,
    sortUndefined: 'last',
  }))
