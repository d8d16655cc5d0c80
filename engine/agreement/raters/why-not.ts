import { hasPairs, prevalences, type Ratings, ratedBy } from './ratings.ts'

/** The reason where no unit has ratings from two coders. */
export const nothingPaired = (ratings: Ratings): string | null =>
  hasPairs(ratings) ? null : 'No unit has a rating from two coders'

/** The reason where every rating is the same category: figures corrected for chance are then 0/0. */
export function nothingVaried(ratings: Ratings): string | null {
  const empty = nothingPaired(ratings)
  if (empty) return empty
  return prevalences(ratings).some(share => share > 1 - 1e-12)
    ? 'Every unit got the same category from everyone, so nothing varied'
    : null
}

/** As `nothingVaried`, of the units alone that at least two coders rated. */
export function nothingPairedVaried(ratings: Ratings): string | null {
  const empty = nothingPaired(ratings)
  if (empty) return empty
  const given = new Set(ratings.rows.filter(row => ratedBy(row) >= 2).flat())
  given.delete(-1)
  return given.size < 2 ? 'Every unit got the same category from everyone, so nothing varied' : null
}

/** The reason where fewer than two categories are declared. */
export const oneCategory = (ratings: Ratings): string | null =>
  nothingPaired(ratings) ?? (ratings.categories.length < 2 ? 'Only one category is declared' : null)
