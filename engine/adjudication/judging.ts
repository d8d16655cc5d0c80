import { createHash } from 'node:crypto'
import type { Disagreement } from '#shared/model/disagreement.ts'
import type { JudgingRules } from '#shared/model/discussion.ts'
import { all, type Db, first } from '../db/sql.ts'
import { pairOf } from '../disagreements/in-round.ts'
import type { KeptRound } from '../rounds/queries.ts'

/** How a round's differences are judged, as it is kept; `id` is null where nothing was said. */
export interface KeptRules extends JudgingRules {
  id: string | null
  seed: number
}

/** The rules of a round. */
export function rulesOf(db: Db, round: string): KeptRules {
  const kept = first<{ id: string; names_hidden: number; seed: number; coders_may_rule: number }>(
    db,
    'SELECT * FROM judging_rules WHERE round = ?',
    round,
  )
  return {
    id: kept?.id ?? null,
    namesHidden: kept?.names_hidden === 1,
    codersMayRule: kept?.coders_may_rule !== 0,
    seed: kept?.seed ?? 0,
  }
}

/** True where the coders' names are kept from those who judge the round; they come back when it is closed. */
export const namesAreHidden = (db: Db, { id, state }: KeptRound): boolean =>
  state !== 'closed' && rulesOf(db, id).namesHidden

/**
 * The coder whose reading of a difference comes first: the round's first, unless names are hidden; then by the first bit
 * of the SHA-256 of `SEED:ID`, so that the order is the same whenever it is asked.
 */
export function firstShown(
  { namesHidden, seed }: KeptRules,
  item: string,
  [a, b]: readonly [string, string],
): string {
  if (!namesHidden) return a
  const [byte = 0] = createHash('sha256').update(`${seed}:${item}`).digest()
  return byte < 128 ? a : b
}

/** What stands for a coder's name where it is kept from who judges. */
export const hiddenName = 'A coder, name hidden'

/** Differences as they are judged: where names are hidden, each with the coder whose reading comes first. */
export function asJudged(db: Db, round: KeptRound, items: Disagreement[]): Disagreement[] {
  if (!namesAreHidden(db, round)) return items
  const rules = rulesOf(db, round.id)
  return items.map(item => ({ ...item, first: firstShown(rules, item.id, pairOf(round)) }))
}

/** What a round's two coders are called on one difference, by `nameOf`; where names are hidden, by the order of their readings. */
export function readerNames(
  db: Db,
  round: KeptRound,
  item: string,
  nameOf: (coder: KeptRound['coders'][number]) => string,
): [string, string] {
  const [a, b] = round.coders
  if (!namesAreHidden(db, round)) return [a ? nameOf(a) : '', b ? nameOf(b) : '']
  const pair = pairOf(round)
  return firstShown(rulesOf(db, round.id), item, pair) === pair[0]
    ? ['the first reader', 'the second reader']
    : ['the second reader', 'the first reader']
}

/**
 * The rounds whose coders' names are kept from the member `me`, with when they were opened, in milliseconds: while names are
 * hidden, from everybody but leads and the round's own coders. Nobody in particular (the command line, which may do all) is
 * told. When somebody coded would say who it was, to those who know when each of them did: the opening is told in its place.
 */
export const namelessFor = (db: Db, me: string): ReadonlyMap<string, number> =>
  new Map(
    all<{ id: string; openedAt: number }>(
      db,
      `SELECT r.id, r.opened_at AS openedAt FROM rounds r JOIN judging_rules j ON j.round = r.id
       WHERE j.names_hidden = 1 AND r.state <> 'closed'
         AND EXISTS (SELECT 1 FROM members WHERE id = $me AND is_lead = 0)
         AND NOT EXISTS (SELECT 1 FROM round_coders c WHERE c.round = r.id AND c.coder = $me)`,
      { me },
    ).map(({ id, openedAt }) => [id, openedAt]),
  )
