import { describe, expect, it } from 'vitest'
import { all, type Db, first, run } from '#engine/db/sql.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'

/* What the tables themselves refuse, whatever code stands above them: each CHECK, reference and trigger, in raw SQL. */

interface Ground {
  study: TestStudy
  db: Db
  source: string
  revision: string
  code: string
  theme: string
  round: string
  coding: string
}

async function ground(): Promise<Ground> {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(2))
  const km = await study.as('KM')
  const ts = await study.as('TS')
  const rv = await study.as('RV')
  const { id: code } = await study.code('Waiting')
  const { id: theme } = await km.themes.add({ name: 'A theme' })
  await km.memos.add({ title: 'Of the theme', about: { kind: 'theme', id: theme } })
  await km.memos.add({ title: 'Of the code', about: { kind: 'code', id: code } })
  await km.memos.add({ title: 'Of the source', about: { kind: 'source', id: source } })
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const { id: coding } = await km.codings.add({ source, start: 0, end: 5, code })
  await km.annotations.add({ source, start: 0, end: 5, text: 'A note' })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
  const db = study.db()
  const revision = first<{ id: string }>(db, 'SELECT id FROM revisions')?.id ?? ''
  return { study, db, source, revision, code, theme, round, coding }
}

/** A coding's columns, to be spoilt one at a time. */
const row = ({ source, revision, code, study }: Ground): Record<string, unknown> => ({
  id: 'a coding',
  layer: 'independent',
  source,
  revision,
  start: 0,
  end: 5,
  code,
  coder: study.people.TS,
  polarity: null,
  comment: '',
  round: null,
  ruling: null,
  created_at: 1,
})

function insert(db: Db, table: string, columns: Record<string, unknown>): void {
  const names = Object.keys(columns)
  run(
    db,
    `INSERT INTO ${table} (${names.map(n => `"${n}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(columns),
  )
}

describe('a coding', () => {
  const spoilt: [string, (g: Ground) => Record<string, unknown>, RegExp][] = [
    ['that begins before the text', () => ({ start: -1 }), /CHECK/],
    ['that is empty', () => ({ start: 5 }), /CHECK/],
    ['that ends before it begins', () => ({ start: 6 }), /CHECK/],
    ['that reaches past its text', () => ({ end: 100_000 }), /a coding lies within its text/],
    ['in a text of another source', () => ({ revision: 'other' }), /a coding lies within its text/],
    ['of nobody, independently', () => ({ coder: null }), /CHECK/],
    ['of somebody, in the consensus', g => ({ layer: 'consensus', round: g.round }), /CHECK/],
    ['in the consensus of no round', () => ({ layer: 'consensus', coder: null }), /CHECK/],
    ['in no layer there is', () => ({ layer: 'third' }), /CHECK/],
    ['of a polarity there is not', () => ({ polarity: 'both' }), /CHECK/],
    ['with a code there is not', () => ({ code: 'none' }), /FOREIGN KEY/],
    ['of a coder there is not', () => ({ coder: 'none' }), /FOREIGN KEY/],
    ['in a round that its coder submitted', g => ({ round: g.round }), /submitted work no longer changes/],
    ['whose offset is no whole number', () => ({ start: 'a' }), /cannot store TEXT value in INTEGER/],
    ['made by a ruling, independently', g => ({ ruling: rulingOf(g.db) }), /CHECK/],
  ]
  it.each(spoilt)('%s is refused', async (_, spoil, why) => {
    const g = await ground()
    expect(() => insert(g.db, 'codings', { ...row(g), ...spoil(g) })).toThrow(why)
  })

  it('as it should be is taken', async () => {
    const g = await ground()
    expect(() => insert(g.db, 'codings', row(g))).not.toThrow()
  })

  it('that was submitted is not changed, moved or removed', async () => {
    const { db, coding } = await ground()
    for (const sql of [
      "UPDATE codings SET comment = 'later' WHERE id = ?",
      'UPDATE codings SET round = NULL WHERE id = ?',
      'DELETE FROM codings WHERE id = ?',
    ]) {
      expect(() => run(db, sql, coding)).toThrow(/submitted work no longer changes/)
    }
  })

  it('does not change hands or layers', async () => {
    const g = await ground()
    insert(g.db, 'codings', row(g))
    for (const sql of [
      `UPDATE codings SET coder = '${g.study.people.KM}' WHERE id = 'a coding'`,
      `UPDATE codings SET layer = 'consensus', coder = NULL, round = '${g.round}' WHERE id = 'a coding'`,
    ]) {
      expect(() => run(g.db, sql)).toThrow(/belongs to the coder who made it|submitted work/)
    }
  })

  it('is not moved out of its text', async () => {
    const g = await ground()
    insert(g.db, 'codings', row(g))
    expect(() => run(g.db, `UPDATE codings SET "end" = 100000 WHERE id = 'a coding'`)).toThrow(
      /within its text/,
    )
  })
})

describe('an annotation', () => {
  it('lies within its text and keeps its author', async () => {
    const { db, source, revision, study } = await ground()
    const note = {
      id: 'n',
      source,
      revision,
      start: 0,
      end: 5,
      author: study.people.KM,
      text: 'x',
      round: null,
      created_at: 1,
    }
    expect(() => insert(db, 'annotations', { ...note, end: 100_000 })).toThrow(/lies within its text/)
    expect(() => insert(db, 'annotations', { ...note, text: '' })).toThrow(/CHECK/)
    expect(() => insert(db, 'annotations', { ...note, start: 5 })).toThrow(/CHECK/)
    insert(db, 'annotations', note)
    expect(() => run(db, 'UPDATE annotations SET author = ? WHERE id = ?', study.people.TS, 'n')).toThrow(
      /belongs to its author/,
    )
  })
})

describe('an annotation that was submitted', () => {
  it('is not changed, moved, removed or added to', async () => {
    const { db } = await ground()
    const note = first<Record<string, unknown>>(db, 'SELECT * FROM annotations') ?? {}
    expect(note.round).toEqual(expect.any(String))
    for (const sql of [
      "UPDATE annotations SET text = 'later'",
      'UPDATE annotations SET round = NULL',
      'DELETE FROM annotations',
    ]) {
      expect(() => run(db, sql), sql).toThrow(/submitted work no longer changes/)
    }
    expect(() => insert(db, 'annotations', { ...note, id: 'x' })).toThrow(/submitted work no longer changes/)
    expect(() => insert(db, 'annotations', { ...note, id: 'x', round: null })).not.toThrow()
    expect(() => run(db, "UPDATE annotations SET round = ? WHERE id = 'x'", note.round)).toThrow(
      /submitted work no longer changes/,
    )
  })
})

describe('the trees', () => {
  it('of codes have no circle and keep to their framework', async () => {
    const { db, code, study } = await ground()
    const child = await study.setUp.codebook.addCode({ name: 'Child', parent: code })
    const framework = await study.setUp.codebook.addFramework({ name: 'Another', kind: 'inductive' })
    const far = await study.setUp.codebook.addCode({ name: 'Far', framework: framework.id })
    expect(() => run(db, 'UPDATE codes SET parent = ? WHERE id = ?', child.id, code)).toThrow(
      /not under itself/,
    )
    expect(() => run(db, 'UPDATE codes SET parent = id WHERE id = ?', code)).toThrow(/CHECK|not under itself/)
    expect(() => run(db, 'UPDATE codes SET parent = ? WHERE id = ?', far.id, code)).toThrow(/one framework/)
    expect(() => run(db, 'UPDATE codes SET framework = ? WHERE id = ?', framework.id, child.id)).toThrow(
      /one framework/,
    )
    const { id: _, ...columns } =
      first<Record<string, unknown>>(db, 'SELECT * FROM codes WHERE id = ?', code) ?? {}
    expect(() => insert(db, 'codes', { ...columns, id: 'x', parent: far.id })).toThrow(/one framework/)
  })

  it('of themes have no circle', async () => {
    const { db, theme, study } = await ground()
    const { id: sub } = await study.setUp.themes.add({ name: 'Sub', parent: theme })
    expect(() => run(db, 'UPDATE themes SET parent = ? WHERE id = ?', sub, theme)).toThrow(/not under itself/)
    expect(() => run(db, 'UPDATE themes SET parent = id WHERE id = ?', theme)).toThrow(
      /CHECK|not under itself/,
    )
  })
})

describe('what a memo is about', () => {
  it.each(['themes', 'codes', 'sources'])('of the %s does not go from under it', async table => {
    const { db } = await ground()
    run(db, 'PRAGMA foreign_keys = OFF')
    expect(() => run(db, `DELETE FROM ${table}`)).toThrow(/a memo stands on what it is about/)
  })
})

describe('the record', () => {
  it('of operations is only added to', async () => {
    const { db } = await ground()
    expect(() => run(db, "UPDATE operations SET summary = 'x'")).toThrow(/append-only/)
    expect(() => run(db, 'DELETE FROM operations')).toThrow(/append-only/)
    const columns =
      first<Record<string, unknown>>(db, 'SELECT * FROM operations ORDER BY lamport LIMIT 1') ?? {}
    expect(() => insert(db, 'operations', { ...columns, id: 'x' })).toThrow(/UNIQUE/)
    expect(() => insert(db, 'operations', { ...columns, id: 'x', sequence: 9999, changes: '{' })).toThrow(
      /CHECK/,
    )
    expect(() => insert(db, 'operations', { ...columns, id: 'x', sequence: 0 })).toThrow(/CHECK/)
  })

  it('of contents does not change', async () => {
    const { db } = await ground()
    expect(() => run(db, "UPDATE contents SET bytes = x'00'")).toThrow(/immutable/)
    expect(() => insert(db, 'contents', { sha256: 'short', kind: 'text', bytes: Buffer.from('x') })).toThrow(
      /CHECK/,
    )
    expect(() => run(db, 'DELETE FROM contents')).toThrow(/FOREIGN KEY/)
  })
})

describe('a closed round', () => {
  it('takes and loses no ruling and no consensus', async () => {
    const { db, study, round } = await ground()
    await study.setUp.rounds.close({ round, leaveOpen: true })
    const ruling = first<Record<string, unknown>>(db, 'SELECT * FROM rulings') ?? {}
    const agreed = first<Record<string, unknown>>(db, "SELECT * FROM codings WHERE layer = 'consensus'") ?? {}
    expect(() => insert(db, 'rulings', { ...ruling, id: 'x', disagreement: 'y' })).toThrow(/closed round/)
    expect(() => insert(db, 'codings', { ...agreed, id: 'x' })).toThrow(/closed round/)
    expect(() => run(db, "DELETE FROM codings WHERE layer = 'consensus'")).toThrow(/closed round/)
    expect(() => run(db, 'DELETE FROM rulings')).toThrow(/closed round|FOREIGN KEY/)
    for (const sql of [
      "UPDATE rulings SET reason = 'later'",
      "UPDATE codings SET comment = 'later' WHERE layer = 'consensus'",
      "UPDATE codings SET start = start + 1 WHERE layer = 'consensus'",
    ]) {
      expect(() => run(db, sql), sql).toThrow(/closed round/)
    }
  })
})

describe('every table', () => {
  it('keeps the types of its columns', async () => {
    const { db } = await ground()
    const loose = all<{ name: string }>(
      db,
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    )
    expect(loose).toEqual([])
  })

  it('takes nothing empty where a name belongs, and no word that is not of its list', async () => {
    const { db } = await ground()
    for (const sql of [
      "UPDATE studies SET title = ''",
      "UPDATE studies SET stance = 'none'",
      "UPDATE members SET name = ''",
      "UPDATE members SET initials = ''",
      'UPDATE members SET accent = 9',
      'UPDATE members SET is_lead = 2',
      "UPDATE sources SET title = ''",
      "UPDATE sources SET kind = 'film'",
      "UPDATE sources SET warnings = '{'",
      'UPDATE revisions SET characters = 0',
      "UPDATE frameworks SET name = ''",
      "UPDATE frameworks SET kind = 'x'",
      "UPDATE rounds SET state = 'adjudicated'",
      'UPDATE rounds SET blind = 2',
      "UPDATE codes SET name = ''",
      'UPDATE codes SET colour = 25',
      "UPDATE codes SET status = 'x'",
      "UPDATE rulings SET outcome = 'x'",
      "UPDATE rulings SET kind = 'x'",
      "UPDATE themes SET name = ''",
      "UPDATE memos SET state = 'x'",
      "UPDATE memos SET kind = 'x'",
      "UPDATE memos SET about = NULL WHERE about_kind <> 'study'",
      'UPDATE memos SET words = -1',
    ]) {
      expect(() => run(db, sql), sql).toThrow(/CHECK/)
    }
  })
})

const rulingOf = (db: Db): string => first<{ id: string }>(db, 'SELECT id FROM rulings')?.id ?? ''
