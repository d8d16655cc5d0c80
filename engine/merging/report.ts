import { type TandemError, toFailure } from '#shared/errors.ts'
import type { Meeting, MergeSheet, PackageReport } from '#shared/model/merge.ts'
import { all, type Db, first } from '../db/sql.ts'
import { counted } from '../export/agreement-words.ts'
import { broughtIn } from '../history/counting.ts'
import type { Asking } from '../members/asking.ts'
import { mayNotWeigh, meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { namesKeptFrom } from '../rounds/nameless.ts'
import type { Tools } from '../tools.ts'
import { type Arriving, arrivedOf, arriving } from './arriving.ts'
import { cameAgain } from './came-again.ts'
import { heldContacts, heldNoMore } from './held-no-more.ts'
import { judgesAgain, keptFromJudge, meetingOnRulings } from './kept-from-judges.ts'
import { hiddenMeeting, meetingInWords } from './meeting-in-words.ts'
import { mergedApart } from './merged-apart.ts'
import { retiredMeanwhile } from './retired-meanwhile.ts'
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

/** What a round keeps from the asker of a package, while it is blind or judged by them without names. */
export interface Kept {
  /** They are told no more than figures. */
  hidden: boolean
  /** Not even those: why, and when they will be told. */
  withheld: string | null
  /** Whether what met is kept, since it would tell them what was ruled that they are to judge again. */
  isKept(meeting: Pick<Meeting, 'table' | 'row' | 'other'>): boolean
}

/** What a round keeps from the asker of a package. */
export function keptFrom(
  db: Db,
  asking: Asking,
  kind: 'return' | 'copy',
  round: string | null,
  coder: string | null,
): Kept {
  const kept = namesKeptFrom(db, meOf(asking))
  const isKept = keptFromJudge(db, asking)
  if (kind === 'return' && kept?.ofRound(round) && kept.ofCoder(coder)) {
    return {
      hidden: true,
      isKept,
      withheld:
        'What this coder did is not told to you, who judge the round without names: it would say whose reading is whose. It is shown when the round is closed.',
    }
  }
  const hidden = isHidden(db, asking, kind, round, coder)
  if (!hidden || !mayNotWeigh(db, asking, round)) return { hidden, withheld: null, isKept }
  const till = 'it would say how far the other coder is. The sheet shows it when the round is no longer blind'
  return {
    hidden,
    isKept,
    withheld: asking.member
      ? `What came, and how many steps, is not told to a coder of the blind round: ${till}.`
      : `What came, and how many steps, is not told while a lead codes in the blind round: ${till}, and before that to a member who does not code in it.`,
  }
}

/** The figures of a sheet, or none where they are withheld. */
export const figuresOf = (
  { sent, arrived, alreadyHere }: Omit<MergeSheet, 'needDecision'>,
  { withheld }: Kept,
) =>
  withheld === null
    ? { sent, arrived, alreadyHere, withheld }
    : { sent: null, arrived: null, alreadyHere: null, withheld }

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
  withheld: null,
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
export const again = (seen: SeenPackage, mergedAt: number | null, kept: Kept): PackageReport => ({
  ...said(seen),
  ...nothing,
  status: 'already',
  reason:
    mergedAt === null
      ? `${seen.file} is the same package as another of these files.`
      : `${seen.file} was already merged on ${new Date(mergedAt).toISOString().slice(0, 10)}; nothing of it is new.`,
  ...figuresOf({ sent: seen.operations.length, arrived: 0, alreadyHere: seen.operations.length }, kept),
})

/** What is asked of the study before a package is merged. */
export interface Beforehand {
  arriving: Arriving
  notes: string[]
  /** The contacts that took place. */
  held: ReadonlySet<string>
}

/** What a package would bring, and what is worth knowing of it, beside those merged just before; to be asked before it is merged. */
export const beforehand = (
  { db, asking, now }: Pick<Tools, 'db' | 'asking' | 'now'>,
  seen: SeenPackage,
  earlier: readonly SeenPackage[],
): Beforehand => ({
  arriving: arriving(db, seen.operations),
  notes: notesOn(db, seen, earlier, now, judgesAgain(db, asking, seen.round?.id ?? null)),
  held: heldContacts(db),
})

/** The report of a package that was merged, as far as it is not kept from the asker. */
export function arrival(
  db: Db,
  seen: SeenPackage,
  sheet: MergeSheet,
  { arriving: its, notes, held }: Beforehand,
  kept: Kept,
): PackageReport {
  const { hidden, withheld, isKept } = kept
  const told = withheld === null ? sheet.needDecision : []
  return {
    ...said(seen),
    status: 'merged',
    ...figuresOf(sheet, kept),
    needDecision: told.map(meeting =>
      hidden
        ? hiddenMeeting()
        : [meeting, ...(meeting.also ?? [])].some(isKept)
          ? meetingOnRulings()
          : meetingInWords(db, meeting),
    ),
    counts: hidden ? null : arrivedOf(db, its),
    hidden,
    notes:
      hidden || withheld !== null
        ? notes
        : [
            ...notes,
            ...cameAgain(db, seen.file, seen.operations),
            ...mergedApart(db, seen.file, seen.operations),
            ...heldNoMore(db, seen.file, held),
          ],
  }
}

function notesOn(
  db: Db,
  { file, manifest, operations, parcel: { madeAt, submits, handout } }: SeenPackage,
  earlier: readonly SeenPackage[],
  now: number,
  isJudging: boolean,
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
  const beside = earlier.filter(({ parcel }) => parcel.handout === handout)
  if (handout !== null && isOfAnotherCopy(db, handout, manifest, beside)) {
    notes.push(
      `${file} was made in another copy of the same hand-out than other work on it: what was done in either is kept, also where both coded the same passage.`,
    )
  }
  for (const { name, into, rulings } of handout === null || isJudging
    ? []
    : retiredMeanwhile(db, operations)) {
    const said = `${counted(rulings, 'ruling')} in ${file} ${rulings === 1 ? 'stands' : 'stand'} for “${name}”, which was`
    notes.push(
      into === null
        ? `${said} retired here meanwhile. It enters the consensus under that code: rule for another, or bring the code back under Framework.`
        : `${said} merged into “${into}” here meanwhile: in the consensus it counts as that.`,
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
function isOfAnotherCopy(
  db: Db,
  handout: string,
  { id, ranges }: SeenPackage['manifest'],
  beside: readonly SeenPackage[],
): boolean {
  const here = new Set(ranges.map(([copy]) => copy))
  const before = new Set([
    ...beside.flatMap(({ manifest }) => manifest.ranges.map(([copy]) => copy)),
    ...all<{ operations: string }>(
      db,
      'SELECT operations FROM returns WHERE handout = ? AND id <> ? AND undone = 0',
      handout,
      id,
    ).flatMap(({ operations }) => broughtIn(operations).map(([copy]) => copy)),
  ])
  return (
    before.size > 0 && [...here].some(copy => !before.has(copy)) && [...before].some(copy => !here.has(copy))
  )
}
