import { all, type Db, value } from '../db/sql.ts'
import { mayShowCode } from '../rounds/blinding.ts'
import { standsItself } from './standing.ts'

/** The palette's steps, from 1. */
const palette = Array.from({ length: 24 }, (_, n) => n + 1)

/** What colours, as palette steps, were given so far. */
export interface GivenColours {
  /** How many codes of the framework have each. */
  readonly uses: ReadonlyMap<number, number>
  /** The one given last; 0 where none was. */
  readonly last: number
}

/**
 * The colour of a new code: one that is used least in its framework; of these the next round the palette after the one
 * given last, but that of the code it comes to stand beside (null: none) only where no other is used as little.
 */
export function nextColour({ uses, last }: GivenColours, beside: number | null): number {
  const usesOf = (colour: number) => uses.get(colour) ?? 0
  const least = Math.min(...palette.map(usesOf))
  const round = [...palette.slice(last), ...palette.slice(0, last)]
  const free = round.filter(colour => usesOf(colour) === least)
  return free.find(colour => colour !== beside) ?? free[0] ?? 1
}

/** The same once a colour was given to one code more. */
export const alsoGiven = ({ uses }: GivenColours, colour: number): GivenColours => ({
  uses: new Map([...uses, [colour, (uses.get(colour) ?? 0) + 1]]),
  last: colour,
})

/**
 * The colours given so far, as far as `me` may know of them: others would tell how many codes are proposed in a blind
 * round. A framework that is only now being made has none yet.
 */
export const givenColours = (db: Db, framework: string, me: string): GivenColours => ({
  uses: new Map(
    all<{ colour: number; uses: number }>(
      db,
      `SELECT c.colour, count(*) AS uses FROM codes c
       WHERE c.framework = ? AND ${standsItself('c')} AND ${mayShowCode('c', '?')} GROUP BY c.colour`,
      framework,
      me,
    ).map(({ colour, uses }) => [colour, uses]),
  ),
  // Of the whole study: the codes of a second framework go on where those of the first are. Ids are in the order of time.
  last: value<number>(
    db,
    `SELECT coalesce((SELECT c.colour FROM codes c WHERE ${mayShowCode('c', '?')}
       ORDER BY c.id DESC LIMIT 1), 0)`,
    me,
  ),
})
