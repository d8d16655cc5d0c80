import type { StudyQuery } from '#shared/model/query.ts'
import { listAttributes, storedCases } from '../cases/queries.ts'
import { codesUnder } from '../codebook/queries.ts'
import { standingCodes } from '../codebook/standing.ts'
import { type Placed, placedCodings } from '../codings/placed.ts'
import { all, column, type Db } from '../db/sql.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import { boundsNow, valuesNow } from './standing-parts.ts'

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
): Placed[] {
  const { polarity, coder, dataSets, kinds, tags } = query
  const sources = dataSets.length + kinds.length + tags.length === 0 ? null : sourcesOf(db, query)
  const told = toldBy(db, query, me)
  return codedSpans(db, { layer: query.layer, codes, sources, me }).filter(
    one =>
      (polarity === null || one.polarity === polarity) &&
      (coder === null || one.coder === coder) &&
      (told?.has(one.id) ?? true) &&
      (cases === null || one.cases.some(id => cases.has(id))),
  )
}

/**
 * The codings, by id, of the round a query asks for that touch a turn of the speakers it asks for; null where all are. Asked for one
 * coder's, the answer would tell whose they are: there, none of a round that `me` judges without names.
 */
function toldBy(db: Db, { layer, round, speakers, coder }: StudyQuery, me: string): Set<string> | null {
  const kept = coder === null ? null : namesKeptFrom(db, me)
  if (round === null && speakers.length === 0 && kept === null) return null
  return new Set(
    all<{ id: string; coder: string | null; source: string }>(
      db,
      `SELECT c.id, c.coder, c.source FROM codings c WHERE c.layer = $layer AND ($round IS NULL OR c.round = $round)
       AND ($speakers IS NULL OR EXISTS (SELECT 1 FROM segments t WHERE ${touched} AND t.speaker IN ${listed('$speakers')}))`,
      {
        layer,
        round,
        speakers: asked(speakers),
      },
    )
      .filter(one => kept?.openingIn(one.coder, one.source) === undefined)
      .map(({ id }) => id),
  )
}

/** The codings of a layer that `me` may see, of some codes or (null) of all, in text order, as they count now. */
export function codedSpans(
  db: Db,
  {
    layer,
    codes,
    sources,
    me,
  }: Pick<StudyQuery, 'layer'> & {
    codes: readonly string[] | null
    sources: ReadonlySet<string> | null
    me: string
  },
): Placed[] {
  const shown = new Set(
    column<string>(db, `SELECT k.id FROM codes k WHERE ${mayShowCode('k', '$me')}`, { me }),
  )
  const wanted = codes ? new Set(codes.filter(code => shown.has(code))) : shown
  return placedCodings(db, { layer, me, finds: true }).filter(
    one => wanted.has(one.code) && (sources?.has(one.source) ?? true),
  )
}

/** The text that each of these codings is on, as its content is named, by the coding's id. */
export const textsOf = (db: Db, codings: readonly string[]): Map<string, string> =>
  new Map(
    all<{ id: string; text: string }>(
      db,
      `SELECT c.id, r.text FROM codings c JOIN revisions r ON r.id = c.revision WHERE c.id IN ${listed('$codings')}`,
      { codings: JSON.stringify(codings) },
    ).map(({ id, text }) => [id, text]),
  )

/**
 * The people and sites, by id, for whom all holds that a query asks of cases; null where it asks nothing. An attribute of
 * sites is that of a person's site. From and to of an attribute that is no number or date by now hold for nobody.
 */
export function casesOf(db: Db, { cases, attributes }: StudyQuery): Set<string> | null {
  if (cases.length === 0 && attributes.length === 0) return null
  const known = new Map(listAttributes(db).map(attribute => [attribute.id, attribute]))
  const asked = attributes.map(one => {
    const about = known.get(one.attribute)
    return {
      about,
      values: about ? valuesNow(about, one) : [],
      bounds: about ? boundsNow(about, one) : null,
    }
  })
  const values = new Map(
    all<{ case: string; attribute: string; value: string }>(
      db,
      'SELECT "case", attribute, value FROM case_values',
    ).map(row => [`${row.case} ${row.attribute}`, row.value]),
  )
  const among = new Set(cases)
  const holds = ({ id, kind, site }: { id: string; kind: string; site: string | null }): boolean => {
    if (among.size > 0 && !among.has(id) && !(site !== null && among.has(site))) return false
    return asked.every(({ about, values: wanted, bounds }) => {
      const bearer = about?.about === kind ? id : about?.about === 'site' ? site : null
      const value = bearer === null ? undefined : values.get(`${bearer} ${about?.id}`)
      if (value === undefined || bounds === null) return false
      if (wanted.length > 0 && !wanted.includes(value)) return false
      return isBetween(value, bounds.from, bounds.to, about?.type === 'number')
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
