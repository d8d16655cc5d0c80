import type { Mark, ParsedDocument } from '#shared/model/document.ts'

/** Formats that say where a paragraph ends. In the others one may be broken into lines of a width. */
const ofParagraphs: ReadonlySet<string> = new Set(['docx', 'odt', 'rtf'])

/**
 * Where the lines of a document begin that end where it says that they do: each line of a format that says where a
 * paragraph ends, and of any other those that stand in a table.
 */
export function wholeLines({
  format,
  text,
  marks,
}: Pick<ParsedDocument, 'format' | 'text'> & { marks: readonly Mark[] }): ReadonlySet<number> | 'all' {
  if (ofParagraphs.has(format)) return 'all'
  const cells = marks.filter(({ style }) => style === 'table-cell').sort((a, b) => a.start - b.start)
  const lines = new Set<number>()
  let met = 0
  let reached = 0
  for (let start = 0; met < cells.length || reached > start; ) {
    const stop = text.indexOf('\n', start)
    const end = stop === -1 ? text.length : stop
    for (let cell = cells[met]; cell && cell.start < end; cell = cells[met]) {
      reached = Math.max(reached, cell.end)
      met++
    }
    if (reached > start) lines.add(start)
    if (stop === -1) break
    start = end + 1
  }
  return lines
}
