import type { ExportFormat } from '../format.ts'
import { frameworkChanges, frameworkChangesExport, type Part, tables } from '../framework-changes.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { type XlsxSheet, xlsxFile } from '../writing/xlsx.ts'

export const frameworkChangesXlsx: ExportFormat = {
  ...frameworkChangesExport,
  ...xlsxFileKind,
  make(study) {
    const { frameworks, studyTitle, day, notes } = frameworkChanges(study)
    const sheet = (
      name: string,
      { heads, shares }: Pick<Part, 'heads' | 'shares'>,
      which: (at: number) => boolean,
      isPartNamed = false,
    ): XlsxSheet => ({
      name,
      columns: [
        { head: 'Framework', width: 18 },
        ...(isPartNamed ? [{ head: 'Versions', width: 26 }] : []),
        ...heads.map((head, at) => ({ head, width: Math.round(130 * (shares[at] ?? 0)) })),
      ],
      rows: frameworks.flatMap(framework =>
        framework.parts
          .filter((_, at) => which(at))
          .flatMap(part =>
            part.rows.map(row => [framework.name, ...(isPartNamed ? [part.name] : []), ...row]),
          ),
      ),
    })
    return xlsxFile([
      sheet('Codes', tables.codes, at => at === 0),
      sheet('Change log', tables.log, at => at === 1),
      sheet('Version differences', tables.differences, at => at > 1, true),
      aboutSheet([
        ['Study', studyTitle],
        ['Exported', day],
        ...notes.map((note): [string, string] => ['Note', note]),
      ]),
    ])
  },
}
