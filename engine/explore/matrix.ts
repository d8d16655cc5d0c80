import { TandemError } from '#shared/errors.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import type { Matrix, MatrixAsked, MatrixCount, MatrixLine } from '#shared/model/matrix.ts'
import { byPassage } from '#shared/model/passage.ts'
import type { Span } from '#shared/text/span.ts'
import { storedCases } from '../cases/queries.ts'
import { overlapping } from '../codings/overlapping.ts'
import { ofCases, type Placed, placedCodings } from '../codings/placed.ts'
import { codedPassages, eachOnce } from '../codings/queries.ts'
import type { Db } from '../db/sql.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import { namelessFor } from '../rounds/nameless.ts'
import { codeLines, type Line, type Lines, otherLines } from './lines.ts'

/** A coding in a row that stands in columns, by itself or with another on overlapping text. */
interface Standing {
  placed: Placed
  rows: readonly number[]
  columns: readonly number[]
  /** The coding it meets, where codes stand across. */
  met: Placed | null
}

/**
 * Counts codes or themes against what stands across, as far as `me` may see the codings: passages, each once however many
 * codings it has. Where codes stand across, a cell counts pairs of codings, one of the row and one of the column, that
 * overlap; a coding is no pair with itself.
 * One query for the codings and one for their cases; O(n log n) in codings and linear in the pairs.
 */
export function matrixOf(db: Db, asked: MatrixAsked, me: string): Matrix {
  const { rows, columns, standing } = standingIn(db, asked, me)
  const people = new Set(
    storedCases(db)
      .filter(({ kind }) => kind === 'person')
      .map(({ id }) => id),
  )
  const rowTallies = rows.lines.map(tally)
  // What stands across is met by one row after the other.
  const columnTallies = columns.lines.map(standing.some(({ met }) => met !== null) ? unorderedTally : tally)
  const cells = new Map<number, Tally>()
  const peopleIn = ofCases(cases => cases.filter(id => people.has(id)))
  let pair = 0
  for (const { placed, rows: down, columns: across, met } of standing) {
    pair++
    const behind = peopleIn(placed.cases)
    for (const row of down) add(rowTallies[row], placed.passage, placed.source, behind)
    for (const column of across) {
      const to = columnTallies[column]
      add(to, (met ?? placed).passage, placed.source, behind)
      for (const row of down) {
        const at = row * columns.lines.length + column
        const cell = cells.get(at) ?? tally()
        cells.set(at, cell)
        add(cell, met === null ? placed.passage : pair, placed.source, behind)
      }
    }
  }
  return {
    rows: rows.lines.map(withTotal(rowTallies)),
    columns: columns.lines.map(withTotal(columnTallies)),
    cells: [...cells].map(([at, cell]) => ({
      row: Math.floor(at / columns.lines.length),
      column: at % columns.lines.length,
      counts: countsOf(cell),
    })),
    note: noteOf(asked),
    withheld: somethingIsBlind(db),
  }
}

/**
 * What the cell of the row and column with these ids (null: any) counts, in the order of sources and text: each passage
 * with its codings there; where codes stand across, in a cell each pair of codings, the row's first.
 */
export function passagesIn(
  db: Db,
  asked: MatrixAsked & { row: string | null; column: string | null },
  me: string,
): CodedPassage[][] {
  const { rows, columns, standing } = standingIn(db, asked, me)
  const indexOf = ({ lines }: Lines, id: string | null) =>
    id === null ? null : lines.findIndex(line => line.id === id)
  const [row, column] = [indexOf(rows, asked.row), indexOf(columns, asked.column)]
  const there = standing.filter(
    one => (row === null || one.rows.includes(row)) && (column === null || one.columns.includes(column)),
  )
  const codings = codedPassages(db, { layer: asked.layer }, me)
  if (row !== null && column !== null && there.some(({ met }) => met !== null)) {
    const known = new Map(codings.map(coding => [coding.id, coding]))
    const pairs = new Map(
      there.flatMap(one => (one.met ? [[pairKey(one.placed, one.met), one] as const] : [])),
    )
    return [...pairs.values()].map(({ placed, met }) =>
      [placed.id, met?.id ?? ''].flatMap(id => known.get(id) ?? []),
    )
  }
  const wanted = new Set(there.map(({ placed, met }) => (row === null && met ? met.id : placed.id)))
  return byPassage(codings.filter(({ id }) => wanted.has(id)))
}

/** The ids of the codings in each cell, by `ROW COLUMN` ids, in the order of sources and text. One pass for all cells. */
export function codingsByCell(db: Db, asked: MatrixAsked, me: string): Map<string, string[]> {
  const { rows, columns, standing } = standingIn(db, asked, me)
  const cells = new Map<string, Set<string>>()
  for (const { placed, rows: down, columns: across } of standing) {
    for (const row of down) {
      for (const column of across) {
        const key = `${rows.lines[row]?.id} ${columns.lines[column]?.id}`
        cells.set(key, (cells.get(key) ?? new Set()).add(placed.id))
      }
    }
  }
  return new Map([...cells].map(([key, ids]) => [key, [...ids]]))
}

const pairKey = (one: Placed, met: Placed): string => `${one.id} ${met.id}`

/** What a line or a cell counts, taken up source by source. */
interface Tally {
  passages: number
  /** The passage, or pair of codings, counted last; of those that do not come in order, all. */
  counted: number | Set<number>
  sources: number
  source: string | null
  people: Set<string>
  /** Those counted last. */
  last: readonly string[] | null
}

const tally = (): Tally => ({
  passages: 0,
  counted: 0,
  sources: 0,
  source: null,
  people: new Set(),
  last: null,
})

/** Of passages that come in any order. */
const unorderedTally = (): Tally => ({ ...tally(), counted: new Set() })

function add(to: Tally | undefined, counted: number, source: string, people: readonly string[]): void {
  if (!to) return
  if (typeof to.counted === 'object') to.passages = to.counted.add(counted).size
  else if (to.counted !== counted) {
    to.passages++
    to.counted = counted
  }
  if (to.source !== source) to.sources++
  to.source = source
  if (to.last === people) return
  to.last = people
  for (const one of people) to.people.add(one)
}

const countsOf = ({ passages, sources, people }: Tally): Record<MatrixCount, number> => ({
  passages,
  sources,
  people: people.size,
})

const withTotal =
  (tallies: readonly Tally[]) =>
  (line: Line, at: number): MatrixLine => ({ ...line, total: countsOf(tallies[at] ?? tally()) })

function standingIn(
  db: Db,
  asked: MatrixAsked,
  me: string,
): { rows: Lines; columns: Lines; standing: Standing[] } {
  if (asked.columns.kind === 'coder' && asked.layer === 'independent' && namelessFor(db, me).size > 0) {
    throw new TandemError(
      'not-allowed',
      'Coders do not stand across while a round is judged with their names hidden.',
      'Choose other columns, or wait until the round is closed.',
    )
  }
  const rows = codeLines(db, asked.rows, me)
  const placed = placedIn(db, asked, me)
  const inRows: InRows[] = []
  for (const one of placed) {
    const down = rows.of(one)
    if (down.length > 0) inRows.push({ placed: one, rows: down })
  }
  if (asked.columns.kind === 'codes' || asked.columns.kind === 'themes') {
    const columns = codeLines(db, asked.columns, me)
    return { rows, columns, standing: meetings(inRows, placed, columns) }
  }
  const columns = otherLines(db, asked.columns)
  return {
    rows,
    columns,
    standing: inRows.map(one => ({
      placed: one.placed,
      rows: one.rows,
      columns: columns.of(one.placed),
      met: null,
    })),
  }
}

interface InRows {
  placed: Placed
  rows: readonly number[]
}

/** Each coding of a row with each coding of a column that overlaps it, by the same coder (in the consensus: by none). */
function meetings(inRows: readonly InRows[], placed: readonly Placed[], columns: Lines): Standing[] {
  const across = new Map<string, Map<string | null, Across[]>>()
  for (const met of placed) {
    const its = columns.of(met)
    if (its.length === 0) continue
    const bySource = across.get(met.source) ?? new Map<string | null, Across[]>()
    across.set(met.source, bySource)
    const list = bySource.get(met.coder) ?? []
    bySource.set(met.coder, list)
    list.push({ start: met.start, end: met.end, met, columns: its })
  }
  const sweeps = new Map(
    [...across].map(([source, byCoder]) => [
      source,
      new Map([...byCoder].map(([coder, list]) => [coder, overlapping(list)])),
    ]),
  )
  const standing: Standing[] = []
  for (const { placed: mine, rows } of inRows) {
    for (const { met, columns: its } of sweeps.get(mine.source)?.get(mine.coder)?.(mine) ?? [])
      if (met.id !== mine.id) standing.push({ placed: mine, rows, columns: its, met })
  }
  return standing
}

/** A coding of a column. */
interface Across extends Span {
  met: Placed
  columns: readonly number[]
}

/** In the consensus each coding once: two that are settled alike are no pair. */
function placedIn(db: Db, { layer, polarity }: MatrixAsked, me: string): readonly Placed[] {
  const placed = eachOnce(layer, placedCodings(db, { layer, me }))
  return polarity === null ? placed : placed.filter(one => one.polarity === polarity)
}

function noteOf({ layer, columns, polarity }: MatrixAsked): string {
  const what =
    columns.kind === 'codes' || columns.kind === 'themes'
      ? 'Pairs of two codings that overlap; “All” counts the row’s passages that are in one'
      : 'Coded passages, each once in a cell, however many codes they carry'
  const which = polarity === null ? '' : `, ${polarity}s only`
  return `${what}${which}. Layer: ${layer === 'consensus' ? 'consensus' : 'each coder’s own codings'}. Codes count with those beneath them.`
}
