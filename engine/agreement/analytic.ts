import type { AgreementCell, AgreementCounts, Figure } from '#shared/model/agreement.ts'
import type { Ratings } from './raters/ratings.ts'
import { acErrorFromTable, kappaError } from './raters/standard-errors.ts'

/** 97.5th percentile of the normal distribution. */
const quantile = 1.959963984540054

const caution = 'takes every unit for independent of the others; too narrow for characters and words'

/**
 * Gives kappa and AC1 of a cell the standard error and 95 % interval the literature gives, in place: kappa's by Fleiss,
 * Cohen & Everitt 1969, AC1's from the table by Gwet 2008; value ± 1.96 standard errors, cut off at −1 and 1. None
 * where a figure is undefined, nor for kappa where a coder gave the code to nothing or to everything: it is then 0
 * whatever the rest, and its standard error is 0 too.
 */
export function addAnalytic({ counts, figures }: Pick<AgreementCell, 'counts' | 'figures'>): void {
  const ratings = ratingsOf(counts)
  if (isFree(counts)) {
    figures.cohen_kappa = withError(figures.cohen_kappa, kappaError, ratings, 'Fleiss, Cohen & Everitt 1969')
  }
  figures.gwet_ac1 = withError(figures.gwet_ac1, acErrorFromTable, ratings, 'Gwet 2008')
}

function withError(
  figure: Figure,
  errorOf: (ratings: Ratings) => number,
  ratings: Ratings,
  source: string,
): Figure {
  const { value } = figure
  if (value === null) return figure
  const se = errorOf(ratings)
  if (!Number.isFinite(se)) return figure
  const ci: [number, number] = [Math.max(-1, value - quantile * se), Math.min(1, value + quantile * se)]
  return { ...figure, analytic: { se, ci, method: `${source}; ${caution}` } }
}

/** True where both coders gave the code to something and not to everything. */
function isFree(counts: AgreementCounts): boolean {
  const n = counts['11'] + counts['10'] + counts['01'] + counts['00']
  return [counts['11'] + counts['10'], counts['11'] + counts['01']].every(given => given > 0 && given < n)
}

const ratingsOf = (counts: AgreementCounts): Ratings => ({
  raters: 2,
  categories: ['yes', 'no'],
  rows: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  counts: [counts['11'], counts['10'], counts['01'], counts['00']],
})
