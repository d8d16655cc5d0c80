import { TandemError } from '#shared/errors.ts'
import type { HandoutFile } from '#shared/model/handout.ts'
import type { Change, FoldedTable } from '../history/changes.ts'
import { type Operation, seal } from '../history/journal.ts'
import { shownName } from '../import/file-name.ts'
import type { Library } from '../library/library.ts'
import type { Manifest } from '../packages/manifest.ts'
import type { Keys } from '../packages/protection.ts'
import { type Package, readPackage } from '../packages/read.ts'
import { fingerprintOf } from '../packages/signing.ts'
import { existingStudy } from '../studies/folder.ts'
import { readKeys } from '../studies/keys.ts'
import type { KeptHandout } from './copy.ts'
import { type HandoutDetails, handoutDetails } from './details.ts'
import { reviewTables } from './review-base.ts'

/** A hand-out's file that was looked into, and is whole. */
export interface SeenHandout {
  package: Package
  details: HandoutDetails
  round: NonNullable<Manifest['round']>
  coder: NonNullable<Manifest['coder']>
}

/** Opens a hand-out's file with what the person has. Refuses, in a sentence, what is none. */
export async function seeHandout(path: string, keys: Keys, signal: AbortSignal): Promise<SeenHandout> {
  const found = await readPackage(path, keys, { signal })
  const { kind, round, coder, details } = found.manifest
  if (kind !== 'handout') {
    throw new TandemError(
      'bad-input',
      kind === 'return'
        ? `${shownName(path)} is a coder’s return, not a hand-out.`
        : `${shownName(path)} holds a whole study for another copy of it; it is no hand-out.`,
      'Open the study it was made for, and merge it there.',
    )
  }
  const read = handoutDetails.safeParse(details)
  if (!read.success || !round || !coder) throw notWhole(path)
  return { package: found, details: read.data, round, coder }
}

/** What a person is told of a hand-out before it is opened. */
export function factsOf(
  { package: found, details, round, coder }: SeenHandout,
  library: Library,
): HandoutFile {
  const { manifest, signedBy, openedBy } = found
  const before = library
    .recent()
    .flatMap(({ path, present, handout }) => (handout ? [{ path, present, ...handout }] : []))
  const ofStudy = before.filter(({ study }) => study === manifest.study.id)
  return {
    package: manifest.id,
    study: manifest.study,
    coder,
    round,
    due: details.due,
    mayAddCodes: details.mayAddCodes,
    blind: details.blind,
    createdAt: manifest.createdAt,
    counts:
      details.blind && isStudyHere(library, manifest.study.id)
        ? { ...details.counts, own: null }
        : details.counts,
    fingerprint: fingerprintOf(signedBy),
    sender: ofStudy.length === 0 ? 'first' : ofStudy.some(({ key }) => key === signedBy) ? 'known' : 'other',
    passphrase: openedBy === 'passphrase',
    copies: before.filter(one => one.package === manifest.id && one.present).map(({ path }) => path),
  }
}

/** Whether this computer has the study itself, or another copy of it, among those it opened last. */
const isStudyHere = (library: Library, study: string): boolean =>
  library.recent().some(({ path, present, handout }) => present && !handout && studyAt(path) === study)

function studyAt(path: string): string | null {
  try {
    return readKeys(existingStudy(path).keys).study
  } catch {
    return null
  }
}

/**
 * Refuses to open a hand-out of a blind round where the study itself is, if it holds what its coder did so far: whoever leads
 * there is blind to that. A reviewer's holds both coders' work, which the study shows them once both have handed in.
 */
export function mustNotTell(
  { package: { manifest }, details, coder }: SeenHandout,
  { changes }: Operation,
  library: Library,
): void {
  const isWork = ({ table, after }: Change): boolean =>
    table === 'codings' ||
    table === 'annotations' ||
    table === 'memos' ||
    (table === 'codes' && !!after?.created_by)
  if (!details.blind || details.isReview || !changes.some(isWork) || !isStudyHere(library, manifest.study.id))
    return
  throw new TandemError(
    'blind',
    `Opening this hand-out here would show what ${coder.name} did so far: the study it was made in is on this computer, and the round is blind.`,
    `${coder.name} opens it on a computer of their own.`,
  )
}

/** What the copy keeps of its hand-out. */
export const keptOf = ({
  package: { manifest, signedBy },
  details,
  round,
  coder,
}: SeenHandout): KeptHandout => ({
  package: manifest.id,
  round,
  coder,
  study: manifest.study.title,
  due: details.due,
  mayAddCodes: details.mayAddCodes,
  isReview: details.isReview,
  signing: details.signing,
  recipient: details.recipient,
  studyKey: signedBy,
  lamport: details.lamport,
})

/** The tables whose rows a hand-out brings. */
const brought: ReadonlySet<FoldedTable> = new Set([
  'studies',
  'members',
  'data_sets',
  'sources',
  'revisions',
  'cases',
  'attributes',
  'case_values',
  'source_cases',
  'source_speakers',
  'frameworks',
  'framework_versions',
  'rounds',
  'round_sources',
  'round_coders',
  'round_plans',
  'codes',
  'code_merges',
  'codings',
  'annotations',
  'memos',
])

/** The one operation a hand-out holds. Refuses a package that says anything else, or in another's name. */
export async function baseIn(
  { package: found, details, coder }: SeenHandout,
  path: string,
): Promise<Operation> {
  const operations: Operation[] = []
  for await (const operation of found.operations()) {
    operations.push(operation)
    if (operations.length > 1) throw notWhole(path)
  }
  const [base] = operations
  const { id, study, round } = found.manifest
  const isBase =
    base !== undefined &&
    base.kind === 'handout.opened' &&
    base.id === id &&
    base.copy === id &&
    base.sequence === 1 &&
    base.previous === '' &&
    base.actor === '' &&
    base.undoes === null &&
    !base.undoable &&
    base.lamport === details.lamport &&
    seal(base) === base.hash &&
    base.changes.every(
      ({ table, before, after }) =>
        before === null &&
        after !== null &&
        (brought.has(table) || (details.isReview && reviewTables.includes(table))),
    )
  if (!isBase) throw notWhole(path)
  const only = (table: FoldedTable, row: string | undefined) =>
    base.changes.filter(change => change.table === table).every(change => change.id === row)
  // A reviewer's holds the coders too: nobody but the reviewer signs in.
  const isOfOne = details.isReview
    ? base.changes.some(change => change.table === 'members' && change.id === coder.id)
    : only('members', coder.id)
  if (!only('studies', study.id) || !isOfOne || !only('rounds', round?.id)) throw notWhole(path)
  return base
}

const notWhole = (path: string): TandemError =>
  new TandemError(
    'damaged',
    `${shownName(path)} is not what a hand-out is.`,
    'Ask whoever sent it to make it again with the same version of Tandem. Nothing was opened.',
  )
