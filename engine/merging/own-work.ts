import { TandemError } from '#shared/errors.ts'
import { longestName, longestWords } from '#shared/text/name.ts'
import type { Cell, Row } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { type Operation, seal } from '../history/journal.ts'

/** Where a return may reach: what its hand-out gave into one coder's hands. */
export interface Reach {
  coder: string
  round: string
  /** Ids of the sources handed out. */
  sources: ReadonlySet<string>
  mayAddCodes: boolean
  /** The newest Lamport time of what the hand-out held: all that was done there came after it. */
  after: number
  /** The study version the return was made by, where it is older than this one's; null where it is not. */
  olderVersion: number | null
  /** The columns of a table that a return may write. */
  columns(table: WorkTable): ReadonlySet<string>
  /**
   * Whose a row is that this return does not make: a member's id, null where nobody's, undefined where this study never
   * had it.
   */
  makerOf(table: WorkTable, id: string): string | null | undefined
}

/** The tables a coder's own work is in. */
const workTables = ['codings', 'annotations', 'codes', 'memos'] as const
export type WorkTable = (typeof workTables)[number]

/** More than anybody does in a life; a number beyond is no count of anything. */
const mostOperations = 10_000_000
const highest = 2 ** 52
const longestSummary = 2000

/** Columns that say whose a row is and what it belongs to. They are never other than when it was made. */
const fixed: Record<WorkTable, readonly string[]> = {
  codings: ['layer', 'source', 'coder', 'round', 'ruling', 'created_at'],
  annotations: ['source', 'author', 'round', 'created_at'],
  codes: ['framework', 'proposed_in', 'created_by', 'created_at'],
  memos: ['author'],
}

/** How an entry that touches each of them is called: by these names a blind round hides it (rounds/blinding.ts). */
const nouns: Record<WorkTable, RegExp> = {
  codings: /^(coding|code)/,
  annotations: /^annotation/,
  codes: /^cod(e\.|ing)/,
  memos: /^memo/,
}

/**
 * What looks at a return's operations one after the other, in the order of each copy's sequence, before anything of them
 * is written: that each is whole and follows the one before, was done by the hand-out's coder after it was made, and
 * touches nothing but that coder's own work in its round. Refuses the first that does not, in one sentence. What it
 * refuses was not written by Tandem, or was changed since.
 */
export function ownWork(reach: Reach): (operation: Operation) => void {
  const mustFollow = wholeSteps({ actor: reach.coder, after: reach.after })
  const own = new Set<string>()
  return operation => {
    mustFollow(operation)
    for (const change of operation.changes) mustBeOwn(change, operation.kind, reach, own)
  }
}

/** What looks at one return's steps as such: each whole, of the one it was handed out to, and following the one before. */
export function wholeSteps(of: { actor: string; after: number }): (operation: Operation) => void {
  const last = new Map<string, Operation>()
  let count = 0
  return operation => {
    if (++count > mostOperations) throw refused('holds more steps than anybody can do')
    mustBeWhole(operation, of)
    const before = last.get(operation.copy)
    if (before && (operation.sequence <= before.sequence || operation.lamport <= before.lamport))
      throw refused('holds steps out of their order')
    if (before && operation.sequence === before.sequence + 1 && operation.previous !== before.hash)
      throw refused('has a step that does not follow the one before it')
    last.set(operation.copy, operation)
    if (operation.changes.length === 0) throw refused('has a step that does nothing')
  }
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= highest

function mustBeWhole(operation: Operation, of: { actor: string; after: number }): void {
  const { id, copy, sequence, lamport, actor, at, kind, summary, undoes, undoable, changes } = operation
  if (actor !== of.actor) throw refused('holds a step by somebody other than the person it was handed out to')
  if (!isCount(lamport) || !isCount(sequence)) throw refused('counts its steps in a way Tandem never does')
  if (lamport <= of.after) throw refused('holds a step from before its hand-out was made')
  const isFormed =
    isId(id) &&
    isId(copy) &&
    Number.isSafeInteger(at) &&
    typeof kind === 'string' &&
    typeof summary === 'string' &&
    summary.length <= longestSummary &&
    (undoes === null || isId(undoes)) &&
    typeof undoable === 'boolean' &&
    Array.isArray(changes)
  if (!isFormed) throw refused('has a step that is not written as Tandem writes them')
  if (seal(operation) !== operation.hash) throw refused('has a step that no longer matches its seal')
}

function mustBeOwn(change: Change, kind: string, reach: Reach, own: Set<string>): void {
  const { table, id, before, after } = change
  if (!isWorkTable(table) || !isId(id) || (before === null && after === null))
    throw refused('holds a change to something that is not a coder’s own work')
  if (!nouns[table].test(kind))
    throw refused(`has a step that does not say that it changes ${inWords[table]}`)
  const key = `${table} ${id}`
  const isMine = own.has(key) || reach.makerOf(table, id) === reach.coder
  if (before === null && after !== null) {
    if (!isMine && reach.makerOf(table, id) !== undefined)
      throw refused(`changes ${inWords[table]} of somebody else`)
    mustBeRow(table, after, reach)
    mustBelong(table, after, reach)
    own.add(key)
    return
  }
  if (!isMine) throw refused(`changes ${inWords[table]} of somebody else`)
  if (after === null) return
  const columns = reach.columns(table)
  for (const [column, value] of Object.entries(after)) {
    if (!columns.has(column)) throw otherwise(reach, 'names a column that Tandem does not have')
    if (!isCell(value)) throw refused('names a column that Tandem does not have')
    mustBeShort(column, value)
    if (fixed[table].includes(column)) throw refused(`makes ${inWords[table]} belong to something else`)
  }
}

/** Whether a coder's own work may be in a table. */
export const isWorkTable = (table: string): table is WorkTable =>
  (workTables as readonly string[]).includes(table)

/** A whole row as the table has it: every column, and no other. */
function mustBeRow(table: WorkTable, row: Row, reach: Reach): void {
  const columns = reach.columns(table)
  const names = Object.keys(row)
  if (names.length !== columns.size || !names.every(name => columns.has(name)))
    throw otherwise(reach, 'holds a row that is not as this version of Tandem keeps them')
  if (!names.every(name => isCell(row[name])))
    throw refused('holds a row that is not as this version of Tandem keeps them')
  for (const name of names) mustBeShort(name, row[name])
}

/** Names and words are no longer than anybody may write them on screen. */
function mustBeShort(column: string, value: Cell | undefined): void {
  const most = column === 'name' || column === 'title' ? longestName : longestWords
  if (typeof value === 'string' && value.length > most)
    throw refused(`holds words longer than Tandem keeps (${most.toLocaleString('en-GB')} characters)`)
}

/** Rows of other columns are an older Tandem's, or nobody's. */
const otherwise = ({ olderVersion }: Reach, what: string): TandemError =>
  olderVersion === null
    ? refused(what)
    : new TandemError(
        'unsupported-file',
        `This return was made by an older Tandem (study version ${olderVersion}), and this one keeps such work otherwise.`,
        'Nothing was taken in. Ask the coder to open their copy with this version of Tandem and to return it again.',
      )

const isCell = (value: Cell | undefined): boolean =>
  value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))

function mustBelong(table: WorkTable, row: Row, { coder, round, sources, mayAddCodes }: Reach): void {
  const whose = { codings: row.coder, annotations: row.author, codes: row.created_by, memos: row.author }[
    table
  ]
  if (whose !== coder) throw refused(`makes ${inWords[table]} in the name of somebody else`)
  if (table === 'codes') {
    if (!mayAddCodes) throw refused('adds a code, which its round does not allow')
    if (row.proposed_in !== round) throw refused('adds a code that is no proposal of its round')
  }
  if (table !== 'codings' && table !== 'annotations') return
  if (row.round !== round || !sources.has(String(row.source)))
    throw refused(`makes ${inWords[table]} outside what was handed out`)
  if (table === 'codings' && (row.layer !== 'independent' || row.ruling !== null))
    throw refused('makes a coding that only a ruling makes')
}

const inWords: Record<WorkTable, string> = {
  codings: 'a coding',
  annotations: 'an annotation',
  codes: 'a code',
  memos: 'a memo',
}

const refused = (what: string): TandemError =>
  new TandemError(
    'damaged',
    `This return ${what}: it is not as Tandem wrote it.`,
    'Nothing was taken in. Ask the coder for the file again, as Tandem wrote it.',
  )
