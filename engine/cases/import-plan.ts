import { TandemError } from '#shared/errors.ts'
import type {
  Attribute,
  Case,
  CaseImportRow,
  CaseKind,
  CaseMapping,
  CaseTable,
  NearSite,
} from '#shared/model/case.ts'
import { longestName } from '#shared/text/name.ts'
import { dateColumn } from './date-columns.ts'
import { choicesIn, known, valuesIn } from './guess-columns.ts'
import { siteKey, siteNames } from './near-sites.ts'
import { nameKey } from './same-name.ts'
import { type SitesNamed, siteReader } from './sites-named.ts'
import type { TableCells } from './table-cells.ts'
import { readValue } from './values.ts'

/** An attribute a column goes to: one that is there, perhaps with choices to come, or one to be made. */
export interface PlannedAttribute {
  column: number
  name: string
  /** The id of the attribute that is there, or null. */
  id: string | null
  type: Attribute['type']
  choices: string[]
  /** Choices that are not there yet. */
  fresh: string[]
}

/** A row to be taken: the case it is, or null for one to be made. */
export interface PlannedRow extends CaseImportRow {
  of: Case | null
  /** The site's name as it will be kept; undefined where the row does not say. */
  site: string | undefined
  /** The note as it will be kept, where sites go to it; else undefined. */
  note: string | undefined
  /** Values to be written, by column. */
  values: Map<number, string>
}

export interface ImportPlan {
  kind: CaseKind
  attributes: PlannedAttribute[]
  /** Names of sites that are not there yet. */
  sites: string[]
  /** Names of sites that may be one with another. */
  near: NearSite[]
  rows: PlannedRow[]
  /** What is to be said of how columns are read, a sentence each. */
  said: string[]
}

/**
 * What taking a table in would change: cases are matched by name, letter case and spaces put aside. An empty cell says
 * nothing and leaves what is there; so does one that cannot be read. A person for whom several sites are named keeps them
 * in the note, and belongs to none of them unless somebody chose one. Throws where columns are named twice.
 */
export function planImport(table: TableCells, mapping: CaseMapping, now: CaseTable): ImportPlan {
  check(table, mapping)
  const { kind } = mapping
  const attributes = mapping.attributes.map(column => planAttribute(table, mapping, column, now.attributes))
  const sitesThere = now.cases.filter(one => one.kind === 'site')
  const kept = siteNames(
    sitesThere.map(one => one.name),
    mapping.sitesApart === true,
  )
  const siteOf = new Map(sitesThere.map(one => [one.id, one.name]))
  const there = new Map(now.cases.filter(one => one.kind === kind).map(one => [nameKey(one.name), one]))
  const sites: string[] = []
  const spelled = (site: string): string => {
    if (kept.find(site) === undefined) sites.push(site)
    return kept.keep(site)
  }
  const dates = new Map(
    attributes
      .filter(({ type }) => type === 'date')
      .map(({ column }) => [
        column,
        dateColumn(table.rows.map(({ number, cells }) => ({ row: number, text: cells[column] ?? '' }))),
      ]),
  )
  const namedFor = sitesByPerson(table, mapping, new Set(sitesThere.map(one => nameKey(one.name))))
  const taken = new Map<string, number>()
  const rows = table.rows.map(({ number, cells }): PlannedRow => {
    const written = tidy(cells[mapping.name] ?? '')
    const name = kind === 'site' && written !== '' ? kept.keep(written) : written
    const of = there.get(nameKey(name)) ?? null
    const row: PlannedRow = {
      number,
      name: of?.name ?? name,
      status: of ? 'unchanged' : 'new',
      changes: [],
      unreadable: [],
      of,
      site: undefined,
      note: undefined,
      values: new Map(),
    }
    const named = oneEach(
      namedFor(written),
      site => kept.find(site) ?? (mapping.sitesApart ? site : siteKey(site)),
    )
    const isOfSeveral = named.names.length > 1 || named.doubtful !== null
    const why = whyLeftOut(name, taken.get(nameKey(name)), isOfSeveral)
    if (why !== null) return { ...row, name, status: 'left out', why }
    taken.set(nameKey(name), number)
    const before = siteOf.get(of?.site ?? '') ?? ''
    const tooLong = [...named.names, named.doubtful ?? ''].find(site => site.length > longestName)
    const [only] = named.names
    if (tooLong !== undefined) {
      row.unreadable.push({
        column: 'Site',
        value: tooLong.slice(0, 80),
        why: `is longer than ${longestName} characters`,
      })
    } else if (isOfSeveral) keepSites(row, { ...named, names: named.names.map(spelled) }, before)
    else if (only !== undefined) {
      const site = spelled(only)
      if (nameKey(before) !== nameKey(site)) {
        row.site = site
        row.changes.push({ column: 'Site', before, after: site })
      }
    }
    for (const attribute of attributes) {
      const cell = cells[attribute.column]?.trim() ?? ''
      if (cell === '') continue
      const read = dates.get(attribute.column)?.read(cell) ?? readValue(attribute, cell)
      const was = (attribute.id === null ? undefined : of?.values[attribute.id]) ?? ''
      if ('why' in read)
        row.unreadable.push({ column: attribute.name, value: cell.slice(0, 200), why: read.why })
      else if (read.value !== was) {
        row.values.set(attribute.column, read.value)
        row.changes.push({ column: attribute.name, before: was, after: read.value })
      }
    }
    if (of && row.changes.length > 0) row.status = 'changed'
    return row
  })
  const said = attributes.flatMap(({ column, name }) => {
    const of = dates.get(column)?.said ?? null
    return of === null ? [] : [`“${name}” ${of}.`]
  })
  return { kind, attributes, sites, near: kept.near(), rows, said }
}

/** What a table names for a person's site, in all the rows that have their name. */
function sitesByPerson(
  { rows }: TableCells,
  { name, site }: CaseMapping,
  there: ReadonlySet<string>,
): (person: string) => SitesNamed {
  if (site === null) return () => ({ names: [], doubtful: null })
  const read = siteReader(
    rows.map(({ cells }) => cells[site] ?? ''),
    there,
  )
  const ofPerson = Map.groupBy(rows, ({ cells }) => nameKey(cells[name] ?? ''))
  return person => read((ofPerson.get(nameKey(person)) ?? []).map(({ cells }) => cells[site] ?? ''))
}

/** The sites named for a person, those that are one only once, as first written. */
const oneEach = ({ names, doubtful }: SitesNamed, called: (site: string) => string): SitesNamed => ({
  names: [...new Map(names.toReversed().map(name => [nameKey(called(name)), name])).values()].toReversed(),
  doubtful,
})

/** Keeps several sites of a person in the note, and says so where none of them was chosen yet. */
function keepSites(row: PlannedRow, { names, doubtful }: SitesNamed, chosen: string): void {
  const all = [...names, ...(doubtful === null ? [] : [doubtful])].join('; ')
  if (!names.some(name => nameKey(name) === nameKey(chosen))) {
    row.unreadable.push({
      column: 'Site',
      value: all.slice(0, 200),
      why: `${doubtful === null ? `is ${names.length} sites` : 'may be several sites'}, and a person belongs to one: the note keeps it, and one can be chosen under Cases`,
    })
  }
  const before = row.of?.note ?? ''
  const line = `Sites: ${all}`
  if (before.split('\n').includes(line)) return
  row.note = before.trim() === '' ? line : `${before}\n${line}`
  row.changes.push({ column: 'Note', before, after: row.note })
}

function planAttribute(
  table: TableCells,
  { kind }: CaseMapping,
  { column, name, type }: CaseMapping['attributes'][number],
  attributes: readonly Attribute[],
): PlannedAttribute {
  const of = known(attributes, kind, name)
  const is = of?.type ?? type
  const choices = of?.choices ?? []
  const fresh =
    is === 'choice'
      ? choicesIn(valuesIn(table, column).filter(value => value.length <= longestName)).filter(
          value => !choices.some(choice => nameKey(choice) === nameKey(value)),
        )
      : []
  return {
    column,
    name: of?.name ?? name,
    id: of?.id ?? null,
    type: is,
    choices: [...choices, ...fresh],
    fresh,
  }
}

function whyLeftOut(name: string, before: number | undefined, isOfSeveral: boolean): string | null {
  if (name === '') return 'It has no name.'
  if (name.length > longestName) return `Its name is longer than ${longestName} characters.`
  if (before === undefined) return null
  return `The same name stands in row ${before}${isOfSeveral ? '; all its sites are kept in the note there' : ''}.`
}

function check({ columns }: TableCells, { kind, name, site, attributes }: CaseMapping): void {
  const used = [name, ...(site === null ? [] : [site]), ...attributes.map(({ column }) => column)]
  const refuse = (message: string, hint: string): never => {
    throw new TandemError('bad-input', message, hint)
  }
  if (used.some(column => column >= columns.length)) {
    refuse('The table has no such column.', 'Choose among the columns it has.')
  }
  if (new Set(used).size < used.length) {
    refuse('A column of the table is used twice.', 'Give each column one use.')
  }
  if (kind === 'site' && site !== null)
    refuse('Only a person belongs to a site.', 'Leave out the site’s column.')
  const names = attributes.map(one => nameKey(one.name))
  const twice = attributes.find((one, n) => names.indexOf(nameKey(one.name)) < n)
  if (twice) refuse(`Two columns are called “${twice.name}”.`, 'Name one of them otherwise or leave it out.')
  const reserved = attributes.find(one => ['name', 'site', 'note'].includes(nameKey(one.name)))
  if (reserved) {
    refuse(
      `An attribute cannot be called “${reserved.name}”: every case has one already.`,
      'Name it otherwise or leave it out.',
    )
  }
}

const tidy = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ')
