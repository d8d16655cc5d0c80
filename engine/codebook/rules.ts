import { TandemError } from '#shared/errors.ts'
import { changedElsewhere } from '../changed-elsewhere.ts'
import { type Db, first } from '../db/sql.ts'
import { actorOf, signedIn } from '../members/asking.ts'
import { isProposal, meOf } from '../rounds/blinding.ts'
import { roundWithoutNewCodes } from '../rounds/plan.ts'
import type { Reading } from '../tools.ts'
import { codeById, type StoredCode } from './queries.ts'

/** Refuses where nobody is signed in, unless the command line asks. */
export function someone({ asking }: Reading): void {
  if (!asking.manages) signedIn(asking)
}

/** A code that the asker may see; refuses where there is none. */
export function visible({ db, asking }: Reading, id: string): StoredCode {
  const code = codeById(db, id, meOf(asking))
  if (code) return code
  throw new TandemError('not-found', 'There is no such code in this study.', 'Choose one from Framework.')
}

/** As `visible`, of a code that stands for itself; refuses one that was merged. */
export function standing(reading: Reading, id: string): StoredCode {
  const code = visible(reading, id)
  const into = first<{ name: string }>(
    reading.db,
    'SELECT k.name FROM code_merges m JOIN codes c ON c.id = m.code JOIN codes k ON k.id = c.parent WHERE m.code = ?',
    id,
  )
  if (!into) return code
  throw new TandemError(
    'not-allowed',
    `“${code.name}” was merged into “${into.name}” and counts as it.`,
    `Go on with “${into.name}”, or take the two apart again first.`,
  )
}

/** In a study with a blind round open, its framework holds still: coders add what they need and leave the rest. */
export function mayChange(reading: Reading, code: StoredCode): void {
  const { db, study, asking } = reading
  if (proposingIn(reading) === null) return
  const { handout } = study
  const isOwn = code.created_by === actorOf(asking)
  if (isOwn && (handout ? code.proposed_in === handout.round.id : isProposal(db, code.id))) return
  if (handout) {
    throw new TandemError(
      'not-allowed',
      `“${code.name}” stays as it was handed out for “${handout.round.title}”.`,
      'Add a code of your own, or write in a memo what should change and share it with your return.',
    )
  }
  throw new TandemError(
    'not-allowed',
    'The framework holds still for you while your blind round is open.',
    'Add a code of your own, or note what should change and raise it when the round is compared.',
  )
}

/**
 * Refuses whoever is no lead to name, define, move or retire a code that an open round was begun with: its coders would meet
 * it in the middle of their work. What a round's coders proposed in it is not held, nor what is done from the command line in
 * nobody's name.
 */
export function staysAsFrozen(
  { db, study, asking }: Reading,
  { name, proposed_in }: Pick<StoredCode, 'name' | 'proposed_in'>,
): void {
  const { member } = asking
  if (!member || member.roles.includes('lead') || study.handout || proposed_in !== null) return
  const open = openRound(db)
  if (!open) return
  throw new TandemError(
    'not-allowed',
    `“${name}” stays as it is while “${open}” is open: its coders work with the framework as it was frozen.`,
    'Ask a lead, or change it when the round has ended.',
  )
}

/** Refuses where a field of the code says something else by now than `from`, what it said when one began to change it. */
export function staysAsItWas(
  { name, definition, when_to_use, when_not, example }: StoredCode,
  from: { [field in keyof typeof fieldNames]?: string | undefined },
): void {
  const now = { name, definition, whenToUse: when_to_use, whenNotToUse: when_not, example }
  const met = (Object.keys(now) as (keyof typeof now)[]).filter(
    field => from[field] !== undefined && from[field] !== now[field],
  )
  if (met.length === 0) return
  throw changedElsewhere(
    `“${name}”`,
    met.map(field => fieldNames[field]),
  )
}

const fieldNames = {
  name: 'its name',
  definition: 'its definition',
  whenToUse: 'when to use it',
  whenNotToUse: 'when not to use it',
  example: 'its example',
}

/** The title of the round that is open, a blind one before others. */
const openRound = (db: Db): string | undefined =>
  first<{ title: string }>(
    db,
    "SELECT title FROM rounds WHERE state = 'open' ORDER BY blind DESC, opened_at, id LIMIT 1",
  )?.title

/** The round that keeps what the asker adds to a framework to themselves: of a hand-out, or blind; null where none does. */
export const proposingIn = ({ db, study, asking }: Reading): string | null =>
  study.handout?.round.id ?? roundCodedBy(db, meOf(asking), true)

/**
 * The round in which a new code is a proposal, which a lead accepts: every round's framework is as it was frozen while the
 * round is open. Null for a lead, unless the round is blind, and where the asker codes in none.
 */
export const proposedIn = (reading: Reading): string | null =>
  proposingIn(reading) ??
  (reading.asking.member?.roles.includes('lead')
    ? null
    : roundCodedBy(reading.db, meOf(reading.asking), false))

/** Refuses whoever accepts a proposal and is no lead. */
export function mayAccept(
  { asking }: Reading,
  { name, proposed_in }: StoredCode,
  status: string | undefined,
): void {
  if (status !== 'agreed' || proposed_in === null) return
  if (asking.manages || asking.member?.roles.includes('lead')) return
  throw new TandemError(
    'not-allowed',
    `“${name}” was proposed in a round: a lead accepts it.`,
    'Use it meanwhile; it is there for all once the round can be seen.',
  )
}

/** Refuses a coder of an open round whose plan has no codes added, and whoever is neither its coder nor a lead. */
export function mayAddCodes({ db, study, asking }: Reading): void {
  const open = openRound(db)
  const { member } = asking
  if (
    open &&
    member &&
    !study.handout &&
    !member.roles.includes('lead') &&
    !codesInAnOpenRound(db, member.id)
  ) {
    throw new TandemError(
      'not-allowed',
      `While “${open}” is open, its coders propose codes and leads add them.`,
      'Note what is missing, and raise it when the round is compared.',
    )
  }
  const round = roundWithoutNewCodes(db, meOf(asking))
  if (round === undefined) return
  throw new TandemError(
    'not-allowed',
    `“${round}” is coded with the framework as it stands: its coders propose no codes while it is open.`,
    'Note what is missing, and raise it when the round is compared.',
  )
}

const codesInAnOpenRound = (db: Db, member: string): boolean =>
  roundCodedBy(db, member, true) !== null || roundCodedBy(db, member, false) !== null

/** The open round, blind or not, that the member codes in, the first opened; null where there is none. */
function roundCodedBy(db: Db, member: string, blind: boolean): string | null {
  return (
    first<{ round: string }>(
      db,
      `SELECT r.id AS round FROM rounds r JOIN round_coders c ON c.round = r.id
       WHERE r.state = 'open' AND r.blind = ? AND c.coder = ? ORDER BY r.opened_at LIMIT 1`,
      blind ? 1 : 0,
      member,
    )?.round ?? null
  )
}

/** Refuses a name that one of the siblings (other than `except`) has, letter case put aside. */
export function nameIsFree(siblings: readonly StoredCode[], name: string, except: string | null): void {
  const same = siblings.find(s => s.id !== except && s.name.toLowerCase() === name.toLowerCase())
  if (!same) return
  throw new TandemError(
    'exists',
    `There is already a code “${same.name}” in this place.`,
    'Use it, or choose another name.',
  )
}
