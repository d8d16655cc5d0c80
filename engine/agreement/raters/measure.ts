import type { Ratings, Weights } from './ratings.ts'

/** A figure computed from ratings by two or more coders. */
export interface Measure {
  /** The name it has in files. */
  id: string
  name: string
  /** What it says, its formula's source, and what to mind. */
  description: string
  /** Why the figure is undefined for these ratings, as a sentence without its full stop; null where it is defined. */
  whyNot(ratings: Ratings, weights?: Weights): string | null
  /** The figure; only to be asked where `whyNot` is null. */
  compute(ratings: Ratings, weights?: Weights): number
}
