import { type ReactNode, useMemo } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import { openSpeakers } from '../../speakers/speakers-store.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Table } from '../../ui/table.tsx'
import { counted, number } from '../../wording.ts'
import { sourceColumns } from './source-columns.tsx'
import { useSourceList } from './source-list-store.ts'
import styles from './sources.module.css'

interface SourceTableProps {
  sources: readonly SourceSummary[]
  /** How many there are, shown or not. */
  all: number
  /** Ids of the columns shown. */
  columns: readonly string[]
  isBusy: boolean
  selected: ReadonlySet<string>
  onSelectionChange(selected: ReadonlySet<string>): void
  onEdit(ids: readonly string[]): void
  onRemove(ids: readonly string[]): void
  empty: ReactNode
}

/** The sources as rows; Enter opens one for coding. */
export function SourceTable({ sources, all, columns: chosen, onEdit, onRemove, ...rest }: SourceTableProps) {
  const go = useNavigation(({ go }) => go)
  const { sort, setSort } = useSourceList()
  const columns = useMemo(
    () =>
      sourceColumns
        .filter(({ id, isRowHeader }) => isRowHeader || chosen.includes(id))
        .map(({ pixels, isUsual, ...column }) => ({
          ...column,
          ...(column.isRowHeader ? {} : { width: `${pixels}px` }),
        })),
    [chosen],
  )
  const width = sourceColumns
    .filter(({ id, isRowHeader }) => isRowHeader || chosen.includes(id))
    .reduce((sum, { pixels }) => sum + pixels, 36)
  const words = useMemo(() => sources.reduce((sum, source) => sum + source.words, 0), [sources])
  const sums = {
    title:
      sources.length === all
        ? counted(all, 'source')
        : `${number(sources.length)} of ${counted(all, 'source')}`,
    words: number(words),
  }
  return (
    <div className={styles.table}>
      <Table
        {...rest}
        label="Sources"
        columns={columns}
        minWidth={`${width}px`}
        rows={sources}
        rowId={({ id }) => id}
        sort={sort}
        onSortChange={setSort}
        totals={sums}
        selectionMode="multiple"
        onOpen={({ id }) => go('code', { source: id })}
        menu={ids => [
          { id: 'open', label: 'Open for coding', isDisabled: ids.length !== 1, shortcut: 'Enter' },
          { id: 'edit', label: 'Edit…' },
          { id: 'speakers', label: 'Speakers…', isDisabled: ids.length !== 1 },
          { id: 'remove', label: 'Remove…', tone: 'danger' },
        ]}
        onMenuAction={(action, ids) => {
          const [first] = ids
          if (first === undefined) return
          if (action === 'open') go('code', { source: first })
          else if (action === 'edit') onEdit(ids)
          else if (action === 'speakers') openSpeakers(first)
          else if (action === 'remove') onRemove(ids)
        }}
      />
    </div>
  )
}
