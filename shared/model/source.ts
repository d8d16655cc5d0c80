import type { MailHeader, Mark, Segment, SourceKind } from './document.ts'
import type { Opening, Speech } from './speakers.ts'

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
  /** The conversation it belongs to, or null where it is no message or stands alone. */
  thread: Thread | null
  tags: { id: string; name: string }[]
  /** People and sites the source belongs to, by name. */
  cases: string[]
  /** Initials of those whose codings the asker may see in it. */
  coders: string[]
  /** Whether it is kept from the asker, who judges without names, whose some of its codings are. */
  namesHidden: boolean
  /**
   * Share of the text under at least one coding the asker may see, 0–1. Quoted replies and signatures are no part of
   * that text, unless the study counts them.
   */
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
  attachments: Attachment[]
  /** SHA-256 of how the text is cut and marked; another where a person says who speaks. */
  structure: string
  /** Those of its speakers who ask the questions. */
  interviewers: string[]
}

/** Messages that answer each other. The id is that of its first message, and so are the words of the title. */
export interface Thread {
  id: string
  title: string
  /** Messages of the study in it. */
  count: number
}

/** A file that came with a message. */
export interface Attachment {
  /** Null where the file was only listed and cannot be saved. */
  id: string | null
  name: string
  /** Media type as the message states it. */
  type: string
  bytes: number
}

/** Where the bytes of a file to import are: on this machine's disk, or sent up by a browser. */
export type FileRef = { path: string } | { upload: string; fileName: string }

/** What was recognised in a file, before anything is written. */
export interface ImportPreview {
  fileName: string
  /** Hand this back to `sources.import` to take exactly what was shown. */
  preview: string
  /** The first of them where there are many. None where the study holds this very file. */
  documents: PreviewedDocument[]
  /** How many there are; of a large mailbox, how many messages. */
  total: number
  /** How many of them the study does not hold; of a large mailbox, whose texts were not read yet, all. */
  fresh: number
  /** Title of the source that was read from a file of the same bytes, or null. */
  knownAs: string | null
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
  /** SHA-256 of the text (UTF-8), hex. */
  sha256: string
  /** Title of the source already here with the same text, or null. */
  duplicateOf: string | null
  /** The first turns, to look at. */
  opening: Opening
  /** Who speaks, and what a person may say about it; null where nobody does, as in emails and records. */
  speech: Speech | null
}

/** What became of one document of one file: the shape `tandem import --json` prints. */
export interface ImportResult {
  file: string
  /** `cancelled`: the import was given up before this file, and nothing of it was taken. */
  status: 'imported' | 'duplicate' | 'refused' | 'cancelled'
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
  /** What was decided over the whole file, told once; no warning of this document. */
  notes?: string[]
  /** Of how many rows of a table the line speaks, where it speaks of no document. */
  rows?: number
}

/** Whose codings a source has as lists say it: initials, and that names are hidden where some are kept from the asker. */
export const codersTold = ({
  coders,
  namesHidden,
}: Pick<SourceSummary, 'coders' | 'namesHidden'>): string[] => (namesHidden ? [...coders, 'hidden'] : coders)
