import type { ExportFormat } from '../format.ts'
import { registerExport, registerTable } from '../register.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const registerCsv: ExportFormat = {
  ...registerExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = registerTable(study)
    return csvTable(columns, rows, study.withheld)
  },
}
