import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { shownName } from './file-name.ts'
import type { ReadOptions } from './format.ts'
import { checkFileSize } from './limits.ts'
import { recognise } from './recognise.ts'
import { faultOf } from './seal.ts'

/**
 * A file's bytes as documents, whatever format they are in. A pure function of its input, but for untrusted bytes
 * only safe inside the disposable process (`Parser`). Throws TandemError with one sentence for a file that cannot be
 * taken; whatever a format's library throws besides becomes one.
 */
export async function readFileBytes(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
): Promise<ParsedDocument[]> {
  checkFileSize(bytes.length, fileName)
  const { format, warnings } = recognise(bytes, fileName)
  try {
    const documents = await format.read(bytes, fileName, options)
    for (const document of documents) {
      const fault = faultOf(document)
      if (fault) throw new Error(fault)
    }
    const [first] = documents
    first?.warnings.unshift(...warnings)
    return documents
  } catch (error) {
    if (error instanceof TandemError) throw error
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} looks like ${format.name} but could not be read as one.`,
      'Open it in the program that made it, save it anew and import that.',
    )
  }
}
