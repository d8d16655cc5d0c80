import { all, type Db } from '../db/sql.ts'

/** The columns of a code that say what it means. */
type Meaning = Record<'definition' | 'when_to_use' | 'when_not', string>

/** Says of a code whether it means another thing now than at a moment. */
type MeansOther = (code: string, then: number) => boolean

/**
 * Tells of codes that were defined anew whether they mean now what they meant at a moment, in milliseconds: a definition that
 * was changed and changed back is the same. What a code meant before each change is in the journal's entry that logged it; where
 * there is none, the change counts.
 */
export function meaningsSince(db: Db): MeansOther {
  const logged = all<Meaning & { id: string; code: string; at: number }>(
    db,
    `SELECT w.id, w.code, w.made_at AS at, c.definition, c.when_to_use, c.when_not
     FROM code_changes w JOIN codes c ON c.id = w.code WHERE w.kind = 'redefined' ORDER BY w.made_at, w.id`,
  )
  if (logged.length === 0) return () => false
  const before = new Map(
    all<{ id: string; before: string }>(
      db,
      `SELECT w.id, c.value -> 'before' AS before
       FROM operations o CROSS JOIN json_each(o.changes) l CROSS JOIN code_changes w CROSS JOIN json_each(o.changes) c
       WHERE o.kind = 'code.changed' AND l.value ->> 'table' = 'code_changes' AND l.value ->> 'after' IS NOT NULL
         AND w.id = l.value ->> 'id' AND w.kind = 'redefined'
         AND c.value ->> 'table' = 'codes' AND c.value ->> 'id' = w.code`,
    ).map(row => [row.id, JSON.parse(row.before) as Partial<Meaning>]),
  )
  const changes = Map.groupBy(logged, ({ code }) => code)
  return (code, then) => {
    const since = (changes.get(code) ?? []).filter(({ at }) => at > then)
    const [now] = since
    if (!now) return false
    const were = since.map(({ id }) => before.get(id))
    if (were.includes(undefined)) return true
    // Of each column what it was before the first of the changes that touched it.
    const was: Partial<Meaning> = Object.assign({}, ...were.toReversed())
    return parts.some(part => was[part] !== undefined && was[part] !== now[part])
  }
}

const parts = ['definition', 'when_to_use', 'when_not'] as const
