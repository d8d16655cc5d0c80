import { all, type Row } from '../db/sql.ts'
import { type Change, made, removed } from '../history/changes.ts'
import { type Carried, type Revising, toPlace } from './revising.ts'

/** The codings of the source as they stand in the new text; those that do not wait on the list. */
export type Placed = readonly Mark[]

export type Mark = Row & { id: string; start: number; end: number; round: string | null }

interface Listed {
  id: string
  row: string
  why: 'touched' | 'gone'
  start: number
  end: number
  kept: string | null
  /** Whether the new text is the very one it stood in. */
  back: number
}

/**
 * Carries codings and annotations, whoever made them, into the new text. Those on the same words go with them. Those
 * whose words differ go with what became of them and are listed; those of which nothing is left wait on the list with
 * their whole row. What waits there since the text became other than the new one is, stands again where it stood.
 */
export function carryMarks(revising: Revising): Carried & { placed: Placed } {
  const codings = carry(revising, 'codings')
  const annotations = carry(revising, 'annotations')
  return {
    changes: [...codings.changes, ...annotations.changes],
    same: codings.same + annotations.same,
    listed: codings.listed + annotations.listed,
    placed: codings.placed,
  }
}

function carry(revising: Revising, table: 'codings' | 'annotations') {
  const { source, to, anchors, tools } = revising
  const what = table === 'codings' ? 'coding' : 'annotation'
  const listed = listedOf(revising, what)
  const changes: Change[] = []
  const placed: Mark[] = []
  const sum = { same: 0, listed: 0 }
  for (const mark of all<Mark>(tools.db, `SELECT * FROM ${table} WHERE source = ? ORDER BY id`, source)) {
    const { id, ...row } = mark
    const waiting = listed.get(id)
    const place: ReturnType<typeof anchors.reanchor> =
      waiting?.back === 1 ? { fate: 'same', start: waiting.start, end: waiting.end } : anchors.reanchor(mark)
    if (place.fate === 'gone') {
      const kept = JSON.stringify(row)
      if (waiting) changes.push(into(waiting, { why: 'gone', kept }))
      else changes.push(toPlace(revising, mark, { ...ownerOf(mark), what, row: id, why: 'gone', kept }))
      changes.push({ table, id, before: row, after: null })
      sum.listed++
      continue
    }
    const { start, end, fate } = place
    placed.push({ ...mark, start, end })
    if (fate === 'touched' && !waiting)
      changes.push(toPlace(revising, mark, { ...ownerOf(mark), what, row: id, why: 'touched', kept: null }))
    changes.push(moved(table, mark, { revision: to, start, end }))
    if (waiting?.back === 1) changes.push(removed(tools.db, 'to_place', waiting.id))
    sum[fate === 'same' ? 'same' : 'listed']++
  }
  for (const waiting of listed.values()) {
    if (waiting.why !== 'gone' || waiting.back === 0 || waiting.kept === null) continue
    const { start, end } = waiting
    const kept = JSON.parse(waiting.kept) as Row & { round: string | null }
    const row = { ...kept, revision: to, start, end }
    placed.push({ ...row, id: waiting.row })
    changes.push(made(table, waiting.row, row), removed(tools.db, 'to_place', waiting.id))
    sum.same++
  }
  return { changes, placed, ...sum }
}

const listedOf = ({ tools, source, textSha }: Revising, what: string): Map<string, Listed> =>
  new Map(
    all<Listed>(
      tools.db,
      `SELECT t.id, t."row", t.why, t.start, t."end", t.kept, r.text = ? AS back
       FROM to_place t JOIN revisions r ON r.id = t.revision WHERE t.source = ? AND t.what = ?`,
      textSha,
      source,
      what,
    ).map(listed => [listed.row, listed]),
  )

/** Whose it is, as the list's blinding needs it. */
const ownerOf = (mark: Mark) => ({
  layer: mark.layer === 'consensus' ? ('consensus' as const) : ('independent' as const),
  coder: (mark.coder ?? mark.author ?? null) as string | null,
  round: mark.round,
})

const into = (waiting: Listed, after: { why: 'gone'; kept: string }): Change => ({
  table: 'to_place',
  id: waiting.id,
  before: { why: waiting.why, kept: waiting.kept },
  after,
})

/** The change of a mark's place; columns that stay are not named. */
function moved(table: 'codings' | 'annotations', mark: Mark, place: Row): Change {
  const differs = Object.entries(place).filter(([column, value]) => mark[column] !== value)
  return {
    table,
    id: mark.id,
    before: Object.fromEntries(differs.map(([column]) => [column, mark[column] ?? null])),
    after: Object.fromEntries(differs),
  }
}
