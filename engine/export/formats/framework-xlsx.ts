import type { ExportFormat } from '../format.ts'
import { frameworkExport, frameworkPages } from '../framework-table.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { type XlsxCell, xlsxFile } from '../writing/xlsx.ts'

/** One row for each construct and component, the construct named in all of them, so that rows can be filtered. */
export const frameworkXlsx: ExportFormat = {
  ...frameworkExport,
  ...xlsxFileKind,
  make(study) {
    const { studyTitle, day, notes, frameworks } = frameworkPages(study)
    return xlsxFile([
      {
        name: 'Framework table',
        columns: [
          { head: 'Framework', width: 28 },
          { head: 'Construct', width: 26 },
          { head: 'Component', width: 30 },
          { head: 'Definition', width: 80 },
        ],
        rows: frameworks.flatMap(({ name, lines }) =>
          lines.map(({ construct, component, definition }): XlsxCell[] => [
            name,
            { text: construct, indent: 0, bold: component === '' },
            component,
            definition,
          ]),
        ),
      },
      aboutSheet([
        ['Study', studyTitle],
        ['Exported', day],
        ...notes.map((note): [string, string] => ['Note', note]),
        ...frameworks.map(({ name, about, description }): [string, string] => [
          'Framework',
          [`${name}. ${about}`, description].join(' ').trim(),
        ]),
      ]),
    ])
  },
}
