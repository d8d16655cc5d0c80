import type { CodingColumns } from '#shared/model/coding.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding } from '../rounds/blinding.ts'

interface StoredRow {
  id: string
  start: number
  end: number
  code: string
  coder: string
  polarity: 'facilitator' | 'barrier' | null
  comment: string
  round: string | null
  created_at: number
  frozen: number
}

/** The independent codings of a source that the member `me` may see, packed in columns: one query. */
export function codingColumns(db: Db, source: string, me: string): CodingColumns {
  const rows = all<StoredRow>(
    db,
    `SELECT c.id, c.start, c."end", c.code, c.coder, c.polarity, c.comment, c.round, c.created_at,
       p.submitted_at IS NOT NULL AS frozen
     FROM codings c LEFT JOIN round_coders p ON p.round = c.round AND p.coder = c.coder
     WHERE c.source = ? AND c.layer = 'independent' AND ${mayShowCoding('c', '?')}
     ORDER BY c.start, c."end", c.id`,
    source,
    me,
  )
  const [codes, coders, rounds] = [listing(), listing(), listing()]
  const columns: CodingColumns = {
    source,
    codes: codes.values,
    coders: coders.values,
    rounds: rounds.values,
    id: [],
    start: [],
    end: [],
    code: [],
    coder: [],
    round: [],
    polarity: [],
    createdAt: [],
    frozen: [],
    comments: [],
  }
  for (const [at, row] of rows.entries()) {
    columns.id.push(row.id)
    columns.start.push(row.start)
    columns.end.push(row.end)
    columns.code.push(codes.indexOf(row.code))
    columns.coder.push(coders.indexOf(row.coder))
    columns.round.push(row.round === null ? -1 : rounds.indexOf(row.round))
    columns.polarity.push(row.polarity === null ? 0 : row.polarity === 'facilitator' ? 1 : 2)
    columns.createdAt.push(row.created_at)
    if (row.frozen === 1) columns.frozen.push(at)
    if (row.comment !== '') columns.comments.push([at, row.comment])
  }
  return columns
}

/** A list of different values, each with its place in it. */
function listing() {
  const values: string[] = []
  const places = new Map<string, number>()
  return {
    values,
    indexOf(value: string): number {
      const known = places.get(value)
      if (known !== undefined) return known
      places.set(value, values.length)
      values.push(value)
      return values.length - 1
    },
  }
}
