import { stat } from 'node:fs/promises'
import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { shownName } from './file-name.ts'
import type { ReadOptions } from './format.ts'
import { checkFileSize } from './limits.ts'
import type { ParseAnswer, ParseOrder } from './parse-message.ts'
import { crashed } from './parser-failures.ts'
import { faultOf } from './seal.ts'

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

/**
 * How many bytes a request's file has. One of 200 MB is refused by its size alone, and a vanished one by its absence,
 * before anything is started.
 */
export async function checkRequest(request: ParseRequest): Promise<number> {
  if ('bytes' in request) {
    checkFileSize(request.bytes.length, request.fileName)
    return request.bytes.length
  }
  const found = await stat(request.path).catch(() => null)
  if (!found) {
    throw new TandemError(
      'not-found',
      `${shownName(request.fileName)} is not there any more.`,
      'Check that it was not moved or renamed, and choose it again.',
    )
  }
  if (!found.isFile()) {
    throw new TandemError(
      'bad-input',
      `${shownName(request.fileName)} is not a file.`,
      'Choose the files in it.',
    )
  }
  checkFileSize(found.size, request.fileName)
  return found.size
}

/** The documents of an answer, or its failure thrown. What comes out of the disposable process is foreign too. */
export function documentsOf(answer: ParseAnswer, { fileName, options }: ParseOrder): ParsedDocument[] {
  if ('failure' in answer) {
    const { code, message, hint } = answer.failure
    throw new TandemError(code, message, hint)
  }
  const isEmpty = answer.documents?.length === 0
  if (isEmpty ? options.piece === undefined : !holds(answer.documents)) throw crashed(fileName)
  return answer.documents
}

function holds(documents: readonly ParsedDocument[]): boolean {
  try {
    return documents.every(
      document =>
        faultOf(document) === null &&
        (document.attached ?? []).every(content => content === null || content instanceof Uint8Array),
    )
  } catch {
    return false
  }
}
