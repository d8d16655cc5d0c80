import type { ExportFormat } from '../format.ts'
import { themesExport, themeTable } from '../theme-table.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { type XlsxCell, xlsxFile } from '../writing/xlsx.ts'

export const themesXlsx: ExportFormat = {
  ...themesExport,
  ...xlsxFileKind,
  make(study) {
    const of = themeTable(study)
    return xlsxFile([
      {
        name: 'Statements',
        columns: [
          { head: 'Theme', width: 26 },
          { head: 'Sub-theme', width: 30 },
          { head: 'Facilitator or barrier', width: 14 },
          { head: 'Components', width: 26 },
          { head: 'Statement', width: 70 },
          { head: 'Sources of data', width: 30 },
          { head: 'Passages', width: 10 },
        ],
        rows: of.bands.flatMap(band =>
          band.rows.flatMap(row =>
            (['facilitator', 'barrier'] as const).flatMap(polarity =>
              row[`${polarity}s`].map(({ components, text, sources, passages }): XlsxCell[] => [
                band.name,
                row.name,
                polarity,
                components,
                text,
                sources,
                passages,
              ]),
            ),
          ),
        ),
      },
      {
        name: 'Framework',
        columns: [
          { head: 'Construct or component', width: 40 },
          { head: 'Statements', width: 12 },
          { head: 'Passages under themes', width: 14 },
        ],
        rows: of.coverage.map(({ name, depth, statements, passages }): XlsxCell[] => [
          { text: name, indent: depth, bold: depth === 0 },
          statements,
          passages,
        ]),
      },
      {
        name: 'Checks',
        columns: [{ head: 'What does not hold', width: 130 }],
        rows: of.checks.map((check): XlsxCell[] => [check]),
      },
      aboutSheet([
        ['Study', of.studyTitle],
        ['Exported', of.day],
        ...of.notes.map((note): [string, string] => ['Note', note]),
      ]),
    ])
  },
}
