import { all, type Db, first } from '../db/sql.ts'
import type { Change } from './changes.ts'
import { byOrder, type Journalled } from './order.ts'

/** Entries of one copy, by sequence: `[copy, first, last]`, as a package names what it brings. */
export type Range = readonly [copy: string, first: number, last: number]

/**
 * Entries that were made here, and that a copy which was merged says it had taken in by a merge of its own: they count
 * whatever becomes of either merge.
 */
type Kept = readonly [...Range, 'kept']

/** What a row of `returns` says of entries, as it is kept: what was brought, and what of here stays. */
export const entriesSaid = (brought: readonly Range[], kept: readonly Range[]): string =>
  JSON.stringify([...brought, ...kept.map((range): Kept => [...range, 'kept'])])

/** The entries that a row of `returns` says were brought. */
export const broughtIn = (said: string): Range[] =>
  (JSON.parse(said) as (Range | Kept)[]).filter((range): range is Range => range.length === 3)

const keptIn = (said: string): Range[] =>
  (JSON.parse(said) as (Range | Kept)[]).flatMap(([copy, from, to, kept]) =>
    kept === undefined ? [] : [[copy, from, to] satisfies Range],
  )

/** What of the journal counts: everything but what only merges that were undone brought, and what those did themselves. */
export interface Counting {
  /** True where no merge was ever undone: all counts. */
  readonly everything: boolean
  /** Whether an entry counts at all. */
  isIn(operation: Pick<Journalled, 'copy' | 'sequence'>): boolean
  /** Whether an entry came with a package at some time, undone or not; otherwise this study's folders made it. */
  wasBrought(operation: Pick<Journalled, 'copy' | 'sequence'>): boolean
  /**
   * What of an entry's changes counts: all; of a merge that was undone, only the rows that say so. What taking a merge
   * back says of it and of rounds that were seen stays true when the merge is done again.
   */
  changesOf(operation: Pick<Journalled, 'id' | 'kind' | 'changes'>): readonly Change[]
}

/** A step that merged, or took a merge back, or did it again. */
export type MergeStep = Omit<Journalled, 'changes'> & { changes: readonly Change[] }

/** True for what merges put into the journal: the only entries that make rows of `returns`. */
export const isMergeStep = ({ kind }: Pick<Journalled, 'kind'>): boolean => kind.startsWith('merge.')

/** The journal's merge steps. */
export const mergeSteps = (db: Db): MergeStep[] =>
  all<Omit<MergeStep, 'changes'> & { changes: string }>(
    db,
    `SELECT id, copy, sequence, lamport, actor, kind, undoes, changes FROM operations WHERE kind GLOB 'merge.*'`,
  ).map(step => ({ ...step, changes: JSON.parse(step.changes) as Change[] }))

/**
 * What counts of a journal with these merge steps, in any order, each once or more. `merging` is about to be said by a
 * merge that is not in the journal yet.
 *
 * A package's row says which entries it brought, and stands unless the last word on it is that it was undone. An entry
 * counts where no package brought it, or one that stands, or where a merge that counts kept it. A merge step is itself an entry that may not count, and only
 * later entries bear on that: they are asked from the last to the first.
 */
export function countingOf(steps: readonly MergeStep[], merging: readonly Range[] = []): Counting {
  const inOrder = [...new Map(steps.map(step => [step.id, step])).values()].sort(byOrder)
  const brought: { range: Range; package: string }[] = []
  for (const { changes } of inOrder) {
    for (const { table, id, after } of changes) {
      if (table === 'returns' && typeof after?.operations === 'string')
        for (const range of broughtIn(after.operations)) brought.push({ range, package: id })
    }
  }
  const stands = new Map<string, boolean>()
  const takenBack = new Set<string>()
  const now = (wanted: (of: string) => boolean) =>
    brought.filter(each => wanted(each.package)).map(({ range }) => range)
  const ever = spans(brought.map(({ range }) => range))
  const about = spans(merging)
  const kept: Range[] = []
  for (const step of inOrder.toReversed()) {
    const holds = ([copy, from, to]: Range) =>
      copy === step.copy && from <= step.sequence && step.sequence <= to
    const counts =
      !ever(step) ||
      about(step) ||
      brought.some(each => stands.get(each.package) === true && holds(each.range)) ||
      kept.some(holds)
    if (!counts) continue
    for (const { table, after } of step.changes)
      if (table === 'returns' && typeof after?.operations === 'string') kept.push(...keptIn(after.operations))
    if (step.undoes !== null && !takenBack.has(step.id)) takenBack.add(step.undoes)
    for (const { table, id, after } of step.changes.toReversed()) {
      if (table === 'returns' && after?.undone !== undefined && !stands.has(id))
        stands.set(id, after.undone === 0)
    }
  }
  const standing = spans([...now(of => stands.get(of) === true), ...merging, ...kept])
  const everything =
    takenBack.size === 0 && [...stands.values()].every(Boolean) && brought.every(b => stands.has(b.package))
  return {
    everything,
    isIn: operation => everything || !ever(operation) || standing(operation),
    wasBrought: operation => ever(operation) || about(operation),
    changesOf: ({ id, kind, changes }) =>
      takenBack.has(id) && kind === 'merge.done'
        ? changes.filter(({ table }) => table === 'returns')
        : changes,
  }
}

/**
 * The entries that do not count, as ranges; empty where no merge was undone. For lists of the journal, which leave them
 * out.
 */
export function leftOut(db: Db): Range[] {
  // Where anything does not count, the row of the merge that was undone first does, and says so.
  if (!first(db, 'SELECT 1 FROM returns WHERE undone = 1')) return []
  const counting = countingOf(mergeSteps(db))
  const entries = all<{ copy: string; sequence: number }>(
    db,
    'SELECT copy, sequence FROM operations ORDER BY copy, sequence',
  )
  return rangesOf(entries.filter(entry => !counting.isIn(entry)))
}

/** SQL: the entry under `alias` is in none of the ranges that are bound, as JSON, to `ranges`. */
export const isNotIn = (alias: string, ranges: string): string =>
  `NOT EXISTS (SELECT 1 FROM json_each(${ranges}) x WHERE x.value ->> 0 = ${alias}.copy
     AND ${alias}.sequence BETWEEN x.value ->> 1 AND x.value ->> 2)`

/** The entries that packages brought, undone or not, as far as the study's merges that count say. */
export const broughtHere = (db: Db): Range[] =>
  all<{ operations: string }>(db, 'SELECT operations FROM returns').flatMap(({ operations }) =>
    broughtIn(operations),
  )

/** Entries as the fewest ranges, by copy and sequence. */
export function rangesOf(entries: Iterable<Pick<Journalled, 'copy' | 'sequence'>>): Range[] {
  const byCopy = Map.groupBy(entries, ({ copy }) => copy)
  return [...byCopy]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([copy, own]) =>
      united(own.map(({ sequence }) => [sequence, sequence])).map(([from, to]): Range => [copy, from, to]),
    )
}

/** Whether ranges hold an entry: asked in time logarithmic in how many there are. */
function spans(ranges: readonly Range[]): (entry: Pick<Journalled, 'copy' | 'sequence'>) => boolean {
  const byCopy = new Map(
    [...Map.groupBy(ranges, ([copy]) => copy)].map(([copy, own]) => [
      copy,
      united(own.map(([, from, to]) => [from, to])),
    ]),
  )
  return ({ copy, sequence }) => {
    const own = byCopy.get(copy)
    if (!own) return false
    let low = 0
    let high = own.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((own[middle]?.[0] ?? 0) <= sequence) low = middle + 1
      else high = middle
    }
    return sequence <= (own[low - 1]?.[1] ?? -1)
  }
}

/** Stretches of whole numbers in order, those that touch or overlap as one. */
function united(stretches: [number, number][]): [number, number][] {
  const found: [number, number][] = []
  for (const [from, to] of stretches.sort(([a], [b]) => a - b)) {
    const last = found.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else found.push([from, to])
  }
  return found
}
