/** The kinds of failure a person can be told about; everything else is a bug. */
export type ErrorCode =
  | 'bad-input'
  | 'not-found'
  | 'not-allowed'
  | 'blind'
  | 'conflict'
  | 'in-use'
  | 'locked'
  | 'wrong-passphrase'
  | 'key-closed'
  | 'real-names'
  | 'damaged'
  | 'newer-version'
  | 'moved'
  | 'read-only'
  | 'disk-full'
  | 'unreadable-file'
  | 'unsupported-file'
  | 'too-large'
  | 'timed-out'
  | 'cancelled'
  | 'exists'
  | 'internal'

/** A failure as data: what happened and to what, and what to do about it. Crosses the wire unchanged. */
export interface Failure {
  code: ErrorCode
  message: string
  hint?: string
}

/** An expected failure on its way up. `message` is one clear sentence; `hint` says what to do. */
export class TandemError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string) {
    super(message)
    this.name = 'TandemError'
    this.code = code
    this.hint = hint
  }

  toFailure(): Failure {
    return this.hint === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, hint: this.hint }
  }
}

/** Any thrown thing as a failure; what is not expected becomes `internal` and keeps no inner text. */
export function toFailure(error: unknown): Failure {
  if (error instanceof TandemError) return error.toFailure()
  return {
    code: 'internal',
    message: 'Tandem met a fault of its own and stopped this step; nothing was changed.',
    hint: 'The details are in the log file; try again, and report it if it happens twice.',
  }
}
