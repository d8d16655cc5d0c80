import type { ParsedDocument } from '#shared/model/document.ts'

/** What the person importing may say about a file that the file does not say itself. */
export interface ReadOptions {
  /** The text encoding (a WHATWG label such as `windows-1252`); without it a text file's encoding is found or guessed. */
  encoding?: string
  /** A table gives one document per row instead of one document for the whole table. */
  rowAsSource?: boolean
  /** The bytes are a piece of a larger mailbox: so many messages stand before it, and it may hold none with text. */
  piece?: { first: number }
  /** A table gives one document that carries its cells (`table`), to be read by a mapping. */
  asTable?: boolean
  /** The sheet of a workbook to read, by its name; without it, the first with rows in it. */
  sheet?: string
}

/** A kind of file that can be read. To add one: a file in `formats/`, a line in `formats/index.ts`, a fixture. */
export interface Format {
  /** Stored with the source and shown in reports; never changed once released. */
  id: string
  /** How a person would say it in a sentence: "a Word document". */
  name: string
  /** File name endings, lower case, without the dot. */
  extensions: readonly string[]
  /** True where these bytes are of this format. Content decides; the name counts only where content cannot tell. */
  recognises(bytes: Uint8Array, fileName: string): boolean
  /**
   * The documents in the file: one for most formats, one per message or row for some.
   * Reads nothing but the bytes, and loads a library it needs only then: each file's process begins without any, which
   * is most of the time that a small file takes. Throws TandemError with one sentence where the file cannot be taken.
   */
  read(bytes: Uint8Array, fileName: string, options: ReadOptions): Promise<ParsedDocument[]>
}
