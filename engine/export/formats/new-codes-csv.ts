import type { ExportFormat } from '../format.ts'
import { newCodesExport, newCodesOf } from '../new-codes.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const newCodesCsv: ExportFormat = {
  ...newCodesExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = newCodesOf(study)
    return csvTable(columns, rows, study.withheld)
  },
}
