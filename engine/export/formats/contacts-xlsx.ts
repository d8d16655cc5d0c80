import { absences, byMonth, contactLog, contactsExport, perSite, underTable } from '../contacts.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf } from '../words.ts'
import { aboutSheet } from '../writing/about-sheet.ts'
import { xlsxFileKind } from '../writing/file-kinds.ts'
import { xlsxFile } from '../writing/xlsx.ts'

export const contactsXlsx: ExportFormat = {
  ...contactsExport,
  ...xlsxFileKind,
  make(study) {
    const table = study.contactTable()
    return xlsxFile([
      { name: 'Sites', ...perSite(table) },
      { name: 'Contacts', ...contactLog(study) },
      { name: 'Minutes by month', ...byMonth(table) },
      ...absences(table).map(({ of, ...rest }) => ({ name: of, ...rest })),
      aboutSheet([['Study', study.study.title], ['Exported', dayOf(study.madeAt)], ...underTable(table)]),
    ])
  },
}
