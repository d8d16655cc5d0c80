import { createHash, randomBytes } from 'node:crypto'
import { TandemError } from '#shared/errors.ts'

/** Digits and letters without I, L, O and U: none is taken for another (Crockford's Base32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretBytes = 16
const checkBytes = 4
const characters = ((secretBytes + checkBytes) * 8) / 5

/** 16 random bytes: what a recovery key stands for. */
export const newRecoverySecret = (): Buffer => randomBytes(secretBytes)

/** The secret as it is printed: 8 groups of 4, the last 32 of its 160 bits a check of the others. */
export function printRecoveryKey(secret: Buffer): string {
  let bits = 0n
  for (const byte of Buffer.concat([secret, checkOf(secret)])) bits = (bits << 8n) | BigInt(byte)
  const letters = Array.from({ length: characters }, (_, n) => {
    const at = Number((bits >> BigInt(5 * (characters - 1 - n))) & 31n)
    return alphabet.charAt(at)
  })
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/**
 * The secret that was printed so. Spaces, dashes and small letters do not matter, and I, L and O are read as the digits
 * they look like. Refuses what was mistyped, which the check tells from a whole key of another study.
 */
export function readRecoveryKey(typed: string): Buffer {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s–—-]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
  const wrong = [...letters].find(letter => !alphabet.includes(letter))
  if (wrong !== undefined) throw mistyped(`“${wrong}” does not occur in one`)
  if (letters.length !== characters) {
    throw mistyped(`it has ${characters} letters and digits, not ${letters.length}`)
  }
  let bits = 0n
  for (const letter of letters) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter))
  const bytes = Buffer.from(bits.toString(16).padStart((secretBytes + checkBytes) * 2, '0'), 'hex')
  const secret = bytes.subarray(0, secretBytes)
  if (!checkOf(secret).equals(bytes.subarray(secretBytes)))
    throw mistyped('a letter or digit in it is another')
  return secret
}

const checkOf = (secret: Buffer): Buffer =>
  createHash('sha256').update('tandem recovery key').update(secret).digest().subarray(0, checkBytes)

const mistyped = (why: string): TandemError =>
  new TandemError(
    'bad-input',
    `That is not the recovery key as it was printed: ${why}.`,
    'Compare it with the page, group by group.',
  )
