import type { FoldedTable } from './changes.ts'
import type { Entries, Entry } from './folding.ts'

interface Folded {
  entries: Entries
  /** The copy that each operation was made in, by its place in the order. */
  copies: readonly string[]
  /** Rows that are not to be given back. */
  dropped: ReadonlySet<Entry>
}

interface GivenBack {
  table: FoldedTable
  id: string
  entry: Entry
  /** The places in the order of the operations that met over it. */
  places: number[]
}

/**
 * What is to come back of statements that stand and are about nothing, where several copies had a hand in it: each took out what
 * another kept, or one removed the statement, or its component, and another changed it. What was taken out last comes back, and
 * what another copy took out whose code stands; so it is about all that either left, and no more codes than one need come back. With
 * a statement whose passages were chosen, those come back that went in the same step. A statement that one copy alone left
 * about nothing stays so.
 */
export function componentsToGiveBack({ entries, copies, dropped }: Folded): GivenBack[] {
  const about = new Set<string>()
  const taken = new Map<string, [string, Entry][]>()
  for (const [id, entry] of entries.get('statement_codes') ?? []) {
    const statement = String(entry.row.statement)
    if (entry.stands) about.add(statement)
    else if (!dropped.has(entry) && entry.gone >= 0)
      taken.set(statement, [...(taken.get(statement) ?? []), [id, entry]])
  }
  return [...taken].flatMap(([statement, rows]) => {
    const its = entries.get('statements')?.get(statement)
    if (!its?.stands || about.has(statement)) return []
    const gone = rows.map(([, entry]) => entry.gone)
    const wrote = [its.made, ...(its.wrote?.values() ?? [])]
    if (new Set([...gone, ...wrote].map(place => copies[place])).size === 1) return []
    const last = Math.max(...gone)
    const from = Math.min(...rows.filter(([, { gone }]) => gone === last).map(([, { made }]) => made))
    const codes = new Set<string>()
    const back = rows
      .filter(
        ([, entry]) =>
          entry.gone === last ||
          (copies[entry.gone] !== copies[last] &&
            entry.gone > from &&
            entries.get('codes')?.get(String(entry.row.code))?.stands === true),
      )
      .filter(([, { row }]) => !codes.has(String(row.code)) && codes.add(String(row.code)))
    const places = [...new Set([...gone.filter(place => place > from), ...wrote])]
    return [
      ...back.map(([id, entry]) => ({ table: 'statement_codes' as const, id, entry, places })),
      ...passagesGoneWith(entries, statement, its, last),
    ]
  })
}

/** The passages chosen for a statement that went in the step at this place, where none of them stands. */
function passagesGoneWith(entries: Entries, statement: string, its: Entry, place: number): GivenBack[] {
  if (its.row.chosen !== 1) return []
  const rows = [...(entries.get('statement_passages') ?? [])].filter(
    ([, { row }]) => String(row.statement) === statement,
  )
  if (rows.some(([, { stands }]) => stands)) return []
  return rows
    .filter(([, { gone }]) => gone === place)
    .map(([id, entry]) => ({ table: 'statement_passages', id, entry, places: [] }))
}
