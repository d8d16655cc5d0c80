import type { search } from '#shared/contract/search.ts'
import type { SearchHit } from '#shared/model/search.ts'
import { wordSpans } from '#shared/text/words.ts'
import { all, type Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { findTerms } from './find-terms.ts'

interface Found {
  text: string
  start: number
  speaker: string | null
  source: string
  title: string
}

/** Text shown on either side of a match, in UTF-16 code units. */
const around = 90

export const searchHandlers: Handlers<typeof search> = {
  sources({ db }, { query, limit }) {
    const terms = wordSpans(query.normalize('NFC')).map(({ start, end }) =>
      query.normalize('NFC').slice(start, end),
    )
    if (terms.length === 0) return { hits: [], total: 0 }
    const hits: SearchHit[] = []
    let total = 0
    for (const passage of matching(db, terms)) {
      for (const { start, end } of findTerms(passage.text, terms)) {
        total++
        if (hits.length >= limit) continue
        hits.push({
          source: passage.source,
          sourceTitle: passage.title,
          start: passage.start + start,
          end: passage.start + end,
          before: passage.text.slice(Math.max(0, start - around), start).toWellFormed(),
          match: passage.text.slice(start, end),
          after: passage.text.slice(end, end + around).toWellFormed(),
          speaker: passage.speaker,
        })
      }
    }
    return { hits, total }
  },
}

/** Passages that hold every term; each term is quoted, so that whatever a person typed is text and never syntax. */
function matching(db: Db, terms: readonly string[]): Found[] {
  const quoted = terms.map(term => `"${term.replaceAll('"', '""')}"`)
  return all<Found>(
    db,
    `SELECT p.text, p.start, p.speaker, s.id AS source, s.title
     FROM passages p JOIN revisions r ON r.id = p.revision JOIN sources s ON s.id = r.source
     WHERE passages MATCH ? AND r.number = (SELECT max(number) FROM revisions WHERE source = s.id)
     ORDER BY s.created_at, s.id, p.start LIMIT 20000`,
    `${quoted.join(' AND ')}*`,
  )
}
