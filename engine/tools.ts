import type { Db } from './db/sql.ts'
import type { Change } from './history/changes.ts'
import type { Window } from './host.ts'
import type { Asking } from './members/asking.ts'
import type { StudyHandle } from './studies/handle.ts'

export type { Asking }

/** How an operation is recorded, beside its kind, words and changes. */
export interface RecordOptions {
  undoes?: string
  /** False for what no undo may take back, such as handing in a round. */
  undoable?: boolean
  /** True where the changes were made in the tables already, in this transaction: the entry only says so. */
  isDone?: boolean
}

/** What a read of the open study is given. */
export interface Reading {
  db: Db
  study: StudyHandle
  asking: Asking
}

/** What a write is given: it runs in one transaction and records one operation. */
export interface Tools extends Reading {
  /** Wall time of this call, milliseconds. */
  now: number
  newId(): string
  /** Puts what is done into the journal and does it. No changes, no entry. At most once a write. */
  record(kind: string, summary: string, changes: readonly (Change | null)[], options?: RecordOptions): void
}

/** What an act on the open study is given. */
export interface Acting extends Reading {
  window: Window
}

/** What a job is given: it looks with `reading`, and writes in steps, each a transaction of its own. */
export interface Working {
  window: Window
  reading: Reading
  /** `tells: false` for a step that changes nothing a window shows. */
  step<T>(work: (tools: Tools) => T, options?: { tells: boolean }): T
  progress(done: number, total: number | null, doing: string): void
  /** Throws `cancelled` where the person cancelled; lets other work through. Call between steps. */
  breathe(): Promise<void>
  signal: AbortSignal
}
