import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { recipientOf } from '#engine/packages/age-keys.ts'
import { openIdentity } from '#engine/packages/protection.ts'
import { newSigningKey, publicKeyOf, signatureOf } from '#engine/packages/signing.ts'
import { writePackage } from '#engine/packages/write.ts'
import { aDraft } from './package.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A part of a package's zip: its name and bytes. */
export type Part = [name: string, bytes: Buffer]

/** The key that the packages of a test are signed by. */
export const signing = newSigningKey()

/** A path for a package, in a folder of its own. */
export const aPath = (): string => join(temporaryFolder(), 'KM.tandem-return')

/** The zip in an open package, as anyone can take it out. */
export async function zipIn(path: string): Promise<Buffer> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(openIdentity)
  return Buffer.from(await decrypter.decrypt(readFileSync(path)))
}

/** The parts of an open package that is as it should be, in order. */
export async function goodParts(draft = aDraft()): Promise<Part[]> {
  const path = aPath()
  await writePackage(path, draft, { kind: 'open' }, signing)
  return Object.entries(unzipSync(await zipIn(path))).map(([name, bytes]) => [name, Buffer.from(bytes)])
}

/** The parts without the zeros that pad them: as packages were before they were padded. */
export function unpadded(parts: readonly Part[]): Part[] {
  const isZeros = (part: Part | undefined) =>
    part?.[0].startsWith('contents/') && part[1].every(byte => byte === 0)
  const zeros = parts.findLast(isZeros)?.[0]
  if (zeros === undefined) throw new Error('Not padded')
  return signedAnew(
    parts.filter(([name]) => name !== zeros),
    manifest => {
      manifest.entries = manifest.entries.filter(({ name }: { name: string }) => name !== zeros)
      manifest.counts.contents--
    },
  )
}

/** A zip of these parts, as they come: names twice or leading anywhere too. */
export function zipOf(parts: readonly Part[], packed = true): Buffer {
  const pieces: Uint8Array[] = []
  const zip = new Zip((_, piece) => pieces.push(piece))
  for (const [name, bytes] of parts) {
    const file = packed ? new ZipDeflate(name) : new ZipPassThrough(name)
    zip.add(file)
    file.push(bytes, true)
  }
  zip.end()
  return Buffer.concat(pieces)
}

/** An open package around any bytes: what somebody could make who has no key of the study. */
export async function packageAround(zipped: Uint8Array): Promise<string> {
  const path = aPath()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipientOf(openIdentity))
  writeFileSync(path, await encrypter.encrypt(zipped))
  return path
}

/** The parts with a manifest that says what `change` makes of it, signed anew by `key`. */
export function signedAnew(
  parts: readonly Part[],
  // biome-ignore lint/suspicious/noExplicitAny: a manifest is made wrong in every way here
  change: (manifest: any) => unknown = () => {},
  key = signing,
): Part[] {
  const manifest = JSON.parse(String(parts.find(([name]) => name === 'manifest.json')?.[1]))
  manifest.publicKey = publicKeyOf(key)
  change(manifest)
  const bytes = Buffer.from(JSON.stringify(manifest))
  return parts.map(([name, old]) => {
    if (name === 'manifest.json') return [name, bytes]
    return [name, name === 'signature' ? Buffer.from(signatureOf(bytes, key)) : old]
  })
}

/** The parts with other operations, listed and signed as if they had been so from the start. */
export function withLines(parts: readonly Part[], lines: readonly string[], counted = lines.length): Part[] {
  const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''))
  const changed = parts.map(([name, old]): Part => [name, name === 'operations.ndjson' ? bytes : old])
  return signedAnew(changed, manifest => {
    manifest.entries[0] = { name: 'operations.ndjson', bytes: bytes.length, sha256: sha256(bytes) }
    manifest.counts.operations = counted
  })
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
