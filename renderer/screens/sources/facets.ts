import { codersTold, type SourceSummary } from '#shared/model/source.ts'
import { kindName, sourceKinds } from '#shared/model/source-kind.ts'

/** One value that sources can be told apart by; `id` is what a kept filter names it by, '' for having none. */
export interface FacetValue {
  id: string
  label: string
}

/** One thing to filter sources by. To add one: a line in `facets`. */
export interface Facet {
  id: string
  label: string
  valuesOf(source: SourceSummary): FacetValue[]
  /** The order values are offered in; by label where absent. */
  order?: readonly string[]
}

const plain = (id: string): FacetValue => ({ id, label: id })
const orNone = (values: FacetValue[], none: string): FacetValue[] =>
  values.length > 0 ? values : [{ id: '', label: none }]

export const facets: readonly Facet[] = [
  {
    id: 'kind',
    label: 'Kind',
    valuesOf: ({ kind }) => [{ id: kind, label: kindName(kind) }],
    order: sourceKinds.map(({ id }) => id),
  },
  {
    id: 'dataSet',
    label: 'Data set',
    valuesOf: ({ dataSet }) =>
      orNone(dataSet ? [{ id: dataSet.id, label: dataSet.name }] : [], 'In no data set'),
  },
  {
    id: 'tag',
    label: 'Tag',
    valuesOf: ({ tags }) =>
      orNone(
        tags.map(({ id, name }) => ({ id, label: name })),
        'Without a tag',
      ),
  },
  { id: 'case', label: 'Case', valuesOf: ({ cases }) => orNone(cases.map(plain), 'Of no case') },
  {
    id: 'thread',
    label: 'Conversation',
    valuesOf: ({ thread }) =>
      orNone(
        thread && thread.count > 1 ? [{ id: thread.id, label: thread.title }] : [],
        'In no conversation',
      ),
  },
  {
    id: 'coded',
    label: 'Coded',
    // By the share that the list shows: what is coded in the quoted part of an email alone counts for none.
    valuesOf: ({ codedShare }) => [
      codedShare > 0 ? { id: 'coded', label: 'With codings' } : { id: 'uncoded', label: 'Without codings' },
    ],
    order: ['coded', 'uncoded'],
  },
  { id: 'coder', label: 'Coder', valuesOf: source => orNone(codersTold(source).map(plain), 'Nobody') },
  { id: 'format', label: 'Format', valuesOf: ({ format }) => [plain(format)] },
  {
    id: 'warnings',
    label: 'Warnings',
    valuesOf: ({ warnings }) => [
      warnings.length > 0
        ? { id: 'some', label: 'The import said something' }
        : { id: 'none', label: 'The import said nothing' },
    ],
    order: ['some', 'none'],
  },
]
