import { type Failure, toFailure } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import type { ReadOptions } from './format.ts'
import { readFileBytes } from './read-file.ts'

/** What the reading process is told before the bytes. */
export interface ParseOrder {
  fileName: string
  options: ReadOptions
}

/** The one thing the reading process says. */
export type ParseAnswer = { documents: ParsedDocument[] } | { failure: Failure }

/** Carries out an order; never throws. */
export async function answer({ fileName, options }: ParseOrder, bytes: Uint8Array): Promise<ParseAnswer> {
  try {
    return { documents: await readFileBytes(bytes, fileName, options) }
  } catch (error) {
    return { failure: toFailure(error) }
  }
}
