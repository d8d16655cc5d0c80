import type { Mark, ParsedDocument } from '#shared/model/document.ts'
import { statedDate } from './dates.ts'
import { titleOf } from './file-name.ts'
import { seal } from './seal.ts'
import { findTurns } from './speakers.ts'
import { wholeLines } from './whole-lines.ts'

interface Read {
  format: string
  /** Without one, the file's name. */
  title?: string | undefined
  /** Normalised. */
  text: string
  marks: readonly Mark[]
  /** Where lines begin that are headings, and so nobody's label. */
  headings?: ReadonlySet<number> | undefined
  /** Where other lines begin that nobody says, such as code. */
  unspoken?: ReadonlySet<number> | undefined
  /** The date the document states apart from its text. */
  date?: string | null | undefined
  warnings: readonly string[]
}

/** A text that people may be speaking in as a document: its turns found, dated by what it says of itself. */
export function spokenDocument(
  { format, title, text, marks, headings, unspoken, date: given, warnings }: Read,
  fileName: string,
): ParsedDocument {
  const turns = findTurns(text, { headings, unspoken, whole: wholeLines({ format, text, marks }) })
  const date = given ?? statedDate(text)
  return seal(
    {
      format,
      title: title ?? titleOf(fileName),
      kind: 'interview',
      text,
      segments: turns.segments,
      marks: [...marks],
      ...(date ? { date } : {}),
      warnings: [...warnings, ...turns.warnings],
    },
    fileName,
  )
}
