import { type LetterStyle as InText, letterStyles, type Mark } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'

/** A stretch of a row's body that looks the same all along, with the styles it had in the original. */
export interface Run extends Span {
  styles: readonly LetterStyle[]
}

/** A style of letters; the others shape whole lines (blocks.ts, row-tables.ts). */
export type LetterStyle = InText | 'tab'

/** How a stretch is drawn: as the original looked, or as a tab that takes room where others do not. */
export type Look = Mark | (Span & { style: 'tab' })

/** True for a style of letters. */
export const isOfLetters = (style: Look['style']): style is LetterStyle => ofLetters.has(style)

const ofLetters: ReadonlySet<Look['style']> = new Set([...letterStyles, 'tab'])

/**
 * A body cut where a mark begins or ends. The runs cover the body without gap, in order; an unmarked body is one.
 * @param marks those that meet the body, in any order
 */
export function runsOf(body: Span, marks: readonly Look[]): Run[] {
  const met = marks.filter(mark => isOfLetters(mark.style) && mark.start < body.end && mark.end > body.start)
  if (met.length === 0) return [{ ...body, styles: [] }]
  const edges = new Set([body.start, body.end])
  for (const mark of met) {
    edges.add(Math.max(mark.start, body.start))
    edges.add(Math.min(mark.end, body.end))
  }
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, at) => {
    const end = sorted[at + 1] ?? body.end
    const styles = met
      .filter(mark => mark.start <= start && mark.end >= end)
      .map(mark => mark.style)
      .filter(isOfLetters)
    return { start, end, styles: [...new Set(styles)].sort() }
  })
}
