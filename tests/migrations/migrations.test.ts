import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { applicationId, type Migration, migrate, readMigrations } from '#engine/db/migrate.ts'
import { createDatabase, openDatabase, unlockPages } from '#engine/db/open.ts'
import { all, type Db, first, run, value } from '#engine/db/sql.ts'
import { messageRow } from '#engine/sources/threads.ts'
import { backUp, listBackups } from '#engine/studies/backup.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'
import { sha256Of } from '../helpers/folder-bytes.ts'
import { contentOf, makeStudy, someText } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const golden = fileURLToPath(new URL('../fixtures/migrations/schema.sql', import.meta.url))
const migrations = readMigrations()

/** The schema as it stands after every migration, in one order, as SQLite keeps it. */
function schemaOf(db: Db): string {
  const rows = all<{ type: string; name: string; sql: string }>(
    db,
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'passages_%' ORDER BY type, name",
  )
  return `${rows.map(row => `-- ${row.type} ${row.name}\n${row.sql};`).join('\n\n')}\n`
}

function fresh(upTo = migrations.length): Db {
  const db = new Database(':memory:')
  migrate(db, migrations.slice(0, upTo), 0)
  return db
}

/** A step that makes the tables named and changes no row of an older study. */
function addsOnly(number: number, tables: readonly string[]): void {
  const db = fresh(number - 1)
  run(db, "INSERT INTO studies (id, title, stance, created_at) VALUES ('s', 'A study', 'codebook', 1)")
  const named = () =>
    new Set(all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").map(t => t.name))
  const before = named()
  migrate(db, migrations.slice(0, number), number - 1)
  expect([...named()].filter(name => !before.has(name)).sort()).toEqual(tables)
  expect(all(db, 'SELECT title FROM studies')).toEqual([{ title: 'A study' }])
}

/**
 * Each migration as it will be met: the rows an older version left, the step, and what became of them. A new
 * migration is put here with a test of its own, and the golden schema changes where everybody can see it.
 */
const tested: Record<string, () => void> = {
  '0001-study': () => {
    const db = fresh(1)
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    expect(db.pragma('application_id', { simple: true })).toBe(applicationId)
    const tables = all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").map(
      t => t.name,
    )
    for (const table of [
      'operations',
      'contents',
      'studies',
      'members',
      'sources',
      'codings',
      'rulings',
      'passages',
    ]) {
      expect(tables).toContain(table)
    }
    run(db, "INSERT INTO studies (id, title, stance, created_at) VALUES ('s', 'A study', 'codebook', 1)")
    expect(first(db, 'SELECT title FROM studies')).toEqual({ title: 'A study' })
    run(db, "INSERT INTO passages (text, revision, start) VALUES ('we walked to the shop', 'r', 0)")
    expect(all(db, "SELECT revision FROM passages WHERE passages MATCH 'shop'")).toEqual([{ revision: 'r' }])
  },
  '0002-codings-to-join': () => {
    const db = fresh(1)
    run(db, "INSERT INTO studies (id, title, stance, created_at) VALUES ('s', 'A study', 'codebook', 1)")
    migrate(db, migrations.slice(0, 2), 1)
    expect(all(db, 'SELECT title FROM studies')).toEqual([{ title: 'A study' }])
    expect(
      all<{ name: string }>(
        db,
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'codings'",
      )
        .map(({ name }) => name)
        .filter(name => ['codings_to_join', 'codings_by_length'].includes(name)),
    ).toHaveLength(2)
  },
  '0003-cases': () => addsOnly(3, ['attributes', 'case_values', 'cases', 'source_cases']),
  '0004-speakers': () => addsOnly(4, ['source_speakers', 'speaker_choices']),
  '0005-mail': () => {
    addsOnly(5, ['attachments', 'messages', 'settings'])
    const db = fresh(4)
    const put = (id: string, structure: object) => {
      const sha = id.repeat(64)
      run(
        db,
        "INSERT INTO contents (sha256, kind, bytes) VALUES (?, 'structure', ?)",
        sha,
        Buffer.from(JSON.stringify(structure)),
      )
      run(
        db,
        "INSERT INTO sources (id, title, kind, format, file_name, warnings, created_at) VALUES (?, 'A source', 'email', 'eml', 'a.eml', '[]', 1)",
        id,
      )
      run(
        db,
        'INSERT INTO revisions (id, source, number, text, structure, characters, words) VALUES (?, ?, 1, ?, ?, 9, 1)',
        `r${id}`,
        id,
        sha,
        sha,
      )
    }
    const mail = {
      from: 'Maya <m@example.org>',
      to: ['b@example.org'],
      cc: ['i@example.org'],
      subject: 'Re: Plan',
      messageId: '<b>',
      inReplyTo: '<a>',
    }
    put('a', { segments: [], marks: [], mail })
    put('b', { segments: [], marks: [], mail: { from: 'b@example.org' } })
    put('c', { segments: [], marks: [], mail: null })
    put('d', { segments: [], marks: [] })
    migrate(db, migrations.slice(0, 5), 4)
    const rows = all<Record<string, string>>(db, 'SELECT * FROM messages ORDER BY revision')
    expect(rows).toEqual([
      {
        revision: 'ra',
        message_id: '<b>',
        answers: '["<a>"]',
        subject: 'Re: Plan',
        sender: 'Maya <m@example.org>',
        people: '["b@example.org","i@example.org"]',
      },
      { revision: 'rb', message_id: null, answers: '[]', subject: '', sender: 'b@example.org', people: '[]' },
    ])
    // The same rows as a message has that comes in from now on.
    expect(rows.map(row => Object.values(row).slice(1))).toEqual([
      messageRow(mail),
      messageRow({ from: 'b@example.org' }),
    ])
  },
  '0006-records': () => addsOnly(6, ['record_mappings', 'records']),
  '0007-revisions': () => addsOnly(7, ['corrections', 'to_place']),
  '0008-pseudonyms': () => addsOnly(8, ['pseudonym_keys']),
  '0009-tags-and-filters': () => addsOnly(9, ['saved_filters', 'source_tags', 'tags']),
  '0010-arrivals': () => {
    addsOnly(10, ['arriving', 'indexed_passages'])
    const db = fresh(9)
    const insert = 'INSERT INTO passages (rowid, text, revision, start) VALUES (?, ?, ?, ?)'
    run(db, insert, 1, 'we walked', 'a', 0)
    run(db, insert, 2, 'to the shop', 'a', 10)
    run(db, insert, 3, 'and back', 'b', 0)
    migrate(db, migrations.slice(0, 10), 9)
    expect(all(db, 'SELECT revision, first, last FROM indexed_passages ORDER BY revision')).toEqual([
      { revision: 'a', first: 1, last: 2 },
      { revision: 'b', first: 3, last: 3 },
    ])
  },
  '0011-short-beginnings': () => {
    const db = fresh(10)
    const insert = 'INSERT INTO passages (rowid, text, revision, start, speaker) VALUES (?, ?, ?, ?, ?)'
    run(db, insert, 3, 'we walked to the café', 'a', 0, 'Mentor')
    run(db, insert, 7, 'and back', 'b', 30, null)
    const rows = () => all(db, 'SELECT rowid, text, revision, start, speaker FROM passages')
    const before = rows()
    migrate(db, migrations.slice(0, 11), 10)
    expect(rows()).toEqual(before)
    const found = (match: string) =>
      all<{ rowid: number }>(db, 'SELECT rowid FROM passages WHERE passages MATCH ?', match).map(r => r.rowid)
    expect(['w*', 'caf*', 'back', 'a*', 'wo*'].map(found)).toEqual([[3], [3], [7], [7], []])
    db.exec("INSERT INTO passages (passages) VALUES ('integrity-check')")
  },
  '0012-kept-results': () => {
    addsOnly(12, ['kept_results'])
    // A result outlives what it names, and stays as it was.
    const db = fresh(12)
    const columns = `round, round_title, occasion, made_at, unit, options, computation, app, state, inputs, n, figures`
    const insert = `INSERT INTO kept_results (id, ${columns})
      VALUES ('k', 'gone', 'Round 1', 'submitted', 1, 'word', '{}', 1, '1.0', ?, '{}', 9, '{}')`
    expect(() => run(db, insert, 'short')).toThrow(/CHECK/)
    run(db, insert, 'a'.repeat(64))
    expect(() => run(db, 'UPDATE kept_results SET n = 8')).toThrow(/stays as it was/)
    expect(run(db, 'DELETE FROM kept_results')).toBe(1)
  },
  '0013-long-values-in-rows': () => {
    const db = fresh(12)
    db.pragma('foreign_keys = ON')
    const rows = ['b', 'a'].map(letter => ({
      sha256: letter.repeat(64),
      kind: 'text',
      bytes: randomBytes(9000),
    }))
    for (const { sha256, kind, bytes } of rows)
      run(db, 'INSERT INTO contents (sha256, kind, bytes) VALUES (?, ?, ?)', sha256, kind, bytes)
    run(db, 'INSERT INTO arriving (sha256) VALUES (?)', 'a'.repeat(64))
    const entry = (sequence: number, undoes: string | null) => ({
      id: `o${9 - sequence}`,
      copy: 'c',
      sequence,
      lamport: sequence,
      actor: '',
      at: 1,
      kind: 'codes.made',
      summary: 'Made a code',
      undoes,
      undoable: 1,
      changes: '[]',
      previous: '',
      hash: `h${sequence}`,
    })
    const entries = [entry(1, null), entry(2, 'o8')]
    for (const each of entries) {
      const names = Object.keys(each)
      const values = Object.values(each)
      run(db, `INSERT INTO operations (${names}) VALUES (${names.map(() => '?')})`, ...values)
    }
    migrate(db, migrations.slice(0, 13), 12)
    expect(all(db, 'SELECT * FROM operations ORDER BY sequence')).toEqual(entries)
    expect(() => run(db, "UPDATE operations SET kind = 'x'")).toThrow('the journal is append-only')
    expect(() => run(db, 'DELETE FROM operations')).toThrow('the journal is append-only')
    expect(all(db, 'SELECT * FROM contents ORDER BY sha256 DESC')).toEqual(rows)
    expect(() => run(db, "UPDATE contents SET kind = 'memo'")).toThrow('stored content is immutable')
    expect(() => run(db, 'DELETE FROM contents')).toThrow('FOREIGN KEY')
    expect(() =>
      run(db, "INSERT INTO contents (sha256, kind, bytes) VALUES (?, 'text', x'00')", 'b'.repeat(64)),
    ).toThrow('UNIQUE')
  },
  '0014-apart': () => {
    addsOnly(14, ['handouts', 'returns', 'round_plans', 'unblindings'])
    // Only a coder's return names a hand-out, and it always does.
    const db = fresh(14)
    db.pragma('foreign_keys = OFF')
    const insert = `INSERT INTO returns
      (id, kind, handout, round, coder, made_at, merged_at, submits, sha256, operations, sheet, undone)
      VALUES (?, ?, ?, 'r', 'c', 1, 2, 0, ?, '[]', '{}', 0)`
    run(db, insert, 'p', 'return', 'h', 'a'.repeat(64))
    run(db, insert, 'q', 'copy', null, 'a'.repeat(64))
    expect(() => run(db, insert, 's', 'return', null, 'a'.repeat(64))).toThrow(/CHECK/)
    expect(() => run(db, insert, 't', 'copy', 'h', 'a'.repeat(64))).toThrow(/CHECK/)
  },
  '0015-settling': () => {
    addsOnly(15, ['agenda', 'item_comments', 'judging_rules', 'meetings', 'ruled_on'])
    // A difference on the agenda is named, a pair of codes is not one; what waits has no decision.
    const db = fresh(15)
    db.pragma('foreign_keys = OFF')
    const insert = `INSERT INTO agenda
      (id, round, about, disagreement, named, question, parked_by, created_at, meeting, decision, decided_at)
      VALUES (?, 'r', ?, ?, '[]', '', 'm', 1, NULL, ?, ?)`
    run(db, insert, 'a', 'difference', 'd', '', null)
    run(db, insert, 'b', 'codes', null, 'Keep both.', 2)
    expect(() => run(db, insert, 'c', 'difference', null, '', null)).toThrow(/CHECK/)
    expect(() => run(db, insert, 'd', 'codes', 'd', '', null)).toThrow(/CHECK/)
    expect(() => run(db, insert, 'e', 'codes', null, 'Keep both.', null)).toThrow(/CHECK/)
  },
  '0016-framework-changes': () => {
    addsOnly(16, ['code_changes', 'code_merges'])
    // A merged code lies under the one it stands for, and nothing lies under it.
    const db = fresh(16)
    db.pragma('foreign_keys = OFF')
    const code = `INSERT INTO codes (id, framework, parent, name, definition, when_to_use, when_not, example, colour,
      status, position, created_at) VALUES (?, 'f', ?, ?, '', '', '', '', 1, 'agreed', 1, 1)`
    for (const [id, parent] of [
      ['a', null],
      ['b', 'a'],
      ['c', null],
    ])
      run(db, code, id, parent, id)
    const merge = 'INSERT INTO code_merges (id, code) VALUES (?, ?)'
    expect(() => run(db, merge, 'm', 'c')).toThrow(/merged/)
    run(db, merge, 'm', 'b')
    expect(() => run(db, code, 'd', 'b', 'd')).toThrow(/under a merged code/)
    expect(() => run(db, "UPDATE codes SET parent = 'b' WHERE id = 'c'")).toThrow(/under a merged code/)
    expect(() => run(db, "UPDATE codes SET parent = NULL WHERE id = 'b'")).toThrow(/under a merged code/)
  },
  '0024-agreed-rules': () => {
    addsOnly(24, ['agreed_rules', 'entered_by_rule'])
    // A rule has an overlap and an extent, or neither; a round has one.
    const db = fresh(24)
    db.pragma('foreign_keys = OFF')
    const rule =
      "INSERT INTO agreed_rules (id, round, overlap, extent, because, set_by, set_at) VALUES (?, ?, ?, ?, '', NULL, 1)"
    run(db, rule, 'a', 'r', 0.8, 'union')
    run(db, rule, 'b', 's', null, null)
    expect(() => run(db, rule, 'c', 'r', null, null)).toThrow(/UNIQUE/)
    expect(() => run(db, rule, 'c', 't', 0.8, null)).toThrow(/CHECK/)
    expect(() => run(db, rule, 'c', 't', 0.4, 'union')).toThrow(/CHECK/)
  },
  '0025-ruled-readings': () => {
    addsOnly(25, ['ruled_readings'])
    const db = fresh(25)
    db.pragma('foreign_keys = OFF')
    const row = 'INSERT INTO ruled_readings (id, ruling, readings) VALUES (?, ?, ?)'
    run(db, row, 'a', 'r', '[["c","t",0,8,null]]')
    expect(() => run(db, row, 'b', 'r', '[]')).toThrow(/UNIQUE/)
    expect(() => run(db, row, 'b', 's', '[')).toThrow(/CHECK/)
  },
  '0026-memos-of-cases': () => {
    const db = fresh(25)
    const put = (id: string, kind: string, about: string | null) =>
      run(
        db,
        `INSERT INTO memos (id, title, kind, state, about_kind, about, author, body, words, updated_at)
         VALUES (?, 'A memo', 'analytic', 'draft', ?, ?, 'm', ?, 3, 7)`,
        id,
        kind,
        about,
        'a'.repeat(64),
      )
    run(
      db,
      "INSERT INTO members (id, name, initials, accent, is_coder, is_reviewer, is_lead, created_at) VALUES ('m', 'M', 'MM', 1, 1, 0, 0, 1)",
    )
    run(db, "INSERT INTO contents (sha256, kind, bytes) VALUES (?, 'memo', x'00')", 'a'.repeat(64))
    run(
      db,
      "INSERT INTO themes (id, name, summary, parent, position, created_at) VALUES ('t', 'A theme', '', NULL, 1, 1)",
    )
    run(
      db,
      "INSERT INTO cases (id, kind, name, site, note, created_at) VALUES ('p', 'person', 'OT 1', NULL, '', 1)",
    )
    put('a', 'study', null)
    put('b', 'theme', 't')
    expect(() => put('c', 'case', 'p')).toThrow(/CHECK/)
    const before = all(db, 'SELECT * FROM memos ORDER BY id')
    migrate(db, migrations.slice(0, 26), 25)
    expect(all(db, 'SELECT * FROM memos ORDER BY id')).toEqual(before)
    put('c', 'case', 'p')
    expect(() => put('d', 'case', null)).toThrow(/CHECK/)
    expect(() => put('d', 'film', 'p')).toThrow(/CHECK/)
    for (const table of ['themes', 'cases'])
      expect(() => run(db, `DELETE FROM ${table}`)).toThrow(/a memo stands on what it is about/)
    run(db, 'DELETE FROM memos')
    for (const table of ['themes', 'cases']) expect(run(db, `DELETE FROM ${table}`)).toBe(1)
  },
  '0018-grids': () => addsOnly(18, ['grid_notes']),
  '0017-statements': () => addsOnly(17, ['statement_codes', 'statement_passages', 'statements']),
  '0019-contacts': () => {
    addsOnly(19, ['contact_cases', 'contact_mappings', 'contacts'])
    // An email without a length keeps none; a length is never less than nothing, and a date is a day.
    const db = fresh(19)
    const contact =
      "INSERT INTO contacts (id, date, mode, minutes, note, created_at) VALUES (?, ?, ?, ?, '', 1)"
    run(db, contact, 'a', '2019-01-14', 'email', null)
    expect(() => run(db, contact, 'b', '2019-01-14', 'phone', -5)).toThrow(/CHECK/)
    expect(() => run(db, contact, 'c', '14/01/2019', 'phone', 5)).toThrow(/CHECK/)
    expect(() => run(db, contact, 'd', '2019-01-14', 'letter', 5)).toThrow(/CHECK/)
  },
  '0020-splits-and-examples': () => {
    addsOnly(20, ['code_examples', 'codes_apart', 'revisits', 'split_judgements', 'split_parts'])
    // A code is no part of itself; a coding is judged once; a pair is told apart once, the lesser id first.
    const db = fresh(20)
    db.pragma('foreign_keys = OFF')
    const part = 'INSERT INTO split_parts (id, code, part, position) VALUES (?, ?, ?, 1)'
    run(db, part, 'p', 'a', 'b')
    expect(() => run(db, part, 'q', 'a', 'a')).toThrow(/CHECK/)
    expect(() => run(db, part, 'r', 'a', 'b')).toThrow(/UNIQUE/)
    const judged = `INSERT INTO split_judgements (id, coding, coded_as, split, part, also, handed_in, made_by, made_at)
      VALUES (?, 'c', 'a', 'a', 'b', '[]', 0, 'm', 1)`
    run(db, judged, 'j')
    expect(() => run(db, judged, 'k')).toThrow(/UNIQUE/)
    const apart = "INSERT INTO codes_apart (id, code, other, made_by, made_at) VALUES (?, ?, ?, 'm', 1)"
    run(db, apart, 'x', 'a', 'b')
    expect(() => run(db, apart, 'y', 'b', 'a')).toThrow(/CHECK/)
  },
  '0021-second-judges': () => {
    addsOnly(21, ['second_judgings', 'second_rulings'])
    // What was judged says when, and a ruling is drawn once.
    const db = fresh(21)
    db.pragma('foreign_keys = OFF')
    const insert = `INSERT INTO second_rulings (id, judging, disagreement, codings, first, outcome, reason, judged_at)
      VALUES (?, 'j', ?, '[]', 'a', ?, '', ?)`
    run(db, insert, 'a', 'd', null, null)
    run(db, insert, 'b', 'e', 'neither', 1)
    expect(() => run(db, insert, 'c', 'f', 'neither', null)).toThrow(/CHECK/)
    expect(() => run(db, insert, 'd', 'd', null, null)).toThrow(/UNIQUE/)
  },
  '0022-memos': () => {
    addsOnly(22, ['memo_comments', 'memo_exports'])
    const db = fresh(22)
    db.pragma('foreign_keys = OFF')
    const comment =
      "INSERT INTO memo_comments (id, memo, author, words, created_at) VALUES (?, 'm', 'a', ?, 1)"
    expect(() => run(db, comment, 'c', '')).toThrow(/CHECK/)
    run(db, comment, 'c', 'Which sites?')
    const exported = 'INSERT INTO memo_exports (id, memo, made_at, numbers) VALUES (?, ?, 1, ?)'
    expect(() => run(db, exported, 'e', 'm', 'no list')).toThrow(/CHECK/)
    run(db, exported, 'e', 'm', '{}')
  },
  '0023-queries': () => {
    addsOnly(23, ['saved_queries'])
    const db = fresh(23)
    const insert = "INSERT INTO saved_queries (id, name, asks, names, saved_at) VALUES (?, ?, ?, '{}', 1)"
    run(db, insert, 'q', 'Waiting', '{}')
    expect(() => run(db, insert, 'r', '', '{}')).toThrow(/CHECK/)
    expect(() => run(db, insert, 's', 'No JSON', 'x')).toThrow(/CHECK/)
  },
}

describe('each migration', () => {
  it('has a test', () => {
    expect(Object.keys(tested).sort()).toEqual(
      migrations.map(m => `${String(m.number).padStart(4, '0')}-${m.name}`).sort(),
    )
  })
  it.each(Object.entries(tested))('%s', (_, test) => test())

  it('is a numbered file, none missing and none beside', () => {
    const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(tested)
        .map(name => `${name}.sql`)
        .sort(),
    )
  })
})

describe('the schema', () => {
  it('is the golden one', () => {
    // To change it on purpose: TANDEM_WRITE_GOLDEN=1 npx vitest run tests/migrations, and read the difference.
    const now = schemaOf(fresh())
    if (process.env.TANDEM_WRITE_GOLDEN) writeFileSync(golden, now)
    expect(now).toBe(readFileSync(golden, 'utf8'))
  })

  it('answers the questions asked most often from an index', () => {
    const db = fresh()
    const planOf = (sql: string) =>
      all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${sql}`)
        .map(row => row.detail)
        .join('; ')
    expect(
      planOf("SELECT * FROM codings WHERE source = 'x' AND layer = 'independent' ORDER BY start"),
    ).toMatch(/USING INDEX codings_in_source/)
    const joined = "source = 's' AND layer = 'independent' AND coder = 'c' AND code = 'k'"
    expect(planOf(`SELECT * FROM codings WHERE ${joined} AND start < 9 AND start > 2`)).toMatch(
      /codings_to_join \(source=\? AND coder=\? AND code=\? AND start>\? AND start<\?\)/,
    )
    const longest = planOf(
      `SELECT "end" - start FROM codings WHERE ${joined} ORDER BY "end" - start DESC LIMIT 1`,
    )
    expect(longest).toMatch(/codings_by_length/)
    expect(longest).not.toMatch(/TEMP B-TREE/)
    expect(planOf("SELECT * FROM codings WHERE code = 'x' AND layer = 'consensus'")).toMatch(
      /codings_of_code/,
    )
    expect(planOf("SELECT * FROM operations WHERE actor = 'x' ORDER BY lamport DESC LIMIT 10")).toMatch(
      /operations_of_actor/,
    )
    expect(planOf('SELECT max(lamport) FROM operations')).toMatch(/operations_in_order/)
    expect(
      planOf("SELECT * FROM segments WHERE revision = 'x' AND start <= 5 ORDER BY start DESC LIMIT 1"),
    ).toMatch(/segments_by_place/)
  })
})

/** A next version that does not exist yet: a new column filled from old rows, and a table rebuilt under its referrers. */
const next: Migration = {
  number: migrations.length + 1,
  name: 'pronouns',
  sql: `ALTER TABLE members ADD COLUMN pronouns TEXT NOT NULL DEFAULT '';
    UPDATE members SET pronouns = 'they' WHERE is_lead = 1;
    CREATE TABLE data_sets_new (id TEXT PRIMARY KEY, name TEXT NOT NULL, position REAL NOT NULL, note TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
    INSERT INTO data_sets_new (id, name, position) SELECT id, name, position FROM data_sets;
    DROP TABLE data_sets;
    ALTER TABLE data_sets_new RENAME TO data_sets;`,
}

async function oldStudy(): Promise<{ path: string; file: string; key: Buffer; content: string }> {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(3))
  const set = await study.setUp.sources.addDataSet({ name: 'Mentors' })
  await study.setUp.sources.update({ source, dataSet: set.id })
  const content = contentOf(study.db())
  study.close()
  const keys = JSON.parse(readFileSync(join(study.path, 'keys.json'), 'utf8')) as { slots: { key: string }[] }
  return {
    path: study.path,
    file: join(study.path, 'study.db'),
    key: Buffer.from(keys.slots[0]?.key ?? '', 'hex'),
    content,
  }
}

describe('a study of an older version', () => {
  it('is brought forward in one step, after a verified backup of it as it was', async () => {
    const { path, file, key, content } = await oldStudy()
    const folder = studyFolder(path)
    let backup = ''
    const db = openDatabase(file, key, 'write', [...migrations, next], before => {
      expect(before.pragma('user_version', { simple: true })).toBe(migrations.length)
      backup = backUp(folder, before, key, new Date())
    })
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length + 1)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(all(db, "SELECT pronouns FROM members WHERE initials = 'LD'")).toEqual([{ pronouns: 'they' }])
    expect(first(db, 'SELECT d.name FROM sources s JOIN data_sets d ON d.id = s.data_set')).toEqual({
      name: 'Mentors',
    })
    db.close()
    expect(listBackups(folder)).toContain(backup)
    const old = openStudy(backup, 'write')
    expect(contentOf(old.db)).toBe(content)
    old.close()
  })

  it('is what it was where a step fails, and opens as before', async () => {
    const { path, file, key, content } = await oldStudy()
    const failing: Migration[] = [
      { ...next, sql: `${next.sql} INSERT INTO nowhere VALUES (1);` },
      { ...next, sql: `${next.sql} DELETE FROM data_sets;` },
    ]
    for (const step of failing) {
      expect(() => openDatabase(file, key, 'write', [...migrations, step], () => {})).toThrow(
        /no such table|broken references/,
      )
      const study = openStudy(path, 'write')
      expect(study.db.pragma('user_version', { simple: true })).toBe(migrations.length)
      expect(contentOf(study.db)).toBe(content)
      study.close()
    }
  })

  it('is what it was where no backup can be made first', async () => {
    const { file, key } = await oldStudy()
    const refuse = () => {
      throw new TandemError('disk-full', 'No room.')
    }
    expect(() => openDatabase(file, key, 'write', [...migrations, next], refuse)).toThrow('No room.')
    const db = openDatabase(file, key, 'write', migrations, () => {})
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    db.close()
  })

  it('is not brought forward by one who only reads', async () => {
    const { file, key } = await oldStudy()
    const before = sha256Of(file)
    expect(() => openDatabase(file, key, 'read', [...migrations, next], () => {})).toThrow(
      /older study version/,
    )
    expect(sha256Of(file)).toBe(before)
  })
})

describe('a file this version does not know', () => {
  /** Changes the file's own marks, as another program would have written them. */
  function marked(file: string, key: Buffer, pragma: string): void {
    const db = new Database(file)
    unlockPages(db, key)
    db.pragma(pragma)
    db.close()
  }

  it('of a newer version is refused by its number and not changed by a byte', async () => {
    const { path, file, key } = await oldStudy()
    marked(file, key, 'user_version = 700')
    const before = sha256Of(file)
    for (const mode of ['write', 'read'] as const) {
      expect(() => openStudy(path, mode)).toThrow(
        expect.objectContaining({ code: 'newer-version', message: expect.stringContaining('version 700') }),
      )
    }
    expect(sha256Of(file)).toBe(before)
  })

  it('of another application is refused and not changed by a byte', async () => {
    const { path, file, key } = await oldStudy()
    marked(file, key, 'application_id = 1')
    const before = sha256Of(file)
    expect(() => openStudy(path, 'write')).toThrow(
      expect.objectContaining({ code: 'damaged', message: expect.stringContaining('not a Tandem study') }),
    )
    expect(sha256Of(file)).toBe(before)
  })
})

describe('a fresh file', () => {
  it('is encrypted, flushed and held to its references', () => {
    const file = join(temporaryFolder(), 'study.db')
    const db = createDatabase(file, randomBytes(32), migrations)
    expect(db.pragma('cipher', { simple: true })).toBe('chacha20')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('temp_store', { simple: true })).toBe(2)
    expect(value(db, 'SELECT count(*) AS n FROM operations')).toBe(0)
    db.close()
    expect(readFileSync(file).includes('CREATE TABLE')).toBe(false)
    expect(() => createDatabase(file, randomBytes(32), migrations)).toThrow(/already there/)
  })
})
