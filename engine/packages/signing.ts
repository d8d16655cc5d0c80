import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'

/* Ed25519 keys as 32 bytes in hexadecimal, the private one being the seed (RFC 8032). */

/** A new private key. */
export const newSigningKey = (): string => randomBytes(32).toString('hex')

/** The public key of a private one. */
export const publicKeyOf = (signingKey: string): string =>
  createPublicKey(privateKey(signingKey))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('hex')

/** The signature of bytes: 64 bytes in hexadecimal. */
export const signatureOf = (bytes: Uint8Array, signingKey: string): string =>
  sign(null, bytes, privateKey(signingKey)).toString('hex')

/** True where the holder of the public key signed these bytes. */
export function isSignedBy(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  const key = createPublicKey({
    key: Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex'),
    format: 'der',
    type: 'spki',
  })
  return verify(null, bytes, key, Buffer.from(signature, 'hex'))
}

/**
 * Sixteen characters in groups of four that stand for a public key, to be compared by telephone: the first 80 bits of
 * its SHA-256, without the letters that look like digits (Crockford's base 32).
 */
export function fingerprintOf(key: string): string {
  const bytes = createHash('sha256').update(key, 'utf8').digest()
  const bits = BigInt(`0x${bytes.subarray(0, 10).toString('hex')}`)
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const at = (n: number): string => alphabet[Number((bits >> BigInt(75 - 5 * n)) & 31n)] ?? ''
  return [0, 4, 8, 12].map(group => at(group) + at(group + 1) + at(group + 2) + at(group + 3)).join(' ')
}

const privateKey = (signingKey: string) =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${signingKey}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
