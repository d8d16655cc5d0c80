import type { AgreedExtent, AgreedRule } from '#shared/model/agreed-rule.ts'
import { idFrom } from '../db/ids.ts'
import { type Db, first } from '../db/sql.ts'
import { type Change, changed, made, saying } from '../history/changes.ts'

/** By which rule a round's agreed codings enter its consensus; the same extent where nothing else was said. */
export function agreedRuleOf(db: Db, round: string): AgreedRule {
  const kept = first<{ overlap: number | null; extent: AgreedExtent | null }>(
    db,
    'SELECT overlap, extent FROM agreed_rules WHERE round = ?',
    round,
  )
  return kept?.overlap == null || kept.extent === null
    ? { by: 'exact' }
    : { by: 'overlap', overlap: kept.overlap, extent: kept.extent }
}

interface Setting {
  because: string
  by: string | null
  at: number
}

/**
 * The change that says a round's rule. Its row has an id that follows from the round, so that two copies change the same one,
 * and the step says all of the rule: half of one and half of another is none that anybody set.
 */
export function agreedRuleSet(
  db: Db,
  round: string,
  rule: AgreedRule,
  { because, by, at }: Setting,
): Change | null {
  const id = idFrom('agreed rule', round)
  const columns = {
    overlap: rule.by === 'overlap' ? rule.overlap : null,
    extent: rule.by === 'overlap' ? rule.extent : null,
    because,
    set_by: by,
    set_at: at,
  }
  return first(db, 'SELECT 1 FROM agreed_rules WHERE id = ?', id)
    ? saying(db, changed(db, 'agreed_rules', id, columns), Object.keys(columns))
    : made('agreed_rules', id, { round, ...columns })
}
