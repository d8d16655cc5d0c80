import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { writeDurably } from './durable-file.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

const openSlot = z.object({ kind: z.literal('open'), key: hex(32) })
const passphraseSlot = z.object({
  kind: z.literal('passphrase'),
  scrypt: z.object({ N: z.literal(131_072), r: z.literal(8), p: z.literal(1), salt: hex(16) }),
  nonce: hex(12),
  wrapped: hex(32),
  tag: hex(16),
})
const keyFile = z.object({
  version: z.literal(1),
  study: z.uuid(),
  cipher: z.literal('chacha20'),
  slots: z
    .array(z.union([openSlot, passphraseSlot]))
    .min(1)
    .max(8),
})

export type KeyFile = z.infer<typeof keyFile>

/** 32 random bytes: the key that encrypts a study's pages. */
export const newDataKey = (): Buffer => randomBytes(32)

/**
 * Writes `keys.json`: the data key in an open slot (no passphrase: anyone with the folder can read it), or
 * wrapped by a passphrase (scrypt N=2^17 r=8 p=1, AES-256-GCM). The passphrase itself is stored nowhere.
 */
export function writeKeys(path: string, study: string, dataKey: Buffer, passphrase?: string): void {
  const slot = passphrase === undefined ? open(dataKey) : wrap(dataKey, passphrase)
  const file: KeyFile = { version: 1, study, cipher: 'chacha20', slots: [slot] }
  writeDurably(path, `${JSON.stringify(file, null, 2)}\n`)
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
  if (typeof version === 'number' && version > 1) {
    throw new TandemError(
      'newer-version',
      `${path} was written by a newer Tandem (key file version ${version}).`,
      'Open the study with that newer Tandem. Nothing in it was changed.',
    )
  }
  const parsed = keyFile.safeParse(raw)
  if (!parsed.success) throw damaged(path)
  return parsed.data
}

/** True where no passphrase is needed. */
export const hasOpenSlot = (keys: KeyFile): boolean => keys.slots.some(slot => slot.kind === 'open')

/** The data key. Fails with `locked` where a passphrase is needed, `wrong-passphrase` where it is not the one. */
export function unlock(keys: KeyFile, passphrase?: string): Buffer {
  for (const slot of keys.slots) {
    if (slot.kind === 'open') return Buffer.from(slot.key, 'hex')
  }
  if (passphrase === undefined) {
    throw new TandemError(
      'locked',
      'This study is locked with a passphrase.',
      'Give its passphrase to open it.',
    )
  }
  for (const slot of keys.slots) {
    if (slot.kind !== 'passphrase') continue
    const key = unwrap(slot, passphrase)
    if (key) return key
  }
  throw new TandemError(
    'wrong-passphrase',
    'That is not the passphrase of this study.',
    'Check capitals and spaces and try again; the study itself is not damaged.',
  )
}

const open = (dataKey: Buffer): z.infer<typeof openSlot> => ({ kind: 'open', key: dataKey.toString('hex') })

function wrap(dataKey: Buffer, passphrase: string): z.infer<typeof passphraseSlot> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derive(passphrase, salt), nonce)
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()])
  return {
    kind: 'passphrase',
    scrypt: { N: 131_072, r: 8, p: 1, salt: salt.toString('hex') },
    nonce: nonce.toString('hex'),
    wrapped: wrapped.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  }
}

function unwrap(slot: z.infer<typeof passphraseSlot>, passphrase: string): Buffer | null {
  const key = derive(passphrase, Buffer.from(slot.scrypt.salt, 'hex'))
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

const damaged = (path: string): TandemError =>
  new TandemError(
    'damaged',
    `${path} is damaged: the study’s key cannot be read from it.`,
    'Take keys.json from the newest folder in backups; every backup holds one.',
  )
