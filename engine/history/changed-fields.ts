import { all, type Cell, type Db, type Row } from '../db/sql.ts'
import { listed } from '../export/agreement-words.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import type { FoldedTable } from './changes.ts'
import { removedRows } from './removed-rows.ts'

/** The kinds of entry whose summary names a thing and leaves open what of it changed. */
const openKinds = new Set([
  'attribute.changed',
  'case.values',
  'code.changed',
  'code.moved',
  'contact.changed',
  'member.changed',
  'source.changed',
  'study.changed',
  'theme.changed',
  'theme.moved',
  'theme.stated',
])

/**
 * Columns as people call them. `told`: what it was and what it is are said. The others are named only: long texts, and what
 * tells of people (titles of sources, names and particulars of cases and members), which the list has never repeated.
 */
const columns: Partial<Record<FoldedTable, Record<string, { called: string; told?: boolean }>>> = {
  codes: {
    name: { called: 'name', told: true },
    status: { called: 'status', told: true },
    definition: { called: 'definition' },
    when_to_use: { called: 'when to use it' },
    when_not: { called: 'when not to use it' },
    example: { called: 'example' },
    colour: { called: 'colour' },
  },
  themes: { name: { called: 'name', told: true }, summary: { called: 'summary' } },
  statements: { polarity: { called: 'polarity', told: true }, text: { called: 'text' } },
  sources: {
    title: { called: 'title' },
    kind: { called: 'kind', told: true },
    date: { called: 'date' },
  },
  cases: { name: { called: 'name' }, site: { called: 'site' }, note: { called: 'note' } },
  attributes: {
    name: { called: 'name', told: true },
    type: { called: 'type', told: true },
    choices: { called: 'choices' },
  },
  members: { name: { called: 'name' }, initials: { called: 'initials' }, accent: { called: 'colour' } },
  contacts: {
    date: { called: 'date' },
    mode: { called: 'mode', told: true },
    minutes: { called: 'minutes' },
    note: { called: 'note' },
  },
  studies: { title: { called: 'title', told: true }, stance: { called: 'stance', told: true } },
}

interface Told {
  entry: string
  table: FoldedTable
  id: string
  before: Row | null
  after: Row | null
  /** Of a case's value that is there now. */
  attribute: string | null
  ofCase: string | null
}

/**
 * What of a thing each of these entries changed, in words: `name from “Time” to “Waiting”, definition`. Nothing of entries
 * that say it themselves. What is named besides is named as it is called now, or was when it was removed, and a code only where
 * `me` may see it.
 */
export function changedFields(
  db: Db,
  me: string,
  entries: readonly { id: string; kind: string }[],
): Map<string, string> {
  const kinds = new Map(entries.filter(({ kind }) => openKinds.has(kind)).map(({ id, kind }) => [id, kind]))
  if (kinds.size === 0) return new Map()
  const changes = all<Omit<Told, 'before' | 'after'> & { before: string | null; after: string | null }>(
    db,
    `SELECT o.id AS entry, c.value ->> 'table' AS "table", c.value ->> 'id' AS id,
       c.value -> 'before' AS before, c.value -> 'after' AS after, v.attribute, v."case" AS ofCase
     FROM operations o CROSS JOIN json_each(o.changes) c
     LEFT JOIN case_values v ON c.value ->> 'table' = 'case_values' AND v.id = c.value ->> 'id'
     WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id, c.key`,
    JSON.stringify([...kinds.keys()]),
  ).map(
    ({ before, after, ...rest }): Told => ({
      ...rest,
      before: JSON.parse(before ?? 'null') as Row | null,
      after: JSON.parse(after ?? 'null') as Row | null,
    }),
  )
  const names = namesNow(db, me)
  const told = changes.map(ofGone(db, me))
  return new Map(
    [...Map.groupBy(told, ({ entry }) => entry)].flatMap(([entry, of]) => {
      const words = entryInWords(kinds.get(entry) ?? '', of, names)
      return words === '' ? [] : [[entry, words] as const]
    }),
  )
}

type Naming = (
  table: 'codes' | 'themes' | 'tags' | 'attributes' | 'data_sets',
  id: Cell | undefined,
) => string

/** Tells of a change to a case's value that was removed since which case and attribute it was of. */
function ofGone(db: Db, me: string): (told: Told) => Told {
  let gone: ReadonlyMap<string, Row> | undefined
  return told => {
    const { table, id, attribute, before, after } = told
    if (table !== 'case_values' || attribute !== null || (after ?? before)?.attribute !== undefined)
      return told
    gone ??= removedRows(db, me, 'case_values')
    const row = gone.get(id)
    return row ? { ...told, attribute: String(row.attribute), ofCase: String(row.case) } : told
  }
}

/** Names as they are now, or as they were when they were removed; each table read when first asked for. */
function namesNow(db: Db, me: string): Naming {
  const known = new Map<string, ReadonlyMap<string, string>>()
  const gone = new Map<string, ReadonlyMap<string, Row>>()
  const lastName = (table: FoldedTable, id: string): string | undefined => {
    const rows = gone.get(table) ?? removedRows(db, me, table)
    gone.set(table, rows)
    const row = rows.get(id)
    // What somebody proposed while coding blind is not told of by this way.
    const isTold = table !== 'codes' || row?.proposed_in === null || row?.created_by === me
    return isTold && typeof row?.name === 'string' ? row.name : undefined
  }
  return (table, id) => {
    let names = known.get(table)
    if (!names) {
      const shown = table === 'codes' ? `WHERE ${mayShowCode('x', '$me')}` : 'WHERE $me IS NOT NULL'
      const rows = all<{ id: string; name: string }>(db, `SELECT id, name FROM ${table} x ${shown}`, { me })
      names = new Map(rows.map(row => [row.id, row.name]))
      known.set(table, names)
    }
    const name = typeof id === 'string' ? (names.get(id) ?? lastName(table, id)) : undefined
    return name === undefined ? 'one that is no longer here' : `“${name}”`
  }
}

function entryInWords(kind: string, changes: readonly Told[], names: Naming): string {
  // A statement that comes to be or goes says so itself.
  if (changes.some(({ table, before, after }) => table === 'statements' && !(before && after))) return ''
  const rowsBy = new Map<string, Set<string>>()
  const rows = new Set<string>()
  for (const change of changes) {
    const row = rowOf(kind, change)
    for (const phrase of phrasesOf(kind, change, names)) {
      rows.add(row)
      rowsBy.set(phrase, (rowsBy.get(phrase) ?? new Set()).add(row))
    }
  }
  if (rowsBy.size === 0) {
    const onlyOrder = kind.endsWith('.moved') && changes.some(({ after }) => after && 'position' in after)
    return onlyOrder ? 'its place in the order' : ''
  }
  // One cell of one case is named by its summary.
  if (kind === 'case.values' && rows.size === 1 && rowsBy.size === 1) return ''
  return [...rowsBy]
    .map(([phrase, of]) => (rows.size === 1 ? phrase : `${phrase} (${whose(kind, [...of], names)})`))
    .join(', ')
}

/** The code, source or case that a change is of; steps of other kinds are about one thing. */
function rowOf(kind: string, { table, id, before, after, ofCase }: Told): string {
  const row = after ?? before
  if (table === 'source_tags') return String(row?.source)
  if (table === 'case_values') return String(ofCase ?? row?.case ?? id)
  return /^(code|source|case)\./.test(kind) ? id : ''
}

/** Of which things something holds: codes by name, where they are few, others by their number. */
function whose(kind: string, rows: readonly string[], names: Naming): string {
  const noun = kind.split('.')[0] ?? ''
  if (noun === 'code' && rows.length <= mostNamed) return listed(rows.map(row => names('codes', row)))
  return `${rows.length.toLocaleString('en-GB')} ${noun}${rows.length === 1 ? '' : 's'}`
}

/** More codes than this are counted. */
const mostNamed = 12

function phrasesOf(kind: string, { table, before, after, attribute }: Told, names: Naming): string[] {
  const row = after ?? before
  const way = after ? 'added' : 'taken away'
  if (table === 'source_tags') return [`tag ${names('tags', row?.tag)} ${way}`]
  if (table === 'statement_codes') return [`component ${names('codes', row?.code)} ${way}`]
  if (table === 'statement_passages') return ['the passages it rests on']
  if (table === 'contact_cases') return ['who took part']
  if (table === 'case_values')
    return kind === 'case.values' ? [names('attributes', attribute ?? row?.attribute)] : []
  if (!before || !after) return []
  return Object.keys(after).flatMap(column => columnInWords(table, column, before, after, names))
}

function columnInWords(table: FoldedTable, column: string, was: Row, is: Row, names: Naming): string[] {
  if (column === 'parent' && (table === 'codes' || table === 'themes'))
    return [was.parent === null ? 'from the top level' : `from under ${names(table, was.parent)}`]
  if (column === 'data_set') {
    const called = (set: Cell | undefined) => (set === null ? 'none' : names('data_sets', set))
    return [`data set from ${called(was.data_set)} to ${called(is.data_set)}`]
  }
  if (column === 'chosen') return ['the passages it rests on']
  if (table === 'members' && column.startsWith('is_'))
    return [`${is[column] === 1 ? 'now' : 'no longer'} a ${column.slice('is_'.length)}`]
  const known = columns[table]?.[column]
  if (!known) return []
  return [known.told ? `${known.called} from ${quoted(was[column])} to ${quoted(is[column])}` : known.called]
}

const quoted = (value: Cell | undefined): string => `“${value ?? ''}”`
