import type { AgreementCounts, Figure } from '#shared/model/agreement.ts'
import type { Cost, CostedDifference, DifferenceReport } from '#shared/model/difference-cost.ts'
import { type Disagreement, type DisagreementKind, disagreementKinds } from '#shared/model/disagreement.ts'
import { coveredLength, type Span, sharedLength, unite } from '#shared/text/span.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { percentAgreement } from './coefficients/percent-agreement.ts'
import { addCounts, figureOf } from './figures.ts'
import { presenceTable } from './pair-table.ts'
import type { UnitScale } from './units.ts'

interface CostInput {
  /** The differences of a round, all of them. */
  items: readonly Disagreement[]
  /** Ids of the first and the second coder. */
  coders: readonly [string, string]
  /** The characters of each source that are counted. */
  scales: ReadonlyMap<string, UnitScale>
  /** The table of characters of every code that is reported, over all sources. */
  tables: ReadonlyMap<string, AgreementCounts>
}

/**
 * What each difference costs percent agreement and Cohen's kappa: the figure of the table in which its disputed
 * characters stand in cell 11, less the figure as it is. Exact, from the four counts; each difference by itself.
 * What holds: the characters of all differences add up to the cells 10 and 01, and with all of them taken away
 * kappa is 1, or undefined where then nothing varies.
 */
export function costsOf({ items, coders, scales, tables }: CostInput): DifferenceReport {
  const counts = [...tables.values()].reduce(addCounts, nothing)
  const overall = new Costing(counts)
  const byCode = new Map([...tables].map(([code, table]) => [code, new Costing(table)]))
  const kinds = new Map<DisagreementKind, { items: number; moved: Moved }>()
  const costed = items.map((difference): CostedDifference => {
    const parts = disputedIn(difference, coders, scales.get(difference.source))
    const moved = parts.map(part => part.moved).reduce(together, none)
    const kind = kinds.get(difference.kind) ?? { items: 0, moved: none }
    kinds.set(difference.kind, { items: kind.items + 1, moved: together(kind.moved, moved) })
    return {
      difference,
      ...overall.of(moved),
      codes: parts.map(part => ({
        code: part.code,
        characters: part.moved.onlyA + part.moved.onlyB,
        kappa: byCode.get(part.code)?.of(part.moved).kappa ?? { value: 0 },
      })),
    }
  })
  return {
    n: counts['11'] + counts['10'] + counts['01'] + counts['00'],
    counts,
    percent: overall.percent,
    kappa: overall.kappa,
    all: overall.of([...kinds.values()].map(({ moved }) => moved).reduce(together, none)),
    kinds: disagreementKinds.flatMap(kind => {
      const found = kinds.get(kind)
      return found ? [{ kind, items: found.items, ...overall.of(found.moved) }] : []
    }),
    items: costed.sort((x, y) => y.characters - x.characters),
  }
}

/** Characters that leave cell 10 and cell 01 for cell 11. */
interface Moved {
  onlyA: number
  onlyB: number
}

const none: Moved = { onlyA: 0, onlyB: 0 }
const nothing: AgreementCounts = { '11': 0, '10': 0, '01': 0, '00': 0 }

const together = (x: Moved, y: Moved): Moved => ({ onlyA: x.onlyA + y.onlyA, onlyB: x.onlyB + y.onlyB })

/** The figures of one table, and what they would gain by characters moved to cell 11. */
class Costing {
  readonly percent: Figure
  readonly kappa: Figure
  readonly #counts: AgreementCounts

  constructor(counts: AgreementCounts) {
    this.#counts = counts
    this.percent = figureOf(percentAgreement, tableOf(counts))
    this.kappa = figureOf(cohenKappa, tableOf(counts))
  }

  of({ onlyA, onlyB }: Moved): Cost {
    const characters = onlyA + onlyB
    if (characters === 0) return { characters, percent: { value: 0 }, kappa: { value: 0 } }
    const after = tableOf({
      '11': this.#counts['11'] + characters,
      '10': this.#counts['10'] - onlyA,
      '01': this.#counts['01'] - onlyB,
      '00': this.#counts['00'],
    })
    return {
      characters,
      percent: gain(this.percent, figureOf(percentAgreement, after)),
      kappa: gain(this.kappa, figureOf(cohenKappa, after)),
    }
  }
}

const tableOf = (counts: AgreementCounts) =>
  presenceTable(counts, { unit: 'character', subject: 'this code' })

function gain(before: Figure, after: Figure): Figure {
  if (before.value !== null && after.value !== null) return { value: after.value - before.value }
  return { value: null, why: before.why ?? `Had they agreed here: ${after.why}` }
}

/** The counted characters a difference has in dispute, for each of its codes. */
function disputedIn(
  { sides, code, otherCode }: Disagreement,
  [a, b]: readonly [string, string],
  scale: UnitScale | undefined,
): { code: string; moved: Moved }[] {
  const codes = otherCode === undefined ? [code] : [code, otherCode]
  return codes.map(each => {
    const counted = (coder: string): Span[] =>
      unite(
        (sides[coder] ?? [])
          .filter(span => span.code === each)
          .map(({ start, end }) => ({
            start: scale?.from(start) ?? start,
            end: scale?.to(end) ?? end,
          })),
      )
    const [first, second] = [counted(a), counted(b)]
    const both = sharedLength(first, second)
    return {
      code: each,
      moved: { onlyA: coveredLength(first) - both, onlyB: coveredLength(second) - both },
    }
  })
}
