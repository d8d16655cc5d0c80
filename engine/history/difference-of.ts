import type { TakenBack } from '#shared/model/operation.ts'
import { type Db, first } from '../db/sql.ts'
import { compareRound } from '../disagreements/in-round.ts'
import { keptRound } from '../rounds/queries.ts'
import { type Change, rowOf } from './changes.ts'

/** What is said of differences: each row names the one it is about. */
const aboutDifferences: readonly Change['table'][] = ['rulings', 'agenda', 'item_comments', 'second_rulings']

/**
 * The difference that changes which were just made are about, the first of several; nothing where they are about none, or it is not on
 * the docket any more.
 */
export function differenceOf(db: Db, changes: readonly Change[]): Pick<TakenBack, 'difference'> {
  for (const { table, id, before } of changes) {
    if (!aboutDifferences.includes(table)) continue
    const row = rowOf(db, table, id) ?? before
    const round =
      row?.round ??
      first<{ round: string }>(db, 'SELECT round FROM second_judgings WHERE id = ?', row?.judging ?? '')
        ?.round
    const kept = typeof round === 'string' ? keptRound(db, round) : undefined
    if (!kept || kept.state === 'open') continue
    const item = compareRound(db, kept).disagreements.find(each => each.id === row?.disagreement)
    if (item) return { difference: { round: kept.id, item: item.id } }
  }
  return {}
}
