import { quotationsIn } from '../memos/body.ts'
import { carrier } from '../memos/carried.ts'
import { touchedQuotations } from '../memos/touched-quotations.ts'
import { contentText } from '../sources/contents.ts'
import { type Carried, type Revising, toPlace } from './revising.ts'

/**
 * What memos quote of the source, with what becomes of it. Memos stay as they were written: each quotation knows the text
 * it is a place of, and is carried when it is read. One whose words differ, or of which nothing is left, is listed.
 */
export function carryQuotations(revising: Revising): Carried {
  const { tools, source, from, anchors, old } = revising
  const { db } = tools
  const read = carrier(db)
  const { same, touched } = touchedQuotations(db, (memo, sha256) =>
    contentText(db, sha256).includes(source)
      ? quotationsIn(read(memo, sha256).root)
          .filter(one => one.source === source && one.start < one.end && one.end <= old.length)
          .map(one => ({
            source,
            fate: anchors.reanchor(one).fate,
            last: { revision: from, start: one.start, end: one.end },
          }))
      : [],
  )
  return {
    changes: touched.map(({ last, waiting }) => toPlace(revising, last, waiting)),
    same,
    listed: touched.length,
  }
}
