import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import type { PseudonymPair } from '#shared/model/pseudonym.ts'
import { diskFailure, sweepParts, writeDurably } from '../studies/durable-file.ts'
import { derive } from '../studies/keys.ts'

/** What a key holds: the pairs, and words that were said to be nobody's name. */
export interface KeyContent {
  pairs: PseudonymPair[]
  ignored: string[]
}

/** What a key's file is sealed with; held in memory while it is open. */
export interface Seal {
  key: string
  study: string
  salt: Buffer
  secret: Buffer
}

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const fileShape = z.object({
  format: z.literal('tandem-pseudonyms'),
  version: z.literal(1),
  key: z.uuid(),
  study: z.uuid(),
  scrypt: z.object({ N: z.literal(131_072), r: z.literal(8), p: z.literal(1), salt: hex(16) }),
  nonce: hex(12),
  tag: hex(16),
  sealed: z.base64(),
})
const contentShape = z.object({
  pairs: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['person', 'place', 'organisation', 'phone', 'email', 'number', 'other']),
      real: z.string(),
      shown: z.string(),
      variants: z.array(z.string()),
      note: z.string(),
      capitalsOnly: z.boolean(),
      foldsAccents: z.boolean(),
    }),
  ),
  ignored: z.array(z.string()),
})

/** The file's length tells only the thousands of what is in it. */
const padding = 4096

/** A new seal for a study, from a passphrase that is stored nowhere. */
export function newSeal(key: string, study: string, passphrase: string): Seal {
  const salt = randomBytes(16)
  return { key, study, salt, secret: derive(passphrase, salt) }
}

/**
 * Writes the key's file whole or not at all: encrypted and authenticated (AES-256-GCM, a new nonce each time), with a
 * SHA-256 over it so that damage is told from a wrong passphrase.
 */
export function writeKeyFile(path: string, seal: Seal, content: KeyContent): void {
  const plain = Buffer.from(JSON.stringify(content), 'utf8')
  const padded = Buffer.alloc(Math.ceil((plain.byteLength + 1) / padding) * padding, 0x20)
  plain.copy(padded)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', seal.secret, nonce)
  cipher.setAAD(outside(seal))
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()])
  plain.fill(0)
  padded.fill(0)
  const file = {
    format: 'tandem-pseudonyms',
    version: 1,
    key: seal.key,
    study: seal.study,
    scrypt: { N: 131_072, r: 8, p: 1, salt: seal.salt.toString('hex') },
    nonce: nonce.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    sealed: sealed.toString('base64'),
  }
  const json = JSON.stringify(file)
  sweepParts(path)
  writeDurably(path, `${json}\n${sumOf(json)}\n`)
}

/** Reads a key's file without opening it: refuses what is missing, damaged, newer, or another study's. */
export function readKeyFile(path: string, study: string): z.infer<typeof fileShape> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') throw noFile(path)
    if ((error as { code?: unknown }).code === 'EISDIR') throw noFile(path)
    throw diskFailure(error, path)
  }
  const [json = '', sum = '', ...rest] = text.split('\n')
  let raw: unknown
  try {
    raw = JSON.parse(json)
  } catch {
    throw damaged(path)
  }
  if (sum !== sumOf(json) || rest.length !== 1 || rest[0] !== '') throw damaged(path)
  const version = (raw as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > 1) {
    throw new TandemError(
      'newer-version',
      `${path} was written by a newer Tandem (version ${version} of the key of pseudonyms).`,
      'Open it with that newer Tandem.',
    )
  }
  const parsed = fileShape.safeParse(raw)
  if (!parsed.success) throw damaged(path)
  if (parsed.data.study !== study) {
    throw new TandemError(
      'conflict',
      `${path} is the key of pseudonyms of another study.`,
      'Choose the file that was made for this one.',
    )
  }
  return parsed.data
}

/** Opens a key's file with its passphrase. */
export function openKeyFile(
  path: string,
  study: string,
  passphrase: string,
): { seal: Seal; content: KeyContent } {
  const file = readKeyFile(path, study)
  const salt = Buffer.from(file.scrypt.salt, 'hex')
  const seal: Seal = { key: file.key, study, salt, secret: derive(passphrase, salt) }
  const content = unsealed(file, seal)
  if (content) return { seal, content }
  seal.secret.fill(0)
  throw new TandemError(
    'wrong-passphrase',
    'That is not the passphrase of this key of pseudonyms.',
    'Check capitals and spaces and try again; it is another passphrase than the study’s. The file is not damaged.',
  )
}

/** Reads the file again with a seal that is in hand: another window may have written since. */
export function rereadKeyFile(path: string, seal: Seal): KeyContent {
  const content = unsealed(readKeyFile(path, seal.study), seal)
  if (content) return content
  throw new TandemError(
    'conflict',
    `${path} was sealed with another passphrase since it was opened.`,
    'Close the key and open it again.',
  )
}

/** Where a key's file would be put: beside the study's folder, outside it. */
export const usualKeyPath = (study: string): string =>
  `${study.replace(/\.tandem$/i, '')} - pseudonyms.tandem-key`

/** Refuses a place inside the study's folder, which is copied and backed up as one. */
export function mustLieOutside(path: string, study: string): void {
  const real = (place: string): string => {
    try {
      return realpathSync(place)
    } catch {
      return resolve(place)
    }
  }
  const inside = join(real(dirname(path)), basename(path))
  if (!inside.startsWith(`${real(study)}${sep}`)) return
  throw new TandemError(
    'bad-input',
    'The key of pseudonyms cannot be kept inside the study’s folder.',
    'Choose a folder beside it, or better one that fewer people can open.',
  )
}

function unsealed(file: z.infer<typeof fileShape>, seal: Seal): KeyContent | null {
  const decipher = createDecipheriv('aes-256-gcm', seal.secret, Buffer.from(file.nonce, 'hex'))
  decipher.setAAD(outside({ ...seal, key: file.key, salt: Buffer.from(file.scrypt.salt, 'hex') }))
  decipher.setAuthTag(Buffer.from(file.tag, 'hex'))
  try {
    const plain = Buffer.concat([decipher.update(Buffer.from(file.sealed, 'base64')), decipher.final()])
    const content = contentShape.parse(JSON.parse(plain.toString('utf8')))
    plain.fill(0)
    return content
  } catch {
    return null
  }
}

/** What stands outside the sealed part and must not be exchanged. */
const outside = ({ key, study, salt }: Pick<Seal, 'key' | 'study' | 'salt'>): Buffer =>
  Buffer.from(`tandem-pseudonyms 1 ${key} ${study} ${salt.toString('hex')}`, 'utf8')

const sumOf = (json: string): string => createHash('sha256').update(json, 'utf8').digest('hex')

const noFile = (path: string): TandemError =>
  new TandemError(
    'not-found',
    `There is no key of pseudonyms at ${path}.`,
    'Say where its file is. If it is lost, the study is whole; only the way back to the real names is gone.',
  )

const damaged = (path: string): TandemError =>
  new TandemError(
    'damaged',
    `${path} is damaged: the key of pseudonyms cannot be read from it.`,
    'Take the copy you keep of it. The study is not affected.',
  )
