import type { Meeting } from '#shared/model/merge.ts'
import { all, column, type Db, each, type Row } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { openTogether } from '../rounds/open-together.ts'
import type { Taken } from './take.ts'

/** The rounds of a study as they stood before a merge. */
export interface RoundsBefore {
  closed: ReadonlySet<string>
  /** Pairs of rounds that were open together. */
  together: ReadonlySet<string>
}

/** What is asked of the rounds before a merge, for `metRounds` to compare with. */
export const roundsBefore = (db: Db): RoundsBefore => ({
  closed: closedRounds(db),
  together: new Set(openTogether(db).map(pairOf)),
})

const closedRounds = (db: Db): Set<string> =>
  new Set(column<string>(db, "SELECT id FROM rounds WHERE state = 'closed'"))

const pairOf = ({ earlier, later }: { earlier: { id: string }; later: { id: string } }): string =>
  `${earlier.id} ${later.id}`

/** What a package brought: its operations that are new here, and the codings and rulings any of its operations wrote. */
type Brought = Pick<Taken, 'came' | 'wrote' | 'rulings'>

/**
 * What a merge did to whole rounds that a person should look at, package by package: work in a round, and rulings on it, where
 * the other side had closed it without knowing of them, and rounds that two leads opened on the same sources of a coder. Each
 * stands for one operation that came and has no meeting of its own yet (`met`), so that the sheet goes on adding up.
 */
export function metRounds(
  db: Db,
  before: RoundsBefore,
  brought: readonly Brought[],
  met: readonly Meeting[][],
): Meeting[][] {
  const closed = closedRounds(db)
  const pairs = openTogether(db).filter(pair => !before.together.has(pairOf(pair)))
  if (closed.size === 0 && pairs.length === 0) return met.map(own => [...own])
  return brought.map((one, n) => {
    const own = [...(met[n] ?? [])]
    const taken = new Set(own.map(({ operation }) => operation))
    const found = whatCame(db, one.came)
    const note = (operations: readonly string[], meeting: Omit<Meeting, 'operation'>): void => {
      const operation = operations.findLast(id => !taken.has(id)) ?? found.all.findLast(id => !taken.has(id))
      if (operation === undefined) return
      taken.add(operation)
      own.push({ ...meeting, operation })
    }
    for (const round of closed) {
      const closing = found.closing.get(round)
      const { operations, further } =
        !before.closed.has(round) && closing !== undefined
          ? { operations: [closing], further: beside(db, round, one.wrote) }
          : {
              operations: found.coding.get(round)?.operations ?? [],
              further: countsOf(found.coding.get(round)),
            }
      if (further.length > 0) note(operations, { kind: 'round closed', table: 'rounds', row: round, further })
      const ruled =
        !before.closed.has(round) && closing !== undefined
          ? { operations: [closing], differences: ruledBeside(db, round, one.rulings) }
          : (found.ruling.get(round) ?? { operations: [], differences: new Set() })
      const rulings = ruled.differences.size
      if (rulings > 0) note(ruled.operations, { kind: 'round closed', table: 'rounds', row: round, rulings })
    }
    for (const { earlier, later } of pairs) {
      const opening = found.opening.get(later.id) ?? found.opening.get(earlier.id)
      if (opening !== undefined)
        note([opening], { kind: 'open together', table: 'rounds', row: earlier.id, other: later.id })
    }
    return own
  })
}

/** Operations that wrote codings of a round, and the codings by coder. */
interface CodedIn {
  operations: string[]
  codings: Map<string, Set<string>>
}

const countsOf = (coded: CodedIn | undefined): NonNullable<Meeting['further']> =>
  [...(coded?.codings ?? [])].map(([coder, own]) => ({ coder, codings: own.size }))

/** The codings of a round, counted by coder, that a package knows nothing of. */
function beside(db: Db, round: string, wrote: ReadonlySet<string>): NonNullable<Meeting['further']> {
  const unknown = all<{ id: string; coder: string }>(
    db,
    "SELECT id, coder FROM codings WHERE round = ? AND layer = 'independent' ORDER BY coder, id",
    round,
  ).filter(({ id }) => !wrote.has(id))
  return [...Map.groupBy(unknown, ({ coder }) => coder)].map(([coder, own]) => ({
    coder,
    codings: own.length,
  }))
}

/** Rulings on a round, by their steps, and the differences they are on. */
interface RuledIn {
  operations: string[]
  differences: Set<string>
}

/** The differences of a round that are ruled otherwise than a package knows. */
function ruledBeside(db: Db, round: string, known: Brought['rulings']): Set<string> {
  const standing = all<{ id: string; disagreement: string }>(
    db,
    'SELECT id, disagreement FROM rulings WHERE round = ? ORDER BY id',
    round,
  )
  const here = new Set(standing.map(({ id }) => id))
  return new Set([
    ...standing.flatMap(({ id, disagreement }) => ((known.get(id)?.made ?? 0) > 0 ? [] : [disagreement])),
    ...[...known].flatMap(([id, { round: of, disagreement, made }]) =>
      of === round && made > 0 && !here.has(id) ? [disagreement] : [],
    ),
  ])
}

/** What new operations did to rounds: which one opened and which closed each, which coded in it, and which ruled on it. */
function whatCame(db: Db, came: ReadonlySet<string>) {
  const found = {
    all: [] as string[],
    opening: new Map<string, string>(),
    closing: new Map<string, string>(),
    coding: new Map<string, CodedIn>(),
    ruling: new Map<string, RuledIn>(),
  }
  const rulings = new Map<string, Ruling>()
  for (const { id: operation, kind, changes } of each<{ id: string; kind: string; changes: string }>(
    db,
    'SELECT id, kind, changes FROM operations ORDER BY copy, sequence',
  )) {
    if (!came.has(operation)) continue
    found.all.push(operation)
    const its = JSON.parse(changes) as Change[]
    // A corrected text, or a merge, carries codings along: that is nobody's coding.
    const isCarrying = isMerge(kind) || its.some(({ table }) => table === 'revisions')
    for (const { table, id, before, after } of its) {
      if (table === 'rulings' && (before === null || after === null))
        rulings.set(id, withStep(rulings.get(id), operation, before, after))
      if (table === 'rounds' && before === null) found.opening.set(id, operation)
      if (table === 'rounds' && after?.state === 'closed') found.closing.set(id, operation)
      if (table !== 'codings' || isCarrying) continue
      const stands = all<{ layer: string; coder: string | null; round: string | null }>(
        db,
        'SELECT layer, coder, round FROM codings WHERE id = ?',
        id,
      )[0]
      const row = stands ?? (after === null ? before : null)
      if (row?.layer !== 'independent' || typeof row.round !== 'string') continue
      const of = found.coding.get(row.round) ?? { operations: [], codings: new Map<string, Set<string>>() }
      found.coding.set(row.round, of)
      of.operations.push(operation)
      const coder = String(row.coder)
      of.codings.set(coder, (of.codings.get(coder) ?? new Set()).add(id))
    }
  }
  for (const [id, { row, operations, isNew }] of rulings) {
    const stands = all(db, 'SELECT 1 FROM rulings WHERE id = ?', id).length > 0
    // What was made and taken back there was never here, and what was taken back and made again is as it was.
    if (stands !== isNew) continue
    const round = String(row.round)
    const of = found.ruling.get(round) ?? { operations: [], differences: new Set<string>() }
    found.ruling.set(round, of)
    of.operations.push(...operations)
    of.differences.add(String(row.disagreement))
  }
  return found
}

/** What new operations did to one ruling: `isNew` where the first of them made it. */
interface Ruling {
  row: Row
  operations: string[]
  isNew: boolean
}

const withStep = (
  ruling: Ruling | undefined,
  operation: string,
  before: Row | null,
  after: Row | null,
): Ruling => ({
  row: ruling?.row ?? before ?? after ?? {},
  operations: [...(ruling?.operations ?? []), operation],
  isNew: ruling?.isNew ?? before === null,
})

const isMerge = (kind: string): boolean => kind.startsWith('merge.')
