import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrate, readMigrations } from '#engine/db/migrate.ts'
import { all, run } from '#engine/db/sql.ts'
import { applyChange, type FoldedTable, foldedTables, made } from '#engine/history/changes.ts'
import { fold } from '#engine/history/fold.ts'
import { references, uniques } from '#engine/history/mend.ts'
import { often } from '../helpers/often.ts'
import { asText, base, edit, live, operation, story, union } from './stories.ts'

/*
 * Copies of one study that work apart and meet: whatever each did, the union of their journals folds, to the same
 * tables whatever the order and however often each entry comes, and to rows the schema accepts.
 */

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
            if (table === 'code_merges') continue
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
          for (const [id, row] of tables.get('code_merges') ?? [])
            applyChange(db, { table: 'code_merges', id, before: null, after: row })
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
