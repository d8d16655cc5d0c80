import { codebookExport } from '../codebook.ts'
import { codebookTable } from '../codebook-table.ts'
import type { ExportFormat } from '../format.ts'
import { csvTable } from '../writing/csv-table.ts'
import { csvFileKind } from '../writing/file-kinds.ts'

export const codebookCsv: ExportFormat = {
  ...codebookExport,
  ...csvFileKind,
  async make(study) {
    const { columns, rows } = codebookTable(study)
    return csvTable(columns, rows, study.withheld)
  },
}
