import { all, type Db } from '../db/sql.ts'
import { listed } from '../export/agreement-words.ts'
import { dayInWords } from '../export/words.ts'

/** A contact that was taken in from a log. */
interface TakenContact {
  id: string
  date: string
  /** The copy of the study it was taken in in. */
  copy: string
}

/**
 * Contacts of one row of a log that were taken in in several copies of the study, which were merged since: known by the row's id,
 * else by all it says. By date.
 */
export function takenTwice(db: Db): TakenContact[][] {
  const key = "CASE WHEN row_id IS NULL THEN row_hash ELSE 'id ' || lower(row_id) END"
  const alike = all<{ id: string; date: string; row: string }>(
    db,
    `SELECT id, date, ${key} AS row FROM contacts WHERE row_hash IS NOT NULL
       AND ${key} IN (SELECT ${key} FROM contacts WHERE row_hash IS NOT NULL GROUP BY 1 HAVING count(*) > 1)
     ORDER BY date, created_at, id`,
  )
  if (alike.length === 0) return []
  const copies = new Map(
    all<{ id: string; copy: string }>(
      db,
      `SELECT c.value ->> 'id' AS id, o.copy FROM operations o CROSS JOIN json_each(o.changes) c
       WHERE o.kind = 'contacts.imported' AND c.value ->> 'table' = 'contacts'
         AND c.value ->> 'id' IN (SELECT value FROM json_each(?))`,
      JSON.stringify(alike.map(({ id }) => id)),
    ).map(({ id, copy }) => [id, copy]),
  )
  const rows = Map.groupBy(
    alike.map(({ id, date, row }) => ({ id, date, row, copy: copies.get(id) ?? '' })),
    ({ row }) => row,
  )
  return [...rows.values()].filter(of => new Set(of.map(({ copy }) => copy)).size > 1)
}

/** The days of contacts that stand in the log twice, in words; of many the first. */
export function daysOf(twice: readonly (readonly TakenContact[])[]): string {
  const days = [...new Set(twice.flatMap(([first]) => (first ? [dayInWords(first.date)] : [])))]
  return days.length <= mostDays
    ? listed(days)
    : `${days.slice(0, mostDays).join(', ')} and ${(days.length - mostDays).toLocaleString('en-GB')} more days`
}

const mostDays = 5
