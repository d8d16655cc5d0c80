import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrate, readMigrations } from '#engine/db/migrate.ts'
import { all, run } from '#engine/db/sql.ts'
import {
  applyChange,
  type Change,
  type FoldedTable,
  foldedTables,
  inverse,
  made,
} from '#engine/history/changes.ts'
import { type Folded, fold } from '#engine/history/fold.ts'
import type { Operation } from '#engine/history/journal.ts'
import { references, uniques } from '#engine/history/mend.ts'
import { often } from '../helpers/often.ts'

/*
 * Copies of one study that work apart and meet: whatever each did, the union of their journals folds, to the same
 * tables whatever the order and however often each entry comes, and to rows the schema accepts.
 */

const copies = ['a', 'b', 'c'] as const
type Copy = (typeof copies)[number]

/** What a person at a copy does next; `pick` chooses among the rows that stand there. */
interface Doing {
  copy: Copy
  what:
    | 'code'
    | 'rename'
    | 'move'
    | 'remove'
    | 'coding'
    | 'theme'
    | 'link'
    | 'unlink'
    | 'undo'
    | 'version'
    | 'meet'
  pick: number
  other: number
}

const doing: fc.Arbitrary<Doing> = fc.record({
  copy: fc.constantFrom(...copies),
  what: fc.constantFrom(
    'code',
    'code',
    'rename',
    'move',
    'move',
    'remove',
    'coding',
    'coding',
    'theme',
    'link',
    'unlink',
    'undo',
    'version',
    'meet',
  ),
  pick: fc.nat(50),
  other: fc.nat(50),
})

const base: Change[] = [
  made('studies', 's', { title: 'S', stance: 'codebook', created_at: 0 }),
  made('members', 'm', {
    name: 'M',
    initials: 'M',
    accent: 1,
    is_coder: 1,
    is_reviewer: 0,
    is_lead: 0,
    created_at: 0,
  }),
  made('sources', 'src', {
    title: 'T',
    kind: 'note',
    data_set: null,
    format: 'txt',
    file_name: 't',
    imported: null,
    date: null,
    warnings: '[]',
    created_at: 0,
  }),
  made('revisions', 'rev', {
    source: 'src',
    number: 1,
    text: 'x',
    structure: 'x',
    characters: 1000,
    words: 1,
  }),
  made('frameworks', 'f', { name: 'F', kind: 'inductive', description: '', position: 1 }),
]

const codeRow = (name: string, parent: string | null = null) => ({
  framework: 'f',
  parent,
  name,
  definition: '',
  when_to_use: '',
  when_not: '',
  example: '',
  colour: 1,
  status: 'provisional',
  position: 1,
  proposed_in: null,
  created_by: 'm',
  created_at: 0,
})

/** Codes and a theme that every copy knows from the start, so that copies meet over them. */
const known: Change[] = [
  ...['k1', 'k2', 'k3', 'k4'].map(id => made('codes', id, codeRow(id))),
  made('themes', 'kt', { parent: null, name: 't', summary: '', position: 1, created_at: 0 }),
]

/** Lives a story on three copies; answers each copy's journal at the end. */
function live(story: readonly Doing[]): Record<Copy, Operation[]> {
  const first = operation('base', 'a', 1, 1, [...base, ...known])
  const journals: Record<Copy, Operation[]> = { a: [first], b: [first], c: [first] }
  story.forEach((step, n) => {
    const journal = journals[step.copy]
    if (step.what === 'meet') {
      const there = journals[copies[step.pick % copies.length] ?? 'a']
      journals[step.copy] = [...new Map([...journal, ...there].map(o => [o.id, o])).values()]
      return
    }
    const changes = does(step, `${n}`, fold(journal), journal)
    if (changes.length === 0) return
    const lamport = Math.max(...journal.map(o => o.lamport)) + 1
    const sequence = journal.filter(o => o.copy === step.copy).length + 1
    journal.push(operation(`o${n}`, step.copy, sequence, lamport, changes))
  })
  return journals
}

const operation = (
  id: string,
  copy: string,
  sequence: number,
  lamport: number,
  changes: Change[],
): Operation => ({
  id,
  copy,
  sequence,
  lamport,
  actor: `member of ${copy}`,
  at: 0,
  kind: 'x.y',
  summary: '',
  undoes: null,
  undoable: true,
  changes,
  previous: '',
  hash: '',
})

function does(
  { what, pick, other, copy }: Doing,
  n: string,
  { tables }: Folded,
  journal: readonly Operation[],
): Change[] {
  const rows = (table: FoldedTable) => [...(tables.get(table) ?? [])]
  const choose = (table: FoldedTable, at: number) => rows(table)[at % Math.max(1, rows(table).length)]
  const code = choose('codes', pick)
  const second = choose('codes', other)
  const theme = choose('themes', other)
  switch (what) {
    case 'code':
      return [
        made('codes', `code ${n}`, {
          framework: 'f',
          parent: code && pick % 2 ? code[0] : null,
          name: `n${n}`,
          definition: '',
          when_to_use: '',
          when_not: '',
          example: '',
          colour: 1,
          status: 'provisional',
          position: 1,
          proposed_in: null,
          created_by: 'm',
          created_at: 0,
        }),
      ]
    case 'rename':
      return code ? [edit('codes', code, { name: `renamed ${n}` })] : []
    case 'move':
      return code && second && !under(tables, second[0]).includes(code[0])
        ? [edit('codes', code, { parent: second[0] })]
        : []
    case 'remove': {
      if (!code) return []
      const going = rows('codes')
        .filter(([id]) => under(tables, id).includes(code[0]))
        .map(([id]) => id)
      const gone = (table: FoldedTable, id: string): Change => ({
        table,
        id,
        before: { ...tables.get(table)?.get(id) },
        after: null,
      })
      return [
        ...(['codings', 'theme_codes'] as const).flatMap(table =>
          rows(table)
            .filter(([, row]) => going.includes(String(row.code)))
            .map(([id]) => gone(table, id)),
        ),
        ...going.toReversed().map(id => gone('codes', id)),
      ]
    }
    case 'coding':
      return code
        ? [
            made('codings', `coding ${n}`, {
              layer: 'independent',
              source: 'src',
              revision: 'rev',
              start: pick,
              end: pick + 1 + other,
              code: code[0],
              coder: 'm',
              polarity: null,
              comment: '',
              round: null,
              ruling: null,
              created_at: 0,
            }),
          ]
        : []
    case 'theme':
      return [
        made('themes', `theme ${n}`, { parent: null, name: 't', summary: '', position: 1, created_at: 0 }),
      ]
    case 'link': {
      const linked = rows('theme_codes').some(([, row]) => row.theme === theme?.[0] && row.code === code?.[0])
      return theme && code && !linked
        ? [made('theme_codes', `link ${n}`, { theme: theme[0], code: code[0], position: 1 })]
        : []
    }
    case 'unlink': {
      const link = choose('theme_codes', pick)
      return link ? [{ table: 'theme_codes', id: link[0], before: link[1], after: null }] : []
    }
    case 'version': {
      const number = Math.max(0, ...rows('framework_versions').map(([, row]) => Number(row.number))) + 1
      return [
        made('framework_versions', `version ${n}`, {
          framework: 'f',
          number,
          note: '',
          codes: '[]',
          created_at: 0,
        }),
      ]
    }
    case 'undo': {
      const last = journal.findLast(o => o.copy === copy && o.id !== 'base')
      const stands = last?.changes.every(({ table, id, after }) => {
        const now = tables.get(table)?.get(id)
        return after === null
          ? !now
          : now && Object.entries(after).every(([column, value]) => now[column] === value)
      })
      return last && stands ? inverse(last.changes) : []
    }
    default:
      return []
  }
}

function edit(
  table: FoldedTable,
  [id, row]: readonly [string, Record<string, string | number | null>],
  after: Record<string, string>,
): Change {
  return {
    table,
    id,
    before: Object.fromEntries(Object.keys(after).map(column => [column, row[column] ?? null])),
    after,
  }
}

/** A code and those above it. */
function under(tables: Folded['tables'], id: string): string[] {
  const path: string[] = []
  for (
    let at: unknown = id;
    typeof at === 'string' && !path.includes(at);
    at = tables.get('codes')?.get(at)?.parent
  )
    path.push(at)
  return path
}

const story = fc.array(doing, { minLength: 5, maxLength: 60 })
const union = (journals: Record<Copy, Operation[]>) => Object.values(journals).flat()
const asText = (folded: Folded) =>
  JSON.stringify(
    [...folded.tables].map(([table, rows]) => [table, [...rows].sort(([a], [b]) => (a < b ? -1 : 1))]),
  )

describe('journals of copies that worked apart', () => {
  it('fold to the same tables in any order and with any repetition', () =>
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (steps, chance) => {
        const operations = union(live(steps))
        const expected = asText(fold(operations))
        const keyed = [...operations, ...operations].map(o => ({ o, key: chance.next().value ?? 0 }))
        expect(asText(fold(keyed.sort((x, y) => x.key - y.key).map(({ o }) => o)))).toBe(expected)
        expect(asText(fold(operations.toReversed()))).toBe(expected)
      }),
      often(150),
    ))

  it('fold to rows that the schema accepts: nothing dangles, nothing doubles, no tree has a circle', () =>
    fc.assert(
      fc.property(story, steps => {
        const { tables } = fold(union(live(steps)))
        const db = new Database(':memory:')
        migrate(db, readMigrations(), 0)
        db.pragma('foreign_keys = ON')
        run(db, "INSERT INTO contents (sha256, kind, bytes) VALUES (?, 'text', x'00')", 'x'.repeat(64))
        db.transaction(() => {
          db.pragma('defer_foreign_keys = ON')
          for (const table of foldedTables) {
            for (const [id, row] of tables.get(table) ?? []) {
              const after =
                table === 'revisions' ? { ...row, text: 'x'.repeat(64), structure: 'x'.repeat(64) } : row
              // A tree's rows come in any order here, so parents are set once all are there.
              const top = 'parent' in after ? { ...after, parent: null } : after
              applyChange(db, { table, id, before: null, after: top })
            }
          }
          for (const table of ['codes', 'themes'] as const) {
            for (const [id, row] of tables.get(table) ?? []) {
              if (row.parent !== null)
                applyChange(db, {
                  table,
                  id,
                  before: { parent: null },
                  after: { parent: row.parent ?? null },
                })
            }
          }
        })()
        expect(db.pragma('foreign_key_check')).toEqual([])
        db.close()
      }),
      often(100),
    ))

  it('lose no coding: each that was made and never removed stands, with its code', () =>
    fc.assert(
      fc.property(story, steps => {
        const operations = union(live(steps))
        const { tables } = fold(operations)
        const removed = new Set(
          operations
            .flatMap(o => o.changes)
            .filter(c => c.after === null)
            .map(c => c.id),
        )
        for (const { table, id, before } of operations.flatMap(o => o.changes)) {
          if (table !== 'codings' || before !== null || removed.has(id)) continue
          const coding = tables.get('codings')?.get(id)
          expect(coding).toBeDefined()
          expect(tables.get('codes')?.has(String(coding?.code))).toBe(true)
        }
      }),
      often(150),
    ))

  it('say what met: edits of one name, an edit and a removal, two moves into a circle, one link made twice', () => {
    const code = (id: string, parent: string | null = null) => ({
      framework: 'f',
      parent,
      name: id,
      definition: '',
      when_to_use: '',
      when_not: '',
      example: '',
      colour: 1,
      status: 'agreed',
      position: 1,
      proposed_in: null,
      created_by: 'm',
      created_at: 0,
    })
    const start = operation('base', 'a', 1, 1, [
      ...base,
      ...['p', 'q', 'r', 's'].map(id => made('codes', id, code(id))),
      made('themes', 't', { parent: null, name: 't', summary: '', position: 1, created_at: 0 }),
    ])
    const atA = operation('oa', 'a', 2, 2, [
      edit('codes', ['p', code('p')], { name: 'from a' }),
      { table: 'codes', id: 'q', before: code('q'), after: null },
      edit('codes', ['r', code('r')], { parent: 's' }),
      made('theme_codes', 'la', { theme: 't', code: 'p', position: 1 }),
    ])
    const atB = operation('ob', 'b', 1, 2, [
      edit('codes', ['p', code('p')], { name: 'from b' }),
      edit('codes', ['q', code('q')], { name: 'kept' }),
      edit('codes', ['s', code('s')], { parent: 'r' }),
      made('theme_codes', 'lb', { theme: 't', code: 'p', position: 1 }),
    ])
    const { tables, conflicts } = fold([atB, atA, start])
    expect(tables.get('codes')?.get('p')?.name).toBe('from b')
    expect(tables.get('codes')?.get('q')?.name).toBe('kept')
    expect(tables.get('codes')?.get('r')?.parent).toBe('s')
    expect(tables.get('codes')?.get('s')?.parent).toBe(null)
    expect([...(tables.get('theme_codes') ?? new Map()).keys()]).toEqual(['la'])
    expect(conflicts.map(c => `${c.what}: ${c.id}`)).toEqual([
      'edited twice: p',
      'edited and removed: q',
      'made twice: lb',
      'circle: s',
    ])
  })
})

describe('what the fold knows of the schema', () => {
  it('is every reference between folded tables, and every uniqueness', () => {
    const db = new Database(':memory:')
    migrate(db, readMigrations(), 0)
    const found = foldedTables.flatMap(table => {
      const columns = new Map(
        all<{ name: string; notnull: number }>(
          db,
          'SELECT name, "notnull" FROM pragma_table_info(?)',
          table,
        ).map(c => [c.name, c.notnull === 1]),
      )
      return all<{ from: string; table: FoldedTable }>(
        db,
        'SELECT "from", "table" FROM pragma_foreign_key_list(?)',
        table,
      )
        .filter(key => foldedTables.includes(key.table))
        .map(key => `${table}.${key.from} to ${key.table}${columns.get(key.from) ? ' must' : ''}`)
    })
    expect(references.map(r => `${r.table}.${r.column} to ${r.to}${r.must ? ' must' : ''}`).sort()).toEqual(
      found.sort(),
    )
    const indexes = foldedTables.flatMap(table =>
      all<{ name: string; origin: string }>(
        db,
        `SELECT name, origin FROM pragma_index_list(?) WHERE "unique" = 1 AND origin = 'u'`,
        table,
      ).map(
        index =>
          `${table}: ${all<{ name: string }>(db, 'SELECT name FROM pragma_index_info(?)', index.name)
            .map(c => c.name)
            .join(', ')}`,
      ),
    )
    expect(uniques.map(u => `${u.table}: ${u.columns.join(', ')}`).sort()).toEqual(indexes.sort())
    db.close()
  })
})
