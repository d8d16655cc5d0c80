import type { ExportFormat } from '../format.ts'
import { newCodesExport, newCodesOf } from '../new-codes.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const newCodesCsv: ExportFormat = {
  ...newCodesExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows, layer } = newCodesOf(study)
    return csvTable(
      [{ head: 'Layer', width: 14 }, ...columns],
      rows.map(row => [layer, ...row]),
      study.withheld,
    )
  },
}
