import type { search } from '#shared/contract/search.ts'
import type { SearchHit } from '#shared/model/search.ts'
import type { Span } from '#shared/text/span.ts'
import type { Handlers } from '../handler-types.ts'
import { findTerms } from './find-terms.ts'
import { plainWords, type TextNode } from './grammar.ts'
import { type IndexedPassage, inTheirSources, type Matching, passageAt, rowsMatching } from './passages.ts'

/** Text shown on either side of a match, in UTF-16 code units. */
const around = 90

/** Where no more passages than this match, every one is looked into and the places are counted; beyond, estimated. */
const mostCounted = 150

export const searchHandlers: Handlers<typeof search> = {
  sources({ db }, { query, limit }) {
    const terms = plainWords(query)
    if (terms.length === 0) return { hits: [], total: 0, isEstimate: false }
    const matching = inTheirSources(db, rowsMatching(db, allOf(terms)))
    const count = matching.reduce((sum, { passages }) => sum + passages.length, 0)
    const hits: SearchHit[] = []
    let total = 0
    let looked = 0
    for (const { passages, ...source } of matching) {
      for (const number of passages) {
        if (count > mostCounted && hits.length >= limit) break
        looked++
        const passage = passageAt(db, number)
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
  { start: from, text, speaker }: IndexedPassage,
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

/** Every term, the last as a beginning. */
const allOf = (terms: readonly string[]): TextNode => ({
  kind: 'all',
  of: terms.map((term, at) => ({ kind: 'phrase', words: [term], isBeginning: at === terms.length - 1 })),
})
