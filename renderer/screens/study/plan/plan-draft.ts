import type { AgreedRule } from '#shared/model/agreed-rule.ts'
import type { Unit } from '#shared/model/agreement.ts'
import type { StratumKind } from '#shared/model/round.ts'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { readSourceDate } from '#shared/text/day.ts'
import { everySource } from '../../sources/filter-sources.ts'

/** A round as it is being planned: what was said so far, null where what is usual holds. */
export interface PlanDraft {
  title: string | null
  a: string | null
  b: string | null
  unit: Unit
  /** As typed. */
  due: string
  blind: boolean
  mayAddCodes: boolean
  note: string
  agree: AgreedRule
  how: 'hand' | 'sample'
  chosen: ReadonlySet<string>
  /** Which sources are listed, or drawn from. */
  filter: SourceFilter
  size: 'share' | 'number'
  share: number | null
  number: number | null
  by: StratumKind | null
  seed: number | null
}

/** A plan about which nothing was said, with a seed of its own. */
export const emptyPlan = (): PlanDraft => ({
  title: null,
  a: null,
  b: null,
  unit: 'character',
  due: '',
  blind: true,
  mayAddCodes: true,
  note: '',
  agree: { by: 'exact' },
  how: 'hand',
  chosen: new Set(),
  filter: everySource,
  size: 'share',
  share: 20,
  number: 10,
  by: null,
  seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 1,
})

/** The day typed, or why it is none; null where nothing was typed. */
export function dueOf(typed: string): { day: string | null; why?: string } {
  if (typed.trim() === '') return { day: null }
  const read = readSourceDate(typed)
  return 'why' in read ? { day: null, why: read.why } : { day: read.date.slice(0, 10) }
}
