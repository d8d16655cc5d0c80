import type { CodingColumns, OpenCodings } from '#shared/model/coding.ts'
import { standingCode } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding } from '../rounds/blinding.ts'
import { inNoOrder, namesKeptFrom } from '../rounds/nameless.ts'
import { journalEnd } from './changed-since.ts'

interface StoredRow {
  at: string
  id: string | null
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

/**
 * The independent codings of a source that the member `me` may see, packed in columns (whose they are as far as they may know), with how far the journal has
 * come as far as they may know: one query, so that both are of one moment.
 */
export function openCodings(db: Db, copy: string, source: string, me: string): OpenCodings {
  const rows = all<StoredRow>(
    db,
    `SELECT j.at, c.id, c.start, c."end", iif(c.id IS NULL, NULL, ${standingCode('c')}) AS code, c.coder, c.polarity, c.comment, c.round, c.created_at,
       p.submitted_at IS NOT NULL AS frozen
     FROM (SELECT ${journalEnd('$copy', '$me')} AS at) j
     LEFT JOIN codings c ON c.source = $source AND c.layer = 'independent' AND ${mayShowCoding('c', '$me')}
     LEFT JOIN round_coders p ON p.round = c.round AND p.coder = c.coder
     ORDER BY c.start, c."end", c.id`,
    { copy, source, me },
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
  const kept = namesKeptFrom(db, me)
  // Where there are none, the one row tells the moment alone.
  const there = rows.flatMap(row => (row.id === null ? [] : { ...row, id: row.id, source }))
  for (const [at, row] of (kept ? inNoOrder(there) : there).entries()) {
    columns.id.push(row.id)
    columns.start.push(row.start)
    columns.end.push(row.end)
    columns.code.push(codes.indexOf(row.code))
    const openedAt = kept?.openingIn(row.coder, source)
    columns.coder.push(openedAt === undefined ? coders.indexOf(row.coder) : -1)
    columns.round.push(row.round === null ? -1 : rounds.indexOf(row.round))
    columns.polarity.push(row.polarity === null ? 0 : row.polarity === 'facilitator' ? 1 : 2)
    columns.createdAt.push(openedAt ?? row.created_at)
    if (row.frozen === 1) columns.frozen.push(at)
    if (row.comment !== '') columns.comments.push([at, row.comment])
  }
  return { at: rows[0]?.at ?? '', columns }
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
