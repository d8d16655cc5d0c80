import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Log {
  /** Notes a fault of ours: where, and the stack. Never given content of a study. */
  fault(where: string, error: unknown): void
}

const largest = 1_000_000

/** A log of faults, one JSON object a line, in `path`; begun anew (the old one kept as `.1`) past a megabyte. */
export function fileLog(path: string): Log {
  return {
    fault(where, error) {
      const stack = error instanceof Error ? error.stack : String(error)
      try {
        mkdirSync(dirname(path), { recursive: true })
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(path, `${path}.1`)
        appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), where, stack })}\n`)
      } catch {
        // A log that cannot be written must not stop the work it would tell of.
      }
    },
  }
}
