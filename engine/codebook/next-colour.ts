import { all, type Db, value } from '../db/sql.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import { standsItself } from './standing.ts'

const steps = 24

/** What colours were given so far, as palette steps 1 to 24. */
export interface GivenColours {
  /** The colour of each code of the framework. */
  there: readonly number[]
  /** The one given last; 0 where none was. */
  last: number
}

/**
 * The colour of a new code: one that is used least in its framework; of these the next round the palette after the one
 * given last, but that of the code it comes to stand beside (null: none) only where no other is used as little.
 */
export function nextColour({ there, last }: GivenColours, beside: number | null): number {
  const uses = Array<number>(steps + 1).fill(0)
  for (const colour of there) uses[colour] = (uses[colour] ?? 0) + 1
  const least = Math.min(...uses.slice(1))
  const round = Array.from({ length: steps }, (_, n) => ((last + n) % steps) + 1)
  const free = round.filter(colour => uses[colour] === least)
  return free.find(colour => colour !== beside) ?? free[0] ?? 1
}

/**
 * The colours given so far, as far as `me` may know of them: others would tell how many codes are proposed in a blind
 * round. A framework that is only now being made has none yet.
 */
export const givenColours = (db: Db, framework: string, me: string): GivenColours => ({
  there: all<{ colour: number }>(
    db,
    `SELECT c.colour FROM codes c WHERE c.framework = ? AND ${standsItself('c')} AND ${mayShowCode('c', '?')}`,
    framework,
    me,
  ).map(({ colour }) => colour),
  // Of the whole study: the codes of a second framework go on where those of the first are.
  last: value<number>(
    db,
    `SELECT coalesce((SELECT c.colour FROM codes c WHERE ${mayShowCode('c', '?')}
       ORDER BY c.created_at DESC, c.id DESC LIMIT 1), 0)`,
    me,
  ),
})
