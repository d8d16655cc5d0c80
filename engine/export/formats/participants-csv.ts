import type { ExportFormat } from '../format.ts'
import { participantsExport } from '../participants.ts'
import { participantsTable } from '../participants-table.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const participantsCsv: ExportFormat = {
  ...participantsExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = participantsTable(study)
    return csvTable(columns, rows, false)
  },
}
