import type { ExportFormat } from '../format.ts'
import { newCodesExport, newCodesOf } from '../new-codes.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const newCodesXlsx: ExportFormat = {
  ...newCodesExport,
  ...xlsxFileKind,
  make(study) {
    const { columns, rows, studyTitle, day, notes } = newCodesOf(study)
    return xlsxFile([
      { name: 'New codes', columns, rows },
      aboutSheet([
        ['Study', studyTitle],
        ['Exported', day],
        ...notes.map((note): [string, string] => ['Note', note]),
      ]),
    ])
  },
}
