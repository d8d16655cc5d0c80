import type { Row } from '../db/sql.ts'
import type { Change, FoldedTable } from './changes.ts'
import { componentsToGiveBack } from './components-kept.ts'
import { type Conflict, type Entries, type Entry, type Folding, wroteLast } from './folding.ts'

/** What a column refers to. A row that must refer to something cannot stand without it. */
interface Reference {
  table: FoldedTable
  column: string
  to: FoldedTable
  must: boolean
}

const refers = (table: FoldedTable, column: string, to: FoldedTable, must = true): Reference => ({
  table,
  column,
  to,
  must,
})

/** Every reference between folded tables, as the schema has them; a test holds this list to the schema. */
export const references: readonly Reference[] = [
  refers('sources', 'data_set', 'data_sets', false),
  refers('revisions', 'source', 'sources'),
  refers('corrections', 'revision', 'revisions'),
  refers('corrections', 'made_by', 'members', false),
  refers('records', 'source', 'sources'),
  refers('records', 'mapping', 'record_mappings'),
  refers('source_tags', 'source', 'sources'),
  refers('source_tags', 'tag', 'tags'),
  refers('cases', 'site', 'cases', false),
  refers('case_values', 'case', 'cases'),
  refers('case_values', 'attribute', 'attributes'),
  refers('source_cases', 'source', 'sources'),
  refers('source_cases', 'case', 'cases'),
  refers('source_speakers', 'source', 'sources'),
  refers('source_speakers', 'case', 'cases', false),
  refers('contact_cases', 'contact', 'contacts'),
  refers('contact_cases', 'case', 'cases'),
  refers('attachments', 'source', 'sources'),
  refers('speaker_choices', 'source', 'sources'),
  refers('framework_versions', 'framework', 'frameworks'),
  refers('round_sources', 'round', 'rounds'),
  refers('round_sources', 'source', 'sources'),
  refers('round_coders', 'round', 'rounds'),
  refers('round_coders', 'coder', 'members'),
  refers('codes', 'framework', 'frameworks'),
  refers('codes', 'parent', 'codes', false),
  refers('codes', 'proposed_in', 'rounds', false),
  refers('codes', 'created_by', 'members', false),
  refers('code_merges', 'code', 'codes'),
  refers('code_changes', 'framework', 'frameworks'),
  refers('code_changes', 'made_by', 'members', false),
  refers('split_parts', 'code', 'codes'),
  refers('split_parts', 'part', 'codes'),
  refers('split_judgements', 'split', 'codes'),
  refers('split_judgements', 'part', 'codes'),
  refers('split_judgements', 'made_by', 'members'),
  refers('revisits', 'coder', 'members'),
  refers('revisits', 'made_by', 'members'),
  refers('codes_apart', 'code', 'codes'),
  refers('codes_apart', 'other', 'codes'),
  refers('codes_apart', 'made_by', 'members', false),
  refers('code_examples', 'code', 'codes'),
  refers('code_examples', 'round', 'rounds'),
  refers('code_examples', 'made_by', 'members'),
  refers('rulings', 'round', 'rounds'),
  refers('rulings', 'source', 'sources'),
  refers('rulings', 'code', 'codes', false),
  refers('rulings', 'reviewer', 'members'),
  refers('meetings', 'round', 'rounds'),
  refers('meetings', 'opened_by', 'members'),
  refers('ruled_on', 'ruling', 'rulings'),
  refers('ruled_readings', 'ruling', 'rulings'),
  refers('ruled_on', 'first_shown', 'members', false),
  refers('ruled_on', 'meeting', 'meetings', false),
  refers('agenda', 'round', 'rounds'),
  refers('agenda', 'parked_by', 'members'),
  refers('agenda', 'meeting', 'meetings', false),
  refers('item_comments', 'round', 'rounds'),
  refers('item_comments', 'author', 'members'),
  refers('judging_rules', 'round', 'rounds'),
  refers('agreed_rules', 'round', 'rounds'),
  refers('agreed_rules', 'set_by', 'members', false),
  refers('entered_by_rule', 'round', 'rounds'),
  refers('second_judgings', 'round', 'rounds'),
  refers('second_judgings', 'judge', 'members'),
  refers('second_judgings', 'drawn_by', 'members', false),
  refers('second_rulings', 'judging', 'second_judgings'),
  refers('codings', 'source', 'sources'),
  refers('codings', 'revision', 'revisions'),
  refers('codings', 'code', 'codes'),
  refers('codings', 'coder', 'members', false),
  refers('codings', 'round', 'rounds', false),
  refers('codings', 'ruling', 'rulings', false),
  refers('annotations', 'source', 'sources'),
  refers('annotations', 'revision', 'revisions'),
  refers('annotations', 'author', 'members'),
  refers('annotations', 'round', 'rounds', false),
  refers('to_place', 'source', 'sources'),
  refers('to_place', 'revision', 'revisions'),
  refers('to_place', 'coder', 'members', false),
  refers('to_place', 'round', 'rounds', false),
  refers('themes', 'parent', 'themes', false),
  refers('theme_codes', 'theme', 'themes'),
  refers('theme_codes', 'code', 'codes'),
  refers('statements', 'theme', 'themes'),
  refers('statement_codes', 'statement', 'statements'),
  refers('statement_codes', 'code', 'codes'),
  refers('statement_passages', 'statement', 'statements'),
  refers('grid_notes', 'theme', 'themes'),
  refers('memos', 'author', 'members', false),
  refers('memo_comments', 'author', 'members'),
  refers('memo_exports', 'made_by', 'members', false),
  refers('saved_queries', 'saved_by', 'members', false),
  refers('round_plans', 'round', 'rounds'),
  refers('unblindings', 'round', 'rounds'),
  refers('unblindings', 'made_by', 'members', false),
  refers('handouts', 'round', 'rounds'),
  refers('handouts', 'coder', 'members'),
  refers('returns', 'handout', 'handouts', false),
  refers('returns', 'round', 'rounds', false),
  refers('returns', 'coder', 'members', false),
]

/** Columns that together may occur once, as the schema has them. `counted` is numbered anew instead of dropped. */
export const uniques: readonly { table: FoldedTable; columns: readonly string[]; counted?: string }[] = [
  { table: 'revisions', columns: ['source', 'number'], counted: 'number' },
  { table: 'corrections', columns: ['revision'] },
  { table: 'records', columns: ['source'] },
  { table: 'source_tags', columns: ['source', 'tag'] },
  { table: 'case_values', columns: ['case', 'attribute'] },
  { table: 'source_cases', columns: ['source', 'case'] },
  { table: 'source_speakers', columns: ['source', 'name'] },
  { table: 'contact_cases', columns: ['contact', 'case'] },
  { table: 'speaker_choices', columns: ['source'] },
  { table: 'framework_versions', columns: ['framework', 'number'], counted: 'number' },
  { table: 'round_sources', columns: ['round', 'source'] },
  { table: 'round_coders', columns: ['round', 'coder'] },
  { table: 'code_merges', columns: ['code'] },
  { table: 'split_parts', columns: ['code', 'part'] },
  { table: 'split_judgements', columns: ['coding'] },
  { table: 'codes_apart', columns: ['code', 'other'] },
  { table: 'rulings', columns: ['round', 'disagreement'] },
  { table: 'ruled_on', columns: ['ruling'] },
  { table: 'ruled_readings', columns: ['ruling'] },
  { table: 'judging_rules', columns: ['round'] },
  { table: 'agreed_rules', columns: ['round'] },
  { table: 'entered_by_rule', columns: ['coding'] },
  { table: 'second_rulings', columns: ['judging', 'disagreement'] },
  { table: 'theme_codes', columns: ['theme', 'code'] },
  { table: 'grid_notes', columns: ['theme', 'about'] },
  { table: 'statement_codes', columns: ['statement', 'code'] },
  { table: 'statement_passages', columns: ['statement', 'coding'] },
  { table: 'round_plans', columns: ['round'] },
]

/**
 * Makes folded rows fit together again where copies met without knowing of each other, and answers what it did as
 * changes that operations might have said. Ends on every input. Time linear in the rows, as long as little met.
 */
export function mend(entries: Entries, folding: Pick<Folding, 'ids' | 'copies' | 'conflicts'>): Change[] {
  const mending: Mending = { entries, folding, before: new Map(), dropped: new Set() }
  letGoOfWhatWasTaken(mending)
  giveBackWhatWentWith(mending)
  oneOfEach(mending)
  // Giving one row back may need another: again until nothing moves. Rows are only ever given back once or dropped once.
  while (restoreWhatIsNeeded(mending)) {
    giveBackWhatWentWith(mending)
    oneOfEach(mending)
  }
  cutCircles(mending, 'codes')
  cutCircles(mending, 'themes')
  keepTreesApart(mending)
  leadThroughMerges(mending)
  return [...mending.before].flatMap(([entry, was]) => changeOf(entry, was))
}

interface Mending {
  entries: Entries
  folding: Pick<Folding, 'ids' | 'copies' | 'conflicts'>
  /** Rows that were mended, as they were. */
  before: Map<Entry, { table: FoldedTable; id: string; row: Row; stands: boolean }>
  /** Rows that are not to be given back. */
  dropped: Set<Entry>
}

function remember({ before }: Mending, table: FoldedTable, id: string, entry: Entry): void {
  if (!before.has(entry)) before.set(entry, { table, id, row: entry.row, stands: entry.stands })
}

function write(mending: Mending, table: FoldedTable, id: string, entry: Entry, columns: Row): void {
  remember(mending, table, id, entry)
  entry.row = { ...entry.row, ...columns }
}

/** What happened to a row, as a change; an edit of no column gives a row back as it was. */
function changeOf(
  { row, stands }: Entry,
  { table, id, ...was }: { table: FoldedTable; id: string; row: Row; stands: boolean },
): Change[] {
  if (!stands) return was.stands ? [{ table, id, before: was.row, after: null }] : []
  const differing = Object.keys(row).filter(column => row[column] !== was.row[column])
  if (was.stands && differing.length === 0) return []
  const of = (from: Row) => Object.fromEntries(differing.map(column => [column, from[column] ?? null]))
  return [{ table, id, before: of(was.row), after: of(row) }]
}

/** The rows that stand, in the order they were first made in. */
function* standing(entries: Entries, table: FoldedTable): Generator<[string, Entry]> {
  for (const row of entries.get(table) ?? []) if (row[1].stands) yield row
}

function met(
  { folding: { ids, conflicts } }: Mending,
  what: Conflict['what'],
  table: FoldedTable,
  id: string,
  places: readonly number[],
  more: Partial<Conflict> = {},
): void {
  const operations = [...new Set(places)].flatMap(place => ids[place] ?? [])
  conflicts.push({ what, table, id, ...more, operations })
}

/** What its coder took away elsewhere no longer waits to be placed where a text was corrected meanwhile. */
function letGoOfWhatWasTaken(mending: Mending): void {
  const { entries, folding } = mending
  for (const [id, entry] of standing(entries, 'to_place')) {
    const table =
      entry.row.what === 'coding' ? 'codings' : entry.row.what === 'annotation' ? 'annotations' : null
    const mark = table && entries.get(table)?.get(String(entry.row.row))
    if (!mark || mark.stands || mark.taken < 0) continue
    if (folding.copies[mark.taken] === folding.copies[entry.made]) continue
    remember(mending, 'to_place', id, entry)
    entry.stands = false
  }
}

function oneOfEach(mending: Mending): void {
  for (const { table, columns, counted } of uniques) {
    const taken = new Map<string, { id: string; made: number }>()
    for (const [id, entry] of standing(mending.entries, table)) {
      const key = () => JSON.stringify(columns.map(column => entry.row[column]))
      const first = taken.get(key())
      if (first) {
        met(mending, 'made twice', table, id, [first.made, entry.made], { other: first.id })
        if (counted === undefined) {
          drop(mending, table, id, entry)
          continue
        }
        while (taken.has(key()))
          write(mending, table, id, entry, { [counted]: Number(entry.row[counted]) + 1 })
      }
      taken.set(key(), { id, made: entry.made })
    }
  }
}

/** Drops a row for good; the consensus codings of a ruling, and what it was given on, go with it. */
function drop(mending: Mending, table: FoldedTable, id: string, entry: Entry): void {
  remember(mending, table, id, entry)
  entry.stands = false
  mending.dropped.add(entry)
  if (table !== 'rulings') return
  for (const its of ['codings', 'ruled_on', 'ruled_readings'] as const) {
    for (const [row, entry] of standing(mending.entries, its)) {
      if (entry.row.ruling === id) drop(mending, its, row, entry)
    }
  }
}

/**
 * What one step took away together comes back together: where a row that was removed stands all the same, because it was edited or is
 * needed elsewhere, so does what belonged to it and went in that step, such as a contact’s sites and people.
 */
function giveBackWhatWentWith(mending: Mending): void {
  const { entries, dropped } = mending
  const kept: [FoldedTable, string, Entry][] = []
  const went = new Map<number, [FoldedTable, string, Entry][]>()
  for (const [table, rows] of entries) {
    for (const [id, entry] of rows) {
      const { stands, gone, made, spared } = entry
      if (stands && (gone > made || spared !== undefined)) kept.push([table, id, entry])
      if (!stands && !dropped.has(entry)) listed(went, gone).push([table, id, entry])
    }
  }
  if (kept.length === 0) return
  for (const [table, id, { gone, made, spared }] of kept) {
    const places = [spared, gone > made ? gone : undefined]
    const its = places.flatMap(place => (place === undefined ? [] : (went.get(place) ?? [])))
    for (const [of, row, entry] of its) {
      const isIts = references.some(
        each => each.must && each.table === of && each.to === table && entry.row[each.column] === id,
      )
      if (entry.stands || !isIts) continue
      remember(mending, of, row, entry)
      entry.stands = true
      kept.push([of, row, entry])
    }
  }
}

/** What is listed under a key, to be added to. */
function listed<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

function restoreWhatIsNeeded(mending: Mending): boolean {
  let moved = false
  for (const { table, column, to, must } of references) {
    for (const [id, entry] of standing(mending.entries, table)) {
      const target = entry.row[column] ?? null
      if (target !== null && !isThere(mending, table, id, entry, column, to, String(target), must))
        moved = true
    }
  }
  // What a memo is about is in one of several tables, which no foreign key can say.
  for (const [id, entry] of standing(mending.entries, 'memos')) {
    const to = subjects.get(String(entry.row.about_kind))
    if (to && !isThere(mending, 'memos', id, entry, 'about', to, String(entry.row.about), true)) moved = true
  }
  for (const [id, entry] of standing(mending.entries, 'grid_notes')) {
    const to = columnsOfGrid.get(String(entry.row.about_kind))
    if (!to || !leftElsewhere(mending, to, 'about', entry)) continue
    if (!isThere(mending, 'grid_notes', id, entry, 'about', to, String(entry.row.about), true)) moved = true
  }
  for (const [id, entry] of standing(mending.entries, 'memo_comments')) {
    if (!leftElsewhere(mending, 'memos', 'memo', entry)) continue
    if (!isThere(mending, 'memo_comments', id, entry, 'memo', 'memos', String(entry.row.memo), true))
      moved = true
  }
  return giveBackComponents(mending) || moved
}

const columnsOfGrid = new Map<string, FoldedTable>([
  ['case', 'cases'],
  ['data-set', 'data_sets'],
])

/**
 * Whether another copy than one that wrote a row took away what the row is about: the case or data set of a cell under Explore, the
 * memo of a comment. Whoever takes one away takes along what is known of it there; what a copy leaves behind itself waits.
 */
function leftElsewhere(
  { entries, dropped, folding: { copies } }: Mending,
  to: FoldedTable,
  column: string,
  { row, made, wrote }: Entry,
): boolean {
  const of = entries.get(to)?.get(String(row[column]))
  if (!of || of.stands || dropped.has(of)) return false
  return [made, ...(wrote?.values() ?? [])].some(place => copies[place] !== copies[of.gone])
}

/** Gives statements that copies left without any component between them what the one or the other left them. */
function giveBackComponents(mending: Mending): boolean {
  const { entries, folding, dropped } = mending
  const back = componentsToGiveBack({ entries, copies: folding.copies, dropped })
  for (const { table, id, entry, places } of back) {
    remember(mending, table, id, entry)
    entry.stands = true
    if (table === 'statement_codes') met(mending, 'needed and removed', table, id, places)
  }
  return back.length > 0
}

const subjects = new Map<string, FoldedTable>([
  ['theme', 'themes'],
  ['code', 'codes'],
  ['source', 'sources'],
  ['case', 'cases'],
])

/** Whether what a row refers to stands. Where not, it is given back, or else the row goes without it, or goes. */
function isThere(
  mending: Mending,
  table: FoldedTable,
  id: string,
  entry: Entry,
  column: string,
  to: FoldedTable,
  target: string,
  must: boolean,
): boolean {
  const there = mending.entries.get(to)?.get(target)
  if (there?.stands) return true
  if (there && !mending.dropped.has(there)) {
    remember(mending, to, target, there)
    there.stands = true
    met(mending, 'needed and removed', to, target, [there.gone, wroteLast(entry, column)])
  } else if (must) {
    met(mending, 'missing', table, id, [entry.made])
    drop(mending, table, id, entry)
  } else {
    write(mending, table, id, entry, { [column]: null })
  }
  return false
}

/** Cuts every circle where it was closed last in the order. */
function cutCircles(mending: Mending, table: 'codes' | 'themes'): void {
  const rows = mending.entries.get(table)
  const parentOf = (id: string): string | null => {
    const parent = rows?.get(id)?.row.parent ?? null
    return parent === null ? null : String(parent)
  }
  const known = new Set<string>()
  for (const [start] of standing(mending.entries, table)) {
    const path = new Set<string>()
    let at: string | null = start
    while (at !== null && !path.has(at) && !known.has(at)) {
      path.add(at)
      at = parentOf(at)
    }
    for (const id of path) known.add(id)
    if (at === null || !path.has(at)) continue
    const circle = [...path].slice([...path].indexOf(at))
    const closedAt = (id: string): number => {
      const entry = rows?.get(id)
      return entry ? wroteLast(entry, 'parent') : -1
    }
    const last = circle.toSorted((a, b) => closedAt(b) - closedAt(a) || (a < b ? -1 : 1))[0] ?? start
    const entry = rows?.get(last)
    if (!entry) continue
    met(mending, 'circle', table, last, circle.map(closedAt), {
      column: 'parent',
      lost: entry.row.parent ?? null,
    })
    write(mending, table, last, entry, { parent: null })
  }
}

/** A code whose parent came to be in another framework stands at the top of its own. */
function keepTreesApart(mending: Mending): void {
  const codes = mending.entries.get('codes')
  for (const [id, entry] of standing(mending.entries, 'codes')) {
    const parent = codes?.get(String(entry.row.parent))
    if (parent && parent.row.framework !== entry.row.framework)
      write(mending, 'codes', id, entry, { parent: null })
  }
}

/**
 * Nothing lies under a merged code: what came to lie there, a code merged into it among them, goes on to the code it
 * stands for. One that came to lie at the top stands for itself again.
 */
function leadThroughMerges(mending: Mending): void {
  const codes = mending.entries.get('codes')
  const parentOf = (id: string): string | null => (codes?.get(id)?.row.parent ?? null) as string | null
  const merged = new Set<string>()
  for (const [id, entry] of standing(mending.entries, 'code_merges')) {
    const code = String(entry.row.code)
    if (parentOf(code) === null) {
      met(mending, 'missing', 'code_merges', id, [entry.made])
      drop(mending, 'code_merges', id, entry)
    } else merged.add(code)
  }
  for (const [id, entry] of standing(mending.entries, 'codes')) {
    let parent = parentOf(id)
    while (parent !== null && merged.has(parent)) parent = parentOf(parent)
    if (parent !== parentOf(id)) write(mending, 'codes', id, entry, { parent })
  }
}
