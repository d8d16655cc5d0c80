import { all, type Db, first } from '../db/sql.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import { broughtHere, isNotIn, leftOut } from './counting.ts'

/** A step that undo or redo would take back: the operation to invert, and the original step in words. */
export interface Step {
  target: string
  summary: string
}

interface Entry {
  id: string
  summary: string
  undoes: string | null
  undoable: number
}

/** How far back undo looks, in operations of one member. */
const reach = 2000

/**
 * Entries that are no step of anybody's to take back, and nothing that stands in the way of one: what merging had to
 * mend, that a hand-out or memos with live numbers left the study, which stays true whatever is undone here, and a text that
 * was set aside, which changed nothing.
 */
const passedOver = ['merge.mended', 'handout.made', 'memo.exported', 'memo.set-aside']

/** Steps that a member was refused to take back, and after which operation; forgotten when the study is closed. */
const refused = new WeakMap<Db, Map<string, { since: string | undefined; targets: Set<string> }>>()

/**
 * The member's latest step that still stands and may be taken back, past those that were refused since anybody last did
 * anything unless no other is left; null where there is none.
 */
export function nextUndo(db: Db, actor: string): Step | null {
  const { undo } = stacks(db, actor)
  const over = refused.get(db)?.get(actor)
  if (!over || over.since !== latestStep(db, actor)) return undo.at(-1) ?? null
  return undo.findLast(({ target }) => !over.targets.has(target)) ?? undo.at(-1) ?? null
}

/**
 * Lets the member go on to what they did before a step that was refused: else one that a colleague built on would stand
 * before all others for good. Answers what comes next, null where nothing else is left.
 */
export function passOver(db: Db, actor: string, target: string): Step | null {
  const byMember = refused.get(db) ?? new Map()
  refused.set(db, byMember)
  const since = latestStep(db, actor)
  const before = byMember.get(actor)
  const targets = new Set(before?.since === since ? before.targets : []).add(target)
  byMember.set(actor, { since, targets })
  const next = nextUndo(db, actor)
  return next && !targets.has(next.target) ? next : null
}

/** What was done last but for undoing of the member's: whether what refuses still stands is seen anew after it. */
const latestStep = (db: Db, actor: string): string | undefined =>
  first<{ id: string }>(
    db,
    // While a round is blind, what others do is not to be told by what is refused.
    `SELECT id FROM operations WHERE CASE WHEN actor = $actor THEN undoes IS NULL ELSE $sees END
     ORDER BY lamport DESC, actor DESC, sequence DESC LIMIT 1`,
    { actor, sees: somethingIsBlind(db) ? 0 : 1 },
  )?.id

/** The member's latest step that cannot be undone, in words: what they did before it stays. Null where there is none. */
export const wallBefore = (db: Db, actor: string): string | null => stacks(db, actor).wall

/** The step the member undid last, with nothing of theirs done since; null where there is none. */
export const nextRedo = (db: Db, actor: string): Step | null => stacks(db, actor).redo.at(-1) ?? null

/** A step of the member's that can be taken back or done again, by its operation; null where it is none of those. */
export const stepNamed = (db: Db, actor: string, way: 'undo' | 'redo', target: string): Step | null =>
  stacks(db, actor)[way].find(step => step.target === target) ?? null

interface Stacks {
  undo: Step[]
  redo: Step[]
  /** The latest step that cannot be undone, in words. */
  wall: string | null
}

/**
 * Replays a member's operations as an editor's two stacks: a step goes on the undo stack and empties the redo stack;
 * the inverse of a step moves it to the redo stack; the inverse of that moves it back. What may not be undone is a
 * wall: nothing before it is offered.
 */
function stacks(db: Db, actor: string): Stacks {
  const entries = all<Entry>(
    db,
    // What packages brought was done elsewhere, and is taken back there or with the merge.
    `SELECT o.id, o.summary, o.undoes, o.undoable FROM operations o
     WHERE o.actor = $actor AND o.kind NOT IN (SELECT value FROM json_each($passedOver))
       AND ${isNotIn('o', '$brought')}
     ORDER BY o.lamport DESC, o.sequence DESC LIMIT $reach`,
    {
      actor,
      reach,
      passedOver: JSON.stringify(passedOver),
      brought: JSON.stringify([...broughtHere(db), ...leftOut(db)]),
    },
  ).reverse()
  const undo: Step[] = []
  const redo: Step[] = []
  let wall: string | null = null
  for (const { id, summary, undoes, undoable } of entries) {
    if (undoes === null) {
      redo.length = 0
      if (undoable === 1) undo.push({ target: id, summary })
      else {
        undo.length = 0
        wall = summary
      }
      continue
    }
    // Not always the last of them: those over it may have been refused.
    const at = undo.findLastIndex(({ target }) => target === undoes)
    if (at >= 0) {
      const [step] = undo.splice(at, 1)
      redo.push({ target: id, summary: step?.summary ?? summary })
      continue
    }
    const again = redo.findLastIndex(({ target }) => target === undoes)
    if (again >= 0) {
      const [step] = redo.splice(again, 1)
      undo.push({ target: id, summary: step?.summary ?? summary })
    }
  }
  return { undo, redo, wall }
}
