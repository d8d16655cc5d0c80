import type { Operation } from '../history/journal.ts'
import type { ContentKind } from '../sources/contents.ts'
import type { Arriving } from './arriving.ts'

/** A package as merging needs it: opened, its signature and manifest checked, nothing of it in the study yet. */
export interface Parcel {
  /** The package's own id; the same file twice has the same. */
  id: string
  kind: 'return' | 'copy'
  /** Of a return: the hand-out it answers. */
  handout: string | null
  /** By the clock of the computer it was made on, milliseconds. */
  madeAt: number
  /** Whether the coder hands in their work with it. */
  submits: boolean
  /** Of the file, in hexadecimal. */
  sha256: string
  /** The study version it was made by, where that is older than this one's. */
  olderVersion?: number
  /** What is kept beside its sheet: the file it came in, and what it brought. */
  file?: string
  arriving?: Arriving | undefined
  /** In the order of each copy's own sequence. Asked for once. */
  operations: Iterable<Operation>
  /** Contents the operations refer to that may not be here yet. Asked for once. */
  contents: Iterable<{ kind: ContentKind; bytes: Uint8Array }>
}
