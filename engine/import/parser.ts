import type { ParsedDocument } from '#shared/model/document.ts'
import type { ReadOptions } from './format.ts'

/** A file to be read: where it lies, or its bytes. `fileName` is what a person calls it; only its ending is trusted. */
export type ParseRequest = { fileName: string; options?: ReadOptions } & (
  | { path: string }
  | { bytes: Uint8Array }
)

/** Reads foreign files where they can do no harm. */
export interface Parser {
  /**
   * The documents in a file. Rejects with a TandemError of one sentence: what the file is instead, that it is damaged,
   * too large, took too long (`timed-out`) or was given up by the caller (`cancelled`).
   */
  parse(request: ParseRequest, control?: { signal?: AbortSignal }): Promise<ParsedDocument[]>
}
