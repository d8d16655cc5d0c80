import { type TandemError, toFailure } from '#shared/errors.ts'
import type { ArrivingCounts, MergeSheet, PackageReport } from '#shared/model/merge.ts'
import { all, type Db, first } from '../db/sql.ts'
import { broughtIn, isNotIn, leftOut } from '../history/counting.ts'
import type { Asking } from '../members/asking.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import { hiddenMeeting, meetingInWords } from './meeting-in-words.ts'
import type { SeenPackage } from './see-package.ts'
import { isWrongClock } from './wrong-clock.ts'

/**
 * Whether a blind round hides from the asker what a package brings: while it is open, what one coder did reaches nobody
 * else. A whole study's is hidden while any round is blind.
 */
export function isHidden(
  db: Db,
  asking: Asking,
  kind: 'return' | 'copy',
  round: string | null,
  coder: string | null,
) {
  if (kind === 'copy') return somethingIsBlind(db)
  if (coder !== null && asking.member?.id === coder) return false
  return first(db, `SELECT 1 FROM rounds WHERE id = ? AND state = 'open' AND blind = 1`, round) !== undefined
}

/**
 * Whether the asker codes in a blind round that a package is of: then even how much of it met something here is not told,
 * for it says where the other coded. Of a whole study's package: in any blind round.
 */
export function codesBlindIn(db: Db, asking: Asking, kind: 'return' | 'copy', round: string | null): boolean {
  if (!asking.member) return false
  return (
    first(
      db,
      `SELECT 1 FROM rounds r JOIN round_coders c ON c.round = r.id
       WHERE r.state = 'open' AND r.blind = 1 AND c.coder = $me AND ($kind = 'copy' OR r.id = $round)`,
      { me: asking.member.id, kind, round },
    ) !== undefined
  )
}

/** The sheet as the asker may see it: `isWhole` where what met something here may be told apart. */
export const sheetFor = (sheet: MergeSheet, isWhole: boolean): MergeSheet =>
  isWhole ? sheet : { ...sheet, arrived: sheet.arrived + sheet.needDecision.length, needDecision: [] }

/** What a package brings that does not count here yet, by what stands of it at its end. */
function countsOf(db: Db, { operations }: SeenPackage): ArrivingCounts {
  const out = JSON.stringify(leftOut(db))
  const standing = { codings: new Set(), annotations: new Set(), codes: new Set(), memos: new Set() }
  for (const { id, changes } of operations) {
    const isHere = first(db, `SELECT 1 FROM operations o WHERE o.id = $id AND ${isNotIn('o', '$out')}`, {
      id,
      out,
    })
    if (isHere) continue
    for (const { table, id: row, after } of changes) {
      const rows = (standing as Partial<Record<string, Set<unknown>>>)[table]
      if (after === null) rows?.delete(row)
      else rows?.add(row)
    }
  }
  const { codings, annotations, codes, memos } = standing
  return {
    codings: codings.size,
    annotations: annotations.size,
    proposedCodes: codes.size,
    memos: memos.size,
  }
}

/** What a package says of itself. */
const said = ({ file, manifest, round, coder }: SeenPackage) => ({
  file,
  packageId: manifest.id,
  kind: manifest.kind as 'return' | 'copy',
  round,
  coder,
  madeAt: manifest.createdAt,
  submits: manifest.submits,
})

const nothing = {
  sent: 0,
  arrived: 0,
  alreadyHere: 0,
  needDecision: [],
  counts: null,
  hidden: false,
  notes: [],
}

/** The report of a file that is refused; `seen` where it could be read. */
export function refusal(file: string, error: TandemError, seen?: SeenPackage): PackageReport {
  const { message, hint } = toFailure(error)
  return {
    packageId: null,
    kind: null,
    round: null,
    coder: null,
    madeAt: null,
    submits: false,
    ...nothing,
    ...(seen && said(seen)),
    file,
    status: 'refused',
    reason: message.includes(file) ? message : `${file}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  }
}

/** The report of a package that was here: nothing of it arrived now. `mergedAt` is null where it is given twice. */
export const again = (seen: SeenPackage, mergedAt: number | null): PackageReport => ({
  ...said(seen),
  ...nothing,
  status: 'already',
  reason:
    mergedAt === null
      ? `${seen.file} is the same package as another of these files.`
      : `${seen.file} was already merged on ${new Date(mergedAt).toISOString().slice(0, 10)}; nothing of it is new.`,
  sent: seen.operations.length,
  alreadyHere: seen.operations.length,
})

/** What is asked of the study before a package is merged. */
export interface Beforehand {
  counts: ArrivingCounts
  notes: string[]
}

/** What a package would bring, and what is worth knowing of it; to be asked before it is merged. */
export const beforehand = (db: Db, seen: SeenPackage, now: number): Beforehand => ({
  counts: countsOf(db, seen),
  notes: notesOn(db, seen, now),
})

/**
 * The report of a package that was merged. `hidden`: the asker is told no more than numbers; those of the sheet are all
 * that `sheet` says.
 */
export function arrival(
  db: Db,
  seen: SeenPackage,
  sheet: MergeSheet,
  { counts, notes }: Beforehand,
  hidden: boolean,
): PackageReport {
  return {
    ...said(seen),
    status: 'merged',
    sent: sheet.sent,
    arrived: sheet.arrived,
    alreadyHere: sheet.alreadyHere,
    needDecision: sheet.needDecision.map(meeting => (hidden ? hiddenMeeting() : meetingInWords(db, meeting))),
    counts: hidden ? null : counts,
    hidden,
    notes,
  }
}

function notesOn(
  db: Db,
  { file, manifest, parcel: { madeAt, submits, handout } }: SeenPackage,
  now: number,
): string[] {
  const notes: string[] = []
  const made = first<{ made_at: number }>(db, 'SELECT made_at FROM handouts WHERE id = ?', handout)?.made_at
  if (isWrongClock(madeAt, made ?? 0, now)) {
    const says = `The clock of the computer that made ${file} says ${manifest.createdAt.slice(0, 10)}, which cannot be.`
    notes.push(
      submits
        ? `${says} It counts as handed in when it is merged, on ${new Date(now).toISOString().slice(0, 10)}.`
        : `${says} Nothing is ordered by it.`,
    )
  }
  if (handout !== null && isOfAnotherCopy(db, handout, manifest)) {
    notes.push(
      `${file} was made in another copy of the same hand-out than what was merged before: what was done in either is kept, also where both coded the same passage.`,
    )
  }
  const state = first<{ state: string }>(
    db,
    'SELECT state FROM rounds WHERE id = ?',
    manifest.round?.id ?? null,
  )?.state
  if (state !== undefined && state !== 'open' && submits)
    notes.push('The round is being compared: what its coders agree on is brought up to date.')
  return notes
}

/** Whether a return brings work of a copy of its hand-out that earlier ones did not, and lacks that of theirs. */
function isOfAnotherCopy(db: Db, handout: string, { id, ranges }: SeenPackage['manifest']): boolean {
  const here = new Set(ranges.map(([copy]) => copy))
  const before = new Set(
    all<{ operations: string }>(
      db,
      'SELECT operations FROM returns WHERE handout = ? AND id <> ? AND undone = 0',
      handout,
      id,
    ).flatMap(({ operations }) => broughtIn(operations).map(([copy]) => copy)),
  )
  return (
    before.size > 0 && [...here].some(copy => !before.has(copy)) && [...before].some(copy => !here.has(copy))
  )
}
