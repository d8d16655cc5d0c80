import { all } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { readBody, requoted } from '../memos/body.ts'
import { contentText, keep } from '../sources/contents.ts'
import { carriedEdits } from './carry-edits.ts'
import { type Carried, type Revising, toPlace } from './revising.ts'

/**
 * Carries what memos quote of the source, so that every quotation goes on showing its words. One whose words differ shows
 * what became of them and is listed; one of which nothing is left says so in the memo and is listed.
 */
export function carryQuotations(revising: Revising): Carried {
  const { tools, source, anchors } = revising
  const { db } = tools
  const changes: Change[] = []
  const sum = { same: 0, listed: 0 }
  for (const memo of all<{ id: string; body: string; author: string | null }>(
    db,
    'SELECT id, body, author FROM memos ORDER BY id',
  )) {
    const text = contentText(db, memo.body)
    if (!text.includes(source)) continue
    const waiting: Change[] = []
    const root = requoted(readBody(text), quotation => {
      if (quotation.source !== source || quotation.start >= quotation.end) return null
      if (quotation.end > revising.old.length) return null
      const place = anchors.reanchor(quotation)
      sum[place.fate === 'same' ? 'same' : 'listed']++
      if (place.fate !== 'same') {
        const { fate } = place
        waiting.push(
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
      // An extent without length quotes nothing; the memo then says that its words are no longer there.
      if (place.fate === 'gone') return { start: Math.max(1, place.at), end: Math.max(1, place.at) }
      const { start, end } = place
      if (place.fate === 'same') return { start, end }
      const marks = carriedEdits(anchors, quotation, { start, end })
      return { start, end, corrected: true, ...(quotation.marks.length > 0 ? { marks } : {}) }
    })
    if (root === null) continue
    const body = keep(db, 'memo', JSON.stringify({ ...(JSON.parse(text) as object), root }))
    if (body === memo.body) continue
    changes.push(...waiting, {
      table: 'memos',
      id: memo.id,
      before: { body: memo.body },
      after: { body },
    })
  }
  return { changes, ...sum }
}
