import type { Cell } from '../db/sql.ts'
import type { FoldedTable } from './changes.ts'
import type { Conflict, Entries, Entry } from './fold.ts'

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
  refers('rulings', 'round', 'rounds'),
  refers('rulings', 'source', 'sources'),
  refers('rulings', 'code', 'codes', false),
  refers('rulings', 'reviewer', 'members'),
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
  refers('memos', 'author', 'members', false),
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
  { table: 'speaker_choices', columns: ['source'] },
  { table: 'framework_versions', columns: ['framework', 'number'], counted: 'number' },
  { table: 'round_sources', columns: ['round', 'source'] },
  { table: 'round_coders', columns: ['round', 'coder'] },
  { table: 'rulings', columns: ['round', 'disagreement'] },
  { table: 'theme_codes', columns: ['theme', 'code'] },
  { table: 'round_plans', columns: ['round'] },
]

/** Makes folded rows fit together again where copies met without knowing of each other. Ends on every input. */
export function mend(entries: Entries, conflicts: Conflict[]): void {
  const dropped = new Set<Entry>()
  oneOfEach(entries, conflicts, dropped)
  // Giving one row back may need another: again until nothing moves. Rows are only ever given back once or dropped once.
  while (restoreWhatIsNeeded(entries, conflicts, dropped)) oneOfEach(entries, conflicts, dropped)
  cutCircles(entries, 'codes', conflicts)
  cutCircles(entries, 'themes', conflicts)
  keepTreesApart(entries)
}

function standing(entries: Entries, table: FoldedTable): [string, Entry][] {
  return [...(entries.get(table) ?? [])]
    .filter(([, entry]) => entry.stands)
    .sort(([a, x], [b, y]) => x.made - y.made || (a < b ? -1 : 1))
}

function oneOfEach(entries: Entries, conflicts: Conflict[], dropped: Set<Entry>): void {
  for (const { table, columns, counted } of uniques) {
    const taken = new Set<string>()
    for (const [id, entry] of standing(entries, table)) {
      const key = () => JSON.stringify(columns.map(column => entry.row[column]))
      if (counted !== undefined) {
        if (taken.has(key())) conflicts.push({ what: 'made twice', table, id })
        while (taken.has(key())) entry.row[counted] = Number(entry.row[counted]) + 1
      } else if (taken.has(key())) {
        conflicts.push({ what: 'made twice', table, id })
        drop(entries, table, id, entry, dropped)
        continue
      }
      taken.add(key())
    }
  }
}

/** Drops a row for good; the consensus codings of a ruling go with it. */
function drop(entries: Entries, table: FoldedTable, id: string, entry: Entry, dropped: Set<Entry>): void {
  entry.stands = false
  dropped.add(entry)
  if (table !== 'rulings') return
  for (const [, coding] of standing(entries, 'codings')) {
    if (coding.row.ruling !== id) continue
    coding.stands = false
    dropped.add(coding)
  }
}

function restoreWhatIsNeeded(entries: Entries, conflicts: Conflict[], dropped: Set<Entry>): boolean {
  let moved = false
  for (const { table, column, to, must } of references) {
    for (const [id, entry] of standing(entries, table)) {
      const target = entry.row[column] ?? null
      if (target === null) continue
      const there = entries.get(to)?.get(String(target))
      if (there?.stands) continue
      moved = true
      if (there && !dropped.has(there)) {
        there.stands = true
        conflicts.push({ what: 'needed and removed', table: to, id: String(target) })
      } else if (must) {
        conflicts.push({ what: 'missing', table, id })
        drop(entries, table, id, entry, dropped)
      } else {
        entry.row[column] = null
      }
    }
  }
  return moved
}

/** Cuts every circle where it was closed last in the order. */
function cutCircles(entries: Entries, table: 'codes' | 'themes', conflicts: Conflict[]): void {
  const rows = entries.get(table)
  const parentOf = (id: Cell | undefined): Cell => rows?.get(String(id))?.row.parent ?? null
  for (const [start] of standing(entries, table)) {
    const path: string[] = []
    let at: Cell = start
    while (at !== null && !path.includes(String(at))) {
      path.push(String(at))
      at = parentOf(at)
    }
    if (at === null) continue
    const circle = path.slice(path.indexOf(String(at)))
    const closedAt = (id: string): number => rows?.get(id)?.wrote.get('parent') ?? -1
    const last = circle.toSorted((a, b) => closedAt(b) - closedAt(a) || (a < b ? -1 : 1))[0]
    const entry = last === undefined ? undefined : rows?.get(last)
    if (!entry || last === undefined) continue
    entry.row.parent = null
    conflicts.push({ what: 'circle', table, id: last, column: 'parent' })
  }
}

/** A code whose parent came to be in another framework stands at the top of its own. */
function keepTreesApart(entries: Entries): void {
  const codes = entries.get('codes')
  for (const [, { row }] of standing(entries, 'codes')) {
    const parent = codes?.get(String(row.parent))
    if (parent && parent.row.framework !== row.framework) row.parent = null
  }
}
