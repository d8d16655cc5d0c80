import type { Ratings } from './ratings.ts'

/** The ratings with one category against all others: 1 where it was given, 0 where another was. */
export const oneAgainstRest = (ratings: Ratings, category: number): Ratings => ({
  ...ratings,
  categories: [0, 1],
  rows: ratings.rows.map(row => row.map(k => (k < 0 ? -1 : k === category ? 1 : 0))),
})
