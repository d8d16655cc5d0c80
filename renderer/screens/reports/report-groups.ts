import type { ReportKind } from '#shared/model/report.ts'

/** Reports that belong together, under the words that head them. */
export interface ReportGroup {
  name: string
  kinds: ReportKind[]
}

const groups: readonly (readonly [name: string, kinds: readonly string[]])[] = [
  ['Everything', ['pack']],
  ['Framework', ['codebook', 'framework', 'framework-changes']],
  ['Themes and memos', ['themes', 'summaries', 'convergence', 'new-codes', 'memos', 'quotes']],
  ['Coded data', ['codings', 'matrix']],
  ['People and contacts', ['participants', 'contacts']],
  ['Rounds and agreement', ['plan', 'agreement', 'adjudication', 'minutes']],
  ['The record', ['audit', 'srqr']],
]
const grouped = new Set(groups.flatMap(([, kinds]) => kinds))

/** Kinds of reports in groups, the pack before what is in it; what no group names is last. */
export const inGroups = (kinds: readonly ReportKind[]): ReportGroup[] =>
  [
    ...groups.map(([name, ids]) => ({
      name,
      kinds: ids.flatMap(id => kinds.find(kind => kind.id === id) ?? []),
    })),
    { name: 'Others', kinds: kinds.filter(({ id }) => !grouped.has(id)) },
  ].filter(group => group.kinds.length > 0)
