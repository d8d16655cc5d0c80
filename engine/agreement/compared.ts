import { TandemError } from '#shared/errors.ts'
import { comparedCode } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { comparableRound, pairOf } from '../disagreements/in-round.ts'
import { mustBe } from '../members/handlers.ts'
import { contentText } from '../sources/contents.ts'
import { segmentsOf, sourceById } from '../sources/queries.ts'
import { interviewersIn } from '../speakers/asking.ts'
import { comparableCoders } from './comparable-coders.ts'
import type { AgreementSource, CountedCoding } from './tally.ts'

/** Whose codings are compared, and over which sources. */
export interface Compared {
  coders: [string, string]
  sources: readonly string[]
  /** Only codings of this round; null: all independent codings of the two. */
  round: string | null
}

/** The two coders of a submitted round over its sources; refuses one that is open, or hidden by another, saying why. */
export function comparedInRound(db: Db, id: string): Compared {
  const round = comparableRound(db, id)
  return { coders: pairOf(round), sources: round.sources, round: id }
}

/**
 * Two members outside rounds, over the sources named or those both have coded. Refuses one member twice, members who
 * are not there, coders of an open blind round, and two who share no source.
 */
export function comparedBetween(
  db: Db,
  coders: readonly string[],
  sources: readonly string[] | undefined,
): Compared {
  const [a, b] = comparableCoders(db, coders)
  if (!a || !b) throw new Error('Two coders were let through as one')
  const compared = sources ?? sourcesOfBoth(db, a.id, b.id)
  if (compared.length === 0) {
    throw new TandemError(
      'not-found',
      `No source was coded by both ${a.initials} and ${b.initials}.`,
      'Open a round for them.',
    )
  }
  return { coders: [a.id, b.id], sources: compared, round: null }
}

/** A round, or two members outside rounds: whichever is named. Refuses both and neither. */
export function comparedOf(
  db: Db,
  named: {
    round?: string | undefined
    coders?: readonly string[] | undefined
    sources?: readonly string[] | undefined
  },
): Compared {
  const { round, coders, sources } = named
  if (round !== undefined && coders === undefined && sources === undefined) return comparedInRound(db, round)
  if (coders !== undefined && round === undefined) return comparedBetween(db, coders, sources)
  throw new TandemError(
    'bad-input',
    'What to compare is either a round or two coders.',
    'Name the round, or the two coders and perhaps their sources.',
  )
}

/** What is compared, source by source, with both coders' codings. */
export function comparedSources(
  db: Db,
  { coders, sources, round }: Compared,
  withInterviewer: boolean,
): AgreementSource[] {
  const codings = Map.groupBy(
    all<CountedCoding & { source: string; coder: string }>(
      db,
      `SELECT source, coder, start, "end", ${comparedCode('c')} AS code, polarity FROM codings c
       WHERE layer = 'independent' AND coder IN (?, ?) AND (? IS NULL OR round = ?)`,
      coders[0],
      coders[1],
      round,
      round,
    ),
    c => `${c.source} ${c.coder}`,
  )
  return sources.map(id => {
    const { text, revision, characters } = sourceById(db, id)
    return {
      id,
      length: characters,
      text: () => contentText(db, text),
      segments: () => segmentsOf(db, revision),
      leftOut: withInterviewer ? [] : interviewersIn(db, id, revision),
      codings: { a: codings.get(`${id} ${coders[0]}`) ?? [], b: codings.get(`${id} ${coders[1]}`) ?? [] },
    }
  })
}

/** The codes of all codings in these sources. */
export const codesUsed = (sources: readonly AgreementSource[]): Set<string> =>
  new Set(sources.flatMap(({ codings }) => [...codings.a, ...codings.b].map(({ code }) => code)))

/** The two coders' initials, first and second. */
export const initialsOf = (db: Db, [a, b]: Compared['coders']): [string, string] => [
  mustBe(db, a).initials,
  mustBe(db, b).initials,
]

const sourcesOfBoth = (db: Db, a: string, b: string): string[] =>
  all<{ source: string }>(
    db,
    `SELECT c.source FROM codings c JOIN sources s ON s.id = c.source
     WHERE c.layer = 'independent' AND c.coder IN (?, ?)
     GROUP BY c.source HAVING count(DISTINCT c.coder) = 2 ORDER BY min(s.created_at), c.source`,
    a,
    b,
  ).map(row => row.source)
