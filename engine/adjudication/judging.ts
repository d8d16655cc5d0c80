import { createHash } from 'node:crypto'
import type { Disagreement } from '#shared/model/disagreement.ts'
import type { JudgingRules } from '#shared/model/discussion.ts'
import { type Db, first } from '../db/sql.ts'
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
