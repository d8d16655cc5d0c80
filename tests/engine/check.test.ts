import { describe, expect, it } from 'vitest'
import { run } from '#engine/db/sql.ts'
import { settledRound } from '../helpers/settled-round.ts'

/* The check must find what it claims to find: each invariant is broken behind its back, and it must say which. */

const breaks: [string, string, string, ...string[]][] = [
  [
    'a journal entry altered',
    "UPDATE operations SET summary = 'other' WHERE sequence = 3",
    'journal',
    'operations_never_change',
  ],
  [
    'a journal entry’s changes altered',
    `UPDATE operations SET changes = replace(changes, 'Waiting', 'Wading')`,
    'journal',
    'operations_never_change',
  ],
  ['a journal entry dropped', 'DELETE FROM operations WHERE sequence = 4', 'journal', 'operations_never_go'],
  ['a row changed beside the journal', "UPDATE codes SET name = 'Other'", '10 fold'],
  ['a row removed beside the journal', 'DELETE FROM codings', '10 fold', 'submitted_codings_do_not_go'],
  [
    'a coding moved beside the journal',
    "UPDATE codings SET start = start + 1 WHERE layer = 'independent'",
    '10 fold',
    'submitted_codings_do_not_change',
  ],
  [
    'a coding that cuts a character in two',
    `UPDATE codings SET start = 0, "end" = 126`,
    '1 offsets',
    'submitted_codings_do_not_change',
  ],
  [
    'a text altered',
    "UPDATE contents SET bytes = CAST(bytes || x'21' AS BLOB) WHERE sha256 = (SELECT text FROM revisions)",
    'content',
    'contents_never_change',
  ],
  ['a text of another length than recorded', 'UPDATE revisions SET characters = characters + 1', '2 text'],
  ['a segment lost', 'DELETE FROM segments WHERE number = 0', 'segments'],
  ['a reference to nothing', "UPDATE codes SET created_by = 'nobody'", 'references'],
  ['a word lost from the index', 'DELETE FROM passages WHERE rowid = 1', 'search index'],
]

describe('the check', () => {
  it.each(breaks)('finds %s', async (_, sql, invariant, ...guards) => {
    const { study } = await settledRound()
    const db = study.db()
    for (const guard of guards) run(db, `DROP TRIGGER ${guard}`)
    run(db, 'PRAGMA foreign_keys = OFF')
    run(db, sql)
    const { ok, breaches } = await study.setUp.study.check({})
    expect(ok).toBe(false)
    expect(breaches.map(breach => breach.invariant)).toContain(invariant)
    for (const { what } of breaches) expect(what).toMatch(/^[A-Z“].*[.…\w]$/s)
  })

  it('finds nothing where nothing is wrong', async () => {
    const { study } = await settledRound()
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})
