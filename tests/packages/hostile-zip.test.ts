import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readWhole } from '../helpers/package.ts'
import { goodParts, type Part, packageAround, sha256, signedAnew, zipOf } from '../helpers/package-parts.ts'
import { failureOf } from '../helpers/study.ts'

/* Zips made to harm whoever unpacks them. Nothing of a package is ever unpacked onto a disk; they are refused all the same. */

let parts: Part[]
beforeAll(async () => {
  parts = await goodParts()
})

const readAround = async (zipped: Uint8Array) => readWhole(await packageAround(zipped))

async function refusal(zipped: Uint8Array): Promise<string> {
  const path = await packageAround(zipped)
  const { code, message } = await failureOf(readWhole(path))
  expect(readdirSync(dirname(path))).toEqual(['KM.tandem-return'])
  return `${code}: ${message}`
}

/** Where the record of an entry begins in the list at the end of a zip. */
const listedAt = (zipped: Buffer, name: string): number =>
  zipped.lastIndexOf(Buffer.from(name), zipped.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))) - 46

describe('names', () => {
  it.each([
    '../slipped',
    '../../../../../../../tmp/slipped',
    '/tmp/slipped',
    'C:\\slipped',
    '..\\slipped',
    '\\\\server\\x',
    'contents/../../x',
    'contents/',
    'contents/x',
    `contents/${'0'.repeat(64)}/../x`,
    `contents/${'0'.repeat(64)}\0.exe`,
    `contents/${'A'.repeat(64)}`,
    'con',
    'manifest.json\0',
    'Manifest.json',
    './manifest.json',
    'manifest.json/',
    '',
    'x'.repeat(60_000),
    '\u202egnp.exe',
    '<img src=x onerror=alert(1)>',
  ])('%j are refused', async name => {
    const said = await refusal(zipOf([...parts, [name, Buffer.from('x')]]))
    expect(said).toMatch(
      /^damaged: KM\.tandem-return was changed after it was made: it holds “[ -~]{0,60}”, which is no part of a package\.$/,
    )
    expect(existsSync(join(process.cwd(), '..', 'slipped'))).toBe(false)
    expect(existsSync('/tmp/slipped')).toBe(false)
  })

  it('of a link is a name like any other: its bytes are only bytes', async () => {
    const link = Buffer.from('/etc/passwd')
    const name = `contents/${sha256(link)}`
    const zipped = zipOf([...parts, [name, link]])
    // A symbolic link of Unix: its mode in the upper half of the attributes.
    zipped.writeUInt16LE(0x0314, listedAt(zipped, name) + 4)
    zipped.writeUInt32LE(0xa1ff0000, listedAt(zipped, name) + 38)
    expect(await refusal(zipped)).toMatch(/which its list does not name\.$/)
  })

  it('that are others where the bytes are than in the list are refused', async () => {
    const zipped = zipOf(parts)
    const at = zipped.indexOf('manifest.json')
    zipped.write('manifest.jsoN', at)
    expect(await refusal(zipped)).toMatch(/it calls manifest\.json by another name too\.$/)
  })
})

describe('sizes', () => {
  const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1024 * 1024)
  const withContents = (contents: Buffer[]): Part[] => {
    const added = contents.map((bytes): Part => [`contents/${sha256(bytes)}`, bytes])
    const [manifest, signature] = parts.slice(-2) as [Part, Part]
    return signedAnew([...parts.slice(0, -2), ...added, manifest, signature], said => {
      for (const [name, bytes] of added)
        said.entries.push({ name, bytes: bytes.length, sha256: sha256(bytes) })
      said.counts.contents += added.length
    })
  }
  const tooFar = 'too-large: KM.tandem-return unpacks to far more than a package may hold and was not read.'

  it('as large as may be are read', async () => {
    expect((await readAround(zipOf(withContents([zeros(60)])))).manifest.counts.contents).toBe(4)
  })

  it('that grow a thousandfold, or beyond what one part may have, are refused', async () => {
    expect(
      await refusal(zipOf(withContents([zeros(40), Buffer.concat([zeros(40), Buffer.from('x')])]))),
    ).toBe(tooFar)
    expect(await refusal(zipOf(withContents([zeros(65)])))).toBe(tooFar)
    const manifest = parts.map(
      ([name, bytes]): Part => [
        name,
        name === 'manifest.json' ? Buffer.concat([bytes, Buffer.alloc(17 * 1024 * 1024, ' ')]) : bytes,
      ],
    )
    expect(await refusal(zipOf(manifest))).toBe(tooFar)
    const signature = parts.map(
      ([name, bytes]): Part => [name, name === 'signature' ? Buffer.alloc(129, '0') : bytes],
    )
    expect(await refusal(zipOf(signature))).toBe(tooFar)
  })

  it('that are others than is claimed are refused, naming the part', async () => {
    const claims = async (name: string, bytes: number) => {
      const zipped = zipOf(parts)
      zipped.writeUInt32LE(bytes, listedAt(zipped, name) + 24)
      return refusal(zipped)
    }
    const inOther = (name: string) =>
      `damaged: KM.tandem-return was changed after it was made: it holds ${name} in another length or packing than it says.`
    for (const name of ['operations.ndjson', 'manifest.json', 'signature']) {
      expect([inOther(name), expect.anything()]).toContainEqual(await claims(name, 1))
    }
    expect(await claims('operations.ndjson', 500_000)).toBe(
      'damaged: KM.tandem-return was changed after it was made: it holds another operations.ndjson than its list says.',
    )
  })

  it('of too many parts are refused', async () => {
    const many = Array.from(
      { length: 65_001 },
      (_, n): Part => [`contents/${String(n).padStart(64, '0')}`, Buffer.alloc(0)],
    )
    expect(await refusal(zipOf(many, false))).toBe(tooFar)
  })
})

describe('parts over one another', () => {
  it('are refused', async () => {
    const [operations, memo, ...rest] = parts as [Part, Part, ...Part[]]
    const alone = zipOf([memo], false)
    const record = alone.subarray(0, alone.indexOf('PK\x01\x02', 0, 'latin1'))
    // The memo's record lies in the operations' bytes, and the list points into them.
    const around: Part = ['operations.ndjson', Buffer.concat([record, operations[1]])]
    const zipped = zipOf([around, memo, ...rest], false)
    const inside = zipped.indexOf('PK\x03\x04', 4, 'latin1')
    zipped.writeUInt32LE(inside, listedAt(zipped, memo[0]) + 42)
    expect(await refusal(zipped)).toBe(
      `damaged: KM.tandem-return was changed after it was made: it holds ${memo[0]} over another part.`,
    )
  })

  it('and lists that lead outside the file, or are no zip, are refused', async () => {
    const [, memo] = parts as [Part, Part, ...Part[]]
    const zipped = zipOf(parts)
    zipped.writeUInt32LE(0x7fffffff, listedAt(zipped, memo[0]) + 42)
    const notWhole = 'damaged: KM.tandem-return was changed after it was made: it does not hold a whole zip.'
    expect(await refusal(zipped)).toBe(notWhole)
    expect(await refusal(Buffer.from('SQLite format 3\0'))).toBe(notWhole)
    expect(await refusal(Buffer.alloc(0))).toBe(notWhole)
    expect(await refusal(Buffer.concat([zipOf(parts), Buffer.from('x')]))).toBe(notWhole)
  })
})
