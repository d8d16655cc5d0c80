import type { Figure, FigureName } from '#shared/model/agreement.ts'
import type { DifferingCell, KeptCell, KeptCode, Reproduction } from '#shared/model/kept-agreement.ts'

/** How far apart two computations of one figure may be and still be the same: sums in another order end otherwise. */
const rounding = 1e-12

interface Computed {
  overall: KeptCell
  codes: readonly KeptCode[]
}

/** Lays a result as it was kept beside the same computed now: how many figures, and every table where one differs. */
export function differing(then: Computed, now: Computed): Pick<Reproduction, 'compared' | 'differing'> {
  const found: DifferingCell[] = []
  let compared = 0
  const lay = (
    of: Pick<DifferingCell, 'code' | 'name' | 'withDescendants'>,
    before: KeptCell | undefined,
    after: KeptCell | undefined,
  ): void => {
    if (!before && !after) return
    const names = before && after ? figureNames(before, after) : []
    compared += names.length
    const figures = names.filter(name => !same(before?.figures[name], after?.figures[name]))
    const isSame = before && after && sameCounts(before, after) && figures.length === 0
    if (!isSame) found.push({ ...of, kept: before ?? null, now: after ?? null, figures })
  }
  lay({ code: null, name: null, withDescendants: false }, then.overall, now.overall)
  const later = new Map(now.codes.map(code => [code.code, code]))
  const earlier = new Map(then.codes.map(code => [code.code, code]))
  for (const { code, name } of [...then.codes, ...now.codes.filter(({ code: id }) => !earlier.has(id))]) {
    const [before, after] = [earlier.get(code), later.get(code)]
    lay({ code, name, withDescendants: false }, cell(before), cell(after))
    lay({ code, name, withDescendants: true }, before?.withDescendants, after?.withDescendants)
  }
  return { compared, differing: found }
}

const cell = (code: KeptCode | undefined): KeptCell | undefined =>
  code && { counts: code.counts, passages: code.passages, figures: code.figures }

/** Only what both have: a figure that a later Tandem adds differs from nothing. */
const figureNames = (before: KeptCell, after: KeptCell): FigureName[] =>
  (Object.keys(before.figures) as FigureName[]).filter(name => after.figures[name] !== undefined)

function same(before: Figure | undefined, after: Figure | undefined): boolean {
  const near = (x: number | null | undefined, y: number | null | undefined): boolean =>
    x == null || y == null ? (x ?? null) === (y ?? null) : Math.abs(x - y) <= rounding
  return (
    near(before?.value, after?.value) &&
    near(before?.ci?.[0], after?.ci?.[0]) &&
    near(before?.ci?.[1], after?.ci?.[1])
  )
}

const sameCounts = (before: KeptCell, after: KeptCell): boolean =>
  JSON.stringify([before.counts, before.passages]) === JSON.stringify([after.counts, after.passages])
