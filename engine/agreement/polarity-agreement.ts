import type { CategoryAgreement, Figure } from '#shared/model/agreement.ts'
import type { Span } from '#shared/text/span.ts'
import { unitSpans } from './blocks.ts'
import { alphaNominal } from './coefficients/alpha-nominal.ts'
import { brennanPrediger } from './coefficients/brennan-prediger.ts'
import type { Coefficient } from './coefficients/coefficient.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { gwetAc1 } from './coefficients/gwet-ac1.ts'
import { percentAgreement } from './coefficients/percent-agreement.ts'
import type { Counted } from './count.ts'
import { baseOf, intervalsFrom, sumsFor } from './drawn-figure.ts'
import { figureOf } from './figures.ts'
import { sweepTogether } from './sweep.ts'
import type { Sides, SourceTally } from './tally.ts'

/** In the order of the table: a facilitator counts 1, a barrier 2. */
const categories = ['none', 'facilitator', 'barrier', 'both']
const size = categories.length

/**
 * Whether two coders who gave a unit the same code also gave it the same direction: rows are the first coder, columns
 * the second. Each code and unit counts once, with what all codings of the code on that unit say together; so a coding
 * without polarity beside one with it says nothing more. Undefined where nobody gave any polarity.
 */
export function polarityAgreement({ tallies, codes, drawing }: Counted): CategoryAgreement | undefined {
  if (!codes.some(({ perSource }) => perSource.some(({ tally }) => isPolar(tally.sides)))) return undefined
  const cells = new Array<number>(size * size).fill(0)
  const sums = sumsFor(drawing, cells.length)
  for (const {
    source,
    tally: { sides },
  } of codes.flatMap(({ perSource }) => perSource)) {
    const tally = tallies[source]
    if (!tally || sides.a.length === 0 || sides.b.length === 0) continue
    let at = baseOf(drawing, source)
    sweepTogether([...directed(tally, sides.a), ...directed(tally, sides.b)], tally.units, (now, units) => {
      const from = at
      at += units
      const [a, facilitatorA, barrierA, b, facilitatorB, barrierB] = now
      if (!a || !b) return
      const cell = direction(facilitatorA, barrierA) * size + direction(facilitatorB, barrierB)
      cells[cell] = (cells[cell] ?? 0) + units
      sums?.addRun(from, at, cell)
    })
  }
  const withInterval = intervalsFrom(drawing, sums)
  const of = (coefficient: Coefficient): Figure =>
    withInterval(figureOf(coefficient, { size, cells, presence: null }), row => {
      const drawn = { size, cells: cells.map((_, cell) => row(cell)), presence: null }
      return coefficient.whyNot(drawn) === null ? coefficient.compute(drawn) : Number.NaN
    })
  return {
    categories: [...categories],
    table: categories.map((_, k) => cells.slice(k * size, (k + 1) * size)),
    n: cells.reduce((n, units) => n + units, 0),
    figures: {
      percent_agreement: of(percentAgreement),
      cohen_kappa: of(cohenKappa),
      alpha_nominal: of(alphaNominal),
      gwet_ac1: of(gwetAc1),
      brennan_prediger: of(brennanPrediger),
    },
  }
}

const direction = (facilitator: Span | null | undefined, barrier: Span | null | undefined): number =>
  (facilitator ? 1 : 0) + (barrier ? 2 : 0)

const isPolar = ({ a, b }: Sides): boolean => [...a, ...b].some(({ polarity }) => polarity)

/** One coder's units of a code: all, those of a facilitator, those of a barrier. */
const directed = (tally: SourceTally, codings: Sides['a']): Span[][] => [
  unitSpans(tally, codings),
  ...(['facilitator', 'barrier'] as const).map(wanted =>
    unitSpans(
      tally,
      codings.filter(({ polarity }) => polarity === wanted),
    ),
  ),
]
