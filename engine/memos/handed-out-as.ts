import { column, type Db } from '../db/sql.ts'

/**
 * Whether the text a memo has, by its content's hash, is one it had with its quotations where a hand-out has them: nobody wrote in
 * it between the two but for that.
 */
export function isAsHandedOut(db: Db, memo: string, was: unknown, now: unknown): boolean {
  const seen = new Set<unknown>()
  const next = [was]
  for (const text of next) {
    if (text === now) return true
    if (seen.has(text) || typeof text !== 'string') continue
    seen.add(text)
    next.push(
      ...column<string>(
        db,
        `SELECT c.value ->> '$.after.body' FROM operations o, json_each(o.changes) c
         WHERE o.kind = 'handout.made' AND instr(o.changes, $row) > 0 AND c.value ->> '$.table' = 'memos' AND c.value ->> '$.id' = $memo
           AND c.value ->> '$.before.body' = $text`,
        { row: `"table":"memos","id":"${memo}"`, memo, text },
      ),
    )
  }
  return false
}
