import { TandemError } from '#shared/errors.ts'
import type { Row } from '../db/sql.ts'
import { areIds, areReadings } from '../disagreements/readings.ts'
import type { Change, FoldedTable } from '../history/changes.ts'
import type { Operation } from '../history/journal.ts'
import { wholeSteps } from './own-work.ts'

/** Where a reviewer's return may reach: the settling of one round. */
export interface ReviewReach {
  reviewer: string
  round: string
  sources: ReadonlySet<string>
  /** The newest Lamport time of what the hand-out held. */
  after: number
  columns(table: FoldedTable): ReadonlySet<string>
  /** A row as the study has it, or had it when the journal last made it; undefined where it never did. */
  rowOf(table: FoldedTable, id: string): Row | undefined
  /** All that a row was since it was first made, as the journal tells it: a text that was corrected carried it along. */
  statesOf(table: FoldedTable, id: string): Row[]
}

/** What settling writes, with the column that says who made a row, and those that may change once it is made. */
const tables: Partial<Record<FoldedTable, { maker: string | null; changing: readonly string[] }>> = {
  rulings: { maker: 'reviewer', changing: ['reason', 'discussed_with', 'reviewer', 'created_at'] },
  ruled_on: { maker: null, changing: ['meeting'] },
  ruled_readings: { maker: null, changing: [] },
  meetings: { maker: 'opened_by', changing: ['held_on', 'attendees', 'notes'] },
  agenda: { maker: 'parked_by', changing: ['meeting', 'decision', 'decided_at'] },
  item_comments: { maker: 'author', changing: [] },
  codings: { maker: null, changing: [] },
}

/** The columns that hold lists: whatever reads a docket goes through them. */
const kept: Partial<Record<FoldedTable, { column: string; is: (text: unknown) => boolean }>> = {
  ruled_on: { column: 'codings', is: areIds },
  ruled_readings: { column: 'readings', is: areReadings },
  agenda: { column: 'named', is: areIds },
  item_comments: { column: 'codings', is: areIds },
}

/**
 * What looks at a reviewer's return, operation by operation, before anything of it is written: that each is whole, was done
 * by that reviewer after the hand-out was made, and settles differences of its round and nothing else. Rulings are made and
 * taken back, by others too, as a reviewer may; of a ruling that stands only the notes are rewritten, and both coders' own
 * codings are out of reach.
 */
export function reviewWork(reach: ReviewReach): (operation: Operation) => void {
  const mustBeWhole = wholeSteps({ actor: reach.reviewer, after: reach.after })
  const mine = new Map<string, Row>()
  return operation => {
    mustBeWhole(operation)
    if (!/^(ruling|comment|agenda|meeting)\./.test(operation.kind))
      throw refused('has a step that does not say that it settles a difference')
    for (const change of operation.changes) mustSettle(change, reach, mine)
  }
}

function mustSettle({ table, id, before, after }: Change, reach: ReviewReach, mine: Map<string, Row>): void {
  const known = tables[table]
  if (!known || (before === null && after === null))
    throw refused('holds a change to something that is no settling of differences')
  const key = `${table} ${id}`
  const there = mine.get(key) ?? reach.rowOf(table, id)
  if (after === null || before !== null) {
    if (!there || !isOfRound(table, there, reach, mine))
      throw refused('changes something of another round, or a coder’s own work')
    if (after === null) {
      const maker = known.maker === null ? null : there[known.maker]
      if (table === 'item_comments' && maker !== reach.reviewer)
        throw refused('removes what somebody else said')
      return
    }
    if (Object.keys(after).some(column => !known.changing.includes(column)))
      throw refused('rewrites something that is only made or taken back')
    const row = { ...there, ...after }
    if (table === 'rulings' && row.reviewer !== reach.reviewer && !wasSo(reach, table, id, row))
      throw refused('rules or speaks in the name of somebody else')
    mine.set(key, row)
    return
  }
  const columns = reach.columns(table)
  const names = Object.keys(after)
  if (names.length !== columns.size || !names.every(name => columns.has(name)))
    throw refused('holds a row that is not as this version of Tandem keeps them')
  const isKept = kept[table]
  if (isKept && !isKept.is(after[isKept.column]))
    throw refused('holds a row that is not as this version of Tandem keeps them')
  if (!isOfRound(table, after, reach, mine)) throw refused('settles something outside what was handed out')
  // What was taken back and comes back by undo is what it was, whoever made it; all else is the reviewer's.
  if (reach.rowOf(table, id)) {
    if (!wasSo(reach, table, id, after, known.changing))
      throw refused('makes something that is here already, and says something else of it')
  } else if (known.maker !== null && after[known.maker] !== reach.reviewer)
    throw refused('rules or speaks in the name of somebody else')
  mine.set(key, after)
}

/** Whether a row is, but for columns that may change, what it is or was once: what an undone change leaves. */
function wasSo(
  { rowOf, statesOf }: ReviewReach,
  table: FoldedTable,
  id: string,
  row: Row,
  changing: readonly string[] = [],
): boolean {
  const columns = Object.keys(row).filter(column => !changing.includes(column))
  const isSo = (before: Row): boolean => columns.every(column => row[column] === before[column])
  const now = rowOf(table, id)
  return (now !== undefined && isSo(now)) || statesOf(table, id).some(isSo)
}

function isOfRound(
  table: FoldedTable,
  row: Row,
  reach: ReviewReach,
  mine: ReadonlyMap<string, Row>,
): boolean {
  const { round, sources } = reach
  const rules = (ruling: Row[string] | undefined): boolean => {
    const found =
      typeof ruling === 'string'
        ? (mine.get(`rulings ${ruling}`) ?? reach.rowOf('rulings', ruling))
        : undefined
    return found?.round === round
  }
  if (table === 'ruled_on' || table === 'ruled_readings') return rules(row.ruling)
  if (row.round !== round) return false
  if (table === 'rulings') return sources.has(String(row.source))
  if (table !== 'codings') return true
  return (
    row.layer === 'consensus' && row.coder === null && sources.has(String(row.source)) && rules(row.ruling)
  )
}

const refused = (what: string): TandemError =>
  new TandemError(
    'damaged',
    `This reviewer’s return ${what}: it is not as Tandem wrote it.`,
    'Nothing was taken in. Ask the reviewer for the file again, as Tandem wrote it.',
  )
