import type { Span } from '#shared/text/span.ts'
import { all, type Row } from '../db/sql.ts'
import { type Change, made, removed } from '../history/changes.ts'
import type { Anchors } from './anchors.ts'
import { anchorsBetween } from './anchors-between.ts'
import { lineageOf } from './lineage.ts'
import { storedRevisions } from './queries.ts'
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
  /** Where the words it stood on are in a text put back; null where they are not, or none is put back. */
  back: Span | null
}

/**
 * Carries codings and annotations, whoever made them, into the new text. Those on the same words go with them. Those
 * whose words differ go with what became of them and are listed; those of which nothing is left wait on the list with
 * their whole row, and stand again where they stood when a text is put back that has their words.
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
    const place: ReturnType<typeof anchors.reanchor> = waiting?.back
      ? { fate: 'same', ...waiting.back }
      : anchors.reanchor(mark)
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
    if (waiting?.back) changes.push(removed(tools.db, 'to_place', waiting.id))
    sum[fate === 'same' ? 'same' : 'listed']++
  }
  for (const waiting of listed.values()) {
    if (waiting.why !== 'gone' || waiting.back === null || waiting.kept === null) continue
    const { start, end } = waiting.back
    const kept = JSON.parse(waiting.kept) as Row & { round: string | null }
    const row = { ...kept, revision: to, start, end }
    placed.push({ ...row, id: waiting.row })
    changes.push(made(table, waiting.row, row), removed(tools.db, 'to_place', waiting.id))
    sum.same++
  }
  return { changes, placed, ...sum }
}

/** What of the source waits on the list already, by its row. */
function listedOf({ tools, source, restores }: Revising, what: string): Map<string, Listed> {
  const { db } = tools
  const rows = all<Omit<Listed, 'back'> & { revision: string }>(
    db,
    `SELECT id, "row", why, start, "end", kept, revision FROM to_place WHERE source = ? AND what = ?`,
    source,
    what,
  )
  const texts = restores === null ? [] : storedRevisions(db, source)
  const lineage = lineageOf(db, texts)
  const from = new Map<string, Anchors>()
  const placesFrom = (revision: string, to: number): Anchors => {
    const at = texts.findIndex(({ id }) => id === revision)
    const places = from.get(revision) ?? anchorsBetween(lineage, at, to)
    from.set(revision, places)
    return places
  }
  return new Map(
    rows.map(({ revision, ...row }) => {
      const place = restores === null ? null : placesFrom(revision, restores).reanchor(row)
      return [
        row.row,
        { ...row, back: place?.fate === 'same' ? { start: place.start, end: place.end } : null },
      ]
    }),
  )
}

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
