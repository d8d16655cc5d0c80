import { all, type Db, first, type Row } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import type { Conflict } from '../history/folding.ts'

/** A ruling that one side took back and the other put another in the place of, which stands. */
export interface WithdrawnAndRuled {
  /** The ruling that stands. */
  row: string
  /** The step that took the earlier one back, and the one that made what stands. */
  operations: [string, string]
}

/** What a step did to rulings. */
interface Step {
  copy: string
  made: Map<string, Row>
  gone: Map<string, Row>
}

/**
 * Of the rulings that two sides removed without knowing of each other: those of which one side said no more, where the
 * other's further ruling stands. What each side came to in the end counts, not each step on its way.
 */
export function withdrawnAndRuled(db: Db, conflicts: readonly Conflict[]): WithdrawnAndRuled[] {
  const twice = conflicts.filter(({ what }) => what === 'removed twice')
  if (twice.length === 0) return []
  const steps = stepsOnRulings(db)
  const found = new Map<string, WithdrawnAndRuled>()
  for (const { id, operations } of twice) {
    const ends = operations.map(operation => endOf(db, steps, operation, id))
    const standing = ends.find(end => end?.ruling !== null)
    const withdrawn = ends.find(end => end?.ruling === null)
    if (!standing?.ruling || !withdrawn) continue
    found.set(`${standing.ruling} ${withdrawn.operation}`, {
      row: standing.ruling,
      operations: [withdrawn.operation, standing.operation],
    })
  }
  return [...found.values()]
}

function stepsOnRulings(db: Db): Map<string, Step> {
  const steps = new Map<string, Step>()
  for (const { id, copy, changes } of all<{ id: string; copy: string; changes: string }>(
    db,
    `SELECT id, copy, changes FROM operations WHERE instr(changes, '"table":"rulings"') > 0
     ORDER BY lamport, actor, sequence, copy, id`,
  )) {
    const step: Step = { copy, made: new Map(), gone: new Map() }
    for (const { table, id: row, before, after } of JSON.parse(changes) as Change[]) {
      if (table !== 'rulings') continue
      if (before === null && after !== null) step.made.set(row, after)
      if (before !== null && after === null) step.gone.set(row, before)
    }
    steps.set(id, step)
  }
  return steps
}

/** Whether the copy that took a ruling back ruled on its difference again: two rulings are a question of their own. */
function isRuledLater(steps: ReadonlyMap<string, Step>, withdrawing: string, was: Row): boolean {
  const ids = [...steps.keys()]
  const copy = steps.get(withdrawing)?.copy
  return ids.slice(ids.indexOf(withdrawing) + 1).some(id => {
    const step = steps.get(id)
    return (
      step !== undefined && step.copy === copy && [...step.made.values()].some(row => isOnTheSame(row, was))
    )
  })
}

/** What a side that removed a ruling put in its place in the end, and with which step; no ruling where it withdrew it. */
function endOf(
  db: Db,
  steps: ReadonlyMap<string, Step>,
  removing: string,
  ruling: string,
): { ruling: string | null; operation: string } | undefined {
  const seen = new Set<string>()
  let [operation, gone] = [removing, ruling]
  for (;;) {
    const step = steps.get(operation)
    const was = step?.gone.get(gone)
    if (!step || !was) return undefined
    seen.add(gone)
    const next = replacing(step, was)
    if (next === undefined)
      return isRuledLater(steps, operation, was) ? undefined : { ruling: null, operation }
    if (first(db, 'SELECT 1 FROM rulings WHERE id = ?', next)) return { ruling: next, operation }
    const later = seen.has(next) ? undefined : [...steps].find(([, { gone: its }]) => its.has(next))?.[0]
    // Another ruling took its place as the one of two that can be only one: that is told by itself.
    if (later === undefined) return undefined
    ;[operation, gone] = [later, next]
  }
}

/** The ruling a step put in the place of one it removed; its difference may have another id since it changed. */
function replacing({ made }: Step, was: Row): string | undefined {
  const [only, ...more] = made
  const its = [...made].find(([, row]) => isOnTheSame(row, was)) ?? (more.length === 0 ? only : undefined)
  return its?.[1].round === was.round && its?.[1].source === was.source ? its?.[0] : undefined
}

const isOnTheSame = (row: Row, was: Row): boolean =>
  row.round === was.round && row.disagreement === was.disagreement
