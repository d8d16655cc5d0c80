import { TandemError } from '#shared/errors.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import type { Matrix, MatrixAsked, MatrixCount, MatrixLine } from '#shared/model/matrix.ts'
import { byPassage } from '#shared/model/passage.ts'
import { namelessFor } from '../adjudication/judging.ts'
import { storedCases } from '../cases/queries.ts'
import { overlapping } from '../codings/overlapping.ts'
import { type Placed, placedCodings } from '../codings/placed.ts'
import { codedPassages, eachOnce } from '../codings/queries.ts'
import type { Db } from '../db/sql.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
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
  const columnTallies = columns.lines.map(tally)
  const cells = new Map<number, Tally>()
  let pair = 0
  for (const { placed, rows: down, columns: across, met } of standing) {
    pair++
    const behind = placed.cases.filter(id => people.has(id))
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
  /** Passages, or pairs of codings, by number. */
  passages: Set<number>
  sources: number
  source: string | null
  people: Set<string>
}

const tally = (): Tally => ({ passages: new Set(), sources: 0, source: null, people: new Set() })

function add(to: Tally | undefined, counted: number, source: string, people: readonly string[]): void {
  if (!to) return
  to.passages.add(counted)
  if (to.source !== source) to.sources++
  to.source = source
  for (const one of people) to.people.add(one)
}

const countsOf = ({ passages, sources, people }: Tally): Record<MatrixCount, number> => ({
  passages: passages.size,
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
  const inRows = placed
    .map(one => ({ placed: one, rows: rows.of(one) }))
    .filter(({ rows: down }) => down.length > 0)
  if (asked.columns.kind === 'codes' || asked.columns.kind === 'themes') {
    const columns = codeLines(db, asked.columns, me)
    return { rows, columns, standing: meetings(inRows, placed, columns) }
  }
  const columns = otherLines(db, asked.columns)
  return {
    rows,
    columns,
    standing: inRows.map(one => ({ ...one, columns: columns.of(one.placed), met: null })),
  }
}

/** Each coding of a row with each coding of a column that overlaps it, by the same coder (in the consensus: by none). */
function meetings(
  inRows: readonly { placed: Placed; rows: readonly number[] }[],
  placed: readonly Placed[],
  columns: Lines,
): Standing[] {
  const who = ({ source, coder }: Placed) => `${source} ${coder ?? ''}`
  const across = Map.groupBy(
    placed.flatMap(met => {
      const its = columns.of(met)
      return its.length > 0 ? [{ start: met.start, end: met.end, met, columns: its }] : []
    }),
    ({ met }) => who(met),
  )
  const sweeps = new Map([...across].map(([key, list]) => [key, overlapping(list)]))
  return inRows.flatMap(({ placed: mine, rows }) =>
    (sweeps.get(who(mine))?.(mine) ?? []).flatMap(({ met, columns: its }) =>
      met.id === mine.id ? [] : [{ placed: mine, rows, columns: its, met }],
    ),
  )
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
