import type { MatrixCount } from '#shared/model/matrix.ts'
import { isHad, type Standing } from './meetings.ts'

/** What a line or a cell counts. */
export interface Tally {
  passages: number
  sources: number
  people: Set<string>
}

/** A tally while it is taken, source by source. */
interface Taking extends Tally {
  /** The passage, or pair of codings, counted last; of those that do not come in order, all. */
  counted: number | Set<number>
  source: string | null
  /** Those counted last. */
  last: readonly string[] | null
}

/** What lines and cells count, by their index; those that count nothing are not there. A cell's is row × columns + column. */
export interface Counted {
  rows: ReadonlyMap<number, Tally>
  columns: ReadonlyMap<number, Tally>
  cells: ReadonlyMap<number, Tally>
}

type Taken = Record<keyof Counted, ReadonlyMap<number, Taking>>

/** Counts codings in the order of sources and text. */
export function tallied(
  standing: readonly Standing[],
  width: number,
  personsIn: (cases: readonly string[]) => readonly string[],
): Taken {
  const rows = new Map<number, Taking>()
  const columns = new Map<number, Taking>()
  const cells = new Map<number, Taking>()
  let pair = 0
  for (const one of standing) {
    const { placed, rows: down, columns: across, met } = one
    pair++
    const { source } = placed
    const behind = personsIn(placed.cases)
    for (const row of down) add(at(rows, row, false), placed.passage, source, behind)
    for (const column of across) {
      // What stands across is met by one row after the other.
      add(at(columns, column, met !== null), (met ?? placed).passage, source, behind)
      for (const row of down) {
        const cell = at(cells, row * width + column, false)
        const counted = met === null ? placed.passage : isHad(one, row, column) ? null : pair
        add(cell, counted, source, behind)
      }
    }
  }
  return { rows, columns, cells }
}

function at(tallies: Map<number, Taking>, index: number, isUnordered: boolean): Taking {
  const known = tallies.get(index)
  if (known) return known
  const fresh: Taking = {
    passages: 0,
    counted: isUnordered ? new Set() : 0,
    sources: 0,
    source: null,
    people: new Set(),
    last: null,
  }
  tallies.set(index, fresh)
  return fresh
}

/** Who is behind a pair that the cell has already (null) is taken note of, too: behind its other coding may be others. */
function add(to: Taking, counted: number | null, source: string, people: readonly string[]): void {
  if (counted !== null) count(to, counted)
  if (to.source !== source) to.sources++
  to.source = source
  if (to.last === people) return
  to.last = people
  for (const one of people) to.people.add(one)
}

function count(to: Taking, counted: number): void {
  if (typeof to.counted === 'object') to.passages = to.counted.add(counted).size
  else if (to.counted !== counted) {
    to.passages++
    to.counted = counted
  }
}

/** What one source counts, as it is kept: little, for there are many. */
type Entry = readonly [index: number, passages: number, people: readonly string[]]
export type Part = Record<keyof Counted, readonly Entry[]>

export const partOf = ({ rows, columns, cells }: Taken): Part => ({
  rows: entries(rows),
  columns: entries(columns),
  cells: entries(cells),
})

const entries = (tallies: ReadonlyMap<number, Taking>): Entry[] =>
  [...tallies].map(([index, { passages, people, last }]) => [
    index,
    passages,
    last?.length === people.size ? last : [...people],
  ])

/** What sources count together. */
export const together = (parts: readonly Part[]): Counted => ({
  rows: sum(parts.map(({ rows }) => rows)),
  columns: sum(parts.map(({ columns }) => columns)),
  cells: sum(parts.map(({ cells }) => cells)),
})

function sum(parts: readonly (readonly Entry[])[]): Map<number, Tally> {
  const all = new Map<number, Tally>()
  for (const part of parts) {
    for (const [index, passages, people] of part) {
      const to = all.get(index)
      if (!to) all.set(index, { passages, sources: 1, people: new Set(people) })
      else {
        to.passages += passages
        to.sources++
        for (const one of people) to.people.add(one)
      }
    }
  }
  return all
}

export const countsOf = (tally: Tally | undefined): Record<MatrixCount, number> => ({
  passages: tally?.passages ?? 0,
  sources: tally?.sources ?? 0,
  people: tally?.people.size ?? 0,
})
