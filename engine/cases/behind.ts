import type { Layer } from '#shared/model/coding.ts'
import { placedCodings } from '../codings/placed.ts'
import { column, type Db } from '../db/sql.ts'

/** The ids of the codings that a person or a site stands behind, a site through its people too. */
export function codingsOfCase(db: Db, id: string, asked: { layer: Layer; me: string }): string[] {
  const counted = new Set(column<string>(db, 'SELECT id FROM cases WHERE id = $id OR site = $id', { id }))
  return placedCodings(db, asked).flatMap(coding =>
    coding.cases.some(one => counted.has(one)) ? [coding.id] : [],
  )
}
