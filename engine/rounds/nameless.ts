import type { Span } from '#shared/text/span.ts'
import { all, column, type Db } from '../db/sql.ts'

/*
 * Whose work it is, is kept from whoever judges a round without names (decisions 0033 and 0043). Every read that would name
 * who coded, noted, proposed or returned something asks here; tests/blinding walks them all.
 */

/** What stands for a coder's name where it is kept from who judges. */
export const hiddenName = 'A coder, name hidden'
/** The same within a sentence. */
export const hiddenInSentence = 'a coder, name hidden'

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

/** What is kept from a member who judges rounds without names. */
export interface NamesKept {
  /** Whether it is kept who did something in this round. */
  ofRound(round: string | null): boolean
  /** Whether the member codes in one of these rounds. */
  ofCoder(coder: string | null): boolean
  /**
   * When the round was opened, in milliseconds, in which the member codes this source; undefined where they do in none. What they did
   * there may be told, and not that it was they, nor when.
   */
  openingIn(coder: string | null, source: string): number | undefined
}

/** Whose work is kept from the member `me`; null where nothing is, as from nearly everybody. */
export function namesKeptFrom(db: Db, me: string): NamesKept | null {
  const rounds = namelessFor(db, me)
  if (rounds.size === 0) return null
  const among = [...rounds.keys()]
  const coders = new Set(codersIn(db, among))
  const places = new Map(
    all<{ place: string; round: string }>(
      db,
      `SELECT p.coder || ' ' || s.source AS place, p.round FROM round_coders p JOIN round_sources s ON s.round = p.round
       WHERE p.round IN (SELECT value FROM json_each(?))`,
      JSON.stringify(among),
    ).map(({ place, round }) => [place, rounds.get(round)]),
  )
  return {
    ofRound: round => round !== null && rounds.has(round),
    ofCoder: coder => coder !== null && coders.has(coder),
    openingIn: (coder, source) => (coder === null ? undefined : places.get(`${coder} ${source}`)),
  }
}

/** The coders of these rounds. */
export const codersIn = (db: Db, rounds: readonly string[]): string[] =>
  column<string>(
    db,
    'SELECT DISTINCT coder FROM round_coders WHERE round IN (SELECT value FROM json_each(?))',
    JSON.stringify(rounds),
  )

/**
 * Codings in text order, those over the same words in an order that tells nothing: by what is random in their ids. In the order they
 * were made in, one coder's would stand first everywhere, and whoever knows one reading would know them all.
 */
export function inNoOrder<Row extends Span & { id: string; source: string }>(rows: readonly Row[]): Row[] {
  const place = new Map<string, number>()
  const words = ({ source, start, end }: Row) => `${source} ${start} ${end}`
  for (const row of rows) if (!place.has(words(row))) place.set(words(row), place.size)
  return rows.toSorted(
    (one, other) =>
      (place.get(words(one)) ?? 0) - (place.get(words(other)) ?? 0) ||
      (random(one.id) < random(other.id) ? -1 : 1),
  )
}

/** The last five bytes of a UUID of version 7: its beginning tells the time, and what ids of one moment are counted by reaches into the byte before. */
const random = (id: string): string => id.slice(-10)
