import { TandemError } from '#shared/errors.ts'
import type { Db } from './db/sql.ts'
import { appendInParts, type NewOperation } from './history/journal.ts'
import { actorOf } from './members/asking.ts'
import type { StudyHandle } from './studies/handle.ts'
import type { Asking } from './tools.ts'

/** What work in a long transaction is given. */
export interface LongTools {
  /** A connection of its own: what it writes is there for others when all of it is. */
  db: Db
  /** Begins the one entry that it puts into the journal. */
  record(operation: Omit<NewOperation, 'changes' | 'actor'>): ReturnType<typeof appendInParts>
  /** Lets other work through. Call every few hundred rows. */
  pause(): Promise<void>
}

const underWay = new WeakMap<StudyHandle, Promise<void>>()

/** Settles when the long transaction in a study has ended; undefined where there is none. Writes wait for it, reads do not. */
export const longTransactionIn = (study: StudyHandle): Promise<void> | undefined => underWay.get(study)

/**
 * Runs `work` as one transaction that may take many seconds: all of it is done or, where it throws or the study is closed
 * meanwhile, nothing. The study is read as it was before beside it, and is not written.
 */
export async function inLongTransaction(
  study: StudyHandle,
  asking: Asking,
  work: (tools: LongTools) => Promise<void>,
): Promise<void> {
  for (let other = underWay.get(study); other; other = underWay.get(study)) await other
  const { promise, resolve } = Promise.withResolvers<void>()
  underWay.set(study, promise)
  try {
    study.stillHere()
    const db = study.openAside()
    try {
      await transact(db, study, asking, work)
    } finally {
      db.close()
    }
    study.touched()
  } finally {
    underWay.delete(study)
    resolve()
  }
}

async function transact(
  db: Db,
  study: StudyHandle,
  asking: Asking,
  work: (tools: LongTools) => Promise<void>,
): Promise<void> {
  const now = Date.now()
  db.exec('BEGIN IMMEDIATE')
  // Closing the connection gives up what is not committed.
  await work({
    db,
    record: operation => appendInParts(db, study.copy, now, { ...operation, actor: actorOf(asking) }),
    async pause() {
      await new Promise<void>(resolve => setImmediate(resolve))
      if (!db.open)
        throw new TandemError('cancelled', 'The study was closed; nothing of the step in hand was kept.')
    },
  })
  study.stillHere()
  db.exec('COMMIT')
}
