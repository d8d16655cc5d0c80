import { all, type Db } from '../db/sql.ts'

/**
 * The steps that do not stand, by id, as a JSON list: undone, and not done again, however often they were both. What undoes a step
 * may itself be taken back, and that again; each of them was made after what it takes back.
 */
export function stepsUndone(db: Db): string {
  const undone = new Set<string>()
  for (const { id, undoes } of all<{ id: string; undoes: string }>(
    db,
    `SELECT id, undoes FROM operations WHERE undoes IS NOT NULL
     ORDER BY lamport DESC, actor DESC, sequence DESC, copy DESC, id DESC`,
  ))
    if (!undone.has(id)) undone.add(undoes)
  return JSON.stringify([...undone])
}
