import { nameKey } from '../cases/same-name.ts'
import { all, type Db } from '../db/sql.ts'

interface NamedDataSet {
  id: string
  name: string
}

/**
 * The data set of that name besides the one left out, letter case and the number of spaces put aside; the one spelled
 * so before any other.
 */
export function dataSetCalled(db: Db, name: string, leftOut?: string): NamedDataSet | undefined {
  const key = nameKey(name)
  const alike = all<NamedDataSet>(db, 'SELECT id, name FROM data_sets ORDER BY position, id').filter(
    set => set.id !== leftOut && nameKey(set.name) === key,
  )
  return alike.find(set => set.name === name) ?? alike[0]
}
