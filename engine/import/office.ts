import type { OfficeParser } from 'officeparser'
import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { shownName } from './file-name.ts'
import { limits } from './limits.ts'
import { type SaidOfParagraphs, writeOfficeText } from './office-text.ts'
import { mendRtf } from './rtf-mend.ts'
import { spokenDocument } from './spoken-document.ts'
import { locked } from './zip-guard.ts'

type OfficeType = 'docx' | 'odt' | 'rtf'
type Tree = Awaited<ReturnType<typeof OfficeParser.parseOffice>>

/**
 * A word processor's file as plain text with its marks, cut into turns by speaker labels. Pictures, comments, headers
 * and footers are left out and notes stand below the text, each said in a warning. Nothing outside the bytes is read.
 * @param said what the file says of its paragraphs that the parser does not
 */
export async function readOffice(
  bytes: Uint8Array,
  type: OfficeType,
  fileName: string,
  said?: SaidOfParagraphs,
): Promise<ParsedDocument> {
  const mended = type === 'rtf' ? mendRtf(bytes) : { bytes, warnings: [] }
  const tree = await parse(mended.bytes, type, fileName)
  const { builder, headings, warnings } = writeOfficeText(tree, fileName, said)
  const { text } = builder
  return spokenDocument(
    {
      format: type,
      text,
      marks: builder.marks,
      headings,
      warnings: [...mended.warnings, ...warnings, ...builder.changes],
    },
    fileName,
  )
}

async function parse(bytes: Uint8Array, type: OfficeType, fileName: string): Promise<Tree> {
  // Loaded only where needed: it takes longer to load than most files take to read.
  const { OfficeParser } = await import('officeparser')
  try {
    return await OfficeParser.parseOffice(bytes, {
      fileType: type,
      ocr: false,
      extractAttachments: false,
      includeBreakNodes: true,
      preserveXmlWhitespace: true,
      serializeRawContent: false,
      decompressionLimits: { maxUncompressedBytes: limits.zipTotalBytes, maxZipEntries: limits.zipEntries },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (/password|encrypt/i.test(reason)) throw locked(fileName)
    if (/nesting|too deep|call stack/i.test(reason)) throw nestedTooDeeply(fileName)
    if (/exceed|too (?:many|large|big)|limit/i.test(reason)) {
      throw new TandemError(
        'too-large',
        `${shownName(fileName)} holds far more parts than a document does and was not read.`,
        'If it is a real document, open it, copy its text into a new file and import that.',
      )
    }
    throw new TandemError(
      'unreadable-file',
      `${shownName(fileName)} could not be read; it is damaged or not quite what its name says.`,
      'Open it in Word or LibreOffice, save it as a new .docx and import that.',
    )
  }
}

export const nestedTooDeeply = (fileName: string): TandemError =>
  new TandemError(
    'too-large',
    `${shownName(fileName)} is nested too deeply: its parts stand in one another far deeper than in a document.`,
    'If it is a real document, open it, copy its text into a new file and import that.',
  )
