import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { keptBySource, keptWhileUnchanged } from '#engine/db/kept.ts'
import { all, type Db, run, value } from '#engine/db/sql.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const opened = (): { db: Db; other: Db } => {
  const path = join(temporaryFolder(), 'kept.db')
  const db = new Database(path)
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1)')
  return { db, other: new Database(path) }
}

const sum = (db: Db): number =>
  keptWhileUnchanged(db, 'sum', () => value<number>(db, 'SELECT sum(n) AS n FROM t'))

it('answers again what it made, till this connection or another changes something', () => {
  const { db, other } = opened()
  let made = 0
  const counted = () => keptWhileUnchanged(db, 'made', () => ++made)
  expect([counted(), counted()]).toEqual([1, 1])
  expect(sum(db)).toBe(1)
  run(db, 'INSERT INTO t VALUES (2)')
  expect([sum(db), counted(), counted()]).toEqual([3, 2, 2])
  run(other, 'INSERT INTO t VALUES (4)')
  expect([sum(db), counted()]).toEqual([7, 3])
  db.close()
  other.close()
})

it('keeps nothing of a step that is given up', () => {
  const { db, other } = opened()
  expect(sum(db)).toBe(1)
  const step = db.transaction(() => {
    run(db, 'INSERT INTO t VALUES (2)')
    expect(sum(db)).toBe(3)
    throw new Error('given up')
  })
  expect(step).toThrow('given up')
  expect(sum(db)).toBe(1)
  db.close()
  other.close()
})

it('stays where only tables were written that do not bear on it, and goes with every other', () => {
  const { db, other } = opened()
  db.exec(`CREATE TABLE aside (n INTEGER) STRICT;
    CREATE TABLE above (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE beneath (id INTEGER REFERENCES above (id) ON DELETE CASCADE) STRICT;
    PRAGMA foreign_keys = ON; INSERT INTO above VALUES (1); INSERT INTO beneath VALUES (1)`)
  let made = 0
  const asked = (besides: string[]) => keptWhileUnchanged(db, besides.join(' '), () => ++made, besides)
  const besidesAside = () => asked(['aside'])
  const besidesAbove = () => asked(['above'])
  expect([besidesAside(), besidesAbove()]).toEqual([1, 2])
  run(db, 'INSERT INTO aside VALUES (1)')
  run(db, 'UPDATE aside SET n = 2')
  run(db, 'DELETE FROM aside')
  expect([besidesAside(), besidesAbove()]).toEqual([1, 3])
  // What goes with a row of another table is seen too.
  run(db, 'DELETE FROM above')
  expect([besidesAbove(), besidesAside()]).toEqual([4, 5])
  db.exec('CREATE TABLE later (n INTEGER) STRICT')
  expect(besidesAside()).toBe(6)
  run(db, 'INSERT INTO later VALUES (1)')
  expect(besidesAside()).toBe(7)
  run(other, 'INSERT INTO aside VALUES (1)')
  expect(besidesAside()).toBe(8)
  db.close()
  other.close()
})

it('is told of what is written after a step in which it was first asked was given up', () => {
  const { db, other } = opened()
  const step = db.transaction(() => {
    expect(sum(db)).toBe(1)
    throw new Error('given up')
  })
  expect(step).toThrow('given up')
  expect(sum(db)).toBe(1)
  run(db, 'INSERT INTO t VALUES (2)')
  expect(sum(db)).toBe(3)
  db.close()
  other.close()
})

it('watches nothing where it may only read', () => {
  const { db, other } = opened()
  db.pragma('query_only = ON')
  expect(sum(db)).toBe(1)
  run(other, 'INSERT INTO t VALUES (2)')
  expect(sum(db)).toBe(3)
  db.close()
  other.close()
})

it('lets go of what was asked for longest ago', () => {
  const { db, other } = opened()
  const made: string[] = []
  const ask = (key: string) =>
    keptWhileUnchanged(db, key, () => {
      made.push(key)
      return key
    })
  ask('first')
  for (let n = 0; n < 39; n++) ask(`${n}`)
  ask('first')
  ask('one more')
  made.length = 0
  ask('first')
  ask('0')
  expect(made).toEqual(['0'])
  db.close()
  other.close()
})

it('reads only the sources anew whose codings were written, and all of them with any other change', () => {
  const { db, other } = opened()
  db.exec(`CREATE TABLE sources (id TEXT PRIMARY KEY) STRICT;
    CREATE TABLE codings (source TEXT REFERENCES sources (id) ON DELETE CASCADE, n INTEGER) STRICT;
    CREATE TABLE aside (n INTEGER) STRICT; PRAGMA foreign_keys = ON;
    INSERT INTO sources VALUES ('a'), ('b'), ('c'); INSERT INTO codings VALUES ('a', 1), ('b', 2)`)
  const read: (readonly string[] | null)[] = []
  const sums = () => {
    const found = keptBySource(
      db,
      'sums',
      sources => {
        read.push(sources && [...sources].sort())
        const rows = all<{ source: string; n: number }>(
          db,
          'SELECT s.id AS source, coalesce(sum(c.n), 0) AS n FROM sources s LEFT JOIN codings c ON c.source = s.id GROUP BY 1',
        )
        return new Map(
          rows.filter(({ source }) => sources?.includes(source) ?? true).map(row => [row.source, row.n]),
        )
      },
      ['aside'],
    )
    return Object.fromEntries(found)
  }
  const readFor = (change: () => unknown) => {
    read.length = 0
    change()
    return [sums(), read]
  }
  expect(readFor(() => undefined)).toEqual([{ a: 1, b: 2, c: 0 }, [null]])
  expect(readFor(() => run(db, 'INSERT INTO aside VALUES (1)'))).toEqual([{ a: 1, b: 2, c: 0 }, []])
  expect(readFor(() => run(db, "INSERT INTO codings VALUES ('c', 4)"))).toEqual([
    { a: 1, b: 2, c: 4 },
    [['c']],
  ])
  expect(readFor(() => run(db, "UPDATE codings SET source = 'c' WHERE source = 'b'"))).toEqual([
    { a: 1, b: 0, c: 6 },
    [['b', 'c']],
  ])
  expect(readFor(() => run(db, "DELETE FROM codings WHERE source = 'a'"))).toEqual([
    { a: 0, b: 0, c: 6 },
    [['a']],
  ])
  const givenUp = () => {
    const step = db.transaction(() => {
      run(db, "INSERT INTO codings VALUES ('b', 8)")
      expect(sums()).toEqual({ a: 0, b: 8, c: 6 })
      throw new Error('given up')
    })
    expect(step).toThrow('given up')
  }
  expect(readFor(givenUp)[0]).toEqual({ a: 0, b: 0, c: 6 })
  // A source that goes takes its codings along, and another connection says nothing of what it wrote.
  expect(readFor(() => run(db, "DELETE FROM sources WHERE id = 'c'"))).toEqual([{ a: 0, b: 0 }, [null]])
  expect(readFor(() => run(other, "INSERT INTO codings VALUES ('a', 16)"))).toEqual([{ a: 16, b: 0 }, [null]])
  db.close()
  other.close()
})
