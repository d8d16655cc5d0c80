import type { Segment } from '#shared/model/document.ts'

/** The notes that stand below a text from `from` on: each line is a paragraph of its own, said by nobody. */
export function noteParagraphs(text: string, from: number): Segment[] {
  const segments: Segment[] = []
  for (let start = from; start < text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop === -1 ? text.length : stop
    if (text.slice(start, end).trim() !== '')
      segments.push({ kind: 'paragraph', start, bodyStart: start, end })
    start = end + 1
  }
  return segments
}
