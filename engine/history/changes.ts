import { all, type Db, first, type Row, run } from '../db/sql.ts'

/** The tables that are the fold of the journal, parents before children. */
export const foldedTables = [
  'studies',
  'settings',
  'members',
  'data_sets',
  'sources',
  'revisions',
  'corrections',
  'record_mappings',
  'records',
  'tags',
  'source_tags',
  'saved_filters',
  'cases',
  'attributes',
  'case_values',
  'source_cases',
  'source_speakers',
  'contacts',
  'contact_cases',
  'contact_mappings',
  'attachments',
  'speaker_choices',
  'frameworks',
  'framework_versions',
  'rounds',
  'round_sources',
  'round_coders',
  'codes',
  'code_merges',
  'code_changes',
  'split_parts',
  'split_judgements',
  'revisits',
  'codes_apart',
  'code_examples',
  'agreed_rules',
  'entered_by_rule',
  'rulings',
  'meetings',
  'ruled_on',
  'ruled_readings',
  'agenda',
  'item_comments',
  'judging_rules',
  'second_judgings',
  'second_rulings',
  'codings',
  'annotations',
  'to_place',
  'themes',
  'theme_codes',
  'statements',
  'statement_codes',
  'statement_passages',
  'grid_notes',
  'memos',
  'memo_comments',
  'memo_exports',
  'saved_queries',
  'pseudonym_keys',
  'kept_results',
  'round_plans',
  'unblindings',
  'handouts',
  'returns',
] as const

export type FoldedTable = (typeof foldedTables)[number]

/**
 * What an operation did to one row: made it (`before` null), removed it (`after` null; `before` is the whole row),
 * or changed the columns named in both. Every column is the table's own; `id` is never among them.
 */
export interface Change {
  table: FoldedTable
  id: string
  before: Row | null
  after: Row | null
}

/** A row that comes to be. */
export const made = (table: FoldedTable, id: string, row: Row): Change => ({
  table,
  id,
  before: null,
  after: row,
})

/** The columns of a row that are to become other than they are; null where none would. Throws where there is no row. */
export function changed(db: Db, table: FoldedTable, id: string, columns: Row): Change | null {
  const current = rowOf(db, table, id)
  if (!current) throw new Error(`No row ${id} in ${table}`)
  const before: Row = {}
  const after: Row = {}
  for (const [column, value] of Object.entries(columns)) {
    if (!(column in current)) throw new Error(`${table} has no column ${column}`)
    if (current[column] === value) continue
    before[column] = current[column] ?? null
    after[column] = value
  }
  return Object.keys(after).length === 0 ? null : { table, id, before, after }
}

/**
 * A change that also says of these columns what they hold, and leaves them so: what the step stood on, which a later undo and
 * a merge go by. Null and whole rows as they are.
 */
export function saying(db: Db, change: Change | null, columns: readonly string[]): Change | null {
  if (!change?.before || !change.after) return change
  const current = rowOf(db, change.table, change.id)
  const said = Object.fromEntries(columns.map(column => [column, current?.[column] ?? null]))
  return { ...change, before: { ...said, ...change.before }, after: { ...said, ...change.after } }
}

/** Whether a change says of a column what it holds, and leaves it so. */
export const leaves = ({ before, after }: Change, column: string): boolean =>
  before !== null && after !== null && column in after && before[column] === after[column]

/** A change that says what it leaves alone as it stands now. */
export function saidAsItStands(db: Db, change: Change): Change {
  const { before, after } = change
  if (!before || !after) return change
  const said = Object.keys(after).filter(column => leaves(change, column))
  if (said.length === 0) return change
  const written = (from: Row) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => !said.includes(name)))
  return saying(db, { ...change, before: written(before), after: written(after) }, said) ?? change
}

/** A row that goes, with all it held, so that it can come back. Throws where there is no row. */
export function removed(db: Db, table: FoldedTable, id: string): Change {
  const current = rowOf(db, table, id)
  if (!current) throw new Error(`No row ${id} in ${table}`)
  return { table, id, before: current, after: null }
}

/** What takes changes back: the same in reverse order with before and after exchanged. */
export const inverse = (changes: readonly Change[]): Change[] =>
  changes.map(({ table, id, before, after }) => ({ table, id, before: after, after: before })).reverse()

/**
 * True where every row stands as the changes left it, so that taking them back overwrites nobody's later work. Of a row
 * for which `moved` holds the place, or a memo's text, is not compared: a correction has carried it along.
 */
export function stillStand(
  db: Db,
  changes: readonly Change[],
  moved: (change: Change) => boolean = () => false,
): boolean {
  const last = new Map<string, Change>()
  for (const change of changes) last.set(`${change.table} ${change.id}`, change)
  return [...last.values()].every(change => {
    const { table, id, after } = change
    const current = rowOf(db, table, id)
    if (after === null) return current === null
    if (current === null) return false
    const differing = Object.entries(after).filter(
      ([column, value]) => current[column] !== value && !leaves(change, column),
    )
    return differing.length === 0 || (differing.every(([column]) => carried.has(column)) && moved(change))
  })
}

/** The columns that say where in a text something stands, or hold what does. */
const carried = new Set(['revision', 'start', 'end', 'body'])

/** Does to the tables what the change says. Constraints and triggers may refuse it. */
export function applyChange(db: Db, { table, id, before, after }: Change): void {
  const columns = columnsOf(db, table)
  if (after === null) {
    if (run(db, `DELETE FROM ${table} WHERE id = ?`, id) !== 1) throw new Error(`No row ${id} in ${table}`)
    return
  }
  const names = Object.keys(after)
  for (const name of names) if (!columns.has(name)) throw new Error(`${table} has no column ${name}`)
  const values = names.map(name => after[name] ?? null)
  if (before === null) {
    const quoted = ['id', ...names].map(name => `"${name}"`).join(', ')
    const marks = Array(names.length + 1)
      .fill('?')
      .join(', ')
    run(db, `INSERT INTO ${table} (${quoted}) VALUES (${marks})`, id, ...values)
    return
  }
  const set = names.map(name => `"${name}" = ?`).join(', ')
  if (run(db, `UPDATE ${table} SET ${set} WHERE id = ?`, ...values, id) !== 1) {
    throw new Error(`No row ${id} in ${table}`)
  }
}

/** A row as it stands, without its id; null where there is none. */
export function rowOf(db: Db, table: FoldedTable, id: string): Row | null {
  const row = first<Row>(db, `SELECT * FROM ${table} WHERE id = ?`, id)
  if (!row) return null
  const { id: _, ...columns } = row
  return columns
}

const known = new WeakMap<Db, Map<FoldedTable, Set<string>>>()

function columnsOf(db: Db, table: FoldedTable): Set<string> {
  let tables = known.get(db)
  if (!tables) {
    tables = new Map()
    known.set(db, tables)
  }
  let columns = tables.get(table)
  if (!columns) {
    columns = new Set(
      all<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table).map(c => c.name),
    )
    tables.set(table, columns)
  }
  return columns
}
