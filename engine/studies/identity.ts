import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { type Db, first, run } from '../db/sql.ts'
import { newAgeIdentity, recipientOf } from '../packages/age-keys.ts'
import { fingerprintOf, newSigningKey, publicKeyOf } from '../packages/signing.ts'

/** What a study's lead copies open packages with and sign them by. It travels with a copied folder, never in a package. */
export interface StudyIdentity {
  /** `AGE-SECRET-KEY-1…`: opens what is encrypted to `recipient`. */
  age: string
  recipient: string
  /** Ed25519, the private seed and the public key in hexadecimal. */
  signing: string
  publicKey: string
  /** Of the public key, to be compared by telephone. */
  fingerprint: string
}

const kept = z.object({ age: z.string(), signing: z.string() })

/** Gives a study that has none an identity, unless it is a coder's copy, which has what its hand-out gave it. */
export function ensureIdentity(db: Db): void {
  if (localValue(db, 'identity') !== undefined || localValue(db, 'handout') !== undefined) return
  const identity = { age: newAgeIdentity(), signing: newSigningKey() }
  run(db, "INSERT INTO local (key, value) VALUES ('identity', ?)", JSON.stringify(identity))
}

/** The identity of an open study. Refuses a coder's copy, and a study that only older versions have written to. */
export function studyIdentity(db: Db): StudyIdentity {
  if (localValue(db, 'handout') !== undefined) throw codersCopy()
  const value = localValue(db, 'identity')
  if (value === undefined) throw notYet()
  const { age, signing } = kept.parse(JSON.parse(value))
  const publicKey = publicKeyOf(signing)
  return { age, signing, recipient: recipientOf(age), publicKey, fingerprint: fingerprintOf(publicKey) }
}

const localValue = (db: Db, key: string): string | undefined =>
  first<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?', key)?.value

const notYet = (): TandemError =>
  new TandemError(
    'not-allowed',
    'This study has no key of its own for packages yet.',
    'Open it once to work in it, not only to read: it is then given one.',
  )

const codersCopy = (): TandemError =>
  new TandemError(
    'not-allowed',
    'This is a coder’s copy, made from a hand-out: only the study itself has the key for packages.',
    'Ask the lead to do this in the study.',
  )
