import type { ExportFormat } from '../format.ts'
import { registerAbout, registerExport, registerTable } from '../register.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const registerXlsx: ExportFormat = {
  ...registerExport,
  ...xlsxFileKind,
  make: study =>
    xlsxFile([{ name: 'Adjudication', ...registerTable(study) }, aboutSheet(registerAbout(study))]),
}
