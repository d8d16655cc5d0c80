import { TandemError } from '#shared/errors.ts'
import { all } from '../db/sql.ts'
import { meOf } from '../rounds/blinding.ts'
import { namelessFor } from '../rounds/nameless.ts'
import type { Reading } from '../tools.ts'

type Asking = Pick<Reading, 'db' | 'asking'>

/** False of a round that the asker judges with names hidden. */
export const isComparedFor = ({ db, asking }: Asking, round: string): boolean =>
  !namelessFor(db, meOf(asking)).has(round)

/** Refuses a comparison of a round that the asker judges with names hidden: figures of two named coders tell whose reading is whose. */
export function mayCompareRound(asking: Asking, round: string): void {
  if (!isComparedFor(asking, round)) throw waits(titleOf(asking.db, round))
}

/** Refuses a comparison, outside rounds, of anybody whose work in a round the asker judges with names hidden. */
export function mayCompareCoders({ db, asking }: Asking, coders: readonly string[]): void {
  const nameless = namelessFor(db, meOf(asking))
  if (nameless.size === 0) return
  const [round] = all<{ round: string }>(
    db,
    `SELECT round FROM round_coders WHERE round IN (SELECT value FROM json_each(?))
       AND coder IN (SELECT value FROM json_each(?)) ORDER BY round`,
    JSON.stringify([...nameless.keys()]),
    JSON.stringify(coders),
  )
  if (round) throw waits(titleOf(db, round.round))
}

/** Refuses whichever of the two is named. */
export function mayCompare(
  asking: Asking,
  { round, coders }: { round?: string | undefined; coders?: readonly string[] | undefined },
): void {
  if (round !== undefined) mayCompareRound(asking, round)
  if (coders !== undefined) mayCompareCoders(asking, coders)
}

const titleOf = (db: Asking['db'], round: string): string =>
  all<{ title: string }>(db, 'SELECT title FROM rounds WHERE id = ?', round)[0]?.title ?? ''

const waits = (title: string): TandemError =>
  new TandemError(
    'blind',
    `“${title}” is judged with names hidden: its coders are compared, under their names, when it is closed.`,
    'Judge the differences under Adjudicate. Its coders and leads see the comparison now.',
  )
