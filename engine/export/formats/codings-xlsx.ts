import { codingsExport } from '../codings.ts'
import { codingsAbout, codingsTable } from '../codings-table.ts'
import type { ExportFormat } from '../format.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const codingsXlsx: ExportFormat = {
  ...codingsExport,
  ...xlsxFileKind,
  make: study => xlsxFile([{ name: 'Codings', ...codingsTable(study) }, aboutSheet(codingsAbout(study))]),
}
