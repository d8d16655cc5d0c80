import type { ExportFormat } from '../format.ts'
import { participantsExport } from '../participants.ts'
import { participantsTable } from '../participants-table.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const participantsXlsx: ExportFormat = {
  ...participantsExport,
  ...xlsxFileKind,
  make(study) {
    const { columns, rows, of } = participantsTable(study)
    return xlsxFile([
      { name: 'Participants', columns, rows },
      aboutSheet([
        ['Study', of.studyTitle],
        ['Exported', of.day],
        ...of.notes.map((note): [string, string] => ['Note', note]),
      ]),
    ])
  },
}
