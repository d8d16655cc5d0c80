import { emptyQuery, type StudyQuery } from '#shared/model/query.ts'
import type { Db } from '../db/sql.ts'
import type { Going } from '../handler-types.ts'
import { quoter } from '../memos/quotations.ts'
import { answered } from '../queries/answer.ts'
import { listQueries, mustBeQuery } from '../queries/stored.ts'
import type { PrintedQuery, QueryChoice } from './queries.ts'

/** Every place, and every word of each. */
const everything = Number.POSITIVE_INFINITY

/** The query chosen, or every saved one, with all it finds, as far as `me` may see it. */
export async function printedQueries(
  db: Db,
  choice: QueryChoice | null,
  me: string,
  going: Going,
): Promise<PrintedQuery[]> {
  const quote = quoter(db, me)
  const asked: { name: string; asks: StudyQuery; missing: string[] }[] =
    choice === null
      ? listQueries(db, me)
      : 'saved' in choice
        ? [mustBeQuery(db, choice.saved, me)]
        : [{ name: '', asks: { ...emptyQuery, ...choice.asks }, missing: [] }]
  const printed: PrintedQuery[] = []
  for (const { name, asks, missing } of asked) {
    const answer = await answered(db, asks, everything, me, going, everything)
    const notes = [...(missing.length > 0 ? missing : answer.missing), ...answer.remarks]
    printed.push({
      name,
      asks,
      inWords: answer.inWords,
      notes,
      counts: answer.counts,
      places: answer.places.map(place => ({ ...place, attribution: quote(place).attribution })),
    })
  }
  return printed
}
