import { all, type Db, type Row } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'

/** A round whose blinding ends since it could be seen: its title, and the changes that say so. */
export interface SeenRound {
  title: string
  changes: Change[]
}

/**
 * The rounds that a step taken back would make blind again, though everybody could see before what each coder did in
 * them: nobody can forget that. `then` are the rounds by id as they would be, `what` is the step in words. To be recorded
 * with the step.
 */
export function seenBefore(
  { db, asking, now, newId }: Tools,
  then: ReadonlyMap<string, Row>,
  what: string,
): SeenRound[] {
  return openToAll(db).flatMap(({ id, title }) => {
    const row = then.get(id)
    if (row?.state !== 'open' || row.blind !== 1) return []
    const because = `it could be seen before “${what}” was taken back`
    return {
      title,
      changes: [
        { table: 'rounds', id, before: { blind: 1 }, after: { blind: 0 } },
        made('unblindings', newId(), {
          round: id,
          made_by: asking.member?.id ?? null,
          because,
          made_at: now,
        }),
      ],
    }
  })
}

const openToAll = (db: Db): { id: string; title: string }[] =>
  all(db, "SELECT id, title FROM rounds WHERE state <> 'open' OR blind = 0 ORDER BY opened_at, id")
