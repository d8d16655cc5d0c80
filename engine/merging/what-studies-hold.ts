import { TandemError } from '#shared/errors.ts'
import { all, type Cell, type Db, value } from '../db/sql.ts'
import type { Operation } from '../history/journal.ts'

type Fits = (value: Cell | undefined) => boolean

const orNull =
  (fits: Fits): Fits =>
  cell =>
    cell === null || fits(cell)

/** What the columns of a table keep as it is, by their type. */
const byType: Record<string, Fits> = {
  // Half a character pair becomes another sign where it is kept.
  TEXT: orNull(cell => typeof cell === 'string' && cell.isWellFormed()),
  INTEGER: orNull(Number.isSafeInteger),
  REAL: orNull(Number.isFinite),
}

/** The last millisecond of the year 9999: later ones no calendar and no file format has. */
const lastMoment = Date.UTC(10_000, 0) - 1

const isMoment: Fits = cell => Number.isSafeInteger(cell) && Number(cell) >= 0 && Number(cell) <= lastMoment

const isTime = (column: string): boolean => column === 'at' || column.endsWith('_at')

/**
 * How far a step may be ahead of what a study holds, in steps: more than anybody makes, and so little that a million of
 * packages do not bring a study near the highest number that packages can say.
 */
const furthestAhead = 2 ** 32

/**
 * Looks at each operation of a package that is to join the study as it is: its values are of the kind that their columns keep
 * (of others the database makes what it can, a text of a number, and the tables would no longer be what the journal says), its
 * times are ones that can be written out, and its place among the steps leaves room for those that follow. Refuses others.
 */
export function whatStudiesHold(db: Db): (operation: Operation) => void {
  const furthest =
    value<number>(db, 'SELECT coalesce(max(lamport), 0) AS top FROM operations') + furthestAhead
  const tables = new Map<string, Map<string, Fits>>()
  const columnsOf = (table: string): Map<string, Fits> => {
    const known =
      tables.get(table) ??
      new Map(
        all<{ name: string; type: string }>(db, 'SELECT name, type FROM pragma_table_info(?)', table).flatMap(
          ({ name, type }) => {
            const fits = type === 'INTEGER' && isTime(name) ? orNull(isMoment) : byType[type]
            return fits ? [[name, fits]] : []
          },
        ),
      )
    tables.set(table, known)
    return known
  }
  return ({ lamport, at, changes }) => {
    if (lamport > furthest || !isMoment(at)) throw noStudyHolds('steps')
    for (const { table, before, after } of changes) {
      const columns = columnsOf(table)
      for (const row of [before, after]) {
        for (const [column, cell] of Object.entries(row ?? {}))
          if (columns.get(column)?.(cell) === false) throw noStudyHolds('rows')
      }
    }
  }
}

/** What was not written by Tandem. */
export const noStudyHolds = (what: 'rows' | 'steps'): TandemError =>
  new TandemError(
    'damaged',
    `The package holds ${what} that no study can hold.`,
    'Nothing was taken in. Ask whoever sent it for the file again, as Tandem wrote it.',
  )
