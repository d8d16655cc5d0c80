import type { AgreementCell, AgreementCounts, PassageCounts } from '#shared/model/agreement.ts'
import { addCounts, figuresOfCounts } from './figures.ts'
import type { TableWords } from './pair-table.ts'
import { meanOfDefinedKappas, pooledKappa, weightedMeanOfKappas } from './pooling.ts'
import type { CodeTally, SourceTally, Tally } from './tally.ts'

/** A code in one source, which is named by its place among the sources compared. */
export interface InSource {
  source: number
  tally: CodeTally
}

/** The counts of one code, or of several counted as one, over all sources, and source by source where it was used. */
export interface CodeTables {
  code: string
  total: Tally
  perSource: InSource[]
}

export const noCounts: Readonly<AgreementCounts> = { '11': 0, '10': 0, '01': 0, '00': 0 }

/** Every code's counts over all sources, and in the sources where it was used; of the codes or of the unions. */
export function gather(
  tallies: readonly SourceTally[],
  codes: readonly string[],
  of: 'codes' | 'unions',
): CodeTables[] {
  const n = sum(tallies, t => t.units)
  const characters = sum(tallies, t => t.characters)
  const found = new Map(codes.map(code => [code, [] as InSource[]]))
  tallies.forEach((counted, source) => {
    for (const [code, tally] of counted[of]) found.get(code)?.push({ source, tally })
  })
  return codes.map(code => {
    const perSource = found.get(code) ?? []
    const total = totalOf(
      perSource.map(({ tally }) => tally),
      n,
      characters,
    )
    return { code, total, perSource }
  })
}

/** The sum of some tallies within `n` units; units of none of them are in cell 00. */
export function totalOf(found: readonly Tally[], n: number, characters: number): Tally {
  const isSame = found.every(tally => tally.counts === tally.characters) && n === characters
  const counts = sumOf(found, 'counts', n)
  return {
    counts,
    characters: isSame ? counts : sumOf(found, 'characters', characters),
    passages: addPassages(found),
  }
}

/** In plain numbers: this runs over every code of every source. */
function sumOf(found: readonly Tally[], cells: 'counts' | 'characters', n: number): AgreementCounts {
  let both = 0
  let onlyA = 0
  let onlyB = 0
  for (const { [cells]: counts } of found) {
    both += counts['11']
    onlyA += counts['10']
    onlyB += counts['01']
  }
  return { '11': both, '10': onlyA, '01': onlyB, '00': n - both - onlyA - onlyB }
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
  cell.figures.mean_of_defined_document_kappas = meanOfDefinedKappas(
    tables.perSource.map(({ tally }) => tally.counts),
    { one: 'source', many: 'sources' },
    sources - tables.perSource.length,
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
  let both = 0
  let onlyA = 0
  let onlyB = 0
  for (const { passages } of tallies) {
    both += passages.both
    onlyA += passages.onlyA
    onlyB += passages.onlyB
  }
  return { both, onlyA, onlyB }
}

/** What a number of every item comes to over a list. */
export const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0)
