import { all, column, type Db, first } from '../db/sql.ts'
import type { Phrase, TextNode } from './grammar.ts'

/** A passage of a text as the index has it: a turn or a paragraph, or a piece of a very long one. */
export interface IndexedPassage {
  text: string
  start: number
  speaker: string | null
}

/** A source with passages of its text, by their numbers in the index. */
export interface Matching {
  source: string
  title: string
  passages: number[]
}

/** A passage by its number, or undefined. */
export const passageAt = (db: Db, number: number): IndexedPassage | undefined =>
  first(db, 'SELECT text, start, speaker FROM passages WHERE rowid = ?', number)

/**
 * The numbers, in order, of passages that may hold what is looked for: all that do, and such that only have its words. The
 * index is asked once: gathering the words that begin as one does is most of what a search takes.
 */
export const rowsMatching = (db: Db, node: TextNode): number[] =>
  column<number>(db, 'SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid', matchOf(node))

/** Passages under the sources whose newest text they are of, in the order of sources. */
export function inTheirSources(db: Db, found: readonly number[]): Matching[] {
  return indexedSources(db).map(({ source, title, first, last }) => ({
    source,
    title,
    passages: found.slice(countBelow(found, first), countBelow(found, last + 1)),
  }))
}

/** The sources in their order, each with the first and the last number of its newest text's passages. */
export const indexedSources = (db: Db): { source: string; title: string; first: number; last: number }[] =>
  all(
    db,
    `SELECT s.id AS source, s.title, i.first, i.last
     FROM sources s JOIN revisions r ON r.source = s.id JOIN indexed_passages i ON i.revision = r.id
     WHERE r.number = (SELECT max(number) FROM revisions WHERE source = s.id) ORDER BY s.created_at, s.id`,
  )

/** Each word quoted, so that whatever a person typed is text and never syntax. What must not be there is not asked for. */
function matchOf(node: TextNode): string {
  switch (node.kind) {
    case 'phrase':
      return phraseOf(node)
    case 'near':
      return `(${matchOf(node.left)} AND ${matchOf(node.right)})`
    case 'all':
      return `(${node.of.map(matchOf).join(' AND ')})`
    case 'any':
      return `(${node.of.map(matchOf).join(' OR ')})`
    case 'but':
      return matchOf(node.of)
  }
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

/**
 * The words near each other: the index takes the s of a possessive for a word of its own, so that those of a phrase may not
 * follow each other in it. A word is no more pieces in the index than it has characters.
 */
function phraseOf({ words, isBeginning }: Phrase): string {
  const quoted = words.map(
    (word, n) => `"${word.replaceAll('"', '""')}"${isBeginning && n === words.length - 1 ? '*' : ''}`,
  )
  if (quoted.length === 1) return quoted[0] ?? ''
  const between = words.slice(1, -1).reduce((sum, word) => sum + word.length, words.length)
  return `NEAR(${quoted.join(' ')}, ${between})`
}
