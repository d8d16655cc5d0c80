import { TandemError } from '#shared/errors.ts'
import { emptyQuery, isOfCodings, type QueryAnswer, type StudyQuery } from '#shared/model/query.ts'
import type { Db } from '../db/sql.ts'
import type { Going } from '../handler-types.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import { queryInWords } from './in-words.ts'
import { mostPlaces, placesOf } from './places.ts'
import { inTurns } from './run.ts'
import { onScreen, placesShown } from './shown.ts'

/**
 * What a query finds as far as `me` may see it, the first `limit` of it with its words: of each passage as much as a
 * screen shows, or up to `longest` code units. Refuses one that asks for nothing.
 */
export async function answered(
  db: Db,
  query: StudyQuery,
  limit: number,
  me: string,
  going: Going,
  longest = onScreen,
): Promise<QueryAnswer> {
  refuseEmpty(query)
  const { places, isCut } = await inTurns(placesOf(db, query, me), going, 'Looking through the sources')
  const cases = new Set(places.flatMap(place => place.cases))
  return {
    places: placesShown(db, query, places.slice(0, limit), me, longest),
    counts: { places: places.length, sources: new Set(places.map(p => p.source)).size, cases: cases.size },
    of: isOfCodings(query) ? 'codings' : 'text',
    ...queryInWords(db, query, me),
    remarks: [
      ...(isCut
        ? [
            `It stops at ${mostPlaces.toLocaleString('en-GB')} places, and there are more. Narrow what is looked for, or where.`,
          ]
        : []),
      ...(hasRuns(query)
        ? [
            'Chinese, Japanese, Thai and the like are indexed in runs between spaces: a word inside a run is not found. A regular expression finds it.',
          ]
        : []),
    ],
    withheld: somethingIsBlind(db),
  }
}

/** Text in a script without spaces between words, looked for in the index. */
const hasRuns = ({ text, ...query }: StudyQuery): boolean =>
  text !== null &&
  text.how !== 'pattern' &&
  !isOfCodings({ text, ...query }) &&
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u.test(
    text.words,
  )

/** Refuses a query that asks for nothing. */
export function refuseEmpty(query: StudyQuery): void {
  const asksNothing = JSON.stringify({ ...query, layer: '', beneath: true }) === nothingAsked
  if (!asksNothing) return
  throw new TandemError('bad-input', 'The query asks for nothing.', 'Type a word, or add a condition.')
}

const nothingAsked = JSON.stringify({ ...emptyQuery, layer: '', beneath: true })
