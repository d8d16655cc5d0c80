import { TandemError } from '#shared/errors.ts'
import { extensionOf, shownName } from './file-name.ts'

const megabyte = 1024 * 1024

/** What a foreign file may cost us. Far above any real interview, far below what would hurt the machine. */
export const limits = {
  /** Size of a file, in bytes. */
  fileBytes: 200 * megabyte - 1,
  /** Size of a mailbox, in bytes: it is read in pieces and never held whole. */
  mailboxBytes: 1024 * megabyte,
  /** Length of one document's text, in UTF-16 units. */
  characters: 20_000_000,
  /** Segments, and separately marks, of one document. */
  segments: 500_000,
  /** Documents from one file: messages of a mailbox, rows of a table. */
  documents: 50_000,
  /** A zip's entries, the size of one and of all when unpacked, and how much smaller than that the file may be. */
  zipEntries: 10_000,
  zipEntryBytes: 64 * megabyte,
  zipTotalBytes: 512 * megabyte,
  zipRatio: 200,
  /** Cells of a sheet from its first to its farthest filled one, empty ones among them. */
  sheetCells: 10_000_000,
  /** Pages of a PDF, the size of one of its streams when unpacked, and time for reading it, in milliseconds. */
  pdfPages: 5_000,
  pdfStreamBytes: 32 * megabyte,
  pdfTimeMs: 30_000,
  /** Memory of the reading process, in megabytes, and its time, in milliseconds. */
  memoryMb: 768,
  timeMs: 60_000,
} as const

/** Time for reading a file, in milliseconds, told by its name: a PDF that is called otherwise has the longer one. */
export const timeFor = (fileName: string): number =>
  extensionOf(fileName) === 'pdf' ? limits.pdfTimeMs : limits.timeMs

/** Throws where a file of `bytes` bytes is more than can be taken. */
export function checkFileSize(bytes: number, fileName: string): void {
  if (bytes <= limits.fileBytes) return
  const size = Math.round(bytes / megabyte)
  throw new TandemError(
    'too-large',
    `${shownName(fileName)} is ${size} MB; a file may be smaller than 200 MB.`,
    'Split it, or remove pictures and recordings from it, and import the parts.',
  )
}
