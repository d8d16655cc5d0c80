import { TandemError } from '#shared/errors.ts'
import { newId } from './db/ids.ts'
import { first, run } from './db/sql.ts'
import { stepBegins } from './disagreements/kept-comparison.ts'
import { append } from './history/journal.ts'
import { longTransactionIn } from './long-transaction.ts'
import { actorOf } from './members/asking.ts'
import { holdStill } from './rounds/hold-still.ts'
import type { StudyHandle } from './studies/handle.ts'
import type { Asking, Reading, Tools } from './tools.ts'

/** How many answered commands are remembered, for a window that asks again after its connection broke. */
const remembered = 1000

export const readingOf = (study: StudyHandle, asking: Asking): Reading => ({ db: study.db, study, asking })

/**
 * Runs `work` as one transaction: its journal entry and the entry's effect are durable together before this returns,
 * or neither happened. A `command` that was answered before is answered again and not done twice. `onStep` is told the
 * operation that was recorded.
 */
export function inTransaction<T>(
  study: StudyHandle,
  asking: Asking,
  command: string | undefined,
  work: (tools: Tools) => T,
  onStep: (operation: string) => void = () => {},
): T {
  const { db } = study
  if (study.mode !== 'write') {
    throw new TandemError(
      'read-only',
      'This study is open for reading only.',
      'Open it for writing to change it.',
    )
  }
  if (longTransactionIn(study)) {
    throw new TandemError('in-use', 'The study is just taking in a large mailbox.', 'Try again in a moment.')
  }
  study.stillHere()
  const now = Date.now()
  let made: string | null = null
  const output = db
    .transaction((): T => {
      if (command !== undefined) {
        const before = first<{ output: string }>(db, 'SELECT output FROM answered WHERE command = ?', command)
        if (before) return JSON.parse(before.output) as T
      }
      stepBegins(db)
      const result = work({
        ...readingOf(study, asking),
        now,
        newId,
        record(kind, summary, changes, options = {}) {
          if (made !== null) throw new Error(`${kind}: a write records one operation`)
          const real = changes.filter(change => change !== null)
          if (real.length === 0) return
          holdStill(db, actorOf(asking), kind, real)
          const { id } = append(db, study.copy, now, {
            kind,
            summary,
            actor: actorOf(asking),
            changes: real,
            undoable: options.undoable ?? true,
            ...(options.undoes === undefined ? {} : { undoes: options.undoes }),
            ...(options.isDone ? { isDone: true } : {}),
          })
          made = id
        },
      })
      if (command !== undefined) {
        run(
          db,
          'INSERT INTO answered (command, output, at) VALUES (?, ?, ?)',
          command,
          JSON.stringify(result ?? null),
          now,
        )
        run(
          db,
          'DELETE FROM answered WHERE at < (SELECT min(at) FROM (SELECT at FROM answered ORDER BY at DESC LIMIT ?))',
          remembered,
        )
      }
      if (made !== null) study.mark()
      return result
    })
    .immediate()
  study.stillHere()
  study.touched()
  if (made !== null) onStep(made)
  return output
}
