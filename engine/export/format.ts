import type { Going } from '../handler-types.ts'
import type { StudyReader } from './study-reader.ts'

/** A way to take something out of a study: what, and in which file format. */
export interface ExportFormat {
  /** What is exported: `codebook`, `codings`, `memos`. The name the command line uses. */
  what: string
  whatName: string
  description: string
  /** The file format: `docx`, `xlsx`, `qdc`. */
  format: string
  formatName: string
  extension: string
  mediaType: string
  /** Made of other exports: it says itself how far it is, and they say nothing. */
  hasParts?: true
  /** Made in steps that let other work through, and so of the study as it stood when it was begun. */
  inSteps?: boolean
  /** The file's bytes. The same study gives the same bytes, but for dates. */
  make(study: StudyReader, going: Going): Promise<Uint8Array>
}
