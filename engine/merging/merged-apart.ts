import { all, type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import type { Operation } from '../history/journal.ts'

/**
 * The pairs of cases that a package merged one way and this study the other, in sentences: both stand once the package is merged, each
 * with what was the other's, and somebody has to merge them anew.
 */
export function mergedApart(
  db: Db,
  file: string,
  operations: Iterable<Pick<Operation, 'id' | 'kind' | 'changes'>>,
): string[] {
  const there = [...operations].filter(({ kind }) => kind === 'case.merged')
  if (there.length === 0) return []
  const came = new Set(there.map(({ id }) => id))
  const here = all<{ id: string; changes: string }>(
    db,
    "SELECT id, changes FROM operations WHERE kind = 'case.merged' ORDER BY lamport, id",
  ).flatMap(({ id, changes }) => (came.has(id) ? [] : [mergeIn(JSON.parse(changes) as Change[])]))
  return there.flatMap(({ changes }) => {
    const { gone, into } = mergeIn(changes)
    const isMet = here.some(other => other.gone === into && other.into === gone)
    const [one, other] = [nameOf(db, gone), nameOf(db, into)]
    return isMet && one !== undefined && other !== undefined
      ? [
          `${file} merged “${one}” into “${other}”, and here “${other}” was merged into “${one}”. Both are there now, each with what was the other’s: merge them again under Cases, and look for contacts that have no site.`,
        ]
      : []
  })
}

/** Which case a merge of two took away, and which took what was its. */
function mergeIn(changes: readonly Change[]): { gone: string | undefined; into: string | undefined } {
  const gone = changes.find(({ table, after }) => table === 'cases' && after === null)?.id
  const turned = changes.flatMap(({ before, after }) =>
    ['case', 'site', 'about'].flatMap(column =>
      before?.[column] === gone && typeof after?.[column] === 'string' ? [after[column]] : [],
    ),
  )
  return { gone, into: turned[0] }
}

const nameOf = (db: Db, id: string | undefined): string | undefined =>
  id === undefined ? undefined : first<{ name: string }>(db, 'SELECT name FROM cases WHERE id = ?', id)?.name
