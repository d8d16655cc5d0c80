import type { ExportFormat } from '../format.ts'
import { queryExport, queryTable } from '../queries.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const queryCsv: ExportFormat = {
  ...queryExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = queryTable(await study.queries())
    return csvTable(columns, rows, study.withheld)
  },
}
