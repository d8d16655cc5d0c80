import { whileSettling } from '../disagreements/kept-comparison.ts'
import type { Change } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import { withAgreedLayers } from './agreed-layer.ts'

/** What is ruled, and by which rule: no coder's own coding is another by it. */
const settling: readonly Change['table'][] = ['rulings', 'agreed_rules']
/** What codes count as; and a closed round, which keeps what its coders agreed on, may be opened again. */
const counting: readonly Change['table'][] = ['code_merges', 'rounds']

/**
 * Changes that take a step back or do it again, made, and with them the agreed layers as they are after it: what coders agree on
 * may have become another since the step. Null, and nothing made, where the changes bear on none; nor away, where the study's
 * own consensus is out of reach.
 */
export function withAgreedAfter(tools: Tools, changes: readonly Change[]): Change[] | null {
  if (tools.study.handout) return null
  const isOf = (tables: readonly Change['table'][]) => changes.some(({ table }) => tables.includes(table))
  if (isOf(counting)) return withAgreedLayers(tools, changes)
  return isOf(settling) ? whileSettling(tools.db, () => withAgreedLayers(tools, changes)) : null
}
