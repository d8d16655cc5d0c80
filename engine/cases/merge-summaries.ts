import type { CaseMerge } from '#shared/model/case.ts'
import { all, type Db } from '../db/sql.ts'
import { type Change, changed, removed } from '../history/changes.ts'
import type { StoredCase } from './queries.ts'

/** What is written of a case under a theme. */
interface Summary {
  id: string
  theme: string
  name: string
  text: string
}

const summariesOf = (db: Db, id: string): Summary[] =>
  all<Summary>(
    db,
    `SELECT n.id, n.theme, t.name, n.text FROM grid_notes n JOIN themes t ON t.id = n.theme
     WHERE n.about_kind = 'case' AND n.about = ? ORDER BY t.name, n.id`,
    id,
  )

/**
 * What becomes of the summaries of a case that is merged away: each is one of the case it goes to. Where that has one of the same
 * theme, the words go beneath its own, with the name they were written under.
 */
export function summariesMerged(
  db: Db,
  from: StoredCase,
  into: StoredCase,
): Pick<CaseMerge, 'both'> & { changes: (Change | null)[] } {
  const there = new Map(summariesOf(db, into.id).map(summary => [summary.theme, summary]))
  const changes: (Change | null)[] = []
  const both: string[] = []
  for (const { id, theme, name, text } of summariesOf(db, from.id)) {
    const other = there.get(theme)
    if (!other) {
      changes.push(changed(db, 'grid_notes', id, { about: into.id }))
      continue
    }
    changes.push(removed(db, 'grid_notes', id))
    if (other.text === text) continue
    changes.push(changed(db, 'grid_notes', other.id, { text: `${other.text}\n${from.name}: ${text}` }))
    both.push(`Summary under “${name}”`)
  }
  return { changes, both }
}
