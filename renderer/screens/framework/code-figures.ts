import type { CodeCounts, Framework } from '#shared/model/codebook.ts'
import type { TreeFigures } from '../../ui/tree-rows.ts'

/** How often a code was used, in each of several ways of counting. */
type Figures = readonly number[]

/** How often codes were used: each code itself, and each code or framework with all the codes under it. */
export interface CodeFigures {
  readonly own: ReadonlyMap<string, Figures>
  readonly under: ReadonlyMap<string, Figures>
}

/** The asker's own codings of each code, and everyone's, by code. */
export function countedByCode({ codes, mine, all }: CodeCounts): {
  mine: ReadonlyMap<string, number>
  all: ReadonlyMap<string, number>
} {
  const by = (figures: readonly number[]) =>
    new Map(codes.flatMap((code, n): [string, number][] => (figures[n] ? [[code, figures[n]]] : [])))
  return { mine: by(mine), all: by(all) }
}

/**
 * Adds up the counts of codes along the trees, one pass from the last code to the first.
 * @param counts one map of code to codings for each way of counting
 */
export function figuresOfCodes(
  frameworks: readonly Framework[],
  counts: readonly ReadonlyMap<string, number>[],
): CodeFigures {
  const own = new Map<string, Figures>()
  const under = new Map<string, Figures>()
  for (const framework of frameworks) {
    for (const { id, parent } of framework.codes.toReversed()) {
      const itself = counts.map(each => each.get(id) ?? 0)
      if (itself.some(Boolean)) own.set(id, itself)
      const whole = added(itself, under.get(id))
      if (!whole.some(Boolean)) continue
      under.set(id, whole)
      const above = parent ?? framework.id
      under.set(above, added(whole, under.get(above)))
    }
  }
  return { own, under }
}

const added = (a: Figures, b: Figures | undefined): Figures => (b ? a.map((n, at) => n + (b[at] ?? 0)) : a)

const same = (a: Figures | undefined, b: Figures | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((n, at) => n === b[at]))

/**
 * The figures of a code or framework in words, for its title: `Mine 3, here 1, all 9`, and with the codes under it
 * where that is more.
 * @param columns names of the ways of counting, in their order
 */
export function figuresInWords({ own, under }: CodeFigures, id: string, columns: readonly string[]): string {
  const [itself, whole] = [own.get(id), under.get(id)]
  const words = (figures: Figures) => columns.map((column, at) => `${column} ${figures[at] ?? 0}`).join(', ')
  return [
    ...(itself ? [words(itself)] : []),
    ...(whole && !same(itself, whole) ? [`With the codes under it: ${words(whole)}`] : []),
  ].join('\n')
}

/** What stands in a row's columns: a code's own figures, or the sum of all under it while it is folded. */
export function rowFigures({ own, under }: CodeFigures, id: string, isFolded: boolean): TreeFigures | null {
  const isSum = isFolded && !same(own.get(id), under.get(id))
  const figures = isSum ? under.get(id) : own.get(id)
  return figures ? { values: figures.map(short), isSum } : null
}

/** Nothing for none; above 9,999 in thousands, so that columns stay narrow. */
const short = (n: number): number | string | null =>
  n === 0 ? null : n < 10_000 ? n : `${Math.round(n / 1000)}k`
