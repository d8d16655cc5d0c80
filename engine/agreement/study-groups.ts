import { codesUnder } from '../codebook/queries.ts'
import { all, type Db } from '../db/sql.ts'
import { listThemes } from '../themes/queries.ts'
import type { AskedGroup } from './groups.ts'

/**
 * What a study reports together: its frameworks with their codes, its themes with the codes of theirs and of their
 * sub-themes and those beneath these, its data sets with their sources; each in the study's order.
 */
export const studyGroups = (db: Db): AskedGroup[] => [...frameworks(db), ...themes(db), ...dataSets(db)]

function frameworks(db: Db): AskedGroup[] {
  const codes = Map.groupBy(
    all<{ id: string; framework: string }>(db, 'SELECT id, framework FROM codes'),
    code => code.framework,
  )
  return all<{ id: string; name: string }>(db, 'SELECT id, name FROM frameworks ORDER BY position, id').map(
    ({ id, name }) => ({
      kind: 'framework' as const,
      id,
      name,
      codes: (codes.get(id) ?? []).map(code => code.id),
    }),
  )
}

function themes(db: Db): AskedGroup[] {
  const listed = listThemes(db)
  const children = Map.groupBy(listed, theme => theme.parent)
  const codesOf = (theme: string, own: readonly string[]): string[] => [
    ...own,
    ...(children.get(theme) ?? []).flatMap(sub => codesOf(sub.id, sub.codes)),
  ]
  return listed.map(({ id, name, codes }) => ({
    kind: 'theme' as const,
    id,
    name,
    codes: codesUnder(db, codesOf(id, codes)),
  }))
}

function dataSets(db: Db): AskedGroup[] {
  const sources = Map.groupBy(
    all<{ id: string; data_set: string }>(
      db,
      'SELECT id, data_set FROM sources WHERE data_set IS NOT NULL ORDER BY created_at, id',
    ),
    source => source.data_set,
  )
  return all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets ORDER BY position, id').map(
    ({ id, name }) => ({
      kind: 'dataSet' as const,
      id,
      name,
      sources: (sources.get(id) ?? []).map(source => source.id),
    }),
  )
}
