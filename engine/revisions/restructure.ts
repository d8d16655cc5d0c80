import type { Mark, Segment } from '#shared/model/document.ts'
import { longestName } from '#shared/text/name.ts'
import type { Structure } from '../sources/contents.ts'
import type { Anchors } from './anchors.ts'

/**
 * A text's structure after edits. What is put in at the end of a turn belongs to it; a label stays a label; a speaker
 * whose label was corrected is called as it now reads (`names`: old name shown to new, `labels`: old label to new); a turn
 * or a mark of which nothing is left goes. The turns as they were recognised, where a person has cut them anew, go along.
 */
export function restructured(
  old: string,
  text: string,
  structure: Structure,
  to: Anchors,
): { structure: Structure; names: Map<string, string>; labels: Map<string, string> } {
  const names = new Map<string, string>()
  const segments = movedSegments(old, text, structure.segments, to, names)
  const marks = movedMarks(old, structure.marks, to)
  if (!structure.recognised) return { structure: { ...structure, segments, marks }, names, labels: names }
  const labels = new Map<string, string>()
  const recognised = movedSegments(old, text, structure.recognised, to, labels)
  return { structure: { ...structure, segments, recognised, marks }, names, labels }
}

function movedSegments(
  old: string,
  text: string,
  segments: readonly Segment[],
  to: Anchors,
  renamed: Map<string, string>,
): Segment[] {
  const moved: Segment[] = []
  let reached = 0
  for (const segment of segments) {
    const start = Math.max(reached, startOf(text, segment.start, to))
    const end = to.after(segment.end)
    reached = Math.max(reached, end)
    if (start >= end || text.slice(start, end).trim() === '') continue
    const bodyStart =
      segment.bodyStart === segment.start
        ? start
        : Math.min(end, Math.max(start, to.before(segment.bodyStart)))
    const speaker = speakerOf(old, text, segment, to)
    if (speaker !== undefined && segment.speaker !== undefined && speaker !== segment.speaker)
      renamed.set(segment.speaker, speaker)
    moved.push({ ...segment, start, bodyStart, end, ...(speaker === undefined ? {} : { speaker }) })
  }
  return moved
}

/** Whole lines put in before a turn are no part of it; words put in at its beginning are. */
function startOf(text: string, at: number, to: Anchors): number {
  const [before, after] = [to.before(at), to.after(at)]
  return before < after && at > 0 && text[after - 1] === '\n' ? after : before
}

function speakerOf(old: string, text: string, segment: Segment, to: Anchors): string | undefined {
  const { speaker, start, bodyStart } = segment
  if (speaker === undefined) return undefined
  const at = old.slice(start, bodyStart).indexOf(speaker)
  if (at < 0) return speaker
  const place = to.reanchor({ start: start + at, end: start + at + speaker.length })
  if (place.fate !== 'touched') return speaker
  const name = text.slice(place.start, place.end).trim()
  return name.includes('\n') || name.length > longestName ? speaker : name
}

const blocks = new Set<Mark['style']>(['heading', 'list-item', 'table-cell'])

function movedMarks(old: string, marks: readonly Mark[], to: Anchors): Mark[] {
  return marks
    .flatMap(mark => {
      if (!blocks.has(mark.style)) {
        const place = to.reanchor(mark)
        return place.fate === 'gone' ? [] : [{ ...mark, start: place.start, end: place.end }]
      }
      const lineStart = mark.start === 0 || old[mark.start - 1] === '\n'
      const start = lineStart ? to.before(mark.start) : to.after(mark.start)
      const end = to.after(mark.end)
      return start < end ? [{ ...mark, start, end }] : []
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
}
