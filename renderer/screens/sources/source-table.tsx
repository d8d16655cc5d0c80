import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Meter } from '../../ui/meter.tsx'
import { Table, type TableProps } from '../../ui/table.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted, dateOf, number, share } from '../../wording.ts'
import { kindName } from './kinds.ts'
import styles from './sources.module.css'

interface SourceTableProps {
  sources: readonly SourceSummary[]
  isBusy: boolean
  selected: ReadonlySet<string>
  onSelectionChange(selected: ReadonlySet<string>): void
  onEdit(ids: readonly string[]): void
  onRemove(id: string): void
  empty: ReactNode
}

const columns: TableProps<SourceSummary>['columns'] = [
  {
    id: 'title',
    header: 'Title',
    isRowHeader: true,
    sortValue: ({ title }) => title,
    cell: ({ title, warnings }) => (
      <span className={styles.title}>
        <span className={styles.titleWords}>{title}</span>
        {warnings.length > 0 && (
          <span className={styles.warned} title={warnings.join('\n')}>
            <TriangleAlert aria-hidden="true" />
            <VisuallyHidden>{counted(warnings.length, 'warning')} from the import</VisuallyHidden>
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    width: '88px',
    sortValue: ({ kind }) => kindName(kind),
    cell: ({ kind }) => kindName(kind),
  },
  {
    id: 'dataSet',
    header: 'Data set',
    width: '11%',
    sortValue: ({ dataSet }) => dataSet?.name,
    cell: ({ dataSet }) => dataSet?.name,
  },
  {
    id: 'cases',
    header: 'Cases',
    width: '10%',
    sortValue: ({ cases }) => cases.join(', ') || null,
    cell: ({ cases }) => <span title={cases.join(', ')}>{cases.join(', ')}</span>,
  },
  {
    id: 'date',
    header: 'Date',
    width: '98px',
    sortValue: ({ date }) => date,
    cell: ({ date }) => date && dateOf(date),
  },
  {
    id: 'words',
    header: 'Words',
    width: '80px',
    align: 'end',
    sortValue: ({ words }) => words,
    cell: ({ words }) => number(words),
  },
  {
    id: 'speakers',
    header: 'Speakers',
    width: '15%',
    sortValue: ({ speakers }) => speakers.join(', ') || null,
    cell: ({ speakers }) => <span title={speakers.join(', ')}>{speakers.join(', ')}</span>,
  },
  {
    id: 'coded',
    header: 'Coded',
    width: '108px',
    sortValue: ({ codedShare }) => codedShare,
    cell: ({ title, codedShare }) => (
      <Meter label={`Coded share of ${title}`} value={codedShare} words={share(codedShare)} />
    ),
  },
  {
    id: 'coders',
    header: 'Coders',
    width: '88px',
    sortValue: ({ coders }) => coders.join(', ') || null,
    cell: ({ coders }) => coders.join(', '),
  },
]

/** Room for the others as long as no source has a case. */
const withoutCases = columns.filter(({ id }) => id !== 'cases')

/** The sources as rows; Enter opens one for coding. */
export function SourceTable({ sources, onEdit, onRemove, ...rest }: SourceTableProps) {
  const go = useNavigation(({ go }) => go)
  return (
    <div className={styles.table}>
      <Table
        {...rest}
        label="Sources"
        columns={sources.some(({ cases }) => cases.length > 0) ? columns : withoutCases}
        rows={sources}
        rowId={({ id }) => id}
        defaultSort={{ column: 'title', direction: 'ascending' }}
        selectionMode="multiple"
        onOpen={({ id }) => go('code', { source: id })}
        menu={ids => [
          { id: 'open', label: 'Open for coding', isDisabled: ids.length !== 1, shortcut: 'Enter' },
          { id: 'edit', label: 'Edit…' },
          { id: 'remove', label: 'Remove…', tone: 'danger', isDisabled: ids.length !== 1 },
        ]}
        onMenuAction={(action, ids) => {
          const [first] = ids
          if (first === undefined) return
          if (action === 'open') go('code', { source: first })
          else if (action === 'edit') onEdit(ids)
          else if (action === 'remove') onRemove(first)
        }}
      />
    </div>
  )
}
