import { type Failure, toFailure } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import type { ReadOptions } from './format.ts'
import { readFileBytes } from './read-file.ts'

/** What the reading process is told before the bytes. */
export interface ParseOrder {
  fileName: string
  options: ReadOptions
}

/** The order where the bytes come apart from it: how many they are, at the most. */
export interface SizedOrder extends ParseOrder {
  bytes: number
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
