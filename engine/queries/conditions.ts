import type { StudyQuery } from '#shared/model/query.ts'
import { listAttributes, storedCases } from '../cases/queries.ts'
import { codesUnder } from '../codebook/queries.ts'
import { countsAmong, standingCode, standingCodes } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCode, mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'
import { namelessFor } from '../rounds/nameless.ts'

/** A coding as queries look at it. */
export interface FoundCoding {
  id: string
  source: string
  start: number
  end: number
  coder: string | null
  /** Its text's content. */
  text: string
}

const listed = (list: string) => `(SELECT value FROM json_each(${list}))`
/** SQL: whether the column is in a list bound to the name, or no list is. */
const isIn = (column: string, list: string) => `(${list} IS NULL OR ${column} IN ${listed(list)})`

/** SQL: the source under `s` is of the data sets, kinds and tags asked for. */
const sourceHolds = `${isIn('s.data_set', '$sets')} AND ${isIn('s.kind', '$kinds')} AND ($tags IS NULL OR EXISTS (
  SELECT 1 FROM source_tags x WHERE x.source = s.id AND x.tag IN ${listed('$tags')}))`

/** SQL: turns that the coding under `c` touches, as `t`. */
const touched = `t.revision = c.revision AND t.start < c."end" AND t."end" > c.start
  AND t.start >= (SELECT coalesce(max(g.start), 0) FROM segments g WHERE g.revision = c.revision AND g.start <= c.start)`

/** Null for a list that asks for nothing. */
const asked = (list: readonly string[]): string | null => (list.length === 0 ? null : JSON.stringify(list))

const ofSources = ({ dataSets, kinds, tags }: StudyQuery) => ({
  sets: asked(dataSets),
  kinds: asked(kinds),
  tags: asked(tags),
})

/** The sources a query looks in, by id. */
export const sourcesOf = (db: Db, query: StudyQuery): Set<string> =>
  new Set(
    all<{ id: string }>(db, `SELECT s.id FROM sources s WHERE ${sourceHolds}`, ofSources(query)).map(
      ({ id }) => id,
    ),
  )

/** The codes of a list as they stand now, with those beneath them where that is asked for. */
export function codesAsked(db: Db, codes: readonly string[], beneath: boolean): string[] {
  const standing = standingCodes(db)
  const now = [...new Set(codes.map(code => standing.get(code) ?? code))]
  return beneath ? codesUnder(db, now) : now
}

/** The codings of a query's layer with one of `codes` (null: any) that all else it asks of a coding holds for, in order. */
export function codingsWhere(
  db: Db,
  query: StudyQuery,
  { codes, cases, me }: { codes: readonly string[] | null; cases: ReadonlySet<string> | null; me: string },
): FoundCoding[] {
  // Asked for one coder's, the answer would tell whose they are.
  const nameless = query.coder === null ? [] : [...namelessFor(db, me).keys()]
  return all<FoundCoding>(
    db,
    `SELECT c.id, c.source, c.start, c."end", c.coder, r.text
     FROM codings c JOIN sources s ON s.id = c.source JOIN revisions r ON r.id = c.revision
     WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}
       ${codes ? `AND ${countsAmong('c', '$codes')}` : ''}
       AND EXISTS (SELECT 1 FROM codes k WHERE k.id = c.code AND ${mayShowCode('k', '$me')})
       AND ($polarity IS NULL OR c.polarity = $polarity)
       AND ($coder IS NULL OR c.coder = $coder)
       ${nameless.length === 0 ? '' : `AND (c.round IS NULL OR c.round NOT IN ${listed('$nameless')})`}
       AND ($round IS NULL OR c.round = $round)
       AND ${sourceHolds}
       AND ($speakers IS NULL OR EXISTS (SELECT 1 FROM segments t WHERE ${touched} AND t.speaker IN ${listed('$speakers')}))
       AND ($cases IS NULL
         OR EXISTS (SELECT 1 FROM source_cases l WHERE l.source = c.source AND l."case" IN ${listed('$cases')})
         OR EXISTS (SELECT 1 FROM source_speakers p WHERE p.source = c.source AND p."case" IN ${listed('$cases')}
           AND (s.kind = 'email' OR EXISTS (SELECT 1 FROM segments t WHERE ${touched} AND t.speaker = p.name))))
     ORDER BY s.created_at, s.id, c.start, c."end", c.id`,
    {
      ...ofSources(query),
      layer: query.layer,
      me,
      ...(codes ? { codes: JSON.stringify(codes) } : {}),
      polarity: query.polarity,
      coder: query.coder,
      ...(nameless.length === 0 ? {} : { nameless: JSON.stringify(nameless) }),
      round: query.round,
      speakers: asked(query.speakers),
      cases: cases && JSON.stringify([...cases]),
    },
  )
}

/** A span of a source that carries a code. */
export interface CodedSpan {
  source: string
  start: number
  end: number
  coder: string | null
  code: string
}

/** The codings of a layer that `me` may see, of some codes or (null) of all, in text order, as they count now. */
export const codedSpans = (
  db: Db,
  {
    layer,
    codes,
    sources,
    me,
  }: Pick<StudyQuery, 'layer'> & {
    codes: readonly string[] | null
    sources: readonly string[] | null
    me: string
  },
): CodedSpan[] =>
  all<CodedSpan>(
    db,
    `SELECT c.source, c.start, c."end", c.coder, ${standingCode('c')} AS code FROM codings c
     WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}
       ${sources ? `AND c.source IN ${listed('$sources')}` : ''}
       ${codes ? `AND ${countsAmong('c', '$codes')}` : ''}
       AND EXISTS (SELECT 1 FROM codes k WHERE k.id = c.code AND ${mayShowCode('k', '$me')})
     ORDER BY c.source, c.start, c."end", c.id`,
    {
      layer,
      me,
      ...(codes ? { codes: JSON.stringify(codes) } : {}),
      ...(sources ? { sources: JSON.stringify(sources) } : {}),
    },
  )

/**
 * The people and sites, by id, for whom all holds that a query asks of cases; null where it asks nothing. An attribute of
 * sites is that of a person's site.
 */
export function casesOf(db: Db, { cases, attributes }: StudyQuery): Set<string> | null {
  if (cases.length === 0 && attributes.length === 0) return null
  const known = new Map(listAttributes(db).map(attribute => [attribute.id, attribute]))
  const values = new Map(
    all<{ case: string; attribute: string; value: string }>(
      db,
      'SELECT "case", attribute, value FROM case_values',
    ).map(row => [`${row.case} ${row.attribute}`, row.value]),
  )
  const among = new Set(cases)
  const holds = ({ id, kind, site }: { id: string; kind: string; site: string | null }): boolean => {
    if (among.size > 0 && !among.has(id) && !(site !== null && among.has(site))) return false
    return attributes.every(({ attribute, values: wanted, from, to }) => {
      const about = known.get(attribute)
      const bearer = about?.about === kind ? id : about?.about === 'site' ? site : null
      const value = bearer === null ? undefined : values.get(`${bearer} ${attribute}`)
      if (value === undefined) return false
      if (wanted.length > 0 && !wanted.includes(value)) return false
      return isBetween(value, from, to, about?.type === 'number')
    })
  }
  return new Set(
    storedCases(db)
      .filter(holds)
      .map(({ id }) => id),
  )
}

function isBetween(value: string, from: string | null, to: string | null, isNumber: boolean): boolean {
  if (isNumber)
    return (from === null || Number(value) >= Number(from)) && (to === null || Number(value) <= Number(to))
  return (from === null || value >= from) && (to === null || value <= to)
}
