import { isOfCodings, type StudyQuery, type TextAsked } from '#shared/model/query.ts'
import type { Span } from '#shared/text/span.ts'
import { compile } from '../autocode/compile.ts'
import { searchesIn } from '../autocode/matches.ts'
import { overlapping } from '../codings/overlapping.ts'
import type { Placed } from '../codings/placed.ts'
import { gathering, keptInSteps } from '../db/kept.ts'
import { all, type Db } from '../db/sql.ts'
import { placesIn } from '../search/evaluate.ts'
import { refuseLong, textNode } from '../search/grammar.ts'
import { indexedSources, passageAt, rowsMatching } from '../search/passages.ts'
import { contentText } from '../sources/contents.ts'
import { casesOf, codedSpans, codesAsked, codingsWhere, sourcesOf, textsOf } from './conditions.ts'

/** A place that a query found. */
export interface Place extends Span {
  source: string
  /** Null where the query is of text. */
  coding: string | null
  /** People and sites behind it, by id. */
  cases: readonly string[]
}

/** How far a search is: sources looked through, of how many. */
export interface SoFar {
  done: number
  total: number
}

/** All places that a query finds, in the order of sources and text; `isCut` where there are more than it went on to. */
export interface Places {
  places: Place[]
  isCut: boolean
}

/** More places of text than this are no list that anyone looks through. */
export const mostPlaces = 10_000

/**
 * Finds what a query asks for, as far as `me` may see it. Stops between pieces of work, so that who drives it can let
 * others through or give up. Refuses text that is not understood before anything is looked at. What was found is kept while
 * nothing changes that it follows from.
 */
export function* placesOf(db: Db, query: StudyQuery, me: string): Generator<SoFar, Places> {
  const find = query.text && finder(query.text)
  return yield* keptInSteps(
    db,
    JSON.stringify(['places', query, me]),
    () => (isOfCodings(query) ? codingPlaces(db, query, me, find) : textPlaces(db, query, me, find)),
    isOfCodings(query) || query.noCodes.length > 0 ? gathering : [...gathering, 'codings'],
  )
}

/** Refuses a query whose text is not understood. */
export function refuseNotUnderstood({ text }: StudyQuery): void {
  if (text) finder(text)
}

/** Finds places in a text, stopping between searches. */
type Find = (text: string) => Generator<undefined, Span[]>

function finder(asked: TextAsked): Find {
  if (asked.how !== 'pattern') {
    const node = textNode(asked)
    // biome-ignore lint/correctness/useYield: words are found in one go
    return function* (text) {
      return placesIn(text, node)
    }
  }
  refuseLong(asked.words)
  const sought = { pattern: compile(asked.words, false), wholeWords: false }
  return function* (text) {
    const search = searchesIn(text, sought)
    const found: Span[] = []
    for (let next = 0; next < text.length && found.length <= mostPlaces; ) {
      yield
      const searched = search(next)
      if (searched.match) found.push(searched.match)
      next = Math.max(searched.next, searched.match?.end ?? 0)
    }
    return found
  }
}

function* codingPlaces(db: Db, query: StudyQuery, me: string, find: Find | null): Generator<SoFar, Places> {
  const { anyCodes, allCodes, noCodes, beneath } = query
  const [first, ...rest] = allCodes
  const base = anyCodes.length > 0 ? anyCodes : first === undefined ? null : [first]
  const codes = base && codesAsked(db, base, beneath)
  let found = codingsWhere(db, query, { codes, cases: casesOf(db, query), me })
  for (const code of anyCodes.length > 0 ? allCodes : rest) {
    const isCoded = codedWith(db, query, [code], me)
    found = found.filter(isCoded)
  }
  if (noCodes.length > 0) {
    const isCoded = codedWith(db, query, noCodes, me)
    found = found.filter(coding => !isCoded(coding))
  }
  if (find) found = yield* withText(db, found, find)
  return {
    places: found.map(({ id, source, start, end, cases }) => ({ source, start, end, coding: id, cases })),
    isCut: false,
  }
}

/** Whether a place overlaps text coded with one of some codes in the query's layer: a coding's by the same coder. */
function codedWith(
  db: Db,
  { layer, beneath }: StudyQuery,
  codes: readonly string[],
  me: string,
): (place: Span & { source: string; coder?: string | null }) => boolean {
  const spans = codedSpans(db, { layer, codes: codesAsked(db, codes, beneath), sources: null, me })
  const sweeps = new Map(
    [...Map.groupBy(spans, span => span.source)].map(([key, of]) => [key, overlapping(of)]),
  )
  return ({ source, start, end, coder }) =>
    (sweeps.get(source)?.({ start, end }) ?? []).some(span => coder === undefined || span.coder === coder)
}

/** The codings whose own words hold what is looked for. */
function* withText(db: Db, codings: readonly Placed[], find: Find): Generator<SoFar, Placed[]> {
  const kept: Placed[] = []
  const texts = textsOf(
    db,
    codings.map(({ id }) => id),
  )
  let done = 0
  let open = { sha256: '', text: '' }
  for (const coding of codings) {
    const sha256 = texts.get(coding.id) ?? ''
    if (open.sha256 !== sha256) open = { sha256, text: contentText(db, sha256) }
    yield { done: done++, total: codings.length }
    const finding = find(open.text.slice(coding.start, coding.end))
    let step = finding.next()
    while (!step.done) {
      yield { done, total: codings.length }
      step = finding.next()
    }
    if (step.value.length > 0) kept.push(coding)
  }
  return kept
}

function* textPlaces(db: Db, query: StudyQuery, me: string, find: Find | null): Generator<SoFar, Places> {
  const { text, speakers, noCodes } = query
  if (!text || !find) return { places: [], isCut: false }
  const among = sourcesOf(db, query)
  const cases = casesOf(db, query)
  const isCoded = noCodes.length > 0 ? codedWith(db, query, noCodes, me) : null
  const behind = voicesBehind(db)
  const matching = text.how === 'pattern' ? null : new Set(rowsMatching(db, textNode(text)))
  const sources = indexedSources(db).filter(({ source }) => among.has(source))
  const places: Place[] = []
  for (const [done, { source, first, last }] of sources.entries()) {
    for (let row = first; row <= last; row++) {
      if (matching && !matching.has(row)) continue
      const soFar = { done, total: sources.length }
      yield soFar
      const passage = passageAt(db, row)
      if (!passage) continue
      if (speakers.length > 0 && !speakers.includes(passage.speaker ?? '')) continue
      const of = behind(source, passage.speaker)
      if (cases && !of.some(id => cases.has(id))) continue
      const finding = find(passage.text)
      let step = finding.next()
      while (!step.done) {
        yield soFar
        step = finding.next()
      }
      for (const { start, end } of step.value) {
        const place = { source, start: passage.start + start, end: passage.start + end }
        if (isCoded?.(place)) continue
        if (places.length === mostPlaces) return { places, isCut: true }
        places.push({ ...place, coding: null, cases: of })
      }
    }
  }
  return { places, isCut: false }
}

/** Who is behind a speaker's words: of a source linked as a whole its cases, and the speaker's; of an email all of them. */
function voicesBehind(db: Db): (source: string, speaker: string | null) => readonly string[] {
  const rows = all<{ source: string; case: string; speaker: string | null }>(
    db,
    `SELECT source, "case", NULL AS speaker FROM source_cases
     UNION ALL SELECT p.source, p."case", CASE s.kind WHEN 'email' THEN NULL ELSE p.name END
     FROM source_speakers p JOIN sources s ON s.id = p.source WHERE p."case" IS NOT NULL`,
  )
  const bySource = Map.groupBy(rows, row => row.source)
  const known = new Map<string, readonly string[]>()
  return (source, speaker) => {
    const key = `${source} ${speaker ?? ''}`
    const of = known.get(key) ?? [
      ...new Set(
        (bySource.get(source) ?? [])
          .filter(row => row.speaker === null || row.speaker === speaker)
          .map(row => row.case),
      ),
    ]
    known.set(key, of)
    return of
  }
}
