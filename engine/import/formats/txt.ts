import type { ParsedDocument } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { decodeText, looksBinary } from '../decode.ts'
import type { Format, ReadOptions } from '../format.ts'
import { spokenDocument } from '../spoken-document.ts'

/** Plain text in any encoding; speakers by their labels. Last in the list: anything that is text is of this format. */
export const txt: Format = {
  id: 'txt',
  name: 'a text file',
  extensions: ['txt', 'text'],
  recognises: bytes => !looksBinary(bytes),
  read: async (bytes, fileName, options) => [readTextFile(bytes, fileName, options)],
}

function readTextFile(bytes: Uint8Array, fileName: string, options: ReadOptions): ParsedDocument {
  const decoded = decodeText(bytes, fileName, options.encoding)
  const { text, changes } = normaliseText(decoded.text)
  return spokenDocument(
    { format: 'txt', text, marks: [], warnings: [...decoded.warnings, ...changes] },
    fileName,
  )
}
