import { TandemError } from '#shared/errors.ts'
import type { CodedPassage } from '#shared/model/coding.ts'
import type { Matrix, MatrixAsked, MatrixCodes, MatrixColumns, MatrixLine } from '#shared/model/matrix.ts'
import { byPassage } from '#shared/model/passage.ts'
import { storedCases } from '../cases/queries.ts'
import { numbered, ofCases, type Placed, placedBySource, placedCodings } from '../codings/placed.ts'
import { codedPassages, eachOnce } from '../codings/queries.ts'
import { gathering, keptBySource, writing } from '../db/kept.ts'
import type { Db } from '../db/sql.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import { namelessFor } from '../rounds/nameless.ts'
import { codeLines, type Line, type Lines, otherLines } from './lines.ts'
import { inRows, isHad, meetings, none, type Standing } from './meetings.ts'
import { type Counted, countsOf, partOf, type Tally, tallied, together } from './tally.ts'

/**
 * Counts codes or themes against what stands across, as far as `me` may see the codings: passages, each once however many
 * codings it has. Where codes stand across, a cell counts pairs of codings, one of the row and one of the column, that
 * overlap; a coding is no pair with itself, and two of which each is of the row's and of the column's are one pair.
 * One query for the codings and one for their cases; O(n log n) in codings and linear in the pairs. Pairs are found anew only in
 * the sources in which something was coded.
 */
export function matrixOf(db: Db, asked: MatrixAsked, me: string): Matrix {
  const across = asked.columns
  const { rows, columns, counted } = areCodes(across)
    ? pairsIn(db, { ...asked, columns: across }, me)
    : countedIn(db, standingIn(db, asked, me))
  return {
    rows: rows.lines.map(withTotal(counted.rows)),
    columns: columns.lines.map(withTotal(counted.columns)),
    cells: [...counted.cells].map(([at, cell]) => ({
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
 * with its codings there; where codes stand across, in a cell each pair of codings once, the row's first.
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
    return there
      .filter(one => !isHad(one, row, column))
      .map(({ placed, met }) => [placed.id, met?.id ?? ''].flatMap(id => known.get(id) ?? []))
  }
  const ids = new Set(there.map(({ placed, met }) => (row === null && met ? met.id : placed.id)))
  return byPassage(codings.filter(({ id }) => ids.has(id)))
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

function countedIn(db: Db, { rows, columns, standing }: Stands): Stands & { counted: Counted } {
  return { rows, columns, standing, counted: tallied(standing, columns.lines.length, personsOf(db)) }
}

/** Codes on the same text: pairs of each source by itself, which no other source bears on, put together. */
function pairsIn(
  db: Db,
  asked: MatrixAsked & { columns: MatrixCodes },
  me: string,
): Lined & { counted: Counted } {
  const rows = codeLines(db, asked.rows, me)
  const columns = codeLines(db, asked.columns, me)
  const personsIn = personsOf(db)
  const bySource = keptBySource(
    db,
    JSON.stringify(['pairs by source', asked, me]),
    sources => {
      const placed = placedBySource(db, { layer: asked.layer, me })
      return new Map(
        [...(sources ?? placed.keys())].map(source => {
          const its = wanted(asked, numbered([placed.get(source) ?? []]))
          const standing = meetings(inRows(rows, its), its, columns)
          return [source, partOf(tallied(standing, columns.lines.length, personsIn))]
        }),
      )
    },
    asked.rows.kind === 'codes' && asked.columns.kind === 'codes' ? gathering : writing,
  )
  return { rows, columns, counted: together([...bySource.values()]) }
}

/** Who of the cases behind a coding is a person. */
function personsOf(db: Db): (cases: readonly string[]) => readonly string[] {
  const people = new Set(
    storedCases(db)
      .filter(({ kind }) => kind === 'person')
      .map(({ id }) => id),
  )
  return ofCases(cases => cases.filter(id => people.has(id)))
}

const areCodes = (columns: MatrixColumns): columns is MatrixCodes =>
  columns.kind === 'codes' || columns.kind === 'themes'

const withTotal =
  (tallies: ReadonlyMap<number, Tally>) =>
  (line: Line, at: number): MatrixLine => ({ ...line, total: countsOf(tallies.get(at)) })

interface Lined {
  rows: Lines
  columns: Lines
}

interface Stands extends Lined {
  standing: Standing[]
}

function standingIn(db: Db, asked: MatrixAsked, me: string): Stands {
  if (asked.columns.kind === 'coder' && asked.layer === 'independent' && namelessFor(db, me).size > 0) {
    throw new TandemError(
      'not-allowed',
      'Coders do not stand across while a round is judged with their names hidden.',
      'Choose other columns, or wait until the round is closed.',
    )
  }
  const rows = codeLines(db, asked.rows, me)
  const placed = placedIn(db, asked, me)
  const down = inRows(rows, placed)
  const across = asked.columns
  if (areCodes(across)) {
    const columns = codeLines(db, across, me)
    return { rows, columns, standing: meetings(down, placed, columns) }
  }
  const columns = otherLines(db, across)
  return {
    rows,
    columns,
    standing: down.map(one => ({
      placed: one.placed,
      rows: one.rows,
      columns: columns.of(one.placed),
      met: null,
      hadRows: none,
      hadColumns: none,
    })),
  }
}

const placedIn = (db: Db, asked: MatrixAsked, me: string): readonly Placed[] =>
  wanted(asked, placedCodings(db, { layer: asked.layer, me }))

/** In the consensus each coding once: two that are settled alike are no pair. */
function wanted({ layer, polarity }: MatrixAsked, all: readonly Placed[]): readonly Placed[] {
  const placed = eachOnce(layer, all)
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
