import type { ExportFormat } from '../format.ts'
import { matrixExport, printedMatrix } from '../matrix.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { type XlsxCell, xlsxFile } from '../writing/xlsx.ts'

export const matrixXlsx: ExportFormat = {
  ...matrixExport,
  ...xlsxFileKind,
  make(study) {
    const { columns, rows, studyTitle, day, notes } = printedMatrix(study)
    return xlsxFile([
      {
        name: 'Matrix',
        columns: [{ head: 'Code or theme', width: 40 }, ...columns.map(head => ({ head, width: 14 }))],
        rows: rows.map(({ name, depth, figures }): XlsxCell[] => [
          { text: name, indent: depth, bold: false },
          ...figures,
        ]),
      },
      aboutSheet([
        ['Study', studyTitle],
        ['Exported', day],
        ...notes.map((note): [string, string] => ['Note', note]),
      ]),
    ])
  },
}
