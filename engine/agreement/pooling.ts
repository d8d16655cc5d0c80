import type { AgreementCounts, Figure } from '#shared/model/agreement.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import type { PairTable } from './pair-table.ts'

/**
 * Pooled kappa over codes: (mean p_o − mean p_e) / (1 − mean p_e), both means taken over the codes' own tables
 * (de Vries, Elliott, Kanouse & Teleki 2008, Field Methods 20:272). Every code counts, one nobody used with
 * p_o = p_e = 1. It is neither the mean of the kappas nor the kappa of the summed table.
 */
export function pooledKappa(tables: readonly AgreementCounts[]): Figure {
  let observed = 0
  let expected = 0
  let counted = 0
  for (const t of tables) {
    const n = t['11'] + t['10'] + t['01'] + t['00']
    if (n === 0) continue
    counted++
    observed += (t['11'] + t['00']) / n
    const first = t['11'] + t['10']
    const second = t['11'] + t['01']
    expected += (first * second + (n - first) * (n - second)) / (n * n)
  }
  if (counted === 0) return { value: null, why: 'There is no code and no text to compare' }
  if (tables.every(isCertain))
    return { value: null, why: 'No code varied: each was given to everything or to nothing' }
  return {
    value: (observed - expected) / (counted - expected),
    method: `mean observed and mean chance agreement over ${counted} ${counted === 1 ? 'code' : 'codes'} (de Vries et al. 2008)`,
  }
}

/**
 * The mean of the kappas that are defined, saying how many were not; `what` names what each table is of. `unused` is
 * how many more tables there are in which nobody used the code, and which have no kappa.
 */
export function meanOfDefinedKappas(
  tables: readonly AgreementCounts[],
  what: { one: string; many: string },
  unused = 0,
): Figure {
  const all = tables.length + unused
  let sum = 0
  const defined = eachKappa(tables, kappa => {
    sum += kappa
  })
  if (defined === 0) return { value: null, why: `Kappa is defined for no ${what.one}` }
  const of = `mean over ${defined} of ${all} ${all === 1 ? what.one : what.many}`
  return { value: sum / defined, method: `${of}; ${leftOut(all - defined)}` }
}

/**
 * The mean of the codes' defined kappas, each weighted by the units that at least one coder gave the code, so that
 * codes used much count for more; says how many codes were left out. A code that both gave to everything has no
 * kappa and is among those, whatever it would weigh.
 */
export function weightedMeanOfKappas(tables: readonly AgreementCounts[]): Figure {
  let sum = 0
  let weights = 0
  const defined = eachKappa(tables, (kappa, counts) => {
    const weight = counts['11'] + counts['10'] + counts['01']
    sum += weight * kappa
    weights += weight
  })
  if (defined === 0) return { value: null, why: 'Kappa is defined for no code' }
  const of = `mean over ${defined} of ${tables.length} ${tables.length === 1 ? 'code' : 'codes'}`
  return {
    value: sum / weights,
    method: `${of}, each weighted by the units that at least one coder gave it; ${leftOut(tables.length - defined)}`,
  }
}

const leftOut = (count: number): string =>
  count === 0 ? 'none left out' : `${count} left out, where kappa is undefined`

/** Hands over every kappa that is defined, with its table; how many there were. */
function eachKappa(
  tables: readonly AgreementCounts[],
  take: (kappa: number, counts: AgreementCounts) => void,
): number {
  const cells = [0, 0, 0, 0]
  const table: PairTable = { size: 2, cells, presence: { unit: 'unit', subject: 'this code' } }
  let defined = 0
  for (const counts of tables) {
    if (isCertain(counts)) continue
    cells[0] = counts['11']
    cells[1] = counts['10']
    cells[2] = counts['01']
    cells[3] = counts['00']
    take(cohenKappa.compute(table), counts)
    defined++
  }
  return defined
}

/** True where both coders gave the code to the same units, and these are all or none: kappa is then undefined. */
const isCertain = (counts: AgreementCounts): boolean =>
  counts['10'] + counts['01'] === 0 && (counts['11'] === 0 || counts['00'] === 0)
