import type { Disagreement, DocketSince } from '#shared/model/disagreement.ts'
import { newId } from '../db/ids.ts'
import type { Db } from '../db/sql.ts'

interface Answer {
  /** Whom it was told, and of which round. */
  key: string
  items: readonly Disagreement[]
}

/** What windows were told last, by moment: each asks from there. */
const told = new WeakMap<Db, Map<string, Answer>>()

/** How many moments are remembered: of windows that look at one docket, and of the rounds they came from. */
const most = 8

/**
 * What became of a round's differences since the moment `at`, so that a window does not read thousands anew after each ruling:
 * those that say something else now. All of them where the moment is none that is remembered, of another round or told to
 * another member, or where the coders' codings or the codes were others then.
 */
export function docketSince(db: Db, key: string, at: string | null, items: Disagreement[]): DocketSince {
  const answers = told.get(db) ?? new Map<string, Answer>()
  told.set(db, answers)
  const before = at === null ? undefined : answers.get(at)
  const changed = before?.key === key ? changedSince(before.items, items) : null
  // As long as nothing is otherwise, the moment is the same.
  if (at !== null && changed?.length === 0) return { at, all: null, changed }
  const now = newId()
  answers.set(now, { key, items })
  const [oldest] = answers.keys()
  if (answers.size > most && oldest !== undefined) answers.delete(oldest)
  return changed === null ? { at: now, all: items, changed: [] } : { at: now, all: null, changed }
}

/** The items that were ruled otherwise, or null where they are not the same ones, of the same codings, in the same order. */
function changedSince(before: readonly Disagreement[], now: readonly Disagreement[]): Disagreement[] | null {
  if (before.length !== now.length) return null
  const changed: Disagreement[] = []
  for (const [at, item] of now.entries()) {
    const was = before[at]
    // Both come from the one comparison that is kept while codings and codes stay.
    if (was?.id !== item.id || was.sides !== item.sides) return null
    if (decidedOn(was) !== decidedOn(item)) changed.push(item)
  }
  return changed
}

const decidedOn = ({ ruling, overtaken, stands, byRule, again, first }: Disagreement): string =>
  ruling || overtaken || byRule || again || first
    ? JSON.stringify([ruling, overtaken, stands, byRule, again, first])
    : ''
