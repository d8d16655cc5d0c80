import { all } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { quotationsIn } from '../memos/body.ts'
import { carrier } from '../memos/carried.ts'
import { contentText } from '../sources/contents.ts'
import { type Carried, type Revising, toPlace } from './revising.ts'

/**
 * What memos quote of the source, with what becomes of it. Memos stay as they were written: each quotation knows the text
 * it is a place of, and is carried when it is read. One whose words differ, or of which nothing is left, is listed.
 */
export function touchedQuotations(revising: Revising): Carried {
  const { tools, source, anchors, old } = revising
  const { db } = tools
  const read = carrier(db)
  const changes: Change[] = []
  const sum = { same: 0, listed: 0 }
  for (const memo of all<{ id: string; body: string; author: string | null }>(
    db,
    'SELECT id, body, author FROM memos ORDER BY id',
  )) {
    if (!contentText(db, memo.body).includes(source)) continue
    for (const quotation of quotationsIn(read(memo.id, memo.body).root)) {
      if (quotation.source !== source || quotation.start >= quotation.end) continue
      if (quotation.end > old.length) continue
      const { fate } = anchors.reanchor(quotation)
      sum[fate === 'same' ? 'same' : 'listed']++
      if (fate === 'same') continue
      changes.push(
        toPlace(revising, quotation, {
          what: 'quotation',
          row: memo.id,
          why: fate,
          layer: 'independent',
          coder: memo.author,
          round: null,
          kept: null,
        }),
      )
    }
  }
  return { changes, ...sum }
}
