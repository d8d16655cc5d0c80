import type { Failure } from '../errors.ts'
import type { Topic } from './method.ts'

/** How far a job has come; `total` is null where it is not known. `doing` says with what, in words. */
export interface Progress {
  done: number
  total: number | null
  doing: string
}

/** What a window says to the engine. `command` makes a write safe to send twice after a broken connection. */
export type ToEngine =
  | { type: 'call'; id: number; method: string; input: unknown; command?: string }
  | { type: 'cancel'; id: number }

/** What the engine says to a window. `changed` reaches every window of the study, after the write is durable. */
export type FromEngine =
  /** `step` is the operation that the call recorded, the last one of several. */
  | { type: 'answer'; id: number; output: unknown; step?: string }
  | { type: 'failure'; id: number; failure: Failure }
  | { type: 'progress'; id: number; progress: Progress }
  | { type: 'changed'; topics: Topic[] }
  /** The study this window showed was closed and its key forgotten; calls are answered once it is open here again. */
  | { type: 'locked'; study: LockedStudy }

/** A study that is locked: what a window shows until its passphrase is given. */
export interface LockedStudy {
  path: string
  title: string
}

/** A road for messages, whatever carries it: a MessagePort, a WebSocket, or nothing at all in one process. */
export interface Wire {
  send(message: ToEngine): void
  /** Called once, before the first send. */
  listen(onMessage: (message: FromEngine) => void): void
}
