import type { TakenBack } from '#shared/model/operation.ts'
import type { Db } from '../db/sql.ts'
import { type Change, rowOf } from './changes.ts'

/**
 * The passage that changes of a step of coding or annotating which were just made are about, the first of several in one
 * source; nothing where they are of another kind, or about passages of several sources.
 * @param kind of the step
 */
export function passageOfChanges(
  db: Db,
  kind: string,
  changes: readonly Change[],
): Pick<TakenBack, 'passage'> {
  if (!/^(coding|annotation)\./.test(kind)) return {}
  const passages = changes.flatMap(({ table, id, before }) => {
    if (table !== 'codings' && table !== 'annotations') return []
    const { source, start, end } = rowOf(db, table, id) ?? before ?? {}
    return typeof source === 'string' && typeof start === 'number' && typeof end === 'number'
      ? { source, start, end }
      : []
  })
  const [passage] = passages
  return passage &&
    passages.every(({ source }) => source === passage.source) &&
    rowOf(db, 'sources', passage.source)
    ? { passage }
    : {}
}
