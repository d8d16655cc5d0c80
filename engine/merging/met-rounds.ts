import type { Meeting } from '#shared/model/merge.ts'
import { all, column, type Db, each } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { openTogether } from '../rounds/open-together.ts'

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
interface Brought {
  came: ReadonlySet<string>
  wrote: ReadonlySet<string>
  ruled: ReadonlySet<string>
}

/**
 * What a merge did to whole rounds that a person should look at, package by package: work and rulings in a round that the other side
 * had closed without knowing of it, and rounds that two leads opened on the same sources of a coder. Each stands for one
 * operation that came and has no meeting of its own yet (`met`), so that the sheet goes on adding up.
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
      const { operations, further, rulings } =
        !before.closed.has(round) && closing !== undefined
          ? {
              operations: [closing],
              further: beside(db, round, one.wrote),
              rulings: rulingsIn(db, round, id => !one.ruled.has(id)),
            }
          : {
              operations: [
                ...(found.coding.get(round)?.operations ?? []),
                ...(found.ruling.get(round)?.operations ?? []),
              ],
              further: countsOf(found.coding.get(round)),
              rulings: rulingsIn(db, round, id => found.ruling.get(round)?.rulings.has(id) ?? false),
            }
      if (further.length > 0 || rulings > 0)
        note(operations, {
          kind: 'round closed',
          table: 'rounds',
          row: round,
          further,
          ...(rulings > 0 && { rulings }),
        })
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

/** How many rulings that stand in a round are of these. */
const rulingsIn = (db: Db, round: string, are: (ruling: string) => boolean): number =>
  column<string>(db, 'SELECT id FROM rulings WHERE round = ?', round).filter(are).length

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

/** What new operations did to rounds: which one opened and which closed each, and which coded and ruled in it. */
function whatCame(db: Db, came: ReadonlySet<string>) {
  const found = {
    all: [] as string[],
    opening: new Map<string, string>(),
    closing: new Map<string, string>(),
    coding: new Map<string, CodedIn>(),
    ruling: new Map<string, { operations: string[]; rulings: Set<string> }>(),
  }
  for (const { id: operation, changes } of each<{ id: string; changes: string }>(
    db,
    'SELECT id, changes FROM operations ORDER BY copy, sequence',
  )) {
    if (!came.has(operation)) continue
    found.all.push(operation)
    for (const { table, id, before, after } of JSON.parse(changes) as Change[]) {
      if (table === 'rounds' && before === null) found.opening.set(id, operation)
      if (table === 'rounds' && after?.state === 'closed') found.closing.set(id, operation)
      if (table === 'rulings' && before === null && after) {
        const round = String(after.round)
        const of = found.ruling.get(round) ?? { operations: [], rulings: new Set() }
        found.ruling.set(round, of)
        of.operations.push(operation)
        of.rulings.add(id)
      }
      if (table !== 'codings') continue
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
  return found
}
