import { TandemError } from '#shared/errors.ts'
import type { Round } from '#shared/model/round.ts'
import { all, type Db, first } from '../db/sql.ts'
import { agreedRuleOf } from './agreed-rule.ts'
import { planFacts, unblindingOf } from './plan.ts'

interface StoredRound {
  id: string
  title: string
  state: 'open' | 'submitted' | 'closed'
  blind: number
  version: number
  opened_at: number
}

/** A round as it is kept, without what is computed. */
export type KeptRound = Omit<Round, 'differences' | 'state'> & { state: StoredRound['state'] }

/** All rounds, oldest first. */
export const keptRounds = (db: Db): KeptRound[] =>
  all<StoredRound>(db, 'SELECT * FROM rounds ORDER BY opened_at, id').map(stored => read(db, stored))

/** A round, or undefined. */
export function keptRound(db: Db, id: string): KeptRound | undefined {
  const stored = first<StoredRound>(db, 'SELECT * FROM rounds WHERE id = ?', id)
  return stored && read(db, stored)
}

/** The open round in which a coder codes a source, or undefined: at most one at a time. */
export const openRoundOf = (db: Db, coder: string, source: string): string | undefined =>
  first<{ round: string }>(
    db,
    `SELECT r.id AS round FROM rounds r
     JOIN round_sources s ON s.round = r.id AND s.source = ?
     JOIN round_coders c ON c.round = r.id AND c.coder = ?
     WHERE r.state = 'open'`,
    source,
    coder,
  )?.round

/**
 * The round that what a coder does in a source now belongs to (null: outside every round), and the title of one
 * they have submitted that is not closed: their work in it is done, and nothing is put beside it (null: none).
 */
export function workIn(
  db: Db,
  coder: string,
  source: string,
): { round: string | null; submitted: string | null } {
  const mine = all<{ id: string; title: string; submitted: number | null }>(
    db,
    `SELECT r.id, r.title, c.submitted_at AS submitted FROM rounds r
     JOIN round_sources s ON s.round = r.id AND s.source = ?
     JOIN round_coders c ON c.round = r.id AND c.coder = ?
     WHERE r.state <> 'closed' ORDER BY r.opened_at DESC, r.id DESC`,
    source,
    coder,
  )
  const coding = mine.find(round => round.submitted === null)
  return { round: coding?.id ?? null, submitted: coding ? null : (mine[0]?.title ?? null) }
}

/** The round that what a coder does in a source now belongs to; refuses a coder who has submitted the source's round. */
export function roundForWork(db: Db, coder: string, source: string): string | null {
  const { round, submitted } = workIn(db, coder, source)
  if (submitted === null) return round
  throw new TandemError(
    'not-allowed',
    `You have submitted “${submitted}”; nothing more is added to its sources until the round is closed.`,
    'A difference is settled by ruling on it. Once a lead closes the round, you can code its sources again.',
  )
}

/** The row of a coder's part in a round. */
export const partOf = (db: Db, round: string, coder: string) =>
  first<{ id: string; submitted_at: number | null }>(
    db,
    'SELECT id, submitted_at FROM round_coders WHERE round = ? AND coder = ?',
    round,
    coder,
  )

const read = (db: Db, stored: StoredRound): KeptRound => ({
  id: stored.id,
  title: stored.title,
  state: stored.state,
  blind: stored.blind === 1,
  frameworkVersion: stored.version,
  openedAt: new Date(stored.opened_at).toISOString(),
  plan: planFacts(db, stored.id),
  agree: agreedRuleOf(db, stored.id),
  unblinded: unblindingOf(db, stored.id),
  sources: all<{ source: string }>(
    db,
    'SELECT source FROM round_sources WHERE round = ? ORDER BY position',
    stored.id,
  ).map(row => row.source),
  coders: all<{ id: string; initials: string; name: string; submitted_at: number | null }>(
    db,
    `SELECT m.id, m.initials, m.name, c.submitted_at FROM round_coders c JOIN members m ON m.id = c.coder
     WHERE c.round = ? ORDER BY c.position`,
    stored.id,
  ).map(({ submitted_at, ...coder }) => ({
    ...coder,
    submittedAt: submitted_at === null ? null : new Date(submitted_at).toISOString(),
  })),
})
