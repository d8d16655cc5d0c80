import { contactsExport, perSiteExplained } from '../contacts.ts'
import type { ExportFormat } from '../format.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const contactsCsv: ExportFormat = {
  ...contactsExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = perSiteExplained(study.contactTable())
    return csvTable(columns, rows, false)
  },
}
