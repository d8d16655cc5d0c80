import type { ExportFormat } from '../format.ts'
import type { GridExport } from '../grid-pages.ts'
import { gridTable } from '../grid-table.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { type XlsxCell, xlsxFile } from '../writing/xlsx.ts'

/** A grid as a workbook: the grid on a sheet, its passages by number on the next. */
export const gridXlsx = ({ pages, ...grid }: GridExport): ExportFormat => ({
  ...grid,
  ...xlsxFileKind,
  make(study) {
    const of = pages(study)
    return xlsxFile([
      { name: grid.whatName, ...gridTable(of, { withNumbers: true }) },
      {
        name: 'Passages',
        columns: [
          { head: 'Number', width: 9 },
          { head: 'Passage', width: 60 },
          { head: 'Attribution', width: 24 },
          { head: 'Themes', width: 34 },
          { head: of.aboutHead, width: 24 },
          { head: 'Source', width: 24 },
          { head: 'Codes', width: 26 },
          { head: 'Polarity', width: 12 },
          { head: 'Coder', width: 18 },
        ],
        rows: of.passages.map((passage): XlsxCell[] => [
          passage.number,
          passage.text,
          passage.attribution,
          passage.themes,
          passage.abouts,
          passage.source,
          passage.codes,
          passage.polarity,
          passage.coder,
        ]),
      },
      aboutSheet([
        ['Study', of.studyTitle],
        ['Exported', of.day],
        ...of.notes.map((note): [string, string] => ['Note', note]),
      ]),
    ])
  },
})
