import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  randomUUID,
  scryptSync,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { writeDurably } from './durable-file.ts'
import { readRecoveryKey } from './recovery-key.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

/** The data key as AES-256-GCM under some other key leaves it. */
const wrapped = { nonce: hex(12), wrapped: hex(32), tag: hex(16) }
const openSlot = z.object({ kind: z.literal('open'), key: hex(32) })
const passphraseSlot = z.object({
  kind: z.literal('passphrase'),
  scrypt: z.object({ N: z.literal(131_072), r: z.literal(8), p: z.literal(1), salt: hex(16) }),
  ...wrapped,
})
const recoverySlot = z.object({ kind: z.literal('recovery'), salt: hex(16), ...wrapped })
const computerSlot = z.object({
  kind: z.literal('computer'),
  id: z.uuid(),
  /** What the system's safe place made of the key that wraps; only that place can read it. */
  blob: z.base64().max(10_000),
  ...wrapped,
})
const slot = z.discriminatedUnion('kind', [openSlot, passphraseSlot, recoverySlot, computerSlot])
const slots = z.array(slot).min(1).max(16)

const version1 = z.object({
  version: z.literal(1),
  study: z.uuid(),
  cipher: z.literal('chacha20'),
  slots,
})
const version2 = z.object({
  version: z.literal(2),
  study: z.uuid(),
  cipher: z.literal('chacha20'),
  slots,
  /** While the data key is being changed: the slots of the key before, which may still be the one. */
  former: slots.optional(),
  /** SHA-256 of all the rest, so that damage is told from a wrong passphrase. */
  sum: hex(32),
})
const newest = 2

export type Slot = z.infer<typeof slot>
export type ComputerSlot = z.infer<typeof computerSlot>

/** What `keys.json` says: each list of slots opens one data key. */
export interface KeyFile {
  study: string
  slots: readonly Slot[]
  former: readonly Slot[]
}

/** What somebody opens a study with; all absent where they have nothing. */
export interface Proof {
  passphrase?: string | undefined
  /** The recovery key, as printed. */
  recovery?: string | undefined
  /** What the system's safe place on this computer gave back. */
  computer?: { id: string; secret: Buffer } | undefined
}

/** The data key of an open study, and the file it came from. */
export interface HeldKey {
  dataKey: Buffer
  file: KeyFile
}

/** 32 random bytes: the key that encrypts a study's pages. */
export const newDataKey = (): Buffer => randomBytes(32)

/** Writes `keys.json` whole or not at all. What opens the slots is stored nowhere. */
export function writeKeys(path: string, { study, slots, former }: KeyFile): void {
  const said = {
    version: newest,
    study,
    cipher: 'chacha20',
    slots,
    ...(former.length === 0 ? {} : { former }),
  }
  writeDurably(path, `${JSON.stringify({ ...said, sum: sumOf(said) }, null, 2)}\n`)
}

/** Reads `keys.json`, telling a damaged one and one of a newer Tandem apart. */
export function readKeys(path: string): KeyFile {
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw damaged(path)
  }
  const version = (raw as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > newest) {
    throw new TandemError(
      'newer-version',
      `${path} was written by a newer Tandem (key file version ${version}).`,
      'Open the study with that newer Tandem. Nothing in it was changed.',
    )
  }
  if (version === 1) {
    const { data } = version1.safeParse(raw)
    if (!data) throw damaged(path)
    return { study: data.study, slots: data.slots, former: [] }
  }
  const { data } = version2.safeParse(raw)
  if (!data) throw damaged(path)
  // Over what stands there, so that what this version does not know is counted in.
  const { sum, ...said } = raw as z.infer<typeof version2>
  if (sum !== sumOf(said)) throw damaged(path)
  return { study: data.study, slots: data.slots, former: data.former ?? [] }
}

const sumOf = (said: object): string => createHash('sha256').update(JSON.stringify(said)).digest('hex')

/** True where nothing is needed to open it. */
export const isOpen = (slots: readonly Slot[]): boolean => slots.some(({ kind }) => kind === 'open')

/** The data key these slots give for a proof; null where none does. Refuses a mistyped recovery key. */
export function keyFrom(slots: readonly Slot[], proof: Proof): Buffer | null {
  const recovery = proof.recovery === undefined ? null : readRecoveryKey(proof.recovery)
  for (const slot of slots) {
    if (slot.kind === 'open') return Buffer.from(slot.key, 'hex')
    const key =
      slot.kind === 'passphrase' && proof.passphrase !== undefined
        ? unwrap(slot, derive(proof.passphrase, Buffer.from(slot.scrypt.salt, 'hex')))
        : slot.kind === 'recovery' && recovery !== null
          ? unwrap(slot, fromRecovery(recovery, Buffer.from(slot.salt, 'hex')))
          : slot.kind === 'computer' && slot.id === proof.computer?.id
            ? unwrap(slot, proof.computer.secret)
            : null
    if (key) return key
  }
  return null
}

/** The data key. Fails with `locked` where something is needed, `wrong-passphrase` where what was given is not it. */
export function unlock(slots: readonly Slot[], proof: Proof): Buffer {
  const key = keyFrom(slots, proof)
  if (key) return key
  throw notOpened(proof)
}

/** The refusal of a proof that opens nothing. */
export function notOpened(proof: Proof): TandemError {
  if (proof.recovery !== undefined) {
    return new TandemError(
      'wrong-passphrase',
      'That is a recovery key, but not the one of this study as it is now.',
      'It may be another study’s, or one that was replaced since. The study itself is not damaged.',
    )
  }
  if (proof.passphrase !== undefined) {
    return new TandemError(
      'wrong-passphrase',
      'That is not the passphrase of this study.',
      'Check capitals and spaces and try again; the study itself is not damaged. If it is forgotten, the printed recovery key opens the study.',
    )
  }
  if (proof.computer !== undefined) {
    return new TandemError(
      'wrong-passphrase',
      'This computer’s own lock no longer opens this study.',
      'Open it with its passphrase, and set this computer’s lock again.',
    )
  }
  return new TandemError(
    'locked',
    'This study is locked with a passphrase.',
    'Give its passphrase to open it.',
  )
}

/** A slot that needs nothing: anyone with the folder can read the study. */
export const openSlotFor = (dataKey: Buffer): Slot => ({ kind: 'open', key: dataKey.toString('hex') })

/** A slot that a passphrase opens. */
export function passphraseSlotFor(dataKey: Buffer, passphrase: string): Slot {
  const salt = randomBytes(16)
  return {
    kind: 'passphrase',
    scrypt: { N: 131_072, r: 8, p: 1, salt: salt.toString('hex') },
    ...wrap(dataKey, derive(passphrase, salt)),
  }
}

/** A slot that a recovery key opens. */
export function recoverySlotFor(dataKey: Buffer, secret: Buffer): Slot {
  const salt = randomBytes(16)
  return {
    kind: 'recovery',
    salt: salt.toString('hex'),
    ...wrap(dataKey, fromRecovery(secret, salt)),
  }
}

/** A slot that only this computer opens: `blob` is what its safe place made of `secret` (32 bytes). */
export const computerSlotFor = (dataKey: Buffer, secret: Buffer, blob: Buffer): ComputerSlot => ({
  kind: 'computer',
  id: randomUUID(),
  blob: blob.toString('base64'),
  ...wrap(dataKey, secret),
})

function wrap(dataKey: Buffer, key: Buffer) {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(dataKey), cipher.final()])
  key.fill(0)
  return {
    nonce: nonce.toString('hex'),
    wrapped: sealed.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  }
}

function unwrap(slot: { nonce: string; wrapped: string; tag: string }, key: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(slot.nonce, 'hex'))
  decipher.setAuthTag(Buffer.from(slot.tag, 'hex'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(slot.wrapped, 'hex')), decipher.final()])
  } catch {
    return null
  }
}

/**
 * The 32 bytes a passphrase stands for with this salt (scrypt N=2^17 r=8 p=1). NFKC first, so that the same passphrase
 * typed on another keyboard or system is the same.
 */
export const derive = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 })

/** A recovery key has all its 128 bits at random, so it needs no slow derivation (HKDF-SHA-256). */
const fromRecovery = (secret: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'tandem recovery slot', 32))

const damaged = (path: string): TandemError =>
  new TandemError(
    'damaged',
    `${path} is damaged: the study’s key cannot be read from it.`,
    'Take keys.json from the newest folder in backups; every backup holds one.',
  )
