import { codingsExport } from '../codings.ts'
import { codingsTable } from '../codings-table.ts'
import type { ExportFormat } from '../format.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const codingsCsv: ExportFormat = {
  ...codingsExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = codingsTable(study)
    return csvTable(columns, rows, study.withheld)
  },
}
