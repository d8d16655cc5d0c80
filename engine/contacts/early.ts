import { aYearBefore, farBefore } from '#shared/text/far-before.ts'
import { all, column, type Db } from '../db/sql.ts'
import { dayInWords } from '../export/words.ts'
import type { Session } from './one-session.ts'
import { setUpOf } from './set-up.ts'

/**
 * What tells that a session of a log is dated too early to be believed, as half a sentence on what it is long before; null where
 * nothing does. `siteOf` is the site a name stands for in the study. Days after `today` are asked about as such.
 */
export function earlyIn(
  db: Db,
  sessions: readonly Session[],
  siteOf: (name: string) => { id: string; name: string } | undefined,
  today: string,
): (session: Session) => string | null {
  const days = [...column<string>(db, 'SELECT date FROM contacts'), ...sessions.map(({ date }) => date)]
    .filter(day => day <= today)
    .sort()
  const lastEarly = days[farBefore(days, 12) - 1]
  const opened = openings(db)
  return ({ date, sites }) => {
    for (const { name, attended } of sites) {
      const site = attended ? siteOf(name) : undefined
      const day = site && opened.get(site.id)
      if (day !== undefined && date <= aYearBefore(day))
        return `a year or more before ${site?.name} opened on ${dayInWords(day)}`
    }
    return lastEarly !== undefined && date <= lastEarly ? 'more than a year before all others' : null
  }
}

/** The day each site opened, as far as it is known, by the site's id. */
function openings(db: Db): Map<string, string> {
  const rows = all<{ case: string; value: string }>(
    db,
    'SELECT "case", value FROM case_values WHERE attribute = ?',
    setUpOf(db).attributes.opened,
  )
  return new Map(rows.map(row => [row.case, row.value]))
}
