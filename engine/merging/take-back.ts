import { TandemError } from '#shared/errors.ts'
import { all, column, type Db, first, type Row } from '../db/sql.ts'
import { type Change, changed } from '../history/changes.ts'
import {
  broughtIn,
  type Counting,
  countingOf,
  isMergeStep,
  type MergeStep,
  mergeSteps,
  type Range,
} from '../history/counting.ts'
import { differences, type Folded, foldJournal } from '../history/fold.ts'
import { inOrder, keepMended, type Operation } from '../history/journal.ts'
import { byOrder } from '../history/order.ts'
import { needsRole } from '../members/asking.ts'
import { mayNotWeigh } from '../rounds/blinding.ts'
import { seenBefore } from '../rounds/seen-before.ts'
import type { Tools } from '../tools.ts'
import { mustHoldTogether, rewrite, withoutTriggers } from './rewrite.ts'

/**
 * Takes back a merge, or what took one back: `target` is a merge step, `words` what it is called. What its packages
 * brought does not count any more, nor what the merge itself did, and the tables become what the journal then folds to;
 * or, of a merge done again, all of it counts once more. Nothing leaves the journal. A round that could be seen is not
 * made blind again. Refuses, in one sentence, where somebody has built on it since. Work on it that was undone is no such
 * work; what undoing it gave back, as of a ruling that only the merge had brought, goes with the merge, and comes again with it.
 */
export function takeBackMerge(
  tools: Tools,
  target: Operation,
  kind: 'undone' | 'redone',
  words: string,
): void {
  const { db, record } = tools
  needsRole(tools.asking, ['lead'], `have a merge ${kind}`)
  const packages = target.changes.filter(({ table }) => table === 'returns').map(({ id }) => id)
  const changes = packages.map(id => changed(db, 'returns', id, { undone: kind === 'undone' ? 1 : 0 }))
  const steps = mergeSteps(db)
  const then = countingOf([...steps, hypothetical(target, changes)])
  mustTellNothing(tools, target, words, kind)
  const counting = countingOf(steps)
  if (kind === 'undone') mustBeTheLast(db, target, steps.filter(counting.isIn), words)
  const told = foldJournal(db, then)
  const since = workSince(db, target, packages, then, told)
  const undone = undoneAmong(since)
  mustStandAlone(since, undone, words, kind)
  const residue = residueOf(db, packages, then, told, kind === 'undone' ? undone : [])
  const seen = seenBefore(tools, told.tables.get('rounds') ?? new Map(), words)
  const summary = [
    `${kind === 'undone' ? 'Undid' : 'Redid'}: ${words}`,
    ...seen.map(({ title }) => `“${title}” is not counted as blind any more, since it could be seen`),
  ].join('. ')
  db.pragma('defer_foreign_keys = ON')
  withoutTriggers(db, () => {
    record(`merge.${kind}`, summary, [...changes, ...seen.flatMap(round => round.changes), ...residue], {
      undoes: target.id,
      // Rows that come and go with the merge are written by the fold.
      isDone: true,
    })
    const folded = foldJournal(db)
    rewrite(db, folded)
    keepMended(db, folded.mended)
  })
  mustHoldTogether(db)
}

/**
 * Refuses a coder of a blind round that packages of the merge are of, once there was any step since: whether the merge can be
 * taken back would tell where others coded.
 */
function mustTellNothing(
  { db, asking }: Tools,
  target: Operation,
  words: string,
  kind: 'undone' | 'redone',
): void {
  const packages = all<{ round: string | null }>(
    db,
    'SELECT round FROM returns WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(target.changes.flatMap(({ table, id }) => (table === 'returns' ? [id] : []))),
  )
  if (!packages.some(each => mayNotWeigh(db, asking, each.round))) return
  const since = first(
    db,
    `SELECT 1 FROM operations WHERE lamport > $lamport AND kind NOT IN ('merge.undone', 'merge.redone')`,
    { lamport: target.lamport },
  )
  if (!since) return
  throw new TandemError(
    'blind',
    `“${words}” is not ${kind} after further steps ${asking.member ? 'by a coder of the blind round' : 'while a lead codes in the blind round'}: whether it can be would tell what others did.`,
    'A lead who does not code in the round can do it; others when the round is no longer blind.',
  )
}

/** The step as it would be: the last of all. */
function hypothetical(target: Operation, changes: readonly (Change | null)[]): MergeStep {
  return {
    id: '',
    copy: '',
    sequence: 0,
    actor: '',
    lamport: Number.MAX_SAFE_INTEGER,
    kind: 'merge.undone',
    undoes: target.id,
    changes: changes.filter(change => change !== null),
  }
}

/** Refuses where a later file brought the same steps again: they would stay, and what the merge did for them would go. */
function mustBeTheLast(db: Db, target: Operation, steps: readonly MergeStep[], words: string): void {
  const rangesOf = ({ changes }: Pick<MergeStep, 'changes'>, wanted: (id: string) => boolean): Range[] =>
    changes.flatMap(({ table, id, after }) =>
      table === 'returns' && typeof after?.operations === 'string' && wanted(id)
        ? broughtIn(after.operations)
        : [],
    )
  const standing = new Set(column<string>(db, 'SELECT id FROM returns WHERE undone = 0'))
  const own = rangesOf(target, () => true)
  const later = steps
    .filter(step => byOrder(step, target) > 0)
    .flatMap(step => rangesOf(step, id => standing.has(id)))
  const isShared = own.some(([copy, from, to]) =>
    later.some(([other, first, last]) => copy === other && first <= to && from <= last),
  )
  if (!isShared) return
  throw new TandemError(
    'conflict',
    `“${words}” cannot be undone: a file that was merged later brought the same work.`,
    'Undo the merge of the later file first.',
  )
}

/** A step that was done since a merge. */
interface Since extends Pick<Operation, 'id' | 'undoes' | 'copy' | 'sequence'> {
  /** It changed what the merge would change, or went on with its round, after it came, or came last. */
  isOnIt: boolean
}

/** What was done since these packages came first, and counts now and `then`: neither merges taken back nor done again. */
function workSince(
  db: Db,
  target: Operation,
  packages: readonly string[],
  then: Counting,
  told: Folded,
): Since[] {
  const steps = mergeSteps(db)
  const counting = countingOf(steps)
  const [start = target] = steps
    .filter(({ kind, changes }) => kind === 'merge.done' && isAbout(changes, packages))
    .sort(byOrder)
  const goesOn = goingOn(db, packages, told)
  const since: Since[] = []
  for (const operation of inOrder(db)) {
    if (byOrder(operation, start) <= 0 || !counting.isIn(operation) || !then.isIn(operation)) continue
    if (isMergeStep(operation) && operation.kind !== 'merge.done') continue
    const { id, undoes, copy, sequence } = operation
    const isOnIt = byOrder(operation, target) > 0 && counting.changesOf(operation).some(goesOn)
    since.push({ id, undoes, copy, sequence, isOnIt })
  }
  return since
}

const isAbout = (changes: readonly Change[], packages: readonly string[]): boolean =>
  changes.some(({ table, id }) => table === 'returns' && packages.includes(id))

/** Whether a change is of what taking the packages back would change, or goes on with their rounds. */
function goingOn(db: Db, packages: readonly string[], told: Folded): (change: Change) => boolean {
  const changing = new Set(
    differences(db, told)
      .filter(({ table }) => table !== 'returns')
      .map(({ table, id }) => `${table} ${id}`),
  )
  const rounds = new Set(
    column<string>(
      db,
      'SELECT round FROM returns WHERE round IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
      JSON.stringify(packages),
    ),
  )
  return ({ table, id, before, after }) => {
    if (changing.has(`${table} ${id}`)) return true
    const row = after ?? before
    if (table === 'rounds') return rounds.has(id)
    const isOfRound = row !== null && rounds.has(String(row.round))
    return isOfRound && (table === 'rulings' || table === 'unblindings')
  }
}

/** Refuses where there was work on it since that stands. */
function mustStandAlone(
  since: readonly Since[],
  undone: readonly Since[],
  words: string,
  kind: string,
): void {
  const gone = new Set(undone)
  if (!since.some(each => each.isOnIt && !gone.has(each))) return
  throw new TandemError(
    'conflict',
    `“${words}” cannot be ${kind}: there has been work since that stands on it.`,
    'Undo what was done since first, or change by hand what is not right.',
  )
}

/** Steps among these that were undone by others of them, and these others: together they changed nothing. */
function undoneAmong(steps: readonly Since[]): Since[] {
  const chains = new Map<string, Since[]>()
  const roots = new Map<string, string>()
  for (const step of steps) {
    // What undoes a step of before has no beginning here, and is work like any other.
    const root = step.undoes === null ? step.id : (roots.get(step.undoes) ?? '')
    roots.set(step.id, root)
    const chain = chains.get(root)
    if (chain) chain.push(step)
    else chains.set(root, [step])
  }
  return [...chains].flatMap(([root, chain]) => (root !== '' && chain.length % 2 === 0 ? chain : []))
}

/**
 * The changes from what the journal would fold to, to what it should: without the steps `undone`, and without what taking the
 * merge back and doing it again changed beside before. An undone step gives back rows as they were with the merge.
 */
function residueOf(
  db: Db,
  packages: readonly string[],
  then: Counting,
  told: Folded,
  undone: readonly Since[],
): Change[] {
  const isBeside = ({ kind, changes }: Pick<MergeStep, 'kind' | 'changes'>): boolean =>
    (kind === 'merge.undone' || kind === 'merge.redone') && isAbout(changes, packages)
  if (undone.length === 0 && !mergeSteps(db).some(isBeside)) return []
  const places = new Set(undone.map(({ copy, sequence }) => `${copy} ${sequence}`))
  const wanted = foldJournal(db, {
    ...then,
    everything: false,
    isIn: each => then.isIn(each) && !places.has(`${each.copy} ${each.sequence}`),
    changesOf: each =>
      isBeside(each)
        ? then.changesOf(each).filter(({ table }) => saidOfMerges.has(table))
        : then.changesOf(each),
  })
  return [...wanted.tables].flatMap(([table, rows]) => {
    const now = told.tables.get(table) ?? new Map<string, Row>()
    return [
      ...[...now].flatMap(([id, row]): Change[] =>
        rows.has(id) ? [] : [{ table, id, before: row, after: null }],
      ),
      ...[...rows].flatMap(([id, row]): Change[] => {
        const before = now.get(id)
        if (!before) return [{ table, id, before: null, after: row }]
        const differing = Object.keys(row).filter(name => row[name] !== before[name])
        const of = (from: Row) => Object.fromEntries(differing.map(name => [name, from[name] ?? null]))
        return differing.length === 0 ? [] : [{ table, id, before: of(before), after: of(row) }]
      }),
    ]
  })
}

/** What taking a merge back says of it and of rounds that were seen stays true when the merge is done again. */
const saidOfMerges: ReadonlySet<string> = new Set(['returns', 'rounds', 'unblindings'])
