import type { CoefficientName } from '#shared/model/agreement.ts'
import type { PairTable } from '../pair-table.ts'

/** A figure computed from one table of two coders. */
export interface Coefficient {
  id: CoefficientName
  name: string
  /** What it says, its formula's source, and what to mind. */
  description: string
  /** Why the figure is undefined for this table, as a sentence without its full stop; null where it is defined. */
  whyNot(table: PairTable): string | null
  /** The figure; only to be asked where `whyNot` is null. */
  compute(table: PairTable): number
}
