import type { Span } from '#shared/text/span.ts'
import { beginsHeader, isAttribution, type Line, linesOf } from './mail-parts.ts'

/** What says in a message who wrote what follows: “On 13 January, Anna wrote:”, or the first line of a header. */
interface Introduction {
  at: number
  /** How many marks of quotation stand before it, and before what it introduces. */
  depth: number
  introduces: number
  isHeader: boolean
  words: string
}

/**
 * Answers for a stretch of a message's normalised text that stands in a quotation, which begins at `from`, the words that say who
 * wrote it; null where none say so, where several might, or where lines of several people are in it.
 */
export function quotedFrom(text: string): (stretch: Span, from: number) => string | null {
  const lines = linesOf(text)
  const introductions = lines.flatMap((_, at) => introduction(lines, at) ?? [])
  return ({ start, end }, from) => {
    const said = new Set<string | null>()
    for (const [at, line] of lines.entries()) {
      if (line.start >= end) break
      if (line.end <= start || bare(line.text) === '') continue
      said.add(introducing(introductions, { at, depth: depthOf(line) }, Math.min(line.start, from), lines))
    }
    const [only, ...more] = said
    return more.length === 0 ? (only ?? null) : null
  }
}

function introduction(lines: readonly Line[], at: number): Introduction | null {
  const line = lines[at]
  const length = isAttribution(lines, at)
  const isHeader = length === 0 && beginsHeader(lines, at)
  if (!line || (length === 0 && !isHeader)) return null
  const depth = depthOf(line)
  const next = lines.slice(at + length).find(({ text }) => bare(text) !== '')
  return {
    at,
    depth,
    introduces: isHeader || !next ? depth : depthOf(next),
    isHeader,
    words: lines
      .slice(at, at + Math.max(1, length))
      .map(({ text }) => bare(text))
      .join(' '),
  }
}

/** Marks tell how quotations lie in each other. Without marks nothing does: there a header or a single introduction is believed. */
function introducing(
  introductions: readonly Introduction[],
  { at, depth }: { at: number; depth: number },
  from: number,
  lines: readonly Line[],
): string | null {
  const above = introductions.filter(one => one.at < at)
  if (depth === 0) {
    const here = above.filter(one => (lines[one.at]?.start ?? 0) >= from && one.introduces === 0)
    const nearest = here.at(-1)
    return nearest && (nearest.isHeader || here.length === 1) ? nearest.words : null
  }
  const nearest = above.findLast(one => one.introduces === depth && one.depth <= depth)
  // Where the quotation it lies in begins anew between, that belongs to another.
  const isBroken =
    nearest &&
    lines.slice(nearest.at + 1, at).some(line => bare(line.text) !== '' && depthOf(line) < nearest.depth)
  return nearest && !isBroken ? nearest.words : null
}

const marks = /^(?:\s{0,3}[>＞|])*/u

const depthOf = ({ text }: Line): number => (marks.exec(text)?.[0].match(/[>＞|]/gu) ?? []).length

const bare = (text: string): string => text.replace(marks, '').trim()
