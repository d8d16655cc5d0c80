import { resolve } from 'node:path'
import type { handouts } from '#shared/contract/handouts.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import {
  type HandoutCounts,
  type HandoutPreview,
  handoutEnding,
  type MadeHandout,
} from '#shared/model/handout.ts'
import { passphraseProblem } from '#shared/model/passphrase.ts'
import { judgedBlind } from '../adjudication/second-judges.ts'
import { newId } from '../db/ids.ts'
import { readMigrations } from '../db/migrate.ts'
import { type Db, first, value } from '../db/sql.ts'
import { comparableRound, compareRound } from '../disagreements/in-round.ts'
import { made } from '../history/changes.ts'
import { type Operation, seal } from '../history/journal.ts'
import { needsRole } from '../members/asking.ts'
import { memberById } from '../members/queries.ts'
import { cardHere, readCard } from '../packages/card.ts'
import type { Protection } from '../packages/protection.ts'
import { newSigningKey, publicKeyOf } from '../packages/signing.ts'
import { type KeptRound, keptRound } from '../rounds/queries.ts'
import { studyIdentity } from '../studies/identity.ts'
import type { Reading, Working } from '../tools.ts'
import { atPath } from './at-path.ts'
import { type Base, baseOf, lamportOfBeginning, newestLamport } from './base.ts'
import { earlierWork, takesAlong } from './blind-maker.ts'
import type { HandoutDetails } from './details.ts'
import { asHandedOut } from './memos.ts'
import { reviewBaseOf } from './review-base.ts'
import { fileNameOf, writeOut } from './write-out.ts'

/** What the hand-out of a coder would hold. Refuses whom and what none is made for. */
export function previewHandout(reading: Reading, round: string, coder: string): HandoutPreview {
  const { kept, part } = mayBeMade(reading, round, coder)
  return {
    counts: shownTo(reading, kept, coder, baseFor(reading.db, round, part, true)),
    earlier: earlierWork(reading, kept, coder),
    madeBefore: value<number>(
      reading.db,
      'SELECT count(*) AS n FROM handouts WHERE round = ? AND coder = ?',
      round,
      coder,
    ),
    fileName: nameOf(reading, kept, part.initials),
  }
}

/**
 * Makes the hand-out of a coder. The key that its returns will be signed by is made here and goes with it: the study
 * keeps its public half alone.
 */
export async function makeHandout(
  working: Working,
  { round, coder, protection, path }: InputOf<(typeof handouts)['make']>,
): Promise<MadeHandout> {
  const { reading, step, progress, breathe, signal, window } = working
  const { db, study } = reading
  const { kept, part } = mayBeMade(reading, round, coder)
  const identity = studyIdentity(db)
  const opensBy = await protectionOf(working, protection)
  const opensHere = opensBy.kind !== 'card' || opensBy.recipient === cardHere(window.host.library.cardKey)
  const goesOn = takesAlong(
    earlierWork(reading, kept, coder),
    { kind: protection.kind, opensHere },
    part.name,
    kept.title,
  )
  progress(0, null, `Gathering what ${part.name} needs`)
  await breathe()
  const base = baseFor(db, round, part, goesOn)
  const id = newId()
  const known = newestLamport(db)
  const lamport = lamportOfBeginning(known)
  const at = Date.now()
  const signing = newSigningKey()
  const plan = planOf(db, round)
  const details: HandoutDetails = {
    signing,
    recipient: identity.recipient,
    lamport,
    due: plan.due,
    mayAddCodes: plan.mayAddCodes,
    isReview: part.isReview,
    blind: kept.blind,
    counts: base.counts,
  }
  progress(0, null, 'Sealing the hand-out')
  await breathe()
  const gone = await writeOut(
    window.host,
    { path: path === undefined ? undefined : resolve(path), fileName: nameOf(reading, kept, part.initials) },
    {
      manifest: {
        kind: 'handout',
        id,
        study: { id: study.id, title: study.describe().title },
        parent: null,
        round: { id: round, title: kept.title },
        coder: { id: coder, name: part.name, initials: part.initials },
        schema: readMigrations().length,
        createdAt: new Date(at).toISOString(),
        submits: false,
        sources: base.counts.sources,
        details: { ...details },
      },
      operations: [opening(base, { id, lamport, at, title: kept.title, name: part.name })],
      contents: contentsOf(base),
    },
    opensBy,
    identity.signing,
    signal,
    () =>
      step(({ db, record, now }) =>
        record(
          'handout.made',
          `Made ${part.name}’s hand-out of “${kept.title}”`,
          [
            made('handouts', id, {
              round,
              coder,
              made_at: now,
              sources: base.counts.sources,
              lamport: known,
              public_key: publicKeyOf(signing),
              protection: protection.kind,
            }),
            ...asHandedOut(db, base.carried),
          ],
          { undoable: false },
        ),
      ),
  )
  return {
    packageId: id,
    file: gone.file,
    held: gone.held,
    bytes: gone.bytes,
    sha256: gone.sha256,
    round: { id: round, title: kept.title },
    coder: { id: coder, name: part.name, initials: part.initials },
    sources: base.counts.sources,
    operations: 1,
    protection: protection.kind,
    counts: shownTo(reading, kept, coder, base),
  }
}

/** The one operation a hand-out holds: it is the beginning of the copy's journal, and is never returned. */
function opening(
  { changes }: Base,
  { id, lamport, at, title, name }: { id: string; lamport: number; at: number; title: string; name: string },
): Operation {
  const said: Omit<Operation, 'hash'> = {
    id,
    copy: id,
    sequence: 1,
    lamport,
    actor: '',
    at,
    kind: 'handout.opened',
    summary: `Opened ${name}’s hand-out of “${title}”`,
    undoes: null,
    undoable: false,
    changes,
    previous: '',
  }
  return { ...said, hash: seal(said) }
}

function* contentsOf({ contents }: Base): Generator<Uint8Array> {
  for (const content of contents) yield content.read()
}

function mayBeMade(
  { db, study, asking }: Reading,
  round: string,
  coder: string,
): { kept: KeptRound; part: Part } {
  if (study.handout) {
    throw new TandemError(
      'not-allowed',
      'Making hand-outs is done in the study that this hand-out came from, not in a coder’s copy.',
      'Send your work back with Return work.',
    )
  }
  needsRole(asking, ['lead'], 'make a hand-out')
  const kept = keptRound(db, round)
  if (!kept)
    throw new TandemError('not-found', 'There is no such round in this study.', 'Choose one from Study.')
  const part = kept.coders.find(({ id }) => id === coder)
  if (!part) return { kept, part: reviewerOf(db, kept, coder) }
  // Whoever has handed in may do so again with changes till then.
  if (kept.state === 'closed') {
    throw new TandemError(
      'conflict',
      `“${kept.title}” is closed: nothing of it is handed out any more.`,
      'Open another round for what is still to be coded.',
    )
  }
  return { kept, part: { ...part, isReview: false } }
}

/** Whoever a hand-out is for. */
type Part = Pick<KeptRound['coders'][number], 'id' | 'name' | 'initials'> & { isReview: boolean }

const baseFor = (db: Db, round: string, { id, isReview }: Part, goesOn: boolean): Base =>
  isReview ? reviewBaseOf(db, round, id) : baseOf(db, round, id, goesOn)

/** A reviewer who takes a round's differences along: when its coders have submitted and nothing hides it, till it is closed. */
function reviewerOf(db: Db, kept: KeptRound, id: string): Part {
  const who = memberById(db, id)
  if (kept.state === 'open' || !who?.roles.some(role => role === 'reviewer' || role === 'lead')) {
    throw new TandemError(
      'bad-input',
      `That person is not a coder of “${kept.title}”.`,
      'Choose one of the round’s coders, or a reviewer once they have submitted.',
    )
  }
  comparableRound(db, kept.id)
  if (kept.state === 'closed')
    throw new TandemError(
      'conflict',
      `“${kept.title}” is closed: nothing of it is left to settle.`,
      'Its rulings stay as they are.',
    )
  const items = judgedBlind(db, kept, compareRound(db, kept).disagreements, id)
  if (items.some(({ again }) => again?.isOpen))
    throw new TandemError(
      'conflict',
      `${who.name} is to judge a sample of the rulings again, and the hand-out would tell what was ruled.`,
      'Make it when the sample is judged.',
    )
  return { id, name: who.name, initials: who.initials, isReview: true }
}

/** What the one asking may know of a hand-out: of a blind round's coder not even how much they have done. */
const shownTo = (
  { asking }: Reading,
  { blind }: KeptRound,
  coder: string,
  { counts }: Base,
): HandoutCounts => (blind && asking.member?.id !== coder ? { ...counts, own: null } : counts)

function planOf(db: Db, round: string): { due: string | null; mayAddCodes: boolean } {
  const plan = first<{ due: string | null; may_add_codes: number }>(
    db,
    'SELECT due, may_add_codes FROM round_plans WHERE round = ?',
    round,
  )
  return { due: plan?.due ?? null, mayAddCodes: plan?.may_add_codes !== 0 }
}

const nameOf = ({ study }: Reading, { title }: KeptRound, initials: string): string =>
  fileNameOf([study.describe().title, title, initials], handoutEnding)

/** Who can open the hand-out. A card is read from its file. */
async function protectionOf(
  { window }: Working,
  given: InputOf<(typeof handouts)['make']>['protection'],
): Promise<Protection> {
  if (given.kind === 'passphrase') {
    // The copy that is made of it takes it as its own.
    const problem = passphraseProblem(given.passphrase)
    if (problem !== null)
      throw new TandemError(
        'bad-input',
        problem,
        'Take the one that is proposed, or a longer one of your own.',
      )
  }
  if (given.kind !== 'card') return given
  return atPath(window.host, given.card, async path => ({
    kind: 'card',
    recipient: readCard(path).recipient,
  }))
}
