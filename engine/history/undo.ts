import { all, type Db } from '../db/sql.ts'
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

/** The member's latest step that still stands and may be taken back; null where there is none. */
export const nextUndo = (db: Db, actor: string): Step | null => stacks(db, actor).undo

/** The member's latest step that cannot be undone, in words: what they did before it stays. Null where there is none. */
export const wallBefore = (db: Db, actor: string): string | null => stacks(db, actor).wall

/** The step the member undid last, with nothing of theirs done since; null where there is none. */
export const nextRedo = (db: Db, actor: string): Step | null => stacks(db, actor).redo

/**
 * Replays a member's operations as an editor's two stacks: a step goes on the undo stack and empties the redo stack;
 * the inverse of a step moves it to the redo stack; the inverse of that moves it back. What may not be undone is a
 * wall: nothing before it is offered.
 */
function stacks(db: Db, actor: string): { undo: Step | null; redo: Step | null; wall: string | null } {
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
    } else if (undo.at(-1)?.target === undoes) {
      redo.push({ target: id, summary: undo.pop()?.summary ?? summary })
    } else if (redo.at(-1)?.target === undoes) {
      undo.push({ target: id, summary: redo.pop()?.summary ?? summary })
    }
  }
  return { undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null, wall }
}
