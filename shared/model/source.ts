import type { MailHeader, Mark, Segment, SourceKind } from './document.ts'

/** A source as a list shows it. Lengths are UTF-16 code units and words of the stored text. */
export interface SourceSummary {
  id: string
  title: string
  kind: SourceKind
  dataSet: { id: string; name: string } | null
  format: string
  fileName: string
  characters: number
  words: number
  segments: number
  speakers: string[]
  /** SHA-256 of the stored text (UTF-8), hex. */
  sha256: string
  date: string | null
  importedAt: string
  tags: { id: string; name: string }[]
  /** People and sites the source belongs to, by name. */
  cases: string[]
  /** Initials of those whose codings the asker may see in it. */
  coders: string[]
  /** Share of the text under at least one coding the asker may see, 0–1. */
  codedShare: number
  warnings: string[]
}

/** A source opened for reading. */
export interface SourceText extends SourceSummary {
  /** The revision that codings made now point into. */
  revision: string
  text: string
  parts: Segment[]
  marks: Mark[]
  mail: MailHeader | null
}

/** Where the bytes of a file to import are: on this machine's disk, or sent up by a browser. */
export type FileRef = { path: string } | { upload: string; fileName: string }

/** What was recognised in a file, before anything is written. */
export interface ImportPreview {
  fileName: string
  /** Hand this back to `sources.import` to take exactly what was shown. */
  preview: string
  documents: PreviewedDocument[]
}

export interface PreviewedDocument {
  title: string
  kind: SourceKind
  format: string
  characters: number
  words: number
  segments: number
  speakers: { name: string; turns: number }[]
  mail: MailHeader | null
  date: string | null
  warnings: string[]
  /** Title of the source already here with the same text, or null. */
  duplicateOf: string | null
  /** The first turns, to look at. */
  opening: { speaker: string | null; startMs: number | null; text: string; kind: Segment['kind'] }[]
}

/** What became of one document of one file: the shape `tandem import --json` prints. */
export interface ImportResult {
  file: string
  status: 'imported' | 'duplicate' | 'refused'
  reason?: string
  hint?: string
  sourceId?: string
  title?: string
  kind?: SourceKind
  format?: string
  characters?: number
  words?: number
  segments?: number
  speakers?: string[]
  sha256?: string
  warnings: string[]
}
