import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'

/* Keys as the age format writes them: 32 bytes of X25519 in Bech32 (BIP 173). */

const secret = 'age-secret-key-'
const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** A new age identity, `AGE-SECRET-KEY-1…`: who has it opens what is encrypted to its recipient. */
export const newAgeIdentity = (): string => encode(secret, randomBytes(32)).toUpperCase()

/** The public half of an identity, `age1…`. Throws where the identity is not one. */
export function recipientOf(identity: string): string {
  const scalar = decode(secret, identity.toLowerCase())
  if (!scalar) throw new Error('Not an age identity')
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), scalar]),
    format: 'der',
    type: 'pkcs8',
  })
  return encode('age', createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
}

/** True for an age recipient of this kind (`age1…`), its checksum included. */
export const isRecipient = (text: string): boolean => decode('age', text) !== null

function encode(prefix: string, bytes: Uint8Array): string {
  const data = regroup(bytes, 8, 5)
  const sum = checksum([...expand(prefix), ...data, 0, 0, 0, 0, 0, 0]) ^ 1
  const check = [25, 20, 15, 10, 5, 0].map(shift => (sum >>> shift) & 31)
  return `${prefix}1${[...data, ...check].map(group => letters[group]).join('')}`
}

/** The 32 bytes; null where it is anything but what `encode` writes. */
function decode(prefix: string, text: string): Buffer | null {
  const groups = [...text.slice(prefix.length + 1, -6)].map(letter => letters.indexOf(letter))
  const bytes = Buffer.from(regroup(groups, 5, 8)).subarray(0, 32)
  return bytes.length === 32 && encode(prefix, bytes) === text ? bytes : null
}

/** The same bits in groups of another size, the last filled up with zeros. */
function regroup(groups: Iterable<number>, from: number, to: number): number[] {
  const out: number[] = []
  let held = 0
  let bits = 0
  for (const group of groups) {
    held = ((held << from) | group) & 0xfff
    bits += from
    while (bits >= to) {
      bits -= to
      out.push((held >>> bits) & ((1 << to) - 1))
    }
  }
  if (bits > 0) out.push((held << (to - bits)) & ((1 << to) - 1))
  return out
}

const expand = (prefix: string): number[] => {
  const codes = [...prefix].map(letter => letter.charCodeAt(0))
  return [...codes.map(code => code >>> 5), 0, ...codes.map(code => code & 31)]
}

function checksum(groups: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
  let sum = 1
  for (const group of groups) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ group
    generator.forEach((term, i) => {
      if ((top >>> i) & 1) sum ^= term
    })
  }
  return sum
}
