import { type CodeTree, type Comparison, compareCodings } from '#engine/disagreements/compare.ts'
import type { Polarity } from '#shared/model/coding.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'

/** A coding written as start, end, code, polarity; its id is made of these and the coder. */
export type Short = readonly [start: number, end: number, code: string, polarity?: Polarity | null]

export const coded = (coder: string, codings: readonly Short[]): CodedSpan[] =>
  codings.map(([start, end, code, polarity = null], k) => ({
    id: `${coder}${k}-${start}-${end}-${code}`,
    start,
    end,
    code,
    polarity,
  }))

/** Compares what coders `ann` and `bob` coded in one source of one round. */
export const compare = (a: readonly Short[], b: readonly Short[], tree?: CodeTree): Comparison =>
  compareCodings({
    round: 'r1',
    source: 's1',
    coders: ['ann', 'bob'],
    codings: { a: coded('a', a), b: coded('b', b) },
    ...(tree ? { tree } : {}),
  })

/** A tree from child to parent; every code is in the framework its first letter names. */
export const treeOf = (parents: Record<string, string>): CodeTree => ({
  parent: code => parents[code],
  framework: code => code.charAt(0),
})
