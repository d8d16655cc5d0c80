import type { CodedSpan } from '#shared/model/disagreement.ts'
import { inTextOrder, type Passage } from './passages.ts'

/** A passage that only one coder gave its code. */
export interface LonePassage extends Passage<CodedSpan> {
  code: string
}

/** Two coders' passages that meet in the text under different codes. */
export interface CodePair {
  a: LonePassage
  b: LonePassage
}

/**
 * Pairs lone passages of the two coders that are one passage read two ways: different codes, sharing at least half
 * of the shorter one. Each passage is in at most one pair; the pairs that share most text are made first, then
 * those with least besides, then the first in the text. The order of the coders changes nothing but the sides.
 * `comparable` says whether two codes could have been chosen one for the other.
 */
export function pairByPassage(
  a: readonly LonePassage[],
  b: readonly LonePassage[],
  comparable: (code: string, other: string) => boolean,
): CodePair[] {
  const candidates = meetings(a, b).filter(
    ({ pair, shared }) =>
      pair.a.code !== pair.b.code &&
      2 * shared >= Math.min(length(pair.a), length(pair.b)) &&
      comparable(pair.a.code, pair.b.code),
  )
  candidates.sort(byCloseness)
  const taken = new Set<LonePassage>()
  const pairs: CodePair[] = []
  for (const { pair } of candidates) {
    if (taken.has(pair.a) || taken.has(pair.b)) continue
    taken.add(pair.a).add(pair.b)
    pairs.push(pair)
  }
  return pairs
}

/** By start, then end, then code: one order for all passages of both coders. */
export const byPlace = (x: LonePassage, y: LonePassage): number =>
  x.start - y.start || x.end - y.end || (x.code < y.code ? -1 : x.code > y.code ? 1 : 0)

interface Candidate {
  pair: CodePair
  shared: number
}

/** Every pair of passages, one of each coder, that overlap. */
function meetings(a: readonly LonePassage[], b: readonly LonePassage[]): Candidate[] {
  const found: Candidate[] = []
  let openA: LonePassage[] = []
  let openB: LonePassage[] = []
  const right = inTextOrder(b)
  let j = 0
  const meet = (x: LonePassage, y: LonePassage): void => {
    found.push({ pair: { a: x, b: y }, shared: Math.min(x.end, y.end) - Math.max(x.start, y.start) })
  }
  const openUpTo = (limit: number): void => {
    for (let next = right[j]; next && next.start < limit; next = right[++j]) {
      const at = next.start
      openA = openA.filter(x => x.end > at)
      for (const x of openA) meet(x, next)
      openB.push(next)
    }
  }
  for (const next of inTextOrder(a)) {
    openUpTo(next.start)
    openB = openB.filter(y => y.end > next.start)
    for (const y of openB) meet(next, y)
    openA.push(next)
  }
  openUpTo(Number.POSITIVE_INFINITY)
  return found
}

function byCloseness(x: Candidate, y: Candidate): number {
  if (x.shared !== y.shared) return y.shared - x.shared
  const besides = (c: Candidate): number => length(c.pair.a) + length(c.pair.b)
  if (besides(x) !== besides(y)) return besides(x) - besides(y)
  const [xFirst, xSecond] = inOrder(x.pair)
  const [yFirst, ySecond] = inOrder(y.pair)
  return byPlace(xFirst, yFirst) || byPlace(xSecond, ySecond)
}

/** The two passages of a pair in the order of the text. */
export const inOrder = ({ a, b }: CodePair): [LonePassage, LonePassage] =>
  byPlace(a, b) <= 0 ? [a, b] : [b, a]

const length = (passage: LonePassage): number => passage.end - passage.start
