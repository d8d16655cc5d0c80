import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { shownName } from '../file-name.ts'
import type { Format } from '../format.ts'
import { readPdf } from '../pdf.ts'
import { writePdfText } from '../pdf-text.ts'
import { spokenDocument } from '../spoken-document.ts'

/** PDF documents by their text layer; a scan has none and is refused. */
export const pdf: Format = {
  id: 'pdf',
  name: 'a PDF',
  extensions: ['pdf'],
  // Some programs leave a mark or a line before the beginning.
  recognises: bytes => /^\W{0,64}%PDF-\d/.test(Buffer.from(bytes.subarray(0, 1024)).toString('latin1')),
  read: async (bytes, fileName) => [await readPdfFile(bytes, fileName)],
}

async function readPdfFile(bytes: Uint8Array, fileName: string): Promise<ParsedDocument> {
  const content = await readPdf(bytes, fileName)
  const { builder, headings, warnings } = writePdfText(content, fileName)
  const { text } = builder
  if (isScan(text, content.pages.filter(page => page.pieces.length === 0).length, content.pages.length)) {
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} holds no text that can be read: its pages are pictures (a scan) or empty.`,
      'Have its text recognised first (OCR, in Acrobat or the scanner’s program), check it, save it as .docx or PDF and import that.',
    )
  }
  return spokenDocument(
    { format: 'pdf', text, marks: builder.marks, headings, warnings: [...warnings, ...builder.changes] },
    fileName,
  )
}

/** No words besides page heads and feet; or nearly none, on a few of many pages. */
function isScan(text: string, empty: number, pages: number): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters === 0 || (pages >= 4 && empty >= pages * 0.75 && letters < pages * 100)
}
