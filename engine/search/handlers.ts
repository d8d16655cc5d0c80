import type { search } from '#shared/contract/search.ts'
import type { SearchHit } from '#shared/model/search.ts'
import type { Span } from '#shared/text/span.ts'
import { wordSpans } from '#shared/text/words.ts'
import { all, column, type Db, first } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { findTerms } from './find-terms.ts'

interface Passage {
  text: string
  start: number
  speaker: string | null
}

/** A source with the passages of its text that match, by their numbers in the index. */
interface Matching {
  source: string
  title: string
  passages: number[]
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
    const matching = bySource(db, matchOf(terms))
    const count = matching.reduce((sum, { passages }) => sum + passages.length, 0)
    const hits: SearchHit[] = []
    let total = 0
    let looked = 0
    for (const { passages, ...source } of matching) {
      for (const number of passages) {
        if (count > mostCounted && hits.length >= limit) break
        looked++
        const passage = first<Passage>(
          db,
          'SELECT text, start, speaker FROM passages WHERE rowid = ?',
          number,
        )
        if (!passage) continue
        for (const span of findTerms(passage.text, terms)) {
          total++
          if (hits.length < limit) hits.push(hitOf(source, passage, span))
        }
      }
    }
    // Every passage not looked into holds a place at least.
    return { hits, total: total + count - looked, isEstimate: looked < count }
  },
}

const hitOf = (
  { source, title }: Omit<Matching, 'passages'>,
  { start: from, text, speaker }: Passage,
  { start, end }: Span,
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

/**
 * The sources that match, in their order. The index is asked once: gathering the words that begin as the last term
 * does is most of what a search takes, and beside it the numbers of all passages cost next to nothing.
 */
function bySource(db: Db, match: string): Matching[] {
  const found = column<number>(db, 'SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid', match)
  const sources = all<{ source: string; title: string; first: number; last: number }>(
    db,
    `SELECT s.id AS source, s.title, i.first, i.last
     FROM sources s JOIN revisions r ON r.source = s.id JOIN indexed_passages i ON i.revision = r.id
     WHERE r.number = (SELECT max(number) FROM revisions WHERE source = s.id) ORDER BY s.created_at, s.id`,
  )
  return sources.map(({ source, title, first, last }) => ({
    source,
    title,
    passages: found.slice(countBelow(found, first), countBelow(found, last + 1)),
  }))
}

/** How many of these numbers, in order, are below a bound. */
function countBelow(numbers: readonly number[], bound: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? bound) < bound) low = middle + 1
    else high = middle
  }
  return low
}
