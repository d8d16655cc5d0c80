import { type AttributeAsked, isOfCodings, type StudyQuery } from '#shared/model/query.ts'
import { kindName } from '#shared/model/source-kind.ts'
import { listAttributes, storedCases } from '../cases/queries.ts'
import { standingCodes } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import { between, partsGone } from './standing-parts.ts'

/** What a query names, by id, as it is called now; without what is gone or may not be seen yet. */
export const namesIn = (db: Db, query: StudyQuery, me: string): Map<string, string> =>
  namesOf(
    db,
    idsIn(query).map(({ id }) => id),
    me,
  )

function namesOf(db: Db, asked: readonly string[], me: string): Map<string, string> {
  const ids = JSON.stringify(asked)
  return new Map(
    all<{ id: string; name: string }>(
      db,
      `WITH asked (id) AS (SELECT value FROM json_each($ids))
       SELECT id, name FROM codes c WHERE id IN asked AND ${mayShowCode('c', '$me')}
       UNION ALL SELECT id, name FROM data_sets WHERE id IN asked
       UNION ALL SELECT id, name FROM tags WHERE id IN asked
       UNION ALL SELECT id, name FROM cases WHERE id IN asked
       UNION ALL SELECT id, name FROM attributes WHERE id IN asked
       UNION ALL SELECT id, name FROM members WHERE id IN asked
       UNION ALL SELECT id, title FROM rounds WHERE id IN asked`,
      { ids, me },
    ).map(({ id, name }) => [id, name]),
  )
}

interface Named {
  id: string
  what: string
}

/** Everything a query names by id, and what it is. */
export function idsIn(query: StudyQuery): Named[] {
  const of = (what: string, ids: readonly (string | null)[]): Named[] =>
    ids.flatMap(id => (id === null ? [] : { id, what }))
  return [
    ...of('code', [...query.anyCodes, ...query.allCodes, ...query.noCodes]),
    ...of('data set', query.dataSets),
    ...of('tag', query.tags),
    ...of('case', query.cases),
    ...of(
      'attribute',
      query.attributes.map(({ attribute }) => attribute),
    ),
    ...of('member', [query.coder]),
    ...of('round', [query.round]),
  ]
}

/** A query in words that name its layer, and its parts that no longer stand. */
export interface QueryInWords {
  inWords: string
  missing: string[]
}

/**
 * Says what a query asks for, a merged code as what it counts as since. `called`: how what is gone was called when the query
 * was saved.
 */
export function queryInWords(
  db: Db,
  query: StudyQuery,
  me: string,
  called: Readonly<Record<string, string>> = {},
): QueryInWords {
  const asked = idsIn(query)
  const standing = standingCodes(db)
  const names = namesOf(
    db,
    asked.flatMap(({ id }) => [id, standing.get(id) ?? id]),
    me,
  )
  const gone = asked.filter(({ id }) => !names.has(id))
  const name = (id: string): string => `“${names.get(id) ?? called[id] ?? 'something removed'}”`
  const codeNames = (ids: readonly string[]): string[] =>
    [...Map.groupBy(ids, id => standing.get(id) ?? id)].map(([into, from]) => {
      const merged = from.filter(id => id !== into).map(name)
      if (merged.length === 0) return name(into)
      return `${name(into)} (into which ${joined(merged, 'and')} ${merged.length === 1 ? 'was' : 'were'} merged)`
    })
  const missing = new Set(
    gone.map(({ id, what }) =>
      called[id] === undefined
        ? `A ${what} it asks for is no longer there.`
        : `The ${what} “${called[id]}” it asks for is no longer there.`,
    ),
  )
  return {
    inWords: sentence(db, query, { name, codeNames }),
    missing: [...missing, ...partsGone(db, query)],
  }
}

interface Names {
  name(id: string): string
  /** How codes are called, those of a list that are one code by now once. */
  codeNames(ids: readonly string[]): string[]
}

function sentence(db: Db, query: StudyQuery, { name, codeNames }: Names): string {
  const { anyCodes, allCodes, noCodes, beneath, polarity, round, text } = query
  const ofCodings = isOfCodings(query)
  const under = beneath ? ' or what is beneath' : ''
  const many = (ids: readonly string[], word: string) => joined(ids.map(name), word)
  const textWords = text === null ? null : saidAs(text)
  const coded = [
    ...(anyCodes.length > 0 ? [`coded ${joined(codeNames(anyCodes), 'or')}${under}`] : []),
    ...(allCodes.length > 0
      ? [`${anyCodes.length > 0 ? 'and also' : 'coded'} ${joined(codeNames(allCodes), 'and')}${under}`]
      : []),
    ...(polarity === null ? [] : [`as ${polarity}`]),
  ].join(' ')
  const parts = [
    ofCodings ? `Passages ${coded || 'coded anyhow'}` : `Places that have ${textWords}`,
    ...(noCodes.length > 0 ? [`on no text coded ${joined(codeNames(noCodes), 'or')}${under}`] : []),
    ...(ofCodings && textWords !== null ? [`with ${textWords} in them`] : []),
    layerWords(query, name, ofCodings),
    ...(round === null ? [] : [`of the round ${name(round)}`]),
    ...(query.cases.length > 0 ? [`said by or about ${many(query.cases, 'or')}`] : []),
    ...query.attributes.map(asked => attributeWords(db, asked, name)),
    ...(query.speakers.length > 0
      ? [
          `in the words of ${joined(
            query.speakers.map(speaker => `“${speaker}”`),
            'or',
          )}`,
        ]
      : []),
    ...(query.dataSets.length > 0 ? [`in the data set ${many(query.dataSets, 'or')}`] : []),
    ...(query.kinds.length > 0
      ? [
          `in ${joined(
            query.kinds.map(kind => `${kindName(kind).toLowerCase()}s`),
            'or',
          )}`,
        ]
      : []),
    ...(query.tags.length > 0 ? [`in sources tagged ${many(query.tags, 'or')}`] : []),
  ]
  return `${parts.join(', ')}.`
}

function layerWords({ layer, coder }: StudyQuery, name: (id: string) => string, ofCodings: boolean): string {
  const whose =
    layer === 'consensus'
      ? 'the consensus'
      : coder === null
        ? 'each coder’s own codings'
        : `the own codings of ${name(coder)}`
  return ofCodings ? `in ${whose}` : `codes shown from ${whose}`
}

function saidAs({ words, how, within }: NonNullable<StudyQuery['text']>): string {
  const shown = words.length > 200 ? `${words.slice(0, 200).toWellFormed()}…` : words
  if (how === 'phrase') return `the phrase “${shown}”`
  if (how === 'near') return `“${shown}” within ${within} words of each other`
  return how === 'pattern' ? `the regular expression ${shown}` : `the words ${shown}`
}

function attributeWords(
  db: Db,
  { attribute, values, from, to }: AttributeAsked,
  name: (id: string) => string,
): string {
  const about = listAttributes(db).find(({ id }) => id === attribute)?.about
  const whom = about === 'site' ? 'of sites' : 'of people'
  const which =
    values.length > 0 ? joined(values, 'or') : from === null && to === null ? 'known' : between({ from, to })
  return `${whom} whose ${name(attribute)} is ${which}`
}

/** `a, b or c`. */
const joined = (items: readonly string[], word: string): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

/** Names of cases, by id. */
export const caseNames = (db: Db): Map<string, string> =>
  new Map(storedCases(db).map(({ id, name }) => [id, name]))
