import type { Unit } from '#shared/model/agreement.ts'
import type { Segment } from '#shared/model/document.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { BlockSums, type Blocks, blockOf, fewestDrawn, type Sparse } from './draws.ts'
import type { CodeTables } from './gather.ts'
import type { Sides, SourceTally } from './tally.ts'

/** What intervals over some sources draw, and where each source begins on the line of all units. */
export interface SourceBlocks extends Blocks {
  /** The first unit of each source on the line. */
  bases: readonly number[]
  /** Whether a block is a source. */
  whole: boolean
}

/**
 * What is drawn for intervals: sources, where there are at least eight. Else their segments (turns, paragraphs, parts
 * of emails): text between two belongs to the one before it, text before the first to the first, a unit to the one in
 * which it begins; a source without segments is one block, and what holds no unit is not drawn. Says why where
 * nothing can be drawn. `segmentsOf` gives those of a source by its place; it is asked only where they are needed.
 */
export function blocksOf(
  tallies: readonly Pick<SourceTally, 'units' | 'scale'>[],
  unit: Unit,
  segmentsOf: (source: number) => readonly Segment[],
): SourceBlocks | { why: string } {
  const bases: number[] = []
  let end = 0
  for (const { units } of tallies) {
    bases.push(end)
    end += units
  }
  const have = tallies.length === 1 ? '1 source' : `${tallies.length} sources`
  if (tallies.length >= fewestDrawn) {
    return { edges: Float64Array.from([...bases, end]), words: have, bases, whole: true }
  }
  if (unit === 'source')
    return { why: `no interval: ${have}, and fewer than ${fewestDrawn} say nothing of how figures vary` }
  const edges = new Set<number>()
  tallies.forEach(({ units, scale }, source) => {
    if (units === 0) return
    const base = bases[source] ?? 0
    edges.add(base)
    for (const { start } of segmentsOf(source).slice(1)) {
      const edge = scale.to(start)
      if (edge < units) edges.add(base + edge)
    }
  })
  if (edges.size < fewestDrawn) {
    const segments = edges.size === 1 ? '1 segment' : `${edges.size} segments`
    return {
      why: `no interval: ${have} with ${segments} in all, and fewer than ${fewestDrawn} say nothing of how figures vary`,
    }
  }
  return {
    edges: Float64Array.from([...edges, end]),
    words: `${edges.size} segments (turns, paragraphs, parts of emails) of ${have}`,
    bases,
    whole: false,
  }
}

/** The block to which an offset of a source belongs; null where the source holds no unit and so no block. */
export function blockAt(
  blocks: SourceBlocks,
  { units, scale }: SourceTally,
  source: number,
  offset: number,
): number | null {
  if (blocks.whole) return source
  if (units === 0) return null
  return blockOf(blocks, (blocks.bases[source] ?? 0) + Math.min(scale.from(offset), units - 1))
}

/** The cells 11, 10 and 01 of a code in every block. */
export function countsByBlock(
  tables: CodeTables,
  tallies: readonly SourceTally[],
  blocks: SourceBlocks,
): Sparse {
  const sums = new BlockSums(blocks, 3)
  for (const { source, tally: found } of tables.perSource) {
    const { counts, sides } = found
    if (blocks.whole) {
      sums.add(source, 0, counts['11'])
      sums.add(source, 1, counts['10'])
      sums.add(source, 2, counts['01'])
      continue
    }
    const tally = tallies[source]
    if (!tally) continue
    const base = blocks.bases[source] ?? 0
    for (const { from, to, inA, inB } of runsOf(tally, sides)) {
      sums.addRun(base + from, base + to, inA && inB ? 0 : inA ? 1 : 2)
    }
  }
  return sums.sparse()
}

/** The units of one coder's codings of a code, united: stretches of unit numbers. */
export const unitSpans = ({ scale }: SourceTally, codings: Sides['a']): Span[] =>
  unite(codings.map(({ start, end }) => ({ start: scale.from(start), end: scale.to(end) })))

/** Runs of units that at least one coder gave the code, in order. */
function* runsOf(
  tally: SourceTally,
  sides: Sides,
): Generator<{ from: number; to: number; inA: boolean; inB: boolean }> {
  const a = unitSpans(tally, sides.a)
  const b = unitSpans(tally, sides.b)
  let at = 0
  let i = 0
  let j = 0
  while (true) {
    const left = a[i]
    const right = b[j]
    if (!left && !right) return
    const inA = left !== undefined && left.start <= at
    const inB = right !== undefined && right.start <= at
    const to = Math.min(edge(left, inA), edge(right, inB))
    if (inA || inB) yield { from: at, to, inA, inB }
    at = to
    if (left && left.end <= at) i++
    if (right && right.end <= at) j++
  }
}

/** Where a stretch next begins or ends. */
const edge = (span: Span | undefined, inside: boolean): number =>
  span ? (inside ? span.end : span.start) : Number.POSITIVE_INFINITY
