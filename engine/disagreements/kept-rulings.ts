import { isDeepStrictEqual } from 'node:util'
import type { DisagreementKind, GivenRuling, RulingOutcome } from '#shared/model/disagreement.ts'
import { standingCode, standingCodes } from '../codebook/standing.ts'
import { all, type Db, value } from '../db/sql.ts'

/** A ruling as it is kept, with what it was given on. */
export interface KeptRuling {
  id: string
  disagreement: string
  /** As it is kept: a slot as the code it is. */
  kind: Exclude<DisagreementKind, 'slot'>
  source: string
  outcome: RulingOutcome
  start: number | null
  end: number | null
  code: string | null
  reason: string
  discussed_with: string
  reviewer: string
  created_at: number
  first_shown: string | null
  meeting: string | null
  /** Ids of the codings that differed; null where that was not kept. */
  codings: readonly string[] | null
  /** What these read (see readings.ts); null where that was not kept. */
  readings: string | null
  /** Its consensus codings. */
  passages: { start: number; end: number; code: string }[]
}

type Stored = Omit<KeptRuling, 'codings' | 'passages'> & { codings: string | null }

/** The rulings of a round, or those on one difference, oldest first; merged codes as what they count as. */
export function rulingsOf(db: Db, round: string, disagreement: string | null = null): KeptRuling[] {
  const merged = standingCodes(db)
  const counted = (code: string) => merged.get(code) ?? code
  const passages = Map.groupBy(
    all<{ ruling: string; start: number; end: number; code: string }>(
      db,
      disagreement === null
        ? `SELECT ruling, start, "end", code FROM codings
           WHERE round = $round AND layer = 'consensus' AND ruling IS NOT NULL ORDER BY start, "end", id`
        : `SELECT ruling, start, "end", code FROM codings WHERE layer = 'consensus' AND ruling IN
             (SELECT id FROM rulings WHERE round = $round AND disagreement = $disagreement)
           ORDER BY start, "end", id`,
      disagreement === null ? { round } : { round, disagreement },
    ),
    ({ ruling }) => ruling,
  )
  /** As what they count as; two codes that are one by now are one passage. */
  const standing = (its: readonly { start: number; end: number; code: string }[]) => [
    ...new Map(
      its.map(({ start, end, code }) => [
        `${start} ${end} ${counted(code)}`,
        { start, end, code: counted(code) },
      ]),
    ).values(),
  ]
  return all<Stored>(
    db,
    `SELECT r.*, o.codings, o.first_shown, o.meeting, s.readings FROM rulings r LEFT JOIN ruled_on o ON o.ruling = r.id
     LEFT JOIN ruled_readings s ON s.ruling = r.id
     WHERE r.round = $round${disagreement === null ? '' : ' AND r.disagreement = $disagreement'}
     ORDER BY r.created_at, r.id`,
    disagreement === null ? { round } : { round, disagreement },
  ).map(stored => ({
    ...stored,
    code: stored.code === null ? null : counted(stored.code),
    codings: stored.codings === null ? null : (JSON.parse(stored.codings) as string[]),
    passages: standing(passages.get(stored.id) ?? []),
  }))
}

/** The consensus codings that each ruling of a round made, by its id: with the codes they are listed and counted under. */
export function madeByRulings(db: Db, round: string): Map<string, KeptRuling['passages']> {
  const rows = all<{ ruling: string; start: number; end: number; code: string }>(
    db,
    `SELECT c.ruling, c.start, c."end", ${standingCode('c')} AS code FROM codings c
     WHERE c.round = ? AND c.layer = 'consensus' AND c.ruling IS NOT NULL ORDER BY c.start, c."end", c.id`,
    round,
  )
  const made = new Map<string, KeptRuling['passages']>()
  for (const { ruling, ...passage } of rows) {
    const its = made.get(ruling) ?? []
    made.set(ruling, its)
    if (!its.some(each => isDeepStrictEqual(each, passage))) its.push(passage)
  }
  return made
}

/** A difference's kind as a ruling keeps it: of before slots had a name there are rulings on codes that are such. */
export const keptKind = (kind: DisagreementKind): Exclude<DisagreementKind, 'slot'> =>
  kind === 'slot' ? 'code' : kind

/** An SQL expression for the kind of what the ruling `r` was given on, with the row `o` that names its codings. */
export const kindRuledOn = (r: string, o: string): string =>
  `CASE WHEN ${r}.kind = 'code' AND EXISTS (
     SELECT 1 FROM json_each(${o}.codings) named JOIN codings its ON its.id = named.value
       JOIN codes k ON k.id = its.code JOIN frameworks f ON f.id = k.framework WHERE f.kind = 'deductive'
   ) THEN 'slot' ELSE ${r}.kind END`

/** The kind of what a ruling was given on. */
export const ruledKind = (db: Db, ruling: string): DisagreementKind =>
  value<DisagreementKind>(
    db,
    `SELECT ${kindRuledOn('r', 'o')} FROM rulings r LEFT JOIN ruled_on o ON o.ruling = r.id WHERE r.id = ?`,
    ruling,
  )

/** Rulings by each of the codings they were given on, as far as that was kept. */
export function byCodingRuledOn(db: Db, rulings: readonly GivenRuling[]): Map<string, GivenRuling> {
  if (rulings.length === 0) return new Map()
  const byId = new Map(rulings.map(ruling => [ruling.id, ruling]))
  const found = new Map<string, GivenRuling>()
  for (const { ruling, coding } of all<{ ruling: string; coding: string }>(
    db,
    `SELECT o.ruling, named.value AS coding FROM ruled_on o, json_each(o.codings) named
     WHERE o.ruling IN (SELECT value FROM json_each(?)) ORDER BY o.ruling, named.key`,
    JSON.stringify([...byId.keys()]),
  )) {
    const its = byId.get(ruling)
    if (its) found.set(coding, its)
  }
  return found
}

/** A ruling as the study tells it. */
export const given = (ruling: KeptRuling): GivenRuling => ({
  id: ruling.id,
  outcome: ruling.outcome,
  ...(ruling.start === null ? {} : { start: ruling.start }),
  ...(ruling.end === null ? {} : { end: ruling.end }),
  ...(ruling.code === null ? {} : { code: ruling.code }),
  reason: ruling.reason,
  discussedWith: ruling.discussed_with,
  reviewer: ruling.reviewer,
  ruledAt: new Date(ruling.created_at).toISOString(),
  firstShown: ruling.first_shown,
  meeting: ruling.meeting,
})
