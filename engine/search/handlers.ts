import type { search } from '#shared/contract/search.ts'
import type { SearchHit } from '#shared/model/search.ts'
import { wordSpans } from '#shared/text/words.ts'
import { all, type Db, value } from '../db/sql.ts'
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

/** Where no more passages than this match, every one is looked into and the places are counted; beyond, estimated. */
const mostCounted = 150

export const searchHandlers: Handlers<typeof search> = {
  sources({ db }, { query, limit }) {
    const text = query.normalize('NFC')
    const terms = wordSpans(text).map(({ start, end }) => text.slice(start, end))
    if (terms.length === 0) return { hits: [], total: 0, isEstimate: false }
    const match = matchOf(terms)
    const passages = value<number>(db, 'SELECT count(*) FROM passages WHERE passages MATCH ?', match)
    const isEstimate = passages > mostCounted
    const hits: SearchHit[] = []
    let total = 0
    let looked = 0
    for (const passage of isEstimate ? sourceBySource(db, match) : atOnce(db, match)) {
      looked++
      for (const span of findTerms(passage.text, terms)) {
        total++
        if (hits.length < limit) hits.push(hitOf(passage, span))
      }
      if (isEstimate && hits.length >= limit) break
    }
    // Every passage not looked into holds a place at least.
    return isEstimate
      ? { hits, total: total + Math.max(0, passages - looked), isEstimate: looked < passages }
      : { hits, total, isEstimate }
  },
}

const hitOf = (
  { source, title, start: from, text, speaker }: Found,
  { start, end }: { start: number; end: number },
): SearchHit => ({
  source,
  sourceTitle: title,
  start: from + start,
  end: from + end,
  before: text.slice(Math.max(0, start - around), start).toWellFormed(),
  match: text.slice(start, end),
  after: text.slice(end, end + around).toWellFormed(),
  speaker,
})

/** Every term, the last as a beginning; each quoted, so that whatever a person typed is text and never syntax. */
const matchOf = (terms: readonly string[]): string =>
  `${terms.map(term => `"${term.replaceAll('"', '""')}"`).join(' AND ')}*`

/** Passages that match, in the order of the sources and of their texts. */
const atOnce = (db: Db, match: string): Found[] =>
  all<Found>(
    db,
    `SELECT p.text, p.start, p.speaker, s.id AS source, s.title
     FROM passages p JOIN revisions r ON r.id = p.revision JOIN sources s ON s.id = r.source
     WHERE passages MATCH ? AND r.number = (SELECT max(number) FROM revisions WHERE source = s.id)
     ORDER BY s.created_at, s.id, p.start`,
    match,
  )

/** The same where they are many: as far as they are asked for, without reading or sorting the others. */
function* sourceBySource(db: Db, match: string): Generator<Found> {
  const sources = all<{ source: string; title: string; first: number; last: number }>(
    db,
    `SELECT s.id AS source, s.title, i.first, i.last
     FROM sources s JOIN revisions r ON r.source = s.id JOIN indexed_passages i ON i.revision = r.id
     WHERE r.number = (SELECT max(number) FROM revisions WHERE source = s.id) ORDER BY s.created_at, s.id`,
  )
  for (const { source, title, first, last } of sources) {
    for (let from = first; from <= last; ) {
      const found = all<Omit<Found, 'source' | 'title'> & { rowid: number }>(
        db,
        `SELECT rowid, text, start, speaker FROM passages
         WHERE passages MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT 40`,
        match,
        from,
        last,
      )
      for (const { rowid: _, ...passage } of found) yield { ...passage, source, title }
      from = (found.length === 40 ? found.at(-1)?.rowid : undefined) ?? last
      from++
    }
  }
}
