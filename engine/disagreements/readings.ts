import type { Polarity } from '#shared/model/coding.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import type { Span } from '#shared/text/span.ts'
import { comparedCode, standingCodes } from '../codebook/standing.ts'
import { type Db, tuples } from '../db/sql.ts'
import type { Anchors } from '../revisions/anchors.ts'
import { anchorsBetween } from '../revisions/anchors-between.ts'
import { lineageOf } from '../revisions/lineage.ts'
import { storedRevisions } from '../revisions/queries.ts'
import { codingsIn } from './heirs.ts'

/** A coder's coding as it read: in which text, where, what it said, and the code it counted as. */
export type Reading = [
  coding: string,
  revision: string,
  start: number,
  end: number,
  polarity: Polarity | null,
  code: string,
]

/** As it was kept with a ruling: of before the code was kept there are some without. */
type KeptReading = [...Reading] | [...Head<Reading>]
type Head<List> = List extends [...infer First, unknown] ? First : never

/** What the codings of a round's differences read now, beside what they read when they were ruled on. */
export interface Readings {
  /** The readings of a difference, as they are kept with a ruling. */
  of(item: Pick<Disagreement, 'sides'>): string
  /**
   * Whether a difference still reads as it did: each coding stands on the same words and says the same. Where its text was
   * corrected since, on what became of them; where its code was merged since, as what that counts as. One whose code was taken
   * apart since is another. A text that is not here any more says nothing against it.
   */
  areStill(item: Pick<Disagreement, 'sides' | 'source'>, then: string): boolean
  /** The smallest stretch of the source's newest text that holds what was read then; null where nothing is left of it. */
  placeOf(source: string, then: string): Span | null
}

/** Looked up once, and each text carried into another once, as long as nobody codes and no text is corrected. */
export function readingsOf(db: Db, round: string): Readings {
  let readings: Map<string, Reading> | undefined
  const known = new WeakMap<Disagreement['sides'], string>()
  const places = new Map<string, Anchors | null>()
  const of: Readings['of'] = ({ sides }) => {
    readings ??= new Map(
      tuples<Reading>(
        db,
        `SELECT id, revision, start, "end", polarity, ${comparedCode('c')} FROM codings c
         WHERE round = ? AND layer = 'independent'`,
        round,
      ).map(reading => [reading[0], reading]),
    )
    const text = known.get(sides) ?? JSON.stringify(codingsIn({ sides }).map(id => readings?.get(id) ?? [id]))
    known.set(sides, text)
    return text
  }
  /** Where a passage of one text of a source stands in another; null where that cannot be told. */
  const carried = (source: string, revision: string, newest: string, span: Span): Span | null => {
    if (revision === newest) return span
    const key = `${revision} ${newest}`
    const between = places.has(key) ? places.get(key) : betweenTexts(db, source, revision, newest)
    places.set(key, between ?? null)
    const place = between?.reanchor(span)
    return place && place.fate !== 'gone' ? place : null
  }
  let merged: Map<string, string> | undefined
  /** What a code that was counted with then is counted as now. */
  const counted = (code: string): string => {
    merged ??= standingCodes(db)
    return merged.get(code) ?? code
  }
  const areStill: Readings['areStill'] = (item, then) => {
    const now = of(item)
    if (then === now) return true
    const standing = new Map((JSON.parse(now) as Reading[]).map(reading => [reading[0], reading]))
    return (JSON.parse(then) as KeptReading[]).every(([id, revision, start, end, polarity, code]) => {
      const is = standing.get(id)
      if (!is || is.length < 5) return false
      const [, newest, from, to, says, counts] = is
      if (says !== polarity || (code !== undefined && counted(code) !== counts)) return false
      const place = carried(item.source, revision, newest, { start, end })
      return place === null || (place.start === from && place.end === to)
    })
  }
  const placeOf: Readings['placeOf'] = (source, then) => {
    const newest = storedRevisions(db, source).at(-1)?.id ?? ''
    const spans = (JSON.parse(then) as KeptReading[]).flatMap(
      ([, revision, start, end]) => carried(source, revision, newest, { start, end }) ?? [],
    )
    if (spans.length === 0) return null
    return {
      start: Math.min(...spans.map(({ start }) => start)),
      end: Math.max(...spans.map(({ end }) => end)),
    }
  }
  return { of, areStill, placeOf }
}

function betweenTexts(db: Db, source: string, revision: string, newest: string): Anchors | null {
  const texts = storedRevisions(db, source)
  const [from = -1, to = -1] = [revision, newest].map(wanted => texts.findIndex(({ id }) => id === wanted))
  return from < 0 || to < 0 ? null : anchorsBetween(lineageOf(db, texts), from, to)
}

/** Whether a text is readings as they are kept: of nothing else a docket can be made. */
export function areReadings(text: unknown): boolean {
  const list = listIn(text)
  return (
    list?.every(
      each =>
        Array.isArray(each) &&
        (each.length === 5 || (each.length === 6 && typeof each[5] === 'string')) &&
        typeof each[0] === 'string' &&
        typeof each[1] === 'string' &&
        Number.isSafeInteger(each[2]) &&
        Number.isSafeInteger(each[3]) &&
        (each[4] === null || typeof each[4] === 'string'),
    ) ?? false
  )
}

/** Whether a text is a list of ids, as what is kept about a difference names its codings. */
export const areIds = (text: unknown): boolean => listIn(text)?.every(id => typeof id === 'string') ?? false

function listIn(text: unknown): unknown[] | null {
  if (typeof text !== 'string') return null
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : null
  } catch {
    // Not JSON at all.
    return null
  }
}
