import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { shownName } from '../import/file-name.ts'
import { issueInWords } from '../issue-in-words.ts'
import { limits } from './limits.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const title = z.string().max(2000)
const count = z.int().min(0)

/** The names of what is in a package: nothing else may be, so no name can lead anywhere. */
export const entryName = {
  manifest: 'manifest.json',
  signature: 'signature',
  operations: 'operations.ndjson',
  content: (sha256: string): string => `contents/${sha256}`,
} as const

/** The names of entries that the manifest lists. */
const listed = /^(?:operations\.ndjson|contents\/[0-9a-f]{64})$/

/** True for every name an entry may have. */
export const isEntryName = (name: string): boolean =>
  name === entryName.manifest || name === entryName.signature || listed.test(name)

const manifestShape = z.object({
  format: z.int().min(1),
  /** The oldest format a reader must know to read this one. */
  minReader: z.int().min(1),
  kind: z.enum(['handout', 'return', 'copy']),
  id: z.uuid(),
  study: z.object({ id: z.uuid(), title }),
  /** The hand-out that this returns. */
  parent: z.uuid().nullable(),
  round: z.object({ id: z.uuid(), title }).nullable(),
  coder: z.object({ id: z.uuid(), name: title, initials: title }).nullable(),
  /** The version of the study's tables that the operations speak of. */
  schema: z.int().min(1),
  /** The version of Tandem that wrote it. */
  app: z.string().max(100),
  /** By the clock of the computer it was made on: told to people, never used for order. */
  createdAt: z.iso.datetime(),
  submits: z.boolean(),
  counts: z.object({ operations: count, contents: count, sources: count }),
  /** The operations it holds, in runs without a gap: copy, first sequence, last. */
  ranges: z.array(z.tuple([z.string().min(1).max(100), count, count])),
  /** Every entry but the manifest and its signature, in the order they stand in. */
  entries: z
    .array(z.object({ name: z.string().regex(listed), bytes: count, sha256: hex(32) }))
    .min(1)
    .max(limits.entries),
  /** Ed25519, of whoever signed. */
  publicKey: hex(32),
  /** What only one kind of package says; checked by its reader. */
  details: z.record(z.string(), z.unknown()),
})

/** What a package says of itself. Signed, byte for byte. */
export type Manifest = z.infer<typeof manifestShape>

/** What its maker says; the rest follows from what is put in. */
export type DraftManifest = Omit<
  Manifest,
  'format' | 'minReader' | 'app' | 'counts' | 'ranges' | 'entries' | 'publicKey'
> & { sources: number }

/** The format written here, and the newest that is read. */
export const format = 1

/** Reads a manifest; what is not known here and may be left out is ignored. `file` is for the sentence of a refusal. */
export function readManifest(bytes: Uint8Array, file: string): Manifest {
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw unreadable(file, 'it is not JSON')
  }
  const { minReader } = (raw ?? {}) as { minReader?: unknown }
  if (typeof minReader === 'number' && minReader > format) throw newer(file, `package format ${minReader}`)
  const parsed = manifestShape.safeParse(raw)
  if (!parsed.success) throw unreadable(file, issueInWords(parsed.error, raw, 'it'))
  return parsed.data
}

/** The refusal of a package that a newer Tandem wrote; `what` says by which version of what. */
export const newer = (file: string, what: string): TandemError =>
  new TandemError(
    'newer-version',
    `${shownName(file)} was written by a newer Tandem (${what}).`,
    'Open it with that newer Tandem, or ask for it to be made with this version. Nothing was changed.',
  )

const unreadable = (file: string, why: string): TandemError =>
  new TandemError(
    'damaged',
    `The manifest of ${shownName(file)} cannot be read: ${why}.`,
    'Ask whoever sent it for the package again. Nothing was changed.',
  )
