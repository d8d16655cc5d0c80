import type { ExportFormat } from '../format.ts'
import {
  type PrintedStatement,
  type ThemeTable,
  themeHeads,
  themesExport,
  themeTable,
} from '../theme-table.ts'
import { type Cell, paragraph, runs, table } from '../writing/docx-blocks.ts'
import { contentWidth, docxFile } from '../writing/docx-file.ts'
import { docxFileKind } from '../writing/file-kinds.ts'

/** Shares of the page's width that the four columns take. */
const shares = [0.17, 0.17, 0.33, 0.33]

export const themesDocx: ExportFormat = {
  ...themesExport,
  ...docxFileKind,
  make(study) {
    const of = themeTable(study)
    const width = contentWidth(true)
    return docxFile({
      name: themesExport.whatName,
      studyTitle: of.studyTitle,
      day: of.day,
      madeAt: study.madeAt,
      notes: of.notes,
      landscape: true,
      continued: true,
      body: tablesOf(of).flatMap(({ name, rows }, n) => [
        ...(n === 0 ? [] : [paragraph('Note', '')]),
        table(
          shares.map(share => Math.floor(width * share)),
          themeHeads.map(head => paragraph('CellHead', head)),
          rows,
          { band: bandOf(name), breaks: fillsAPage },
        ),
      ]),
    })
  },
}

/** A table for each theme, so that every page it goes on to is headed by its name too; one with nothing in it follows the last. */
function tablesOf({ bands }: ThemeTable): { name: string; rows: Cell[][] }[] {
  const tables: { name: string; rows: Cell[][] }[] = []
  for (const { name, rows } of bands) {
    const last = tables.at(-1)
    if (rows.length === 0 && last) last.rows.push([bandOf(name)])
    else tables.push({ name, rows: rows.map(rowOf) })
  }
  return tables
}

const bandOf = (name: string): Cell => ({
  blocks: [paragraph('Cell', runs(name, { bold: true }), { keepNext: true })],
  shaded: true,
  span: shares.length,
})

const rowOf = (row: ThemeTable['bands'][number]['rows'][number]): Cell[] => [
  { blocks: [paragraph('Cell', row.name)] },
  {
    blocks: filled(
      row.constructs.flatMap(construct => [
        paragraph('Cell', construct.components.length === 0 ? construct.name : `${construct.name}:`),
        ...construct.components.map(component => paragraph('Cell', `– ${component.name}`)),
      ]),
    ),
  },
  { blocks: filled(row.facilitators.map(statement)) },
  { blocks: filled(row.barriers.map(statement)) },
]

/** So many statements may be taller than a page: their row breaks. Any other goes whole onto the next, with its sub-theme's name. */
const fillsAPage = (row: readonly Cell[]): boolean => row.some(({ blocks }) => blocks.length > 12)

const statement = ({ components, text, sources }: PrintedStatement) =>
  paragraph('Cell', [
    ...runs(`${components}: `, { bold: true }),
    ...runs(`${text}${sources === '' ? '' : ` (${sources})`}`),
  ])

/** A cell of a document holds a paragraph at least. */
const filled = <T>(blocks: T[]): T[] | ReturnType<typeof paragraph>[] =>
  blocks.length > 0 ? blocks : [paragraph('Cell', '')]
