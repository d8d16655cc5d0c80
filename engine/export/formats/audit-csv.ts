import { auditExport, auditOf } from '../audit.ts'
import type { ExportFormat } from '../format.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

/** Every step in a row. */
export const auditCsv: ExportFormat = {
  ...auditExport,
  ...csvFileKind,
  async make(study) {
    return csvTable(
      ['Step', 'Time (UTC)', 'Person', 'About', 'What', 'Why', 'Taken back'].map(head => ({ head })),
      auditOf(study).steps.map(({ sequence, at, who, thing, what, why, undone }) => [
        sequence,
        at.toISOString(),
        who,
        thing,
        what,
        why,
        undone ? 'yes' : '',
      ]),
      study.withheld,
    )
  },
}
