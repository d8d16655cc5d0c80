import { TandemError } from '#shared/errors.ts'
import type { Meeting, MergeSheet } from '#shared/model/merge.ts'
import { leftOutOfSamples } from '../adjudication/left-out-of-samples.ts'
import { keptAsSubmitted } from '../agreement/kept/as-submitted.ts'
import { isSqlite } from '../db/open.ts'
import { column, type Db, first } from '../db/sql.ts'
import { applyChange, type Change, changed, made } from '../history/changes.ts'
import { countingOf, entriesSaid, mergeSteps, type Range } from '../history/counting.ts'
import { foldJournal } from '../history/fold.ts'
import { keepMended } from '../history/journal.ts'
import { agreedLayer } from '../rounds/agreed-layer.ts'
import { type KeptRound, keptRound, partOf } from '../rounds/queries.ts'
import type { Tools } from '../tools.ts'
import { arrivedOf } from './arriving.ts'
import { carry } from './carry.ts'
import { type HandedOut, handedOut, reachOf, reviewReachOf } from './handed-out.ts'
import { meetings } from './meetings.ts'
import { metRounds, roundsBefore } from './met-rounds.ts'
import { ownWork } from './own-work.ts'
import type { Parcel } from './parcel.ts'
import { quotationsMet } from './quotations-met.ts'
import { reviewWork } from './review-work.ts'
import { mustHoldTogether, rewrite, withoutTriggers } from './rewrite.ts'
import { type Taken, take } from './take.ts'
import { noStudyHolds } from './what-studies-hold.ts'
import { isWrongClock } from './wrong-clock.ts'

/** What became of one package. */
export interface Merged {
  package: string
  /** `already`: it was merged before and that stands; nothing was done. */
  status: 'merged' | 'already'
  /** Of a package merged before: when, milliseconds. */
  mergedAt: number
  sheet: MergeSheet
}

interface Arrived {
  parcel: Parcel
  handout: HandedOut | null
  taken: Taken
}

/**
 * Merges packages into the study as one step that can be undone: their operations join the journal, the tables become
 * the fold of the union, codings on texts that were corrected here meanwhile are carried into the newest, work that was
 * handed in counts as submitted, and what all coders of a round agree on is its consensus. Nobody's work is lost and
 * nothing depends on the order. The caller has seen to it that the packages are whole, are for this study, and may be
 * merged by who asks; a return's operations are looked at here, one by one (own-work.ts).
 *
 * Runs in the caller's transaction and refuses whole, in one sentence, where anything is wrong with any of them.
 */
export function merge(tools: Tools, parcels: readonly Parcel[]): Merged[] {
  try {
    return united(tools, parcels)
  } catch (error) {
    if (
      !isSqlite(error, 'SQLITE_CONSTRAINT_CHECK', 'SQLITE_CONSTRAINT_DATATYPE', 'SQLITE_CONSTRAINT_NOTNULL')
    )
      throw error
    throw noStudyHolds('rows')
  }
}

function united(tools: Tools, parcels: readonly Parcel[]): Merged[] {
  const { db } = tools
  const merged = new Map<string, Merged>()
  const due: Parcel[] = []
  for (const parcel of parcels) {
    const before = mergedBefore(db, parcel)
    if (before) merged.set(parcel.id, before)
    else if (!due.some(({ id }) => id === parcel.id)) due.push(parcel)
  }
  if (due.length > 0) {
    db.pragma('defer_foreign_keys = ON')
    for (const each of withoutTriggers(db, () => mergeAll(tools, due))) merged.set(each.package, each)
    mustHoldTogether(db)
  }
  return parcels.flatMap(({ id }) => merged.get(id) ?? [])
}

function mergedBefore(db: Db, { id, sha256 }: Parcel): Merged | undefined {
  const before = first<{ sha256: string; merged_at: number; sheet: string; undone: number }>(
    db,
    'SELECT sha256, merged_at, sheet, undone FROM returns WHERE id = ?',
    id,
  )
  if (!before) return undefined
  if (before.sha256 !== sha256) {
    throw new TandemError(
      'damaged',
      'A package of this number was merged before, and it held something else.',
      'Nothing was taken in. One of the two files is not as Tandem wrote it; ask whoever sent them.',
    )
  }
  if (before.undone === 1) return undefined
  const sheet = JSON.parse(before.sheet) as MergeSheet
  return { package: id, status: 'already', mergedAt: before.merged_at, sheet }
}

function mergeAll(tools: Tools, parcels: readonly Parcel[]): Merged[] {
  const { db, study, now, record } = tools
  const merging: Range[] = []
  const arrived = parcels.map((parcel): Arrived => {
    const handout = parcel.handout === null ? null : handedOut(db, parcel.handout)
    if (handout) mustTakeMore(handout)
    const look = handout ? lookAt(db, handout, parcel.olderVersion ?? null) : () => {}
    const taken = take(db, study.copy, parcel, merging, look)
    merging.push(...taken.ranges, ...taken.kept)
    return { parcel, handout, taken }
  })
  const before = roundsBefore(db)
  const folded = foldJournal(db, countingOf(mergeSteps(db), merging))
  rewrite(db, folded)
  mustLieInTexts(db)
  const changes: Change[] = []
  const make = (more: readonly (Change | null)[]): void => {
    for (const change of more) {
      if (!change) continue
      applyChange(db, change)
      changes.push(change)
    }
  }
  const carried = carry(
    db,
    now,
    arrived.map(({ taken: { moved }, handout }) => ({ moved, known: handout?.lamport ?? null })),
  )
  make(carried.changes)
  const quoted = quotationsMet(db, now, new Set(arrived.flatMap(({ taken: { came } }) => [...came])))
  make(quoted.changes)
  for (const { parcel, handout, taken } of arrived)
    if (handout && parcel.submits) make(submission(tools, parcel, handout, taken.came.size > 0))
  // With a copy may come what was the last to be handed in of any round.
  const copied = arrived.some(({ parcel }) => parcel.kind === 'copy')
    ? [...allHandedIn(db), ...computedAnew(db)]
    : []
  for (const round of new Set([...arrived.flatMap(({ handout }) => handout?.round ?? []), ...copied]))
    settle(tools, round, make)
  const brought = arrived.map(({ taken }) => taken)
  const ofRows = meetings(
    db,
    folded.conflicts,
    [...carried.listed, ...quoted.listed],
    brought.map(({ came }) => came),
  )
  const met = metRounds(db, before, brought, ofRows)
  const sheets = arrived.map(({ taken }, n) => sheetOf(taken, met[n] ?? []))
  make(arrived.map((each, n) => rowOf(db, now, each, sheets[n] ?? noSheet)))
  record('merge.done', summaryOf(arrived), changes, { isDone: true })
  let { mended } = folded
  if (mended.length > 0) {
    // What was mended for the sake of a row that this step then put elsewhere may not be needed any more.
    const again = foldJournal(db)
    rewrite(db, again)
    mended = again.mended
  }
  keepMended(db, mended)
  return arrived.map(({ parcel }, n) => ({
    package: parcel.id,
    status: 'merged',
    mergedAt: now,
    sheet: sheets[n] ?? noSheet,
  }))
}

/** What looks at each operation of a return: a coder's own work, or what a reviewer settled. */
const lookAt = (db: Db, handout: HandedOut, olderVersion: number | null) =>
  handout.isReview ? reviewWork(reviewReachOf(db, handout)) : ownWork(reachOf(db, handout, olderVersion))

/** What came stands within the text it is of: a place beyond it was not made by anybody's selection. */
function mustLieInTexts(db: Db): void {
  for (const [table, what] of [
    ['codings', 'a coding'],
    ['annotations', 'an annotation'],
  ] as const) {
    const beyond = first(
      db,
      `SELECT 1 FROM ${table} c JOIN revisions r ON r.id = c.revision
       WHERE c."end" > r.characters OR r.source <> c.source LIMIT 1`,
    )
    if (!beyond) continue
    throw new TandemError(
      'damaged',
      `It holds ${what} that reaches past the end of its text: it is not as Tandem wrote it.`,
      'Nothing was taken in. Ask whoever sent it for the file again, as Tandem wrote it.',
    )
  }
}

const noSheet: MergeSheet = { sent: 0, arrived: 0, alreadyHere: 0, needDecision: [] }

/** A round takes returns till it is closed. */
function mustTakeMore({ title, state }: HandedOut): void {
  if (state !== 'closed') return
  throw new TandemError(
    'conflict',
    `The round “${title}” is closed and takes no more returns.`,
    'Its figures and its consensus stay as they are. What was done since can be coded in a further round.',
  )
}

/**
 * The newest of what a coder handed in says when: so it is the same in whatever order their files come. A return whose clock
 * cannot be right was handed in when it is merged, but for one that brings nothing (`isNew` is false) of somebody who has
 * handed in.
 */
function submission(
  { db, now }: Tools,
  parcel: Parcel,
  { round, coder, madeAt: handedOutAt }: HandedOut,
  isNew: boolean,
): (Change | null)[] {
  const isWrong = isWrongClock(parcel.madeAt, handedOutAt, now)
  const at = isWrong ? now : parcel.madeAt
  const part = partOf(db, round, coder)
  if (isWrong && !isNew && part?.submitted_at != null) return []
  if (!part || (part.submitted_at ?? 0) >= at) return []
  return [changed(db, 'round_coders', part.id, { submitted_at: at })]
}

/** The open rounds of which all coders have handed in. */
const allHandedIn = (db: Db): string[] =>
  column<string>(
    db,
    `SELECT id FROM rounds r WHERE state = 'open' AND NOT EXISTS (
       SELECT 1 FROM round_coders c WHERE c.round = r.id AND c.submitted_at IS NULL) ORDER BY opened_at, id`,
  )

/** The rounds being settled: with a copy, another rule, a ruling or a merged code may have met what they made here. */
const computedAnew = (db: Db): string[] =>
  column<string>(db, `SELECT id FROM rounds WHERE state = 'submitted' ORDER BY opened_at, id`)

/** Where all coders of a round have handed in, what they agree on becomes its consensus. */
function settle(tools: Tools, id: string, make: (changes: readonly (Change | null)[]) => void): void {
  const { db } = tools
  const before = keptRound(db, id)
  if (!before || before.coders.some(({ submittedAt }) => submittedAt === null)) return
  const isLast = before.state === 'open'
  if (isLast) make([changed(db, 'rounds', id, { state: 'submitted' })])
  const round: KeptRound = { ...before, state: isLast ? 'submitted' : before.state }
  make(agreedLayer(tools, round))
  make(leftOutOfSamples(db, round))
  if (isLast) make(keptAsSubmitted(tools, round))
}

/** The conservation sheet; throws where it does not add up, and so nothing is merged. */
function sheetOf({ sent, alreadyHere, came }: Taken, needDecision: Meeting[]): MergeSheet {
  const arrived = came.size - needDecision.length
  if (sent !== arrived + alreadyHere + needDecision.length)
    throw new Error(`Of ${sent} operations ${came.size} came and ${alreadyHere} were here`)
  return { sent, arrived, alreadyHere, needDecision }
}

/** The row that says that a package was merged; of one whose merge was undone, that it stands again. */
function rowOf(db: Db, now: number, { parcel, handout, taken }: Arrived, sheet: MergeSheet): Change | null {
  const said = {
    merged_at: now,
    operations: entriesSaid(taken.ranges, taken.kept),
    sheet: JSON.stringify({
      ...sheet,
      ...(parcel.file !== undefined && { file: parcel.file }),
      ...(parcel.arriving && { counts: arrivedOf(db, parcel.arriving) }),
    }),
    undone: 0,
  }
  if (first(db, 'SELECT 1 FROM returns WHERE id = ?', parcel.id))
    return changed(db, 'returns', parcel.id, said)
  return made('returns', parcel.id, {
    kind: parcel.kind,
    handout: handout?.id ?? null,
    round: handout?.round ?? null,
    coder: handout?.coder ?? null,
    made_at: parcel.madeAt,
    submits: parcel.submits ? 1 : 0,
    sha256: parcel.sha256,
    ...said,
  })
}

/** In words, without a count: how much a coder has done is nobody's business while a round is open. */
function summaryOf(arrived: readonly Arrived[]): string {
  const [only] = arrived
  if (arrived.length !== 1 || !only) return `Merged ${arrived.length} packages`
  const { handout } = only
  return handout
    ? `Merged a return of ${handout.coderName} for “${handout.title}”`
    : 'Merged another copy of this study'
}
