import { Decrypter, Encrypter } from 'age-encryption'
import { TandemError } from '#shared/errors.ts'
import { shownName } from '../import/file-name.ts'
import { recipientOf } from './age-keys.ts'
import { limits } from './limits.ts'

/** Who can open a package: anyone with Tandem, who knows a passphrase, or who holds a card's or a study's key. */
export type Protection =
  | { kind: 'open' }
  | { kind: 'passphrase'; passphrase: string }
  | { kind: 'card' | 'study'; recipient: string }

/** What whoever reads a package has to open it with. */
export interface Keys {
  passphrase?: string | undefined
  /** Age identities, `AGE-SECRET-KEY-1…`: the study's, this computer's card. */
  identities?: readonly string[]
}

/**
 * Open packages are encrypted to this identity, which everyone may know: it stands in docs/privacy.md, and keeps nothing
 * secret. It is the SHA-256 of the words “Tandem open package”.
 */
export const openIdentity = 'AGE-SECRET-KEY-18SMEAJ4PCKGFAZAQRCATLMNP5L97HAX7FYAAZK8K4XJLAF6FSSFQGV0U7H'

/** An encrypter of the age format for those who may open the package. */
export function encrypterFor(protection: Protection): Encrypter {
  const encrypter = new Encrypter()
  if (protection.kind === 'passphrase') {
    encrypter.setScryptWorkFactor(limits.scryptWork)
    encrypter.setPassphrase(plain(protection.passphrase))
  } else {
    encrypter.addRecipient(protection.kind === 'open' ? recipientOf(openIdentity) : protection.recipient)
  }
  return encrypter
}

/** How a package was opened, and what its content is encrypted with. */
export interface Opened {
  by: 'open' | 'passphrase' | 'recipient'
  decrypter: Decrypter
}

/**
 * Opens an age file by its first bytes. Throws `unsupported-file` for what is not one, `damaged`, `locked` where a
 * passphrase is needed, `wrong-passphrase`, and `not-allowed` where it was made for somebody else.
 */
export async function openedBy(start: Uint8Array, keys: Keys, file: string): Promise<Opened> {
  const { header, kinds } = headerOf(start, file)
  if (kinds.some(([kind]) => kind === 'scrypt')) {
    const work = Number(kinds[0]?.[2])
    if (kinds.length > 1 || !(work >= 1 && work <= limits.scryptWork)) throw damaged(file)
    if (keys.passphrase === undefined) throw locked(file)
    const decrypter = new Decrypter()
    decrypter.addPassphrase(plain(keys.passphrase))
    const key = await fileKey(decrypter, header, file)
    if (!key) throw wrongPassphrase(file)
    return { by: 'passphrase', decrypter: withKey(key) }
  }
  for (const identity of [openIdentity, ...(keys.identities ?? [])]) {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const key = await fileKey(decrypter, header, file)
    if (key) return { by: identity === openIdentity ? 'open' : 'recipient', decrypter: withKey(key) }
  }
  throw forSomebodyElse(file)
}

const magic = 'age-encryption.org/v1\n'

/** The header as it stands, and what each of its stanzas says; read before anything is computed by what it asks for. */
function headerOf(start: Uint8Array, file: string): { header: Uint8Array; kinds: string[][] } {
  const text = Buffer.from(start.subarray(0, limits.headerBytes)).toString('latin1')
  if (!text.startsWith(magic)) {
    throw text !== '' && magic.startsWith(text) ? damaged(file) : notPackage(file)
  }
  const last = /\n--- [^\n]*\n/.exec(text)
  if (!last) throw damaged(file)
  const end = last.index + last[0].length
  const stanzas = text
    .slice(0, end)
    .split('\n')
    .filter(line => line.startsWith('-> '))
  return { header: start.subarray(0, end), kinds: stanzas.map(line => line.slice(3).split(' ')) }
}

/** The key of the content, null where what the decrypter has is not what the file was made for. */
async function fileKey(decrypter: Decrypter, header: Uint8Array, file: string): Promise<Uint8Array | null> {
  try {
    return await decrypter.decryptHeader(header)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no identity matched')) return null
    throw damaged(file)
  }
}

function withKey(key: Uint8Array): Decrypter {
  const decrypter = new Decrypter()
  decrypter.addIdentity({ unwrapFileKey: () => key })
  return decrypter
}

/** The same passphrase typed on another keyboard or system is the same. */
const plain = (passphrase: string): string => passphrase.normalize('NFKC')

const notPackage = (file: string): TandemError =>
  new TandemError(
    'unsupported-file',
    `${shownName(file)} is not a package of Tandem.`,
    'Hand-outs end in .tandem-handout and returns in .tandem-return.',
  )

/** The refusal of a package that is not as it was made. */
export const damaged = (file: string): TandemError =>
  new TandemError(
    'damaged',
    `${shownName(file)} is damaged: it was cut off or changed on its way here.`,
    'Copy it again, or ask whoever sent it for it again. Nothing was changed.',
  )

const locked = (file: string): TandemError =>
  new TandemError(
    'locked',
    `${shownName(file)} is locked with a passphrase of its own.`,
    'Whoever made it knows it; it should have come by another way than the file.',
  )

const wrongPassphrase = (file: string): TandemError =>
  new TandemError(
    'wrong-passphrase',
    `That is not the passphrase of ${shownName(file)}.`,
    'Check capitals and spaces and try again. If it is certainly right, ask for the file again.',
  )

const forSomebodyElse = (file: string): TandemError =>
  new TandemError(
    'not-allowed',
    `${shownName(file)} was made for somebody else: neither this study nor this computer’s card opens it.`,
    'Open it in the study or on the computer it was made for, or ask for one that is made for you. A return is merged in the study its hand-out came from.',
  )
