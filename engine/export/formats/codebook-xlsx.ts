import { codebookExport } from '../codebook.ts'
import { codebookAbout, codebookTable } from '../codebook-table.ts'
import type { ExportFormat } from '../format.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const codebookXlsx: ExportFormat = {
  ...codebookExport,
  ...xlsxFileKind,
  make(study) {
    const { columns, rows, book } = codebookTable(study)
    return xlsxFile([{ name: 'Coding framework', columns, rows }, aboutSheet(codebookAbout(book))])
  },
}
