import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { longestName } from '#shared/text/name.ts'
import { shownName } from '../import/file-name.ts'
import { mustBeFree, partOf, putInPlace, writeDurably } from '../studies/durable-file.ts'
import { isRecipient, newAgeIdentity, recipientOf } from './age-keys.ts'
import { fingerprintOf } from './signing.ts'

/**
 * A coder's card: the public half of a key whose private half stays on the coder's computer. A hand-out made for a card
 * opens there and nowhere else, without a passphrase.
 */
export interface Card {
  name: string
  /** An age recipient, `age1…`. */
  recipient: string
  /** Of the recipient, to be compared by telephone. */
  fingerprint: string
}

const cardShape = z.object({
  format: z.literal('tandem-card'),
  version: z.int().min(1),
  name: z
    .string()
    .min(1)
    .max(longestName)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u),
  recipient: z.string().max(100).refine(isRecipient),
  /** Tells a card that was typed or cut wrong from a whole one; it proves nothing about who made it. */
  check: z.string(),
})

const keyShape = z.object({ version: z.literal(1), identity: z.string() })

/** A card is shorter than this; in bytes. */
const longest = 4096

/**
 * Writes this computer's card to `path`, under the name given, and answers it. The private half is made at the first
 * card, in `keyFile`, and stays. Refuses a file that is there unless told to `force`, and a name that cannot be shown.
 */
export function writeCard(path: string, name: string, keyFile: string, force = false): Card {
  const typed = name.normalize('NFC').trim()
  if (!cardShape.shape.name.safeParse(typed).success) {
    throw new TandemError(
      'bad-input',
      `A card needs a name of 1 to ${longestName} plain characters.`,
      'Give the name or initials the lead knows you by.',
    )
  }
  if (!force) mustBeFree(path)
  const recipient = recipientOf(privateHalf(keyFile))
  const file = { format: 'tandem-card', version: 1, name: typed, recipient, check: checkOf(typed, recipient) }
  writeDurably(path, `${JSON.stringify(file, null, 2)}\n`)
  return { name: typed, recipient, fingerprint: fingerprintOf(recipient) }
}

/** Reads a card somebody sent. Refuses, in a sentence, what is not one, is damaged, or is of a newer Tandem. */
export function readCard(path: string): Card {
  let raw: unknown
  try {
    raw = JSON.parse(beginningOf(path))
  } catch (error) {
    if (error instanceof TandemError) throw error
    throw notCard(path)
  }
  if ((raw as { format?: unknown } | null)?.format !== 'tandem-card') throw notCard(path)
  const { version } = raw as { version?: unknown }
  if (typeof version === 'number' && version > 1) {
    throw new TandemError(
      'newer-version',
      `${shownName(path)} was written by a newer Tandem (card version ${version}).`,
      'Use that newer Tandem, or a passphrase.',
    )
  }
  const parsed = cardShape.safeParse(raw)
  if (!parsed.success || parsed.data.check !== checkOf(parsed.data.name, parsed.data.recipient)) {
    throw new TandemError(
      'damaged',
      `${shownName(path)} is a damaged card: what is in it does not fit together.`,
      'Ask the coder to send their card again.',
    )
  }
  const { name, recipient } = parsed.data
  return { name, recipient, fingerprint: fingerprintOf(recipient) }
}

/** The recipient that this computer's own card names; null where it never made one. */
export function cardHere(keyFile: string): string | null {
  const identity = cardIdentity(keyFile)
  return identity === null ? null : recipientOf(identity)
}

/** The age identity of this computer's cards; null where none was made here yet. */
export function cardIdentity(keyFile: string): string | null {
  let text: string
  try {
    text = readFileSync(keyFile, 'utf8')
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw badKey(keyFile)
  }
  try {
    const { identity } = keyShape.parse(JSON.parse(text))
    recipientOf(identity)
    return identity
  } catch {
    throw badKey(keyFile)
  }
}

function privateHalf(keyFile: string): string {
  const known = cardIdentity(keyFile)
  if (known) return known
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 })
  const temporary = partOf(keyFile)
  writeDurably(temporary, `${JSON.stringify({ version: 1, identity: newAgeIdentity() }, null, 2)}\n`)
  try {
    putInPlace(temporary, keyFile, false)
  } catch (error) {
    // Another window made one in the same moment: that one is this computer's.
    if (!(error instanceof TandemError && error.code === 'exists')) throw error
  }
  return cardIdentity(keyFile) ?? privateHalf(keyFile)
}

const checkOf = (name: string, recipient: string): string => fingerprintOf(`${name}\n${recipient}`)

/** The file's text where it is as short as a card. */
function beginningOf(path: string): string {
  const buffer = Buffer.alloc(longest + 1)
  let file: number
  try {
    // Opening a pipe would wait until somebody writes to it.
    if (!statSync(path).isFile()) throw notCard(path)
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof TandemError) throw error
    const missing = (error as { code?: unknown }).code === 'ENOENT'
    throw missing
      ? new TandemError('not-found', `There is no file at ${path}.`, 'It may have been moved or renamed.')
      : new TandemError(
          'unreadable-file',
          `${shownName(path)} cannot be read.`,
          'Copy it to a folder of your own.',
        )
  }
  try {
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(file, buffer, length, buffer.length - length, null)
    }
    if (length > longest) throw notCard(path)
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, length))
  } finally {
    closeSync(file)
  }
}

const notCard = (path: string): TandemError =>
  new TandemError(
    'unsupported-file',
    `${shownName(path)} is not a coder’s card.`,
    'A card is a small file that ends in .tandem-card; the coder makes it with Tandem on their own computer.',
  )

const badKey = (path: string): TandemError =>
  new TandemError(
    'damaged',
    `${path} cannot be read: it is the private half of this computer’s card.`,
    'Put it back from a copy of that folder; or move it away and make a new card, for hand-outs to come.',
  )
