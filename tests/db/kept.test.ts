import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { keptWhileUnchanged } from '#engine/db/kept.ts'
import { type Db, run, value } from '#engine/db/sql.ts'
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
