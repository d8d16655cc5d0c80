import { resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { type MadeReturn, type ReturnPreview, returnEnding } from '#shared/model/handout.ts'
import { newId } from '../db/ids.ts'
import { readMigrations } from '../db/migrate.ts'
import { all, column, type Db, value } from '../db/sql.ts'
import { byCopy, type Operation } from '../history/journal.ts'
import { needsRole } from '../members/asking.ts'
import { somethingIsBlind } from '../rounds/blinding.ts'
import { contentBytes } from '../sources/contents.ts'
import { studyIdentity } from '../studies/identity.ts'
import type { Reading, Working } from '../tools.ts'
import { type KeptHandout, keptHandout } from './copy.ts'
import {
  lastReturn,
  rememberReturn,
  sharedMemos,
  shareMemos,
  stepsToReturn,
  untouchedSources,
  workIn,
  workStanding,
} from './work.ts'
import { fileNameOf, type Gone, writeOut } from './write-out.ts'

/** What a return made now would hold. */
export function previewReturn({ db }: Reading): ReturnPreview {
  const kept = mustBeHandout(db)
  const shared = sharedMemos(db)
  const steps = [...stepsToReturn(db, kept, shared)]
  const before = lastReturn(db)
  return {
    work: workStanding(db, kept, steps.length),
    sinceLast: before && {
      madeAt: before.madeAt,
      work: workIn(steps.filter(({ copy, sequence }) => sequence > (before.last[copy] ?? 0))),
    },
    untouched: untouchedSources(db, kept),
    memos: all<{ id: string; title: string; words: number }>(
      db,
      'SELECT id, title, words FROM memos ORDER BY updated_at DESC, id',
    ).map(memo => ({ ...memo, shared: shared.has(memo.id) })),
    fileName: nameOf(kept.study, [kept.round.title, kept.coder.initials], new Date()),
  }
}

/** Chooses the memos that go with returns from now on; those that are not there (any more) stay chosen. */
export function chooseMemos({ db, study }: Reading, memos: readonly string[]): void {
  mustBeHandout(db)
  study.stillHere()
  const there = new Set(column<string>(db, 'SELECT id FROM memos'))
  // A memo that was shared and is removed now: its removal is to be returned, too.
  const gone = [...sharedMemos(db)].filter(id => !there.has(id))
  shareMemos(db, [...gone, ...memos.filter(id => there.has(id))])
}

/** Makes a return of all that was done in a hand-out copy; of a study of its own, a package for another copy of it. */
export function makeReturn(
  working: Working,
  { submits, path }: { submits: boolean; path?: string | undefined },
): Promise<MadeReturn> {
  const kept = keptHandout(working.reading.db)
  return kept ? returnOfHandout(working, kept, submits, path) : packageOfCopy(working, path)
}

async function returnOfHandout(
  { reading, window, progress, breathe, signal }: Working,
  kept: KeptHandout,
  submits: boolean,
  path: string | undefined,
): Promise<MadeReturn> {
  const { db, study } = reading
  progress(0, null, 'Sealing your work')
  await breathe()
  const at = new Date()
  const shared = sharedMemos(db)
  const bodies = new Set<string>()
  const memos = new Set<string>()
  function* operations(): Generator<Operation> {
    for (const operation of stepsToReturn(db, kept, shared)) {
      for (const { table, id, before, after } of operation.changes) {
        if (table !== 'memos') continue
        memos.add(id)
        for (const row of [before, after]) if (row?.body) bodies.add(String(row.body))
      }
      yield operation
    }
  }
  function* contents(): Generator<Uint8Array> {
    for (const body of bodies) yield contentBytes(db, body)
  }
  const sources = new Set(column<string>(db, 'SELECT source FROM round_sources')).size
  const gone = await writeOut(
    window.host,
    {
      path: path === undefined ? undefined : resolve(path),
      fileName: nameOf(kept.study, [kept.round.title, kept.coder.initials], at),
    },
    {
      manifest: {
        kind: 'return',
        id: newId(),
        study: { id: study.id, title: kept.study },
        parent: kept.package,
        round: kept.round,
        coder: kept.coder,
        schema: readMigrations().length,
        createdAt: at.toISOString(),
        // A reviewer hands in nothing: what they settled counts as it is.
        submits: submits && !kept.isReview,
        sources,
        details: {},
      },
      operations: operations(),
      contents: contents(),
    },
    { kind: 'study', recipient: kept.recipient },
    kept.signing,
    signal,
    () => {},
  )
  study.stillHere()
  rememberReturn(db, at.toISOString(), gone.manifest.ranges)
  return {
    ...madeOf(gone),
    round: kept.round,
    coder: kept.coder,
    submits,
    work: workStanding(db, kept, gone.manifest.counts.operations),
    memos: memos.size,
  }
}

/** All of a study, for another copy of it to take in: encrypted to the study itself, which every copy of it can open. */
async function packageOfCopy(
  { reading, window, progress, breathe, signal }: Working,
  path: string | undefined,
): Promise<MadeReturn> {
  const { db, study, asking } = reading
  needsRole(asking, ['lead'], 'pack a whole study for another copy of it')
  progress(0, null, 'Packing the study')
  await breathe()
  const identity = studyIdentity(db)
  const { title } = study.describe()
  const at = new Date()
  const hashes = column<string>(
    db,
    'SELECT sha256 FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM arriving) ORDER BY sha256',
  )
  function* contents(): Generator<Uint8Array> {
    for (const sha256 of hashes) yield contentBytes(db, sha256)
  }
  const sources = value<number>(db, 'SELECT count(*) AS n FROM sources')
  const gone = await writeOut(
    window.host,
    {
      path: path === undefined ? undefined : resolve(path),
      fileName: nameOf(title, ['whole study'], at),
    },
    {
      manifest: {
        kind: 'copy',
        id: newId(),
        study: { id: study.id, title },
        parent: null,
        round: null,
        coder: null,
        schema: readMigrations().length,
        createdAt: at.toISOString(),
        submits: false,
        sources,
        details: {},
      },
      operations: byCopy(db),
      contents: contents(),
    },
    { kind: 'study', recipient: identity.recipient },
    identity.signing,
    signal,
    () => {},
  )
  const made = madeOf(gone)
  // What coders of a blind round did is among them, and their number would tell how far those are.
  const operations = somethingIsBlind(db) ? null : made.operations
  return { ...made, operations, round: null, coder: null, submits: false, work: null, memos: 0 }
}

const madeOf = ({ file, held, bytes, sha256, manifest }: Gone) => ({
  packageId: manifest.id,
  file,
  held,
  bytes,
  sha256,
  sources: manifest.counts.sources,
  operations: manifest.counts.operations,
})

function mustBeHandout(db: Db): KeptHandout {
  const kept = keptHandout(db)
  if (kept) return kept
  throw new TandemError(
    'not-allowed',
    'This is a study of its own, not a coder’s hand-out: there is nothing to return.',
    'Merge what comes back from coders here.',
  )
}

const nameOf = (study: string, words: readonly string[], at: Date): string =>
  fileNameOf([study, ...words, at.toISOString().slice(0, 10)], returnEnding)
