import type { Span } from '#shared/text/span.ts'
import type { Look } from './runs.ts'

/** Lines of a row's body that stand alike: as running text, as one item of a list, or one line as a heading. */
export interface Block extends Span {
  kind: 'plain' | 'heading' | 'list-item'
  /** Depth of the heading or the list, from 1; 0 for running text. */
  level: number
  /** What stands before a numbered item or heading; null for a bullet and for a heading without one. */
  sign: string | null
  /** False where an item goes on after another block or row, and has no bullet of its own. */
  begins: boolean
}

/**
 * A body as blocks that cover it without gap, in order. A line ends with its line break, so that drawing it as a
 * block adds no empty line.
 * @param marks those that meet the body, in any order
 */
export function blocksOf(text: string, body: Span, marks: readonly Look[]): Block[] {
  const shaping = marks.filter(({ style }) => style === 'heading' || style === 'list-item')
  if (shaping.length === 0) return [{ ...body, ...plain }]
  const blocks: Block[] = []
  for (const line of linesOf(text, body)) {
    const block = { ...line, ...shapeOf(text, line, shaping) }
    const before = blocks.at(-1)
    if (before && goesOn(before, block)) before.end = block.end
    else blocks.push(block)
  }
  return blocks
}

/** Whether a line goes on with what the one before it is: running text, or the same item of a list. */
const goesOn = (before: Block, { kind, level, begins }: Block): boolean =>
  before.kind === kind && (kind === 'plain' || (kind === 'list-item' && !begins && before.level === level))

const plain = { kind: 'plain', level: 0, sign: null, begins: true } as const

/** What the innermost mark makes of a line: the latest to begin among those that hold its first visible character. */
function shapeOf(text: string, line: Span, marks: readonly Look[]): Omit<Block, keyof Span> {
  let ink = line.start
  while (ink < line.end - 1 && /\s/.test(text.charAt(ink))) ink++
  const mark = marks
    .filter(({ start, end }) => start <= ink && ink < end)
    .reduce<Look | null>((inner, each) => (inner && inner.start > each.start ? inner : each), null)
  if (mark?.style !== 'heading' && mark?.style !== 'list-item') return plain
  const { style: kind, level = 1, number, sign = number === undefined ? null : `${number}.` } = mark
  return { kind, level, sign, begins: mark.start >= line.start }
}

/** The lines of a span, each with its line break; one where it is empty. */
export function linesOf(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = []
  for (let from = start; from < end; ) {
    const next = text.indexOf('\n', from)
    const until = next < 0 || next >= end ? end : next + 1
    lines.push({ start: from, end: until })
    from = until
  }
  return lines.length > 0 ? lines : [{ start, end }]
}
