import { TandemError } from '#shared/errors.ts'
import { column, type Db, first } from '../db/sql.ts'
import {
  broughtIn,
  type Counting,
  countingOf,
  isMergeStep,
  mergeSteps,
  type Range,
  rangesOf,
} from '../history/counting.ts'
import { insertOperation, type Operation } from '../history/journal.ts'
import { keep } from '../sources/contents.ts'
import type { Parcel } from './parcel.ts'
import { whatStudiesHold } from './what-studies-hold.ts'

/** What of a package is in the journal now, in operations. */
export interface Taken {
  sent: number
  /** In the journal before, and counted. */
  alreadyHere: number
  /** Those that are new here, or count again, by id. */
  came: Set<string>
  /** What its row is to say it brought. */
  ranges: Range[]
  /** What its row is to say stays, whatever becomes of the merge: made here, and taken in where the package comes from. */
  kept: Range[]
  /**
   * The places of codings and annotations that came as edits, by row: start and end as they were left there, each as far
   * as the package says.
   */
  moved: Map<string, Moved>
  /** The codings and annotations that any of its operations wrote, here before or not. */
  wrote: ReadonlySet<string>
  /** The rulings that any of its operations made or took back, by id. */
  rulings: Map<string, TakenRuling>
}

/** What a package knows of a ruling. */
export interface TakenRuling {
  round: string
  disagreement: string
  /** How often it was made less how often it was taken back: it stands there where that is more than nothing. */
  made: number
}

export interface Moved {
  table: 'codings' | 'annotations'
  start?: number
  end?: number
}

/**
 * Puts a package's operations into the journal; the tables stay as they are. `merging` are the ranges of packages taken
 * just before. Refuses, loudly, an operation that is here already and says something else.
 */
export function take(
  db: Db,
  ownCopy: string,
  parcel: Parcel,
  merging: readonly Range[],
  mustBeAllowed: (operation: Operation) => void,
): Taken {
  for (const { kind, bytes } of parcel.contents) keep(db, kind, bytes)
  const before = countingOf(mergeSteps(db), merging)
  const taken: Taken = {
    sent: 0,
    alreadyHere: 0,
    came: new Set(),
    ranges: [],
    kept: [],
    moved: new Map(),
    wrote: new Set(),
    rulings: new Map(),
  }
  const brought: { copy: string; sequence: number }[] = []
  const native: { copy: string; sequence: number }[] = []
  const steps: Operation[] = []
  const undone: Operation[] = []
  const placed = new Map<string, Moved>()
  const mustBeHeld = whatStudiesHold(db)
  for (const operation of parcel.operations) {
    mustBeAllowed(operation)
    mustBeHeld(operation)
    if (parcel.kind === 'return') mustUndoOwn(db, operation)
    taken.sent++
    const { id, copy, sequence, hash } = operation
    const here = first<{ id: string; hash: string }>(
      db,
      'SELECT id, hash FROM operations WHERE id = ? UNION ALL SELECT id, hash FROM operations WHERE copy = ? AND sequence = ? LIMIT 1',
      id,
      copy,
      sequence,
    )
    if (here && (here.id !== id || here.hash !== hash)) throw tampered(here.id !== id)
    const isNative = here !== undefined && !before.wasBrought(operation)
    const counts = here !== undefined && (isNative || before.isIn(operation))
    if (!here) {
      if (copy === ownCopy && parcel.kind === 'return') throw tampered(true)
      insertOperation(db, operation)
    }
    ;(isNative ? native : brought).push({ copy, sequence })
    if (isMergeStep(operation)) steps.push(operation)
    place(placed, operation)
    rule(taken.rulings, operation)
    if (counts) taken.alreadyHere++
    else if (here && parcel.kind === 'copy') undone.push(operation)
    else came(taken, operation, placed)
  }
  // A copy that undid the merge of a return sends its steps along; only the return itself brings them back. What came with a
  // whole copy before, and went with the undoing of that, comes again, as far as it counts where it comes from.
  const there = countingOf(steps)
  const fromCopies = undone.length > 0 ? ofUndoneCopies(db) : null
  const again = undone.filter(operation => there.isIn(operation) && fromCopies?.wasBrought(operation))
  for (const operation of again) came(taken, operation, placed)
  taken.alreadyHere += undone.length - again.length
  taken.wrote = new Set(placed.keys())
  taken.ranges = rangesOf(brought)
  if (parcel.kind === 'copy') {
    // That the other copy had taken in what was made here, or undid that, does not take it away here.
    const told = countingOf(mergeSteps(db))
    taken.kept = rangesOf(native.filter(told.wasBrought))
    const after = countingOf(mergeSteps(db), [...merging, ...rangesOf(again), ...taken.kept])
    taken.ranges = rangesOf(brought.filter(entry => after.isIn(entry)))
  }
  return taken
}

/** A return takes back steps of the one who sends it, and says so of nobody else's. */
function mustUndoOwn(db: Db, { undoes, actor }: Operation): void {
  if (undoes === null) return
  const undone = first<{ actor: string | null }>(db, 'SELECT actor FROM operations WHERE id = ?', undoes)
  if (!undone || undone.actor === actor) return
  throw new TandemError(
    'damaged',
    'This return takes back a step of somebody else: it is not as Tandem wrote it.',
    'Nothing was taken in. Ask the coder for the file again, as Tandem wrote it.',
  )
}

/** What whole copies brought whose merge was undone: asked of `wasBrought`. */
const ofUndoneCopies = (db: Db): Counting =>
  countingOf(
    [],
    column<string>(db, "SELECT operations FROM returns WHERE kind = 'copy' AND undone = 1").flatMap(
      broughtIn,
    ),
  )

/** Says what of the places of codings and annotations a step writes. */
function place(placed: Map<string, Moved>, { changes }: Operation): void {
  for (const { table, id, after } of changes) {
    if (table !== 'codings' && table !== 'annotations') continue
    const last = placed.get(id) ?? { table }
    if (typeof after?.start === 'number') last.start = after.start
    if (typeof after?.end === 'number') last.end = after.end
    placed.set(id, last)
  }
}

/** Says what of rulings a step makes and takes back. */
function rule(rulings: Map<string, TakenRuling>, { changes }: Operation): void {
  for (const { table, id, before, after } of changes) {
    const row = before ?? after
    if (table !== 'rulings' || !row || (before !== null && after !== null)) continue
    const last = rulings.get(id) ?? {
      round: String(row.round),
      disagreement: String(row.disagreement),
      made: 0,
    }
    rulings.set(id, { ...last, made: last.made + (before === null ? 1 : -1) })
  }
}

function came({ came, moved }: Taken, { id, changes }: Operation, placed: Map<string, Moved>): void {
  came.add(id)
  for (const { id: row, before, after } of changes) {
    if (before === null || after === null) continue
    const last = placed.get(row)
    if (last && (typeof after.start === 'number' || typeof after.end === 'number')) moved.set(row, last)
  }
}

const tampered = (isOther: boolean): TandemError =>
  new TandemError(
    'damaged',
    isOther
      ? 'This package claims a place in the journal that another step of this study has.'
      : 'This package holds a step that is in the study already and says something else now: it was changed after it was made.',
    'Nothing was taken in. Ask whoever sent it for the file as Tandem wrote it, and tell a lead.',
  )
