import type { Grid, GridAsked, GridCell, GridKind, Judgement } from '#shared/model/grid.ts'
import type { MatrixAsked } from '#shared/model/matrix.ts'
import { storedCases } from '../cases/queries.ts'
import { byName } from '../cases/same-name.ts'
import { all, type Db } from '../db/sql.ts'
import { codingsByCell, matrixOf } from './matrix.ts'

/** Themes against cases or data sets, with what was written in each cell, as far as `me` may see the passages. */
export function gridOf(db: Db, asked: GridAsked, me: string): Grid {
  const { kind, layer } = asked
  const matrix = matrixOf(db, asMatrix(asked), me)
  const columns = columnsOf(db, kind)
  const known = new Set(columns.map(({ id }) => id))
  const cells = new Map<string, GridCell>()
  const cellAt = (theme: string, about: string): GridCell => {
    const key = `${theme} ${about}`
    const cell = cells.get(key) ?? { theme, about, passages: 0, judgement: null, text: '' }
    cells.set(key, cell)
    return cell
  }
  for (const { row, column, counts } of matrix.cells) {
    const [theme, about] = [matrix.rows[row]?.id, matrix.columns[column]?.id]
    if (theme && about) cellAt(theme, about).passages = counts.passages
  }
  for (const note of all<{ theme: string; about: string; judgement: Judgement | null; text: string }>(
    db,
    'SELECT theme, about, judgement, text FROM grid_notes',
  )) {
    if (known.has(note.about)) Object.assign(cellAt(note.theme, note.about), note)
  }
  return {
    kind,
    layer,
    themes: matrix.rows.map(({ id, name, depth }) => ({ id, name, depth })),
    columns,
    cells: [...cells.values()],
  }
}

/** The ids of the codings behind each cell of a grid, by `THEME ABOUT` ids, in the order of sources and text. */
export const codingsInGrid = (db: Db, asked: GridAsked, me: string): Map<string, string[]> =>
  codingsByCell(db, asMatrix(asked), me)

const asMatrix = ({ kind, layer }: GridAsked): MatrixAsked => ({
  rows: { kind: 'themes', topOnly: false },
  columns: { kind },
  layer,
  polarity: null,
})

function columnsOf(db: Db, kind: GridKind): Grid['columns'] {
  if (kind === 'data-set') {
    return all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets ORDER BY position, id').map(
      ({ id, name }) => ({ id, name, beside: '' }),
    )
  }
  const cases = storedCases(db)
  const names = new Map(cases.map(({ id, name }) => [id, name]))
  return cases
    .filter(one => one.kind === kind)
    .sort(byName)
    .map(({ id, name, site }) => ({ id, name, beside: site === null ? '' : (names.get(site) ?? '') }))
}
