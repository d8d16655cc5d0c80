import { TandemError } from '#shared/errors.ts'
import type { FileRef } from '#shared/model/source.ts'
import { readMigrations } from '../db/migrate.ts'
import { type Db, first } from '../db/sql.ts'
import { atPath } from '../handouts/at-path.ts'
import { type Operation, seal } from '../history/journal.ts'
import { shownName } from '../import/file-name.ts'
import { readBody } from '../memos/body.ts'
import { limits } from '../packages/limits.ts'
import { entryName, type Manifest } from '../packages/manifest.ts'
import { type Package, readPackage } from '../packages/read.ts'
import { type ContentKind, contentBytes } from '../sources/contents.ts'
import { studyIdentity } from '../studies/identity.ts'
import type { Working } from '../tools.ts'
import { handedOut } from './handed-out.ts'
import type { Parcel } from './parcel.ts'

/** A file that is a package for this study, from somebody this study knows; what it brings is not looked at yet. */
export interface SeenPackage {
  file: string
  manifest: Manifest
  /** Of a return: what its round and its coder are called here, whatever the package calls them. */
  round: Manifest['round']
  coder: Manifest['coder']
  parcel: Parcel
  operations: readonly Operation[]
}

/** A file's name as a person may see it. */
export const nameOfFile = (file: FileRef): string => shownName('path' in file ? file.path : file.fileName)

/**
 * Opens a file that is to be merged. In this order: its size, what it is encrypted with, its zip, its manifest, its
 * signature and hashes (packages/read.ts); then whether it is for this study, of a kind that is merged, of a hand-out
 * that this study made, signed by the key that hand-out issued, and of its coder and round. Refuses the first that is
 * not so, in one sentence. Writes nothing.
 */
export async function seePackage(working: Working, file: FileRef): Promise<SeenPackage> {
  const { reading, window, signal } = working
  const { db, study } = reading
  const name = nameOfFile(file)
  const identity = studyIdentity(db)
  const found = await atPath(window.host, file, path =>
    readPackage(path, { identities: [identity.age] }, { signal }),
  ).catch((error: unknown) => {
    throw forMerging(error, name)
  })
  const { manifest } = found
  mustBeOfStudy(manifest, study.id, study.describe().title, name)
  if (manifest.kind === 'handout') throw isHandout(name)
  const known = manifest.kind === 'return' ? mustBeKnown(db, found, name) : nobodys
  if (manifest.kind === 'copy' && found.signedBy !== identity.publicKey)
    throw unknownSigner(name, 'any copy of this study')
  const operations = await stepsOf(working, found, name)
  const contents = await contentsOf(working, found, operations, name)
  return {
    file: name,
    manifest,
    ...known,
    operations,
    parcel: {
      id: manifest.id,
      kind: manifest.kind,
      handout: manifest.kind === 'return' ? manifest.parent : null,
      madeAt: Date.parse(manifest.createdAt),
      submits: manifest.submits,
      ...(manifest.schema < readMigrations().length ? { olderVersion: manifest.schema } : {}),
      sha256: found.sha256,
      operations,
      contents,
    },
  }
}

/** What reading a package refuses, where it means something else to whoever merges than to whoever opens. */
function forMerging(error: unknown, name: string): unknown {
  if (!(error instanceof TandemError)) return error
  if (error.code === 'locked') {
    return new TandemError(
      'unsupported-file',
      `${name} is locked with a passphrase, as hand-outs may be and returns never are.`,
      'Choose the .tandem-return file that the coder sent back.',
    )
  }
  if (error.code !== 'not-allowed') return error
  return new TandemError(
    'not-allowed',
    `${name} was not made for this study, or was changed on its way: this study has no key that opens it.`,
    'Merge it into the study its hand-out came from, or ask for the file again.',
  )
}

function mustBeOfStudy({ study }: Manifest, id: string, title: string, name: string): void {
  if (study.id === id) return
  throw new TandemError(
    'bad-input',
    `${name} belongs to another study, “${study.title}”; this one is “${title}”.`,
    `Open “${study.title}” and merge it there.`,
  )
}

/** A return answers a hand-out of this study, and is signed by the key that was given out with it and by no other. */
function mustBeKnown(
  db: Db,
  { manifest: { parent, coder, round }, signedBy }: Package,
  name: string,
): Pick<SeenPackage, 'round' | 'coder'> {
  if (parent === null) throw notWhole(name)
  const handout = handedOut(db, parent)
  const key = first<{ public_key: string }>(db, 'SELECT public_key FROM handouts WHERE id = ?', parent)
  if (key?.public_key !== signedBy) {
    const other = first<{ name: string }>(
      db,
      'SELECT m.name FROM handouts h JOIN members m ON m.id = h.coder WHERE h.public_key = ?',
      signedBy,
    )
    throw unknownSigner(name, `the hand-out of ${handout.coderName} it answers`, other?.name)
  }
  if (coder?.id !== handout.coder || round?.id !== handout.round) throw notWhole(name)
  return {
    round: { id: handout.round, title: handout.title },
    coder: { id: handout.coder, name: handout.coderName, initials: initialsOf(db, handout.coder) },
  }
}

const nobodys = { round: null, coder: null }

const initialsOf = (db: Db, member: string): string =>
  first<{ initials: string }>(db, 'SELECT initials FROM members WHERE id = ?', member)?.initials ?? ''

async function stepsOf({ signal, breathe }: Working, found: Package, name: string): Promise<Operation[]> {
  const { kind, entries } = found.manifest
  const size = entries.find(entry => entry.name === entryName.operations)?.bytes ?? 0
  if (kind === 'return' && size > limits.returnedBytes) throw tooMuch(name)
  const steps: Operation[] = []
  for await (const step of found.operations()) {
    signal.throwIfAborted()
    // A return's steps are looked at one by one when they are taken in; those of a copy are anybody's in the study.
    if (found.manifest.kind === 'copy' && seal(step) !== step.hash) throw notWhole(name)
    steps.push(step)
    if (steps.length % 2000 === 0) await breathe()
  }
  return steps
}

const tooMuch = (name: string): TandemError =>
  new TandemError(
    'damaged',
    `${name} holds more steps than a coder’s return may (${limits.returnedBytes / 1024 / 1024} MB of them).`,
    'Nothing was taken in. Ask the coder what they did in it, and for a return of a new copy of the hand-out.',
  )

/** Where rows name what is kept beside the tables, and of what kind it is. */
const contentColumns: Partial<Record<string, Record<string, ContentKind>>> = {
  revisions: { text: 'text', structure: 'structure' },
  sources: { imported: 'imported' },
  attachments: { content: 'imported' },
  memos: { body: 'memo' },
}

/** What the steps refer to and the study does not have yet. Refuses a package in which it is missing. */
async function contentsOf(
  { reading: { db }, breathe }: Working,
  found: Package,
  steps: readonly Operation[],
  name: string,
): Promise<{ kind: ContentKind; bytes: Uint8Array }[]> {
  const wanted = new Map<string, ContentKind>()
  for (const { changes } of steps) {
    for (const { table, before, after } of changes) {
      for (const [column, kind] of Object.entries(contentColumns[table] ?? {})) {
        for (const cell of [before?.[column], after?.[column]])
          if (typeof cell === 'string') wanted.set(cell, kind)
      }
    }
  }
  const held = new Set(found.manifest.entries.map(entry => entry.name))
  const contents: { kind: ContentKind; bytes: Uint8Array }[] = []
  for (const [sha256, kind] of wanted) {
    const here = first<{ kind: ContentKind }>(db, 'SELECT kind FROM contents WHERE sha256 = ?', sha256)
    if (here) {
      // A text that is there already is no memo for that.
      if (kind === 'memo' && here.kind !== 'memo' && !isBody(contentBytes(db, sha256))) throw notWhole(name)
      continue
    }
    if (!held.has(`contents/${sha256}`)) throw notWhole(name)
    const bytes = await found.content(sha256)
    if (kind === 'memo' && !isBody(bytes)) throw notWhole(name)
    contents.push({ kind, bytes })
    await breathe()
  }
  return contents
}

function isBody(bytes: Buffer): boolean {
  try {
    readBody(bytes.toString('utf8'))
    return true
  } catch {
    return false
  }
}

const isHandout = (name: string): TandemError =>
  new TandemError(
    'unsupported-file',
    `${name} is a hand-out; there is nothing in it to merge.`,
    'Its coder opens it. What they send back ends in .tandem-return.',
  )

const unknownSigner = (name: string, not: string, other?: string): TandemError =>
  new TandemError(
    'damaged',
    `${name} is not signed by ${not}${other === undefined ? '' : `, but by the one of ${other}`}.`,
    'Nothing was taken in. Ask whoever sent it where it comes from.',
  )

const notWhole = (name: string): TandemError =>
  new TandemError(
    'damaged',
    `${name} does not hold together: it is not as Tandem wrote it.`,
    'Nothing was taken in. Ask whoever sent it for the file again, as Tandem wrote it.',
  )
