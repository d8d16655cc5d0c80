import type { CorrectionPreview, Touched } from '#shared/model/revision.ts'
import { codePaths } from '../codebook/queries.ts'
import { all } from '../db/sql.ts'
import { mayShowAnnotation, mayShowCoding, meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { hiddenInSentence, namesKeptFrom } from '../rounds/nameless.ts'
import { textAtHand } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'
import type { Reading } from '../tools.ts'
import { anchors } from './anchors.ts'
import type { Edit } from './edits.ts'
import { whyNotRevise } from './may-revise.ts'
import { editedText } from './revise.ts'
import { textChanges } from './text-changes.ts'

/** How much is told one by one. */
const most = 100

interface Mark {
  what: Touched['what']
  id: string
  start: number
  end: number
  code: string | null
  note: string | null
  who: string | null
  coder: string | null
}

/** What edits of a source's newest text would change and touch, as far as the asker may see. Writes nothing. */
export function previewCorrection(
  reading: Reading,
  source: string,
  edits: readonly Edit[],
): CorrectionPreview {
  const { db, asking } = reading
  const { title, text: sha } = sourceById(db, source)
  const old = textAtHand(db, sha)
  const edited = editedText(title, old, edits)
  const places = anchors(old, edited)
  const kept = edited.edits.map(edit => [edit.start, edit.end, edit.text.length] as const)
  const marks = all<Mark>(
    db,
    `SELECT 'coding' AS what, c.id, c.start, c."end", c.code, NULL AS note, m.initials AS who, c.coder
     FROM codings c LEFT JOIN members m ON m.id = c.coder WHERE c.source = $source AND ${mayShowCoding('c', '$me')}
     UNION ALL
     SELECT 'annotation', a.id, a.start, a."end", NULL, a.text, m.initials, a.author
     FROM annotations a JOIN members m ON m.id = a.author WHERE a.source = $source AND ${mayShowAnnotation('a', '$me')}
     ORDER BY 3, 4, 2`,
    { source, me: meOf(asking) },
  )
  const paths = codePaths(db)
  const names = namesKeptFrom(db, meOf(asking))
  const touched: Touched[] = []
  let inAll = 0
  for (const { what, id, start, end, code, note, who, coder } of marks) {
    const place = places.reanchor({ start, end })
    if (place.fate === 'same') continue
    inAll++
    if (touched.length >= most) continue
    touched.push({
      what,
      id,
      name: note ?? paths.get(code ?? '')?.at(-1) ?? '',
      who: names?.openingIn(coder, source) === undefined ? who : hiddenInSentence,
      before: old.slice(start, end),
      after: place.fate === 'gone' ? null : edited.text.slice(place.start, place.end),
    })
  }
  return {
    refused: whyNotRevise(reading, source),
    ...textChanges(old, edited.text, kept, most),
    same: marks.length - inAll,
    touched,
    touchedInAll: inAll,
    withheld: somethingIsBlind(db),
  }
}
