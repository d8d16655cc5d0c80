import { TandemError } from '#shared/errors.ts'
import type { Decision, Meeting, MergedPackage, MergeSheet } from '#shared/model/merge.ts'
import { rulingGone } from '../adjudication/ruling-gone.ts'
import { all, type Cell, type Db, first, type Row } from '../db/sql.ts'
import { applyChange, type Change, changed, type FoldedTable, rowOf } from '../history/changes.ts'
import type { Operation } from '../history/journal.ts'
import { needsRole } from '../members/asking.ts'
import { withAgreedAfter } from '../rounds/agreed-after.ts'
import { agreedLayer, withAgreedLayers } from '../rounds/agreed-layer.ts'
import { openTogether } from '../rounds/open-together.ts'
import { keptRound } from '../rounds/queries.ts'
import type { Reading, Tools } from '../tools.ts'
import { isConfirmationMet } from './confirmation-met.ts'
import { keptFromJudge, meetingOnRulings, notWhileJudging } from './kept-from-judges.ts'
import { madeTwice, rulingMade, takesPlace } from './made-twice.ts'
import { meetingInWords } from './meeting-in-words.ts'
import { figuresOf, isHidden, keptFrom } from './report.ts'
import { withoutTriggers } from './rewrite.ts'
import { otherText, textsApart } from './texts-apart.ts'
import { together } from './together.ts'
import { inWords } from './value-in-words.ts'

interface Stored {
  id: string
  kind: 'return' | 'copy'
  round: string | null
  title: string | null
  coder: string | null
  name: string | null
  initials: string | null
  made_at: number
  merged_at: number
  submits: number
  undone: number
  sheet: string
}

const stored = `SELECT x.id, x.kind, x.round, r.title, x.coder, m.name, m.initials, x.made_at, x.merged_at, x.submits,
    x.undone, x.sheet
  FROM returns x LEFT JOIN rounds r ON r.id = x.round LEFT JOIN members m ON m.id = x.coder`

/**
 * Every package that was merged, newest first, with what is still to be decided as far as the asker may see. Where both
 * steps that met came in packages, their one meeting is listed with the newer of them.
 */
export function listMerged(reading: Reading): MergedPackage[] {
  const { db, asking } = reading
  const isKept = keptFromJudge(db, asking)
  const rows = all<Stored>(db, `${stored} ORDER BY x.merged_at DESC, x.made_at DESC, x.id DESC`)
  const listed = new Set<string>()
  const isNew = (meeting: Meeting): boolean => {
    const key = JSON.stringify([keyOf(meeting), meeting.lost])
    if (listed.has(key)) return false
    listed.add(key)
    return true
  }
  return rows.map((row, at) => {
    const kept = keptFrom(db, asking, row.kind, row.round, row.coder)
    const { hidden, withheld } = kept
    const sheet = JSON.parse(row.sheet) as MergeSheet
    return {
      id: row.id,
      kind: row.kind,
      round: row.round === null ? null : { id: row.round, title: row.title ?? '' },
      coder:
        row.coder === null ? null : { id: row.coder, name: row.name ?? '', initials: row.initials ?? '' },
      madeAt: new Date(row.made_at).toISOString(),
      mergedAt: new Date(row.merged_at).toISOString(),
      submits: row.submits === 1,
      number: rows.length - at,
      file: sheet.file ?? null,
      counts: hidden ? null : (sheet.counts ?? null),
      undone: row.undone === 1,
      ...figuresOf(sheet, kept),
      needDecision: withheld === null ? sheet.needDecision.length : null,
      decisions:
        hidden || row.undone === 1
          ? []
          : partsOf(sheet)
              .filter(isNew)
              .map(meeting => {
                const decision = decisionOn(reading, sheet, meeting, row.round)
                return isKept(meeting) ? withoutWhatMet(decision) : decision
              }),
      hidden,
    }
  })
}

/** One thing to decide of a sheet: what of a step met, with its place among all that did. */
type Part = Meeting & { part: number }

const partsOf = ({ needDecision }: MergeSheet): Part[] =>
  needDecision.flatMap(({ also = [], ...meeting }) =>
    [meeting, ...also].map((each, part) => ({ ...each, operation: meeting.operation, part })),
  )

/** By what a sheet knows a decision. */
const decidedAs = ({ operation, part }: Pick<Part, 'operation' | 'part'>): string =>
  part === 0 ? operation : `${operation} ${part}`

/** What is still to be decided about a round, as far as the asker may see. */
export const openDecisionsOn = (reading: Reading, round: string): number =>
  listMerged(reading)
    .flatMap(({ decisions }) => decisions)
    .filter(decision => decision.round === round && decision.settled === null).length

/** The round a row is of, or the one that stands where two were made; else that of the return it came with. */
function roundOf(
  db: Db,
  { table, row, other }: Meeting,
  now: Row | null,
  returned: string | null,
): string | null {
  if (table === 'rounds') return row
  const its = now ?? (other === undefined ? null : rowOf(db, table as FoldedTable, other))
  const waits = first<{ round: string | null }>(db, 'SELECT round FROM to_place WHERE "row" = ?', row)
  const round = its?.round ?? waits?.round
  return typeof round === 'string' ? round : returned
}

function decisionOn(
  { db, asking }: Reading,
  sheet: MergeSheet,
  meeting: Part,
  returned: string | null,
): Decision {
  const isLead = asking.manages || (asking.member?.roles.includes('lead') ?? false)
  const { operation, part, kind, table, row, column } = meeting
  const now = rowOf(db, table as FoldedTable, row)
  const other = otherOf(db, meeting, now)
  const isRuling = kind === 'removed here' && table === 'rulings'
  const twice = kind === 'made twice' ? madeTwice(db, meeting, isLead) : null
  return {
    operation,
    part,
    kind,
    // The values stand beside it.
    what: meetingInWords(db, isConfirmationMet(meeting) ? meeting : { ...meeting, lost: null }).what,
    stands:
      isRuling && now
        ? rulingMade(db, row)
        : column !== undefined && now
          ? inWords(db, table, column, now[column] ?? null, now)
          : null,
    other:
      column === undefined
        ? isRuling
          ? 'no ruling'
          : null
        : inWords(db, table, column, meeting.lost ?? null, { ...now, ...(isRemoval(other) ? {} : other) }),
    texts: null,
    canTakeOther: other !== null,
    ...twice,
    settled: settledBy(db, sheet, meeting),
    source: typeof now?.source === 'string' ? now.source : waitingIn(db, row),
    round: roundOf(db, meeting, now, returned),
  }
}

/** A decision as it is told to who may not know what met. */
const withoutWhatMet = (decision: Decision): Decision => ({
  ...decision,
  kind: 'hidden',
  what: meetingOnRulings().what,
  stands: null,
  other: null,
  canTakeOther: false,
  source: null,
})

function settledBy(db: Db, { decided }: MergeSheet, meeting: Part): Decision['settled'] {
  const chosen = decided?.[decidedAs(meeting)] ?? chosenBeside(db, meeting)
  if (chosen) return chosen
  if (isConfirmationMet(meeting) && !waitsForReview(db, meeting.row)) return 'gone'
  if (meeting.kind === 'edited twice' && meeting.table === 'code_merges')
    return rowOf(db, 'code_merges', meeting.row) ? null : 'gone'
  if (meeting.kind === 'open together' && !isTogether(db, meeting)) return 'gone'
  if (meeting.kind === 'round closed' && keptRound(db, meeting.row)?.state !== 'closed') return 'gone'
  return meeting.kind === 'text corrected' && waitingIn(db, meeting.row) === null ? 'placed' : null
}

/** What is the same of one meeting in whichever package it is listed. */
const keyOf = ({ kind, table, row, column, further, rulings, other }: Meeting): string =>
  JSON.stringify([kind, table, row, column, further, rulings, other])

const isTogether = (db: Db, { row, other }: Meeting): boolean =>
  openTogether(db).some(({ earlier, later }) => earlier.id === row && later.id === other)

const waitsForReview = (db: Db, memo: string): boolean =>
  first(db, "SELECT 1 FROM memos WHERE id = ? AND state <> 'confirmed'", memo) !== undefined

/** What was chosen of the same meeting in another package: both steps that met may have come. */
function chosenBeside(db: Db, meeting: Meeting): 'keep' | 'other' | null {
  for (const { sheet } of all<{ sheet: string }>(
    db,
    'SELECT sheet FROM returns WHERE undone = 0 AND instr(sheet, ?) > 0',
    meeting.row,
  )) {
    const beside = JSON.parse(sheet) as MergeSheet
    for (const other of partsOf(beside)) {
      const isSame = keyOf(other) === keyOf(meeting)
      const chosen = beside.decided?.[decidedAs(other)]
      if (isSame && chosen) return chosen
    }
  }
  return null
}

const waitingIn = (db: Db, row: string): string | null =>
  first<{ source: string }>(db, 'SELECT source FROM to_place WHERE "row" = ?', row)?.source ?? null

type Other = Row | 'removal' | null
const isRemoval = (other: Other): other is 'removal' => other === 'removal'

/** What taking the other would write; null where nothing is to be taken, or not any more. */
function otherOf(db: Db, meeting: Meeting, now: Row | null): Other {
  const { kind, table, row, column, lost } = meeting
  if (!now) return null
  // A confirmed memo keeps the text that was read.
  if (isConfirmationMet(meeting) || (table === 'memos' && now.state === 'confirmed')) return null
  if (kind === 'removed here')
    return table === 'rulings' && keptRound(db, String(now.round))?.state === 'closed' ? null : 'removal'
  if (kind !== 'edited twice' || column === undefined || lost === undefined || now[column] === lost)
    return null
  const columns = together[table]
  if (!columns?.includes(column)) return { [column]: lost }
  const wrote = writerOf(db, table, row, column, lost)
  if (!wrote) return null
  const other = Object.fromEntries(
    columns.flatMap(name => (name in wrote ? [[name, wrote[name] ?? null]] : [])),
  )
  if (!columns.includes('start')) return other
  // A place in a text that is not the newest any more is for a person to find again.
  const place = { start: Number(other.start ?? now.start), end: Number(other.end ?? now.end) }
  const isOfThisText = other.revision === undefined || other.revision === now.revision
  return isOfThisText && place.start < place.end ? place : null
}

/** What a step wrote that wrote this value. */
function writerOf(db: Db, table: string, row: string, column: string, lost: Cell): Row | null {
  let found: Row | null = null
  for (const { changes } of all<{ changes: string }>(
    db,
    'SELECT changes FROM operations WHERE instr(changes, ?) > 0 ORDER BY lamport, actor, sequence, copy, id',
    `"table":"${table}","id":"${row}"`,
  )) {
    for (const change of JSON.parse(changes) as Change[]) {
      if (change.table === table && change.id === row && change.after?.[column] === lost) found = change.after
    }
  }
  return found
}

/** What deciding is called in the journal. */
export const decisionKind = 'decision.made'

/** Takes a decision back, or makes it again: also where it was about work that was handed in. */
export function takeBackDecision(
  tools: Tools,
  target: Operation,
  changes: readonly Change[],
  kind: 'undone' | 'redone',
  words: string,
): void {
  const { db, record } = tools
  const done = withoutTriggers(db, () => {
    const withAgreed = withAgreedAfter(tools, changes)
    if (withAgreed) return withAgreed
    for (const change of changes) applyChange(db, change)
    return changes
  })
  record(`decision.${kind}`, `${kind === 'undone' ? 'Undid' : 'Redid'}: ${words}`, done, {
    undoes: target.id,
    isDone: true,
  })
}

/** Settles one meeting of a package, as a step like any other. */
export function decide(
  tools: Tools,
  {
    package: id,
    operation,
    part,
    choice,
  }: { package: string; operation: string; part: number; choice: 'keep' | 'other' },
): void {
  const { db, asking, record } = tools
  needsRole(asking, ['lead'], 'decide what met in merging')
  const row = first<Stored>(db, `${stored} WHERE x.id = ? AND x.undone = 0`, id)
  if (!row) throw notThere()
  if (isHidden(db, asking, row.kind, row.round, row.coder)) {
    throw new TandemError(
      'blind',
      'What met here can be seen, and decided, when the round is no longer blind.',
      'What stands meanwhile is the same in every copy of the study.',
    )
  }
  const sheet = JSON.parse(row.sheet) as MergeSheet
  const meeting = partsOf(sheet).find(each => each.operation === operation && each.part === part)
  if (!meeting) throw notThere()
  if (keptFromJudge(db, asking)(meeting)) throw notWhileJudging()
  if (settledBy(db, sheet, meeting) !== null)
    throw new TandemError('conflict', 'This was decided already.', 'Undo that step to decide it anew.')
  const { what } = meetingInWords(db, meeting)
  const summary = `Decided what met in merging: ${what}`.slice(0, 500)
  const decided = { ...sheet.decided, [decidedAs(meeting)]: choice }
  const noted = changed(db, 'returns', id, { sheet: JSON.stringify({ ...sheet, decided }) })
  if (choice === 'other' && meeting.table === 'revisions') {
    // A further text is made as any is, with what is derived of it.
    record(decisionKind, summary, [...textTaken(tools, meeting), noted])
    return
  }
  const changes: (Change | null)[] = choice === 'other' ? taken(tools, meeting) : []
  if (noted) applyChange(db, noted)
  record(decisionKind, summary, [...changes, noted], { isDone: true })
}

/** Goes on from the other of two texts: what that changes. */
function textTaken(tools: Tools, { row, other }: Meeting): (Change | null)[] {
  const apart = other === undefined ? null : textsApart(tools.db, row, other)
  if (!apart) throw notAnyMore()
  return otherText(tools, apart)
}

/** Takes the other value: the changes that were made. */
function taken(tools: Tools, meeting: Meeting): Change[] {
  const { db } = tools
  const table = meeting.table as FoldedTable
  if (meeting.table === 'rulings') rulingsMayChange(db, meeting)
  if (meeting.kind === 'made twice') return exchanged(tools, meeting)
  const now = rowOf(db, table, meeting.row)
  const other = otherOf(db, meeting, now)
  if (!now || other === null) throw notAnyMore()
  const round =
    meeting.table === 'codings' && typeof now.round === 'string' ? keptRound(db, now.round) : undefined
  if (round?.state === 'closed') throw isClosed(round.title, 'codings')
  if (table === 'agenda') {
    const its = keptRound(db, String(now.round))
    if (its?.state === 'closed') throw isClosed(its.title, 'decisions')
  }
  if (isRemoval(other) && table === 'rulings') return rulingsTaken(tools, rulingGone(db, meeting.row), now)
  const change: Change | null = isRemoval(other)
    ? { table, id: meeting.row, before: now, after: null }
    : changed(db, table, meeting.row, other)
  if (!change) return []
  if (table === 'agreed_rules') {
    const its = keptRound(db, String(now.round))
    if (its?.state === 'closed') throw isClosed(its.title, 'rulings')
    return withAgreedLayers(tools, [change])
  }
  if (meeting.table !== 'codings' && meeting.table !== 'annotations') {
    applyChange(db, change)
    return [change]
  }
  // A coder's work that was handed in does not change; which of their own two versions was meant is still to be said.
  return withoutTriggers(db, () => {
    applyChange(db, change)
    const agreed = round?.state === 'submitted' ? agreedLayer(tools, round) : []
    for (const each of agreed) applyChange(db, each)
    return [change, ...agreed]
  })
}

/** Puts one of two rows in the other's place. A ruling goes with the consensus codings it made. */
function exchanged(tools: Tools, meeting: Meeting): Change[] {
  const { db } = tools
  const changes = takesPlace(db, meeting)
  if (!changes) throw notAnyMore()
  const ruling =
    meeting.table === 'rulings' && meeting.other !== undefined ? rowOf(db, 'rulings', meeting.other) : null
  return rulingsTaken(tools, changes, ruling)
}

/** Makes the changes of a choice, and where it is about a ruling, what its round agrees on without or with it. */
function rulingsTaken(tools: Tools, changes: Change[], ruling: Row | null): Change[] {
  const { db } = tools
  return withoutTriggers(db, () => {
    for (const each of changes) applyChange(db, each)
    const round = ruling ? keptRound(db, String(ruling.round)) : undefined
    const agreed = round?.state === 'submitted' ? agreedLayer(tools, round) : []
    for (const each of agreed) applyChange(db, each)
    return [...changes, ...agreed]
  })
}

/** Refuses to change what was ruled in a round that was closed since. */
function rulingsMayChange(db: Db, { row, other }: Meeting): void {
  const standing = rowOf(db, 'rulings', row) ?? (other === undefined ? null : rowOf(db, 'rulings', other))
  const round = standing ? keptRound(db, String(standing.round)) : undefined
  if (round?.state === 'closed') throw isClosed(round.title, 'rulings')
}

const isClosed = (title: string, what: 'codings' | 'rulings' | 'decisions'): TandemError =>
  new TandemError(
    'conflict',
    `The round “${title}” is closed: its ${what} stay as they are.`,
    'Keep what stands.',
  )

const notAnyMore = (): TandemError =>
  new TandemError(
    'conflict',
    'The other cannot be taken any more: what it was about has changed since.',
    'Keep what stands, or change it by hand.',
  )

const notThere = (): TandemError =>
  new TandemError('not-found', 'There is nothing of that to decide in this study.', 'Look at Merge again.')
