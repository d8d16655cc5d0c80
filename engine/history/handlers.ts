import type { history } from '#shared/contract/history.ts'
import { TandemError } from '#shared/errors.ts'
import type { TakenBack } from '#shared/model/operation.ts'
import { ofCodeTakenApart } from '../codebook/places-given-back.ts'
import { isSqlite } from '../db/open.ts'
import { type Db, first } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { actorOf, signedIn } from '../members/asking.ts'
import { decisionKind, takeBackDecision } from '../merging/decisions.ts'
import { takeBackMerge } from '../merging/take-back.ts'
import { movedSince, onNewestText } from '../revisions/since-step.ts'
import { builtUpon, nothingSince, revisionsIn, revisionWouldTell } from '../revisions/take-back.ts'
import { withAgreedAfter } from '../rounds/agreed-after.ts'
import { isProposal, meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { openRoundOf } from '../rounds/queries.ts'
import type { Tools } from '../tools.ts'
import { type Change, inverse, saidAsItStands, stillStand } from './changes.ts'
import { isMergeStep } from './counting.ts'
import { differenceOf } from './difference-of.ts'
import { journalEntries } from './entries.ts'
import { operation } from './journal.ts'
import { noneMadeSince } from './made-since.ts'
import { stepsOfPassage } from './of-passage.ts'
import { passageOfChanges } from './passage-of.ts'
import { passagesOfSteps } from './passages-of-steps.ts'
import { stillMay } from './still-may.ts'
import { subjectsAreThere } from './subjects-there.ts'
import { nextRedo, nextUndo, passOver, type Step, stepNamed, wallBefore } from './undo.ts'

export const historyHandlers: Handlers<typeof history> = {
  list({ db, asking }, { member, thing, from, to, before, limit }) {
    const choice = { member: member ?? null, thing: thing ?? null, from: from ?? null, to: to ?? null }
    const me = meOf(asking)
    const entries = journalEntries(db, me, choice, { before: before ?? null, limit: limit + 1 })
    const page = entries.slice(0, limit)
    const passages = passagesOfSteps(
      db,
      me,
      page.flatMap(({ id, by }) => (by === null ? [] : id)),
    )
    return {
      entries: page.map(entry => {
        const passage = passages.get(entry.id)
        return passage ? { ...entry, passage } : entry
      }),
      more: entries.length > limit,
      withheld: somethingIsBlind(db),
    }
  },

  ofPassage: ({ db, asking }, input) => stepsOfPassage(db, input, meOf(asking)),

  state({ db, asking }) {
    if (!asking.manages && !asking.member) return { undo: null, redo: null }
    const actor = actorOf(asking)
    // What a blind round has refused is offered too: only then is it said why, and what comes before it.
    return { undo: nextUndo(db, actor)?.summary ?? null, redo: nextRedo(db, actor)?.summary ?? null }
  },

  undo(tools, { step: wanted }) {
    if (wanted !== undefined) return takeBackNamed(tools, 'undo', wanted)
    const step = nextUndo(tools.db, whose(tools))
    try {
      return takeBack(tools, 'undone', step, () => nothingToUndo(tools))
    } catch (error) {
      if (!step || !(error instanceof TandemError)) throw error
      const before = passOver(tools.db, whose(tools), step.target)
      if (!before) throw error
      const { code, message, hint = '' } = error
      throw new TandemError(code, message, `${hint} Undo once more takes back “${before.summary}”.`.trim())
    }
  },

  redo: (tools, { step: wanted }) =>
    wanted === undefined
      ? takeBack(tools, 'redone', nextRedo(tools.db, whose(tools)), () =>
          nothingOfYours('There is nothing of yours to redo.'),
        )
      : takeBackNamed(tools, 'redo', wanted),
}

/** The very step that was offered, whatever was done since, as from another window. */
const takeBackNamed = (tools: Tools, way: 'undo' | 'redo', wanted: string): TakenBack =>
  takeBack(tools, way === 'undo' ? 'undone' : 'redone', stepNamed(tools.db, whose(tools), way, wanted), () =>
    nothingOfYours(
      way === 'undo'
        ? 'That step is not there to be undone any more.'
        : 'That step is not there to be done again any more.',
      'It may have been taken back, or done again, another way, as in another window.',
    ),
  )

function whose({ asking }: Tools): string {
  return asking.manages ? '' : signedIn(asking).id
}

/** Says what stands in the way where there were steps: work that was handed in, or a round's blinding that was ended. */
function nothingToUndo(tools: Tools): TandemError {
  const wall = wallBefore(tools.db, whose(tools))
  if (wall === null) return nothingOfYours('There is nothing of yours to undo.')
  return new TandemError(
    'not-found',
    `There is nothing of yours to undo since “${wall}”.`,
    'That cannot be undone, and what you did before it stays.',
  )
}

const nothingOfYours = (what: string, hint = 'Each member undoes their own steps.'): TandemError =>
  new TandemError('not-found', what, hint)

/** Appends the inverse of a step. What somebody else has built on since is not overwritten: it is refused. */
function takeBack(
  tools: Tools,
  kind: 'undone' | 'redone',
  step: Step | null,
  nothing: () => TandemError,
): TakenBack {
  const { db, study, asking, record } = tools
  if (!step) throw nothing()
  const target = operation(db, step.target)
  if (!target) throw new Error(`No operation ${step.target}`)
  if (isMergeStep(target)) {
    takeBackMerge(tools, target, kind, step.summary)
    return { what: step.summary }
  }
  const changes = inverse(target.changes)
  stillMay({ db, study, asking }, changes, kind, target)
  if (takesHandedOut(db, changes)) {
    throw new TandemError(
      'conflict',
      `“${step.summary}” cannot be ${kind}: the round was handed out since.`,
      'Coders may be at work in it. It can be closed when they have sent it back.',
    )
  }
  if (wouldTell(db, changes, actorOf(asking))) {
    throw new TandemError(
      'blind',
      `“${step.summary}” is not ${kind} while a blind round is open: whether it can be would tell what others did.`,
      revisionWouldTell(db, changes)
        ? 'Put the earlier text back as a further one: Code, Earlier texts.'
        : 'It can be when the round has ended.',
    )
  }
  const revises = revisionsIn(changes).length > 0
  if (revises && !(stillStand(db, target.changes) && nothingSince(db, target.changes, target.at)))
    throw builtUpon(db, step.summary, kind, target.changes)
  if (!revises && !stillStand(db, target.changes, change => movedSince(db, target, change))) {
    throw changedAgain(step.summary, kind)
  }
  // One that made a further text is taken back as that is.
  if (target.kind === decisionKind && !revises) {
    takeBackDecision(tools, target, changes, kind, step.summary)
    return { what: step.summary, ...differenceOf(db, changes) }
  }
  const written = (revises ? changes : onNewestText(tools, target, step.summary, changes)).map(change =>
    intoOpenRound(db, ofCodeTakenApart(db, saidAsItStands(db, change))),
  )
  try {
    const done = revises ? null : withAgreedAfter(tools, written)
    record(
      `${target.kind.split('.')[0]}.${kind}`,
      `${kind === 'undone' ? 'Undid' : 'Redid'}: ${step.summary}`,
      done ?? written,
      { undoes: target.id, isDone: done !== null },
    )
    noneMadeSince(db, written, step.summary, kind)
    subjectsAreThere(db, written, step.summary, kind)
  } catch (error) {
    // Where only one may be, as one ruling on a difference, somebody has made another.
    if (isSqlite(error, 'SQLITE_CONSTRAINT_UNIQUE')) throw changedAgain(step.summary, kind)
    // And what it made may be what another step is about, as a judgement of a split code's passage.
    if (isSqlite(error, 'SQLITE_CONSTRAINT_FOREIGNKEY')) throw usedSince(step.summary, kind)
    throw error
  }
  return { what: step.summary, ...differenceOf(db, changes), ...passageOfChanges(db, target.kind, changes) }
}

const changedAgain = (what: string, kind: 'undone' | 'redone'): TandemError =>
  new TandemError(
    'conflict',
    `“${what}” cannot be ${kind}: what it changed has been changed again since.`,
    'Undo the later change first, or change it by hand.',
  )

const usedSince = (what: string, kind: 'undone' | 'redone'): TandemError =>
  new TandemError(
    'conflict',
    `“${what}” cannot be ${kind}: what it made has been used since, as a code is that others code with.`,
    'Change by hand what of it should not stay.',
  )

const takesHandedOut = (db: Db, changes: readonly Change[]): boolean =>
  changes.some(
    ({ table, id, after }) =>
      table === 'rounds' && after === null && first(db, 'SELECT 1 FROM handouts WHERE round = ?', id),
  )

/**
 * True where taking this step back fails or succeeds by what a blind round hides: removing a round, a framework, a
 * shared code, a theme or a source goes through only as long as nobody has used it.
 */
function wouldTell(db: Db, changes: readonly Change[], actor: string): boolean {
  if (!somethingIsBlind(db)) return false
  if (revisionWouldTell(db, changes)) return true
  return changes.some(({ table, id, before, after }) => {
    if (after !== null || before === null) return false
    if (table === 'rounds') return before.blind === 1
    return (
      // Neither goes while a memo is about it, and one may be that others do not see.
      table === 'themes' ||
      table === 'sources' ||
      table === 'frameworks' ||
      (table === 'codes' && !(before.created_by === actor && isProposal(db, id)))
    )
  })
}

/** A coding or note that comes back while its source is coded in a round belongs to that round, as a new one would. */
function intoOpenRound(db: Db, change: Change): Change {
  const { table, before, after } = change
  if (before !== null || after === null || after.round !== null) return change
  const who = table === 'codings' ? after.coder : table === 'annotations' ? after.author : null
  if (typeof who !== 'string' || typeof after.source !== 'string') return change
  return { ...change, after: { ...after, round: openRoundOf(db, who, after.source) ?? null } }
}
