import type { Unit } from '#shared/model/agreement.ts'
import type { Chosen, PlanFacts, RoundPlan, Unblinding } from '#shared/model/round.ts'
import { type Db, first } from '../db/sql.ts'

interface StoredPlan {
  round: string
  unit: Unit
  due: string | null
  may_add_codes: number
  chosen: string
  note: string
}

/** How a round was planned; null for one opened before plans were kept. */
export function planOf(db: Db, round: string): RoundPlan | null {
  const stored = first<StoredPlan>(db, 'SELECT * FROM round_plans WHERE round = ?', round)
  if (!stored) return null
  return {
    round,
    unit: stored.unit,
    due: stored.due,
    mayAddCodes: stored.may_add_codes === 1,
    note: stored.note,
    chosen: JSON.parse(stored.chosen) as Chosen,
  }
}

/** What a list shows of a plan. */
export function planFacts(db: Db, round: string): PlanFacts | null {
  const plan = planOf(db, round)
  if (!plan) return null
  const { unit, due, mayAddCodes, note, chosen } = plan
  return { unit, due, mayAddCodes, note, drawnFrom: chosen.how === 'drawn' ? chosen.among.length : null }
}

/** The unit a round's agreement is to be reported on; characters where no plan says another. */
export const plannedUnit = (db: Db, round: string): Unit =>
  first<{ unit: Unit }>(db, 'SELECT unit FROM round_plans WHERE round = ?', round)?.unit ?? 'character'

/** What ended a round's blinding early, the first of several; or null. */
export function unblindingOf(db: Db, round: string): Unblinding | null {
  const stored = first<{ name: string | null; because: string; made_at: number }>(
    db,
    `SELECT m.name, u.because, u.made_at FROM unblindings u LEFT JOIN members m ON m.id = u.made_by
     WHERE u.round = ? ORDER BY u.made_at, u.id LIMIT 1`,
    round,
  )
  return stored
    ? { by: stored.name, because: stored.because, at: new Date(stored.made_at).toISOString() }
    : null
}

/** The open round that keeps the member from adding codes by its plan, by title, or undefined. */
export const roundWithoutNewCodes = (db: Db, member: string): string | undefined =>
  first<{ title: string }>(
    db,
    `SELECT r.title FROM rounds r JOIN round_coders c ON c.round = r.id JOIN round_plans p ON p.round = r.id
     WHERE r.state = 'open' AND c.coder = ? AND p.may_add_codes = 0 ORDER BY r.opened_at, r.id LIMIT 1`,
    member,
  )?.title
