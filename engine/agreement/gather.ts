import type { AgreementCell, AgreementCounts, PassageCounts } from '#shared/model/agreement.ts'
import { addCounts, figuresOfCounts } from './figures.ts'
import type { TableWords } from './pair-table.ts'
import { meanOfDefinedKappas, pooledKappa, weightedMeanOfKappas } from './pooling.ts'
import type { Sides, SourceTally, Tally } from './tally.ts'

/** The counts of one code, or of several counted as one, over all sources, and source by source where it was used. */
export interface CodeTables {
  code: string
  total: Tally
  perSource: {
    /** Its place among the sources compared. */
    source: number
    counts: AgreementCounts
    sides: Sides
  }[]
}

export const noCounts: Readonly<AgreementCounts> = { '11': 0, '10': 0, '01': 0, '00': 0 }
const noPassages: Readonly<PassageCounts> = { both: 0, onlyA: 0, onlyB: 0 }

/** Every code's counts over all sources, and in the sources where it was used; of the codes or of the unions. */
export function gather(
  tallies: readonly SourceTally[],
  codes: readonly string[],
  of: 'codes' | 'unions',
): CodeTables[] {
  const n = sum(tallies, t => t.units)
  const characters = sum(tallies, t => t.characters)
  const found = new Map(
    codes.map(code => [code, { tallies: [] as Tally[], perSource: [] as CodeTables['perSource'] }]),
  )
  tallies.forEach((tally, source) => {
    const allSides = of === 'codes' ? tally.sides : tally.unionSides
    for (const [code, here] of tally[of]) {
      const sides = allSides.get(code)
      const tables = found.get(code)
      if (!tables || !sides) continue
      tables.tallies.push(here)
      tables.perSource.push({ source, counts: here.counts, sides })
    }
  })
  return codes.map(code => {
    const tables = found.get(code)
    return { code, total: totalOf(tables?.tallies ?? [], n, characters), perSource: tables?.perSource ?? [] }
  })
}

/** The sum of some tallies within `n` units; units of none of them are in cell 00. */
export function totalOf(found: readonly Tally[], n: number, characters: number): Tally {
  const counts = { ...noCounts, '00': n }
  const inCharacters = { ...noCounts, '00': characters }
  for (const tally of found) {
    take(counts, tally.counts)
    take(inCharacters, tally.characters)
  }
  return { counts, characters: inCharacters, passages: addPassages(found) }
}

/** Adds what is coded to a table, out of its cell 00. */
function take(into: AgreementCounts, add: AgreementCounts): void {
  into['11'] += add['11']
  into['10'] += add['10']
  into['01'] += add['01']
  into['00'] -= add['11'] + add['10'] + add['01']
}

/** Counts with every figure of their table. */
export const cellOf = (tally: Tally, words: TableWords): AgreementCell => ({
  counts: tally.counts,
  characters: tally.characters,
  passages: tally.passages,
  figures: figuresOfCounts(tally.counts, words),
})

/** One code over all `sources` sources: the summed table, and the mean of the sources' own kappas. */
export function codeCell(tables: CodeTables, sources: number, words: TableWords): AgreementCell {
  const cell = cellOf(tables.total, words)
  const unused = Array.from({ length: sources - tables.perSource.length }, () => noCounts)
  cell.figures.mean_of_defined_document_kappas = meanOfDefinedKappas(
    [...tables.perSource.map(s => s.counts), ...unused],
    { one: 'source', many: 'sources' },
  )
  return cell
}

/** Several codes together: their tables summed in one, and the kappas that pool or average over codes. */
export function cellOverCodes(totals: readonly Tally[], words: TableWords): AgreementCell {
  const cell = cellOf(
    {
      counts: totals.map(t => t.counts).reduce(addCounts, noCounts),
      characters: totals.map(t => t.characters).reduce(addCounts, noCounts),
      passages: addPassages(totals),
    },
    words,
  )
  const tables = totals.map(t => t.counts)
  cell.figures.pooled_kappa = pooledKappa(tables)
  cell.figures.mean_of_defined_code_kappas = meanOfDefinedKappas(tables, { one: 'code', many: 'codes' })
  cell.figures.weighted_mean_of_code_kappas = weightedMeanOfKappas(tables)
  return cell
}

function addPassages(tallies: readonly Tally[]): PassageCounts {
  const total = { ...noPassages }
  for (const { passages } of tallies) {
    total.both += passages.both
    total.onlyA += passages.onlyA
    total.onlyB += passages.onlyB
  }
  return total
}

/** What a number of every item comes to over a list. */
export const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0)
