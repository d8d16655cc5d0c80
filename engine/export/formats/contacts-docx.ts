import { absences, type ContactsTable, contactsExport, perSite, printed, underTable } from '../contacts.ts'
import type { ExportFormat } from '../format.ts'
import { dayOf } from '../words.ts'
import { type Block, heading, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** How much of the page's width the name of a site has. */
const nameShare = 0.2
/** So many reasons stand in one table; more have tables that follow. */
const inOneTable = 8

export const contactsDocx: ExportFormat = {
  ...contactsExport,
  ...docxFileKind,
  make(study) {
    const of = study.contactTable()
    const [cutOff, ...under] = underTable(of)
    const isEmpty = of.sites.length === 0
    return docxFile({
      name: contactsExport.whatName,
      studyTitle: study.study.title,
      day: dayOf(study.madeAt),
      madeAt: study.madeAt,
      notes: isEmpty ? ['The study has no sites yet.'] : [`${cutOff?.join(': ')}.`],
      landscape: true,
      body: isEmpty
        ? []
        : [
            heading(2, 'Support provided to each site'),
            written(perSite(of)),
            ...under.map(([name, words]) =>
              paragraph('Note', [...runs(`${name}: `, { bold: true }), ...runs(words)]),
            ),
            ...absences(of).flatMap(({ of: whom, ...rest }) => [
              heading(2, whom),
              ...inParts(rest).flatMap(part => [written(part), paragraph('Note', '')]),
            ]),
          ],
    })
  },
}

/** A table as several, each with the names of the sites, where it has more columns than a page. */
function inParts({ columns: [site, ...columns], rows }: ContactsTable): ContactsTable[] {
  const starts = Array.from({ length: Math.ceil(columns.length / inOneTable) }, (_, n) => n * inOneTable)
  return starts.map(from => ({
    columns: [...(site ? [site] : []), ...columns.slice(from, from + inOneTable)],
    rows: rows.map(([name = null, ...cells]) => [name, ...cells.slice(from, from + inOneTable)]),
  }))
}

function written({ columns, rows }: ContactsTable): Block {
  const width = contentWidth(true)
  const names = Math.floor(width * nameShare)
  const each = Math.floor((width - names) / Math.max(1, columns.length - 1))
  const layoutOf = (at: number) => (at > 0 ? { alignment: 'right' as const } : {})
  return table(
    columns.map((_, at) => (at === 0 ? names : each)),
    columns.map(({ head }, at) => paragraph('CellHead', head, layoutOf(at))),
    rows.map(row =>
      row.map((cell, at) => ({
        blocks: [paragraph('Cell', runs(printed(cell), { bold: at === 0 }), layoutOf(at))],
      })),
    ),
  )
}
