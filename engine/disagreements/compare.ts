import { hash } from 'node:crypto'
import type {
  AgreedPassage,
  CodedSpan,
  CodeRelation,
  Disagreement,
  DisagreementKind,
} from '#shared/model/disagreement.ts'
import { inOrder, type LonePassage, pairByPassage } from './code-pairs.ts'
import { groupPassages, inTextOrder, type Passage, type PassageGroup } from './passages.ts'
import { polarityDifference } from './polarity.ts'

/** The codes as a tree, for telling how two codes are related. A code it does not know has neither parent nor framework. */
export interface CodeTree {
  parent(code: string): string | null | undefined
  /** The code that a merged one counts as; any other is itself. */
  standing?(code: string): string
  /** Codes of different frameworks are never alternatives to each other. */
  framework(code: string): string | null | undefined
  /** True where the code is a slot of a deductive framework. */
  isSlot?(code: string): boolean
}

/** Both coders' codings of one source in one round. */
export interface ComparisonInput {
  round: string
  source: string
  /** Ids of the first and the second coder. */
  coders: readonly [string, string]
  codings: { a: readonly CodedSpan[]; b: readonly CodedSpan[] }
  tree?: CodeTree
}

/** What both agree on and every way they differ, each in text order. */
export interface Comparison {
  agreed: AgreedPassage[]
  disagreements: Disagreement[]
  /** Of a difference that is made of several that touch, those, by its id: what they were before it was one. */
  touching: ReadonlyMap<string, readonly Disagreement[]>
}

/**
 * Compares two coders' codings of one source.
 *
 * Each coder's overlapping and touching codings of one code are one passage. Passages of both coders in one code
 * that hang together by overlap are one item: agreed where extent and polarity match; `polarity` where only the
 * extent does; `boundary` otherwise. Passages that meet nothing in their own code are paired across codes where
 * they share at least half of the shorter, one to one: `slot` where the codes are of a deductive framework, else `code`.
 * What then remains is an `omission`. Differences of one code that touch, one ending where the next begins, are one item:
 * a `boundary`, for both gave the code here and differ in where.
 *
 * What holds: every coding that has length is in exactly one agreed passage or disagreement; there is no
 * disagreement exactly where both coders' codings cover the same characters with the same codes and polarities;
 * exchanging the coders exchanges the sides and nothing else; and per code, the code units of omissions,
 * boundaries and the code's own passages in `code` and `slot` items add up to n10 + n01 of its character table, so over all
 * codes their costs add up to the sum of those cells.
 */
export function compareCodings(input: ComparisonInput): Comparison {
  const byCode = new Map<string, { a: CodedSpan[]; b: CodedSpan[] }>()
  for (const side of ['a', 'b'] as const) {
    for (const coding of inFixedOrder(input.codings[side]).map(c => counted(c, input.tree))) {
      const sides = byCode.get(coding.code) ?? { a: [], b: [] }
      byCode.set(coding.code, sides)
      sides[side].push(coding)
    }
  }
  const agreed: AgreedPassage[] = []
  const disagreements: Disagreement[] = []
  const lone: { a: LonePassage[]; b: LonePassage[] } = { a: [], b: [] }
  for (const [code, { a, b }] of byCode) {
    for (const group of groupPassages(a, b)) {
      if (group.b.length === 0) lone.a.push(...group.a.map(p => ({ ...p, code })))
      else if (group.a.length === 0) lone.b.push(...group.b.map(p => ({ ...p, code })))
      else {
        const found = judge(input, code, group)
        if ('id' in found) disagreements.push(found)
        else agreed.push(found)
      }
    }
  }
  disagreements.push(...judgeLone(input, lone))
  const joined = joinTouching(input, disagreements.sort(byPosition))
  return { agreed: agreed.sort(byPosition), ...joined }
}

/** Of differences in text order, extents and omissions of one code that touch, as one difference. */
function joinTouching(
  input: ComparisonInput,
  found: Disagreement[],
): Pick<Comparison, 'disagreements' | 'touching'> {
  const touching = new Map<string, Disagreement[]>()
  const chains = new Map<Disagreement, Disagreement[]>()
  // Those of one code are apart or touch: only the last of them can touch the next.
  const last = new Map<string, Disagreement>()
  for (const item of found) {
    if (item.kind !== 'boundary' && item.kind !== 'omission') continue
    const before = last.get(item.code)
    last.set(item.code, item)
    if (before?.end !== item.start) continue
    const chain = chains.get(before) ?? [before]
    chain.push(item)
    chains.set(before, chain).set(item, chain)
  }
  if (chains.size === 0) return { disagreements: found, touching }
  const disagreements = found.filter(item => !chains.has(item))
  for (const chain of new Set(chains.values())) {
    const item = joined(input, chain)
    touching.set(item.id, chain)
    disagreements.push(item)
  }
  return { disagreements: disagreements.sort(byPosition), touching }
}

function joined(input: ComparisonInput, chain: readonly Disagreement[]): Disagreement {
  const [a, b] = input.coders.map(coder => chain.flatMap(({ sides }) => sides[coder] ?? []))
  const item = disagreement(input, 'boundary', {
    start: Math.min(...chain.map(({ start }) => start)),
    end: Math.max(...chain.map(({ end }) => end)),
    code: chain[0]?.code ?? '',
    a: a ?? [],
    b: b ?? [],
    cost: chain.reduce((sum, { cost }) => sum + cost, 0),
  })
  return chain.some(({ polarityDiffers }) => polarityDiffers) ? { ...item, polarityDiffers: true } : item
}

/** Passages of both coders in one code: agreed, or different in extent or polarity. */
function judge(
  input: ComparisonInput,
  code: string,
  group: PassageGroup<CodedSpan>,
): AgreedPassage | Disagreement {
  const a = codingsOf(group.a)
  const b = codingsOf(group.b)
  const { start, end } = group
  const cost = group.onlyA + group.onlyB
  const polarity = polarityDifference(a, b)
  if (cost > 0) {
    const item = disagreement(input, 'boundary', { start, end, code, a, b, cost })
    return polarity > 0 ? { ...item, polarityDiffers: true } : item
  }
  if (polarity > 0) return disagreement(input, 'polarity', { start, end, code, a, b, cost: polarity })
  return { source: input.source, start, end, code, sides: sidesOf(input, a, b) }
}

/** Passages that meet nothing in their own code: another code on the same passage, or an omission. */
function judgeLone(input: ComparisonInput, lone: { a: LonePassage[]; b: LonePassage[] }): Disagreement[] {
  const { tree } = input
  const comparable = (code: string, other: string): boolean =>
    !tree || (tree.framework(code) ?? null) === (tree.framework(other) ?? null)
  const pairs = pairByPassage(lone.a, lone.b, comparable)
  const paired = new Set(pairs.flatMap(pair => [pair.a, pair.b]))
  const found = pairs.map((pair): Disagreement => {
    const [first, second] = inOrder(pair)
    const item = disagreement(input, tree?.isSlot?.(first.code) ? 'slot' : 'code', {
      start: Math.min(first.start, second.start),
      end: Math.max(first.end, second.end),
      code: first.code,
      otherCode: second.code,
      a: pair.a.codings,
      b: pair.b.codings,
      cost: first.end - first.start + second.end - second.start,
    })
    return { ...item, otherCode: second.code, relation: relationOf(tree, first.code, second.code) }
  })
  for (const side of ['a', 'b'] as const) {
    for (const passage of lone[side]) {
      if (paired.has(passage)) continue
      const { start, end, code, codings } = passage
      const sides = side === 'a' ? { a: codings, b: [] } : { a: [], b: codings }
      found.push(disagreement(input, 'omission', { start, end, code, ...sides, cost: end - start }))
    }
  }
  return found
}

interface Parts {
  start: number
  end: number
  code: string
  otherCode?: string
  a: CodedSpan[]
  b: CodedSpan[]
  cost: number
}

function disagreement(input: ComparisonInput, kind: DisagreementKind, parts: Parts): Disagreement {
  const { a, b, code, otherCode, start, end, cost } = parts
  const codes = otherCode === undefined ? [code] : [code, otherCode]
  const of = [...a, ...b]
  // As they were coded: what was ruled on is the same item when a code of it was merged since.
  const asCoded = codes.map(
    its => of.flatMap(c => (c.code === its ? [c.codedAs ?? c.code] : [])).sort()[0] ?? its,
  )
  const codings = of.map(c => c.id).sort()
  return {
    // A slot is a kind of code: it was ruled on as one before it had a name, and a framework may change its kind.
    id: stableId([input.round, input.source, kind === 'slot' ? 'code' : kind, asCoded, codings]),
    round: input.round,
    kind,
    source: input.source,
    start,
    end,
    code,
    sides: sidesOf(input, a, b),
    cost,
  }
}

/** A coding under the code it counts as. */
function counted(coding: CodedSpan, tree: CodeTree | undefined): CodedSpan {
  const code = tree?.standing?.(coding.code) ?? coding.code
  return code === coding.code ? coding : { ...coding, code, codedAs: coding.code }
}

/** 32 hexadecimal digits of the SHA-256 of the parts: the same wherever the comparison is made. */
const stableId = (parts: unknown): string => hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32)

function relationOf(tree: CodeTree | undefined, code: string, other: string): CodeRelation {
  if (!tree) return 'other'
  if (isAbove(tree, code, other) || isAbove(tree, other, code)) return 'ancestor'
  const parent = tree.parent(code)
  return parent != null && parent === tree.parent(other) ? 'sibling' : 'other'
}

function isAbove(tree: CodeTree, upper: string, lower: string): boolean {
  const seen = new Set<string>()
  let at = tree.parent(lower)
  while (at != null && !seen.has(at)) {
    if (at === upper) return true
    seen.add(at)
    at = tree.parent(at)
  }
  return false
}

const sidesOf = (input: ComparisonInput, a: CodedSpan[], b: CodedSpan[]): Record<string, CodedSpan[]> => ({
  [input.coders[0]]: a,
  [input.coders[1]]: b,
})

const codingsOf = (passages: readonly Passage<CodedSpan>[]): CodedSpan[] => passages.flatMap(p => p.codings)

/** By start, end and id, so that the order codings come in changes nothing. */
const inFixedOrder = (codings: readonly CodedSpan[]): readonly CodedSpan[] =>
  inTextOrder([...codings].sort((x, y) => (x.id < y.id ? -1 : x.id > y.id ? 1 : 0)))

function byPosition(x: AgreedPassage | Disagreement, y: AgreedPassage | Disagreement): number {
  const place = x.start - y.start || x.end - y.end
  if (place !== 0) return place
  const key = (item: AgreedPassage | Disagreement): string => `${item.code} ${'id' in item ? item.id : ''}`
  return key(x) < key(y) ? -1 : key(x) > key(y) ? 1 : 0
}
