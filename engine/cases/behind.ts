import type { Layer } from '#shared/model/coding.ts'
import { placedCodings } from '../codings/placed.ts'
import { gathering, keptWhileUnchanged } from '../db/kept.ts'
import { column, type Db } from '../db/sql.ts'

/** Who stands behind each coding of a layer that `me` may see, by the coding's id; a coding that nobody stands behind is not there. */
export const casesBehind = (
  db: Db,
  { layer, me }: { layer: Layer; me: string },
): ReadonlyMap<string, readonly string[]> =>
  keptWhileUnchanged(
    db,
    JSON.stringify(['cases behind', layer, me]),
    () =>
      new Map(
        placedCodings(db, { layer, me }).flatMap(({ id, cases }) => (cases.length > 0 ? [[id, cases]] : [])),
      ),
    gathering,
  )

/** The ids of the codings that a person or a site stands behind, a site through its people too. */
export function codingsOfCase(db: Db, id: string, asked: { layer: Layer; me: string }): string[] {
  const counted = new Set(column<string>(db, 'SELECT id FROM cases WHERE id = $id OR site = $id', { id }))
  return [...casesBehind(db, asked)].flatMap(([coding, cases]) =>
    cases.some(one => counted.has(one)) ? [coding] : [],
  )
}
