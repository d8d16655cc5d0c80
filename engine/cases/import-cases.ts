import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { cases } from '#shared/contract/cases.ts'
import { TandemError } from '#shared/errors.ts'
import type { CaseImportPreview, CaseMapping } from '#shared/model/case.ts'
import type { TableSheets } from '#shared/model/record.ts'
import type { FileRef } from '#shared/model/source.ts'
import { first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { findFile } from '../sources/found-file.ts'
import { sheetsOf } from '../sources/sheets.ts'
import type { Tools, Working } from '../tools.ts'
import { guessMapping, known } from './guess-columns.ts'
import { type ImportPlan, type PlannedRow, planImport } from './import-plan.ts'
import { wordsOfNear } from './near-sites.ts'
import { caseTable } from './queries.ts'
import { nameKey } from './same-name.ts'
import { looksLikeSeveral } from './sites-named.ts'
import { cellsOf, type TableCells } from './table-cells.ts'

/** Rows that a preview shows one by one. */
const shownRows = 500

export const caseImportHandlers: Pick<Handlers<typeof cases>, 'preview' | 'import'> = {
  async preview(working, input) {
    const held =
      'file' in input ? await readTable(working, input.file, input.sheet) : heldTable(working, input.preview)
    const now = caseTable(working.reading.db)
    const sites = now.cases.filter(one => one.kind === 'site').map(one => one.name)
    const mapping =
      ('mapping' in input ? input.mapping : undefined) ?? guessedMapping(held.table, now.attributes, sites)
    return shown(held, mapping, planImport(held.table, mapping, now), now.attributes)
  },

  async import(working, { preview, mapping }) {
    if (!working.reading.asking.manages) signedIn(working.reading.asking)
    const { fileName, table } = heldTable(working, preview)
    working.progress(0, 1, fileName)
    await working.breathe()
    const plan = working.step(tools => {
      const plan = planImport(table, mapping, caseTable(tools.db))
      const { counts } = countsOf(plan)
      tools.record(
        'cases.imported',
        `Took cases from ${fileName}: ${counts.new} new, ${counts.changed} changed`,
        changesOf(tools, plan),
      )
      return plan
    })
    working.progress(1, 1, 'Done')
    const { new: fresh, changed: others, unchanged, unreadable } = countsOf(plan).counts
    return { new: fresh, changed: others, unchanged, unreadable }
  },
}

interface Held {
  preview: string
  fileName: string
  sheets: TableSheets | null
  table: TableCells
}

const cells = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  headRow: z.int().min(1),
})

/** Reads a file in the disposable parser and holds its table. */
async function readTable(working: Working, file: FileRef, sheet: string | undefined): Promise<Held> {
  const found = await findFile(working, file, { asTable: true, ...(sheet === undefined ? {} : { sheet }) })
  const preview = randomUUID()
  working.window.host.previews.put(preview, found, found.is === 'documents' ? found.bytes.byteLength * 3 : 0)
  return heldTable(working, preview)
}

function heldTable(working: Working, preview: string): Held {
  const held = working.window.host.previews.get(preview)
  if (!held) {
    throw new TandemError('not-found', 'What was previewed is no longer held.', 'Choose the file again.')
  }
  const { fileName } = held
  const read = cells.safeParse(held.is === 'documents' ? held.documents[0]?.table : undefined)
  if (!read.success) {
    throw new TandemError(
      'unsupported-file',
      `${fileName} is not a table.`,
      'Choose an .xlsx or .csv file with the column names in its first row and a case in each row below.',
    )
  }
  return { preview, fileName, sheets: sheetsOf(held), table: cellsOf(read.data) }
}

/** The guess, with columns whose names cannot both be attributes left out. */
function guessedMapping(
  table: TableCells,
  attributes: Parameters<typeof guessMapping>[1],
  sites: readonly string[],
): CaseMapping {
  const guess = guessMapping(table, attributes, sites)
  const seen = new Set(['name', 'site', 'note'])
  return {
    ...guess,
    attributes: guess.attributes.filter(({ name }) => {
      const isNew = !seen.has(nameKey(name))
      seen.add(nameKey(name))
      return isNew
    }),
  }
}

function countsOf({ rows }: ImportPlan): { counts: CaseImportPreview['counts']; leftOut: number } {
  const count = (status: PlannedRow['status']) => rows.filter(row => row.status === status).length
  return {
    counts: {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      unreadable: rows.reduce((sum, row) => sum + row.unreadable.length, 0),
      rows: rows.length,
    },
    leftOut: count('left out'),
  }
}

function shown(
  { preview, fileName, sheets, table }: Held,
  mapping: CaseMapping,
  plan: ImportPlan,
  attributes: Parameters<typeof guessMapping>[1],
): CaseImportPreview {
  const { counts, leftOut } = countsOf(plan)
  const telling = plan.rows.filter(row => row.status !== 'unchanged' || row.unreadable.length > 0)
  const wholes = plan.sites.filter(looksLikeSeveral)
  const unused = table.columns.filter(
    (_, n) =>
      n !== mapping.name && n !== mapping.site && !mapping.attributes.some(({ column }) => column === n),
  )
  return {
    fileName,
    preview,
    columns: table.columns,
    sheets,
    mapping,
    known: Object.fromEntries(
      table.columns.flatMap((head, column) => {
        const named = mapping.attributes.find(one => one.column === column)?.name ?? head
        const of = known(attributes, mapping.kind, named)
        return of ? [[column, of.id]] : []
      }),
    ),
    counts,
    rows: telling.slice(0, shownRows).map(({ of: _, site: __, note: ___, values: ____, ...row }) => row),
    near: plan.near,
    notes: [
      ...wordsOfNear(plan.near, mapping.sitesApart === true),
      ...plan.said,
      ...(plan.sites.length > 0 ? [`New sites: ${listed(plan.sites.map(quoted))}.`] : []),
      ...(wholes.length > 0
        ? [`Taken as one site each: ${listed(wholes.map(quoted))}. Write several apart by a semicolon.`]
        : []),
      ...plan.attributes.flatMap(({ id, name, fresh }) =>
        id !== null && fresh.length > 0 ? [`New choices of “${name}”: ${listed(fresh)}.`] : [],
      ),
      ...(unused.length > 0 ? [`Columns left out: ${listed(unused)}.`] : []),
      ...(leftOut > 0 ? [`${leftOut} ${leftOut === 1 ? 'row is' : 'rows are'} left out.`] : []),
      ...(telling.length > shownRows ? [`The first ${shownRows} rows that change something are shown.`] : []),
    ],
  }
}

const quoted = (name: string): string => `“${name}”`

const listed = (names: readonly string[]): string =>
  names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ')

const keptValue = 'SELECT id FROM case_values WHERE "case" = ? AND attribute = ?'

function changesOf({ db, newId, now }: Tools, plan: ImportPlan): (Change | null)[] {
  const taking = plan.rows.filter(row => row.status === 'new' || row.status === 'changed')
  if (taking.length === 0) return []
  const sites = new Map(
    caseTable(db)
      .cases.filter(one => one.kind === 'site')
      .map(one => [nameKey(one.name), one.id]),
  )
  const row = (kind: string, name: string, site: string | null, note = '') => ({
    kind,
    name,
    site,
    note,
    created_at: now,
  })
  const changes: (Change | null)[] = plan.sites.map(name => {
    const id = newId()
    sites.set(nameKey(name), id)
    return made('cases', id, row('site', name, null))
  })
  let position = value<number>(db, 'SELECT coalesce(max(position), 0) AS top FROM attributes')
  const attributes = new Map<number, string>()
  for (const { column, id, name, type, choices, fresh } of plan.attributes) {
    if (!taking.some(({ values }) => values.has(column))) continue
    const is = id ?? newId()
    attributes.set(column, is)
    if (id !== null) {
      if (fresh.length > 0) changes.push(changed(db, 'attributes', id, { choices: JSON.stringify(choices) }))
      continue
    }
    position += 1
    const kept = JSON.stringify(type === 'choice' ? choices : [])
    changes.push(made('attributes', is, { about: plan.kind, name, type, choices: kept, position }))
  }
  for (const { of, name, site, note, values } of taking) {
    const id = of?.id ?? newId()
    const at = site === undefined ? (of?.site ?? null) : (sites.get(nameKey(site)) ?? null)
    changes.push(
      of
        ? changed(db, 'cases', id, { site: at, note: note ?? of.note })
        : made('cases', id, row(plan.kind, name, at, note)),
    )
    for (const [column, text] of values) {
      const attribute = attributes.get(column)
      if (attribute === undefined) continue
      const known = of && first<{ id: string }>(db, keptValue, id, attribute)
      changes.push(
        known
          ? changed(db, 'case_values', known.id, { value: text })
          : made('case_values', newId(), { case: id, attribute, value: text }),
      )
    }
  }
  return changes
}
