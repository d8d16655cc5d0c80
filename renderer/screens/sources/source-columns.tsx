import { TriangleAlert } from 'lucide-react'
import { codersTold, type SourceSummary } from '#shared/model/source.ts'
import { kindName } from '#shared/model/source-kind.ts'
import { Badge } from '../../ui/badge.tsx'
import { Meter } from '../../ui/meter.tsx'
import type { TableColumn } from '../../ui/table-head.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted, dateOf, number, share } from '../../wording.ts'
import styles from './sources.module.css'

/** A column of the sources, its width in pixels; `isUsual` where it is shown until a person chooses otherwise. */
export type SourceColumn = Omit<TableColumn<SourceSummary>, 'width'> & {
  readonly pixels: number
  readonly isUsual?: boolean
}

const joined = (names: readonly string[]) => names.join(', ')
const list = (names: readonly string[]) => <span title={joined(names)}>{joined(names)}</span>

/** Every column there is, in order. To add one: a line here. */
export const sourceColumns: readonly SourceColumn[] = [
  {
    id: 'title',
    header: 'Title',
    pixels: 240,
    isUsual: true,
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
    pixels: 92,
    isUsual: true,
    sortValue: ({ kind }) => kindName(kind),
    cell: ({ kind }) => kindName(kind),
  },
  {
    id: 'dataSet',
    header: 'Data set',
    pixels: 150,
    isUsual: true,
    sortValue: ({ dataSet }) => dataSet?.name,
    cell: ({ dataSet }) => dataSet && <span title={dataSet.name}>{dataSet.name}</span>,
  },
  {
    id: 'tags',
    header: 'Tags',
    pixels: 130,
    isUsual: true,
    sortValue: ({ tags }) => joined(tags.map(({ name }) => name)) || null,
    cell: ({ tags }) => (
      <span className={styles.tags} title={joined(tags.map(({ name }) => name))}>
        {tags.map(({ id, name }) => (
          <Badge key={id}>{name}</Badge>
        ))}
      </span>
    ),
  },
  {
    id: 'cases',
    header: 'Cases',
    pixels: 130,
    sortValue: ({ cases }) => joined(cases) || null,
    cell: ({ cases }) => list(cases),
  },
  {
    id: 'date',
    header: 'Date',
    pixels: 104,
    isUsual: true,
    sortValue: ({ date }) => date,
    cell: ({ date }) => date && dateOf(date),
  },
  {
    id: 'words',
    header: 'Words',
    pixels: 84,
    isUsual: true,
    align: 'end',
    sortValue: ({ words }) => words,
    cell: ({ words }) => number(words),
  },
  {
    id: 'segments',
    header: 'Parts',
    pixels: 76,
    align: 'end',
    sortValue: ({ segments }) => segments,
    cell: ({ segments }) => number(segments),
  },
  {
    id: 'speakers',
    header: 'Speakers',
    pixels: 160,
    isUsual: true,
    sortValue: ({ speakers }) => joined(speakers) || null,
    cell: ({ speakers }) => list(speakers),
  },
  {
    id: 'coded',
    header: 'Coded',
    pixels: 112,
    isUsual: true,
    sortValue: ({ codedShare }) => codedShare,
    cell: ({ title, codedShare }) => (
      <Meter label={`Coded share of ${title}`} value={codedShare} words={share(codedShare)} />
    ),
  },
  {
    id: 'thread',
    header: 'Conversation',
    pixels: 170,
    sortValue: ({ thread }) => thread?.title,
    cell: ({ thread }) =>
      thread && <span title={`${thread.title}, ${counted(thread.count, 'message')}`}>{thread.title}</span>,
  },
  {
    id: 'coders',
    header: 'Coders',
    pixels: 88,
    isUsual: true,
    sortValue: source => joined(codersTold(source)) || null,
    cell: source => list(codersTold(source)),
  },
  {
    id: 'format',
    header: 'Format',
    pixels: 84,
    sortValue: ({ format }) => format,
    cell: ({ format }) => format,
  },
  {
    id: 'file',
    header: 'File',
    pixels: 180,
    sortValue: ({ fileName }) => fileName,
    cell: ({ fileName }) => <span title={fileName}>{fileName}</span>,
  },
  {
    id: 'imported',
    header: 'Imported',
    pixels: 104,
    sortValue: ({ importedAt }) => importedAt,
    cell: ({ importedAt }) => dateOf(importedAt),
  },
]

/** The columns shown where a person has chosen none. */
export const usualColumns: readonly string[] = sourceColumns.flatMap(({ id, isUsual }) =>
  isUsual ? [id] : [],
)
