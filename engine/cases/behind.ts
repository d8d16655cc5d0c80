import type { Layer } from '#shared/model/coding.ts'
import { placedCodings } from '../codings/placed.ts'
import { gathering, keptWhileUnchanged } from '../db/kept.ts'
import type { Db } from '../db/sql.ts'

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
