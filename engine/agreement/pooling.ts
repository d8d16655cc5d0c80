import type { AgreementCounts, Figure } from '#shared/model/agreement.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { presenceTable } from './pair-table.ts'

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
  const allCertain = tables.every(t => t['10'] + t['01'] === 0 && (t['11'] === 0 || t['00'] === 0))
  if (allCertain) return { value: null, why: 'No code varied: each was given to everything or to nothing' }
  return {
    value: (observed - expected) / (counted - expected),
    method: `mean observed and mean chance agreement over ${counted} ${counted === 1 ? 'code' : 'codes'} (de Vries et al. 2008)`,
  }
}

/** The mean of the kappas that are defined, saying how many were not; `what` names what each table is of. */
export function meanOfDefinedKappas(
  tables: readonly AgreementCounts[],
  what: { one: string; many: string },
): Figure {
  let sum = 0
  let defined = 0
  for (const counts of tables) {
    const table = presenceTable(counts, { unit: 'unit', subject: 'this code' })
    if (cohenKappa.whyNot(table) !== null) continue
    sum += cohenKappa.compute(table)
    defined++
  }
  const left = tables.length - defined
  if (defined === 0) return { value: null, why: `Kappa is defined for no ${what.one}` }
  const excluded = left === 0 ? 'none left out' : `${left} left out, where kappa is undefined`
  return {
    value: sum / defined,
    method: `mean over ${defined} of ${tables.length} ${tables.length === 1 ? what.one : what.many}; ${excluded}`,
  }
}

/** What a code weighs in the weighted mean: the units at least one coder gave it. */
export const codeWeight = (counts: AgreementCounts): number => counts['11'] + counts['10'] + counts['01']

/**
 * The mean of the codes' defined kappas, each weighted by the units that at least one coder gave the code, so that
 * codes used much count for more; says how many codes were left out. A code that both gave to everything has no
 * kappa and is among those, whatever it would weigh.
 */
export function weightedMeanOfKappas(tables: readonly AgreementCounts[]): Figure {
  let sum = 0
  let weight = 0
  let defined = 0
  for (const counts of tables) {
    const table = presenceTable(counts, { unit: 'unit', subject: 'this code' })
    if (cohenKappa.whyNot(table) !== null) continue
    sum += codeWeight(counts) * cohenKappa.compute(table)
    weight += codeWeight(counts)
    defined++
  }
  if (defined === 0) return { value: null, why: 'Kappa is defined for no code' }
  const left = tables.length - defined
  const excluded = left === 0 ? 'none left out' : `${left} left out, where kappa is undefined`
  return {
    value: sum / weight,
    method: `mean over ${defined} of ${tables.length} ${tables.length === 1 ? 'code' : 'codes'}, each weighted by the units that at least one coder gave it; ${excluded}`,
  }
}
