import type { CodedPassage } from '#shared/model/coding.ts'
import { coveredLength, type Span, sharedLength, unite } from '#shared/text/span.ts'
import type { Cell } from './compare-store.ts'

/** A coder's passage and what of the other's overlaps it, in one code: one line of the list behind a figure. */
export interface ComparedPassage extends Span {
  key: string
  source: string
  /** The code both were looked at for; in a family the code above. */
  code: string
  text: string
  /** What each coder marked, united. */
  a: Span[]
  b: Span[]
  /** Characters under both, under the first alone, under the second alone. */
  both: number
  onlyA: number
  onlyB: number
}

export type Marked = Pick<CodedPassage, 'source' | 'code' | 'start' | 'end' | 'text'>

/**
 * Two coders' passages matched by overlap, code by code and source by source, most in dispute first. The same
 * matching as the engine's counts: a coder's overlapping and touching codings are one passage.
 * @param family a code whose sub-codes' codings count as its own; null: every code by itself
 */
export function comparedPassages(
  a: readonly Marked[],
  b: readonly Marked[],
  family: string | null = null,
): ComparedPassage[] {
  const places = new Map<string, { a: Marked[]; b: Marked[] }>()
  const put = (marked: Marked, side: 'a' | 'b') => {
    const place = `${marked.source} ${family ?? marked.code}`
    const sides = places.get(place) ?? { a: [], b: [] }
    sides[side].push(marked)
    places.set(place, sides)
  }
  for (const marked of a) put(marked, 'a')
  for (const marked of b) put(marked, 'b')
  return [...places]
    .flatMap(([place, sides]) => inOnePlace(place, sides))
    .sort((x, y) => dispute(y) - dispute(x) || x.source.localeCompare(y.source) || x.start - y.start)
}

/** Those of the passages that stand behind one cell. */
export function inCell(passages: readonly ComparedPassage[], cell: Cell): ComparedPassage[] {
  if (cell === 'both') return passages.filter(({ a, b }) => a.length > 0 && b.length > 0)
  if (cell === 'onlyA') return passages.filter(({ b }) => b.length === 0)
  if (cell === 'onlyB') return passages.filter(({ a }) => a.length === 0)
  return passages.filter(passage => dispute(passage) > 0)
}

const dispute = ({ onlyA, onlyB }: ComparedPassage): number => onlyA + onlyB

function inOnePlace(place: string, sides: { a: Marked[]; b: Marked[] }): ComparedPassage[] {
  const [source = '', code = ''] = place.split(' ')
  const pieces = [
    ...unite(sides.a).map(span => ({ ...span, side: 'a' as const })),
    ...unite(sides.b).map(span => ({ ...span, side: 'b' as const })),
  ].sort((x, y) => x.start - y.start || x.end - y.end)
  const groups: { start: number; end: number; a: Span[]; b: Span[] }[] = []
  for (const { side, ...span } of pieces) {
    let group = groups.at(-1)
    if (!group || span.start >= group.end) {
      group = { ...span, a: [], b: [] }
      groups.push(group)
    }
    group[side].push(span)
    group.end = Math.max(group.end, span.end)
  }
  const texts = [...sides.a, ...sides.b].sort((x, y) => x.start - y.start)
  return groups.map(group => {
    const both = sharedLength(group.a, group.b)
    return {
      ...group,
      key: `${place} ${group.start}-${group.end}`,
      source,
      code,
      text: stitched(texts, group),
      both,
      onlyA: coveredLength(group.a) - both,
      onlyB: coveredLength(group.b) - both,
    }
  })
}

/** The words of a stretch that the codings cover between them. */
export function stitched(texts: readonly Marked[], { start, end }: Span): string {
  let words = ''
  let reached = start
  for (const piece of texts) {
    if (piece.end <= reached || piece.start >= end || piece.start > reached) continue
    words += piece.text.slice(reached - piece.start)
    reached = piece.end
  }
  return words.slice(0, end - start)
}
