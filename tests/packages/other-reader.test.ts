import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { newAgeIdentity, recipientOf } from '#engine/packages/age-keys.ts'
import { openIdentity } from '#engine/packages/protection.ts'
import { isSignedBy } from '#engine/packages/signing.ts'
import { writePackage } from '#engine/packages/write.ts'
import { aDraft, readWhole } from '../helpers/package.ts'
import { aPath, sha256, signing, zipIn } from '../helpers/package-parts.ts'

/* What docs/privacy.md tells a data officer: the age tool opens a package, and what is inside is as it says there. */

const ageTool = 'age'
const hasAge = spawnSync(ageTool, ['--version']).status === 0
const noAge = 'the age tool is not installed here'

describe('a package', () => {
  it('is opened by the age tool, with the key from the page on privacy', async ctx => {
    const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8')
    const inPage = /^AGE-SECRET-KEY-1[0-9A-Z]+$/m.exec(page)?.[0] ?? ''
    expect(inPage).toBe(openIdentity)
    if (!hasAge) ctx.skip(noAge)
    const path = aPath()
    const draft = aDraft()
    await writePackage(path, draft, { kind: 'open' }, signing)
    const key = join(path, '..', 'key.txt')
    writeFileSync(key, `${inPage}\n`)
    const ran = spawnSync(ageTool, ['--decrypt', '-i', key, path])
    expect([ran.status, String(ran.stderr)]).toEqual([0, ''])
    const parts = unzipSync(ran.stdout)
    const zeros = Object.keys(parts).at(-3) ?? ''
    expect(parts[zeros]?.every(byte => byte === 0)).toBe(true)
    expect(Object.keys(parts)).toEqual([
      'operations.ndjson',
      ...[...(draft.contents as Buffer[])].map(bytes => `contents/${sha256(bytes)}`),
      zeros,
      'manifest.json',
      'signature',
    ])
    const manifest = parts['manifest.json'] ?? new Uint8Array()
    const said = JSON.parse(Buffer.from(manifest).toString())
    for (const { name, bytes, sha256: hash } of said.entries) {
      const part = parts[name] ?? new Uint8Array()
      expect([part.length, sha256(part)]).toEqual([bytes, hash])
    }
    expect(isSignedBy(manifest, Buffer.from(parts.signature ?? []).toString(), said.publicKey)).toBe(true)
  })

  it('for a card is opened by the age tool with the card’s key, and with no other', async ctx => {
    if (!hasAge) ctx.skip(noAge)
    const path = aPath()
    const identity = newAgeIdentity()
    await writePackage(path, aDraft(), { kind: 'card', recipient: recipientOf(identity) }, signing)
    const key = join(path, '..', 'key.txt')
    writeFileSync(key, `${identity}\n`)
    expect(spawnSync(ageTool, ['--decrypt', '-i', key, path]).status).toBe(0)
    writeFileSync(key, `${newAgeIdentity()}\n`)
    expect(spawnSync(ageTool, ['--decrypt', '-i', key, path]).status).toBe(1)
  })

  it('that the age tool encrypted anew is read', async ctx => {
    if (!hasAge) ctx.skip(noAge)
    const path = aPath()
    await writePackage(path, aDraft(), { kind: 'open' }, signing)
    const identity = newAgeIdentity()
    const other = aPath()
    const words = ['--encrypt', '-r', recipientOf(newAgeIdentity()), '-r', recipientOf(identity), '-o', other]
    expect(spawnSync(ageTool, words, { input: await zipIn(path) }).status).toBe(0)
    expect((await readWhole(other, { identities: [identity] })).all).toHaveLength(3)
  })

  it('is open by a key that anyone can make again', () => {
    const bytes = Buffer.from(sha256(Buffer.from('Tandem open package')), 'hex')
    expect(openIdentity.toLowerCase().slice('age-secret-key-1'.length, -6)).toBe(inFives(bytes))
  })
})

/** Bytes in groups of five bits, by the letters of Bech32. */
function inFives(bytes: Uint8Array): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups
    .map(group => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('')
}
