import type { Span } from '../text/span.ts'
import type { RecordTable } from './record.ts'

/** What kind of thing a source is. */
export type SourceKind = 'interview' | 'record' | 'email' | 'note'

/** What a stretch of a document is, as its format gave it. */
export type SegmentKind =
  | 'turn'
  | 'paragraph'
  | 'heading'
  | 'header'
  | 'body'
  | 'quoted'
  | 'signature'
  | 'field'

/**
 * A stretch of a document: a speaker's turn, a paragraph, a part of an email.
 * `start..end` is the whole stretch in the stored text, `bodyStart` where what was said begins
 * (after a speaker label or a time mark that the text itself carries; equals `start` where there is none).
 * Segments are in order and do not overlap. Times are milliseconds from the start of the recording.
 */
export interface Segment extends Span {
  kind: SegmentKind
  bodyStart: number
  speaker?: string
  startMs?: number
  endMs?: number
}

/** How letters look; the other styles of marks shape lines. */
export const letterStyles = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'superscript',
  'subscript',
] as const
export type LetterStyle = (typeof letterStyles)[number]

/** How a stretch looked in the original: a view over the plain text, never part of it. */
export interface Mark extends Span {
  style: LetterStyle | 'heading' | 'list-item' | 'table-cell'
  /** Depth of a heading or a list, from 1. */
  level?: number
  /** The number of an item in a numbered list, or of a numbered heading, from 1. */
  number?: number
  /** What the original writes before the item, where that is not its number and a full stop: `b)`, `iv.`, `2.1`. */
  sign?: string
  /** The column of a cell, from 0, where that is not the number of tabs before it in its row. */
  column?: number
  /** How many columns a cell covers, where cells beside one another were merged. */
  columns?: number
  /** True of a cell whose table the original draws from right to left, its first column at the right. */
  leftward?: true
  /** Of a cell that the original says heads its column, or its row. */
  heads?: 'column' | 'row'
}

/** The header fields of an email, decoded; dates ISO 8601 with the zone as sent. */
export interface MailHeader {
  from?: string
  to?: string[]
  cc?: string[]
  subject?: string
  date?: string
  messageId?: string
  inReplyTo?: string
  /** Ids of the messages it goes back to, the oldest first. */
  references?: string[]
  attachments?: { name: string; type: string; bytes: number }[]
}

/**
 * A foreign file once read: plain text and structure, nothing of the file's own markup.
 * `text` is already normalised (shared/text/normalise.ts) and every offset points into it.
 */
export interface ParsedDocument {
  format: string
  title: string
  kind: SourceKind
  text: string
  segments: Segment[]
  marks: Mark[]
  mail?: MailHeader
  /** The bytes of `mail.attachments`, in their order; null for those too large to keep. */
  attached?: (Uint8Array | null)[]
  /** The date the document itself states, ISO 8601. */
  date?: string
  /** Speakers in order of first appearance. */
  speakers: string[]
  /** Of a piece of a mailbox: its place among the piece's messages, from 0. */
  message?: number
  /** The cells of a table, where they were asked for. */
  table?: RecordTable
  /** What a person should know: what was left out, guessed or changed. One sentence each. */
  warnings: string[]
}
