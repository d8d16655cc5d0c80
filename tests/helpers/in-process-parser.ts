import type { Parser } from '#engine/import/parser.ts'
import { readFileBytes } from '#engine/import/read-file.ts'

/** Reads files with the real readers, in this process: for tests that are not about hostile files. */
export const inProcessParser: Parser = {
  async parse(request) {
    if (!('bytes' in request)) throw new Error('Tests hand over bytes')
    return readFileBytes(request.bytes, request.fileName, request.options ?? {})
  },
}
