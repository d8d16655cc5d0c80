import { all, type Db } from '../db/sql.ts'
import type { Waiting } from '../revisions/revising.ts'
import type { Followed } from './carried.ts'

/** What became of a quotation, without its place now. */
type Became = Omit<Followed, 'moved'>

/** A quotation whose words differ, or of which nothing is left, as it is put on the list of what waits for a look. */
interface Touched extends Omit<Became, 'fate'> {
  memo: string
  waiting: Waiting
}

/**
 * The quotations in memos that are no longer on the same words, memo by memo, and how many are. `became` says of a memo, and of
 * its text by its content's hash, what became of the quotations in it that are asked of.
 */
export function touchedQuotations(
  db: Db,
  became: (memo: string, sha256: string) => readonly Became[],
): { same: number; touched: Touched[] } {
  const touched: Touched[] = []
  let same = 0
  for (const { id, body, author } of all<{ id: string; body: string; author: string | null }>(
    db,
    'SELECT id, body, author FROM memos ORDER BY id',
  )) {
    for (const { fate, source, last } of became(id, body)) {
      if (fate === 'same') {
        same++
        continue
      }
      touched.push({
        memo: id,
        source,
        last,
        waiting: {
          what: 'quotation',
          row: id,
          why: fate,
          layer: 'independent',
          coder: author,
          round: null,
          kept: null,
        },
      })
    }
  }
  return { same, touched }
}
