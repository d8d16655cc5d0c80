import { TandemError } from '#shared/errors.ts'
import type { Theme } from '#shared/model/theme.ts'
import { all, type Db } from '../db/sql.ts'

/** All themes, in tree order: a theme before the sub-themes under it. */
export function listThemes(db: Db): Theme[] {
  const codes = Map.groupBy(
    all<{ theme: string; code: string }>(db, 'SELECT theme, code FROM theme_codes ORDER BY position, id'),
    row => row.theme,
  )
  const stored = all<Omit<Theme, 'codes'>>(
    db,
    'SELECT id, parent, name, summary, position FROM themes ORDER BY position, id',
  )
  const children = Map.groupBy(stored, theme => theme.parent)
  const inTreeOrder = (parent: string | null): Theme[] =>
    (children.get(parent) ?? []).flatMap(theme => [
      { ...theme, codes: (codes.get(theme.id) ?? []).map(row => row.code) },
      ...inTreeOrder(theme.id),
    ])
  return inTreeOrder(null)
}

/** A theme, by id. Throws where there is none. */
export function mustBeTheme(db: Db, id: string): Theme {
  const theme = listThemes(db).find(t => t.id === id)
  if (theme) return theme
  throw new TandemError('not-found', 'There is no such theme in this study.', 'Choose one from Themes.')
}

/** A theme and every one beneath it, by id. */
export const themesUnder = (db: Db, theme: string): string[] =>
  all<{ id: string }>(
    db,
    `WITH RECURSIVE under (id) AS (
       SELECT ? UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.id
     ) SELECT id FROM under`,
    theme,
  ).map(row => row.id)
