import type { ExportFormat } from '../format.ts'
import { queryAbout, queryExport, queryTable } from '../queries.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const queryXlsx: ExportFormat = {
  ...queryExport,
  ...xlsxFileKind,
  async make(study) {
    const queries = await study.queries()
    return xlsxFile([{ name: 'Places', ...queryTable(queries) }, aboutSheet(queryAbout(study, queries))])
  },
}
