import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { seal } from '#engine/history/journal.ts'
import { newAgeIdentity, recipientOf } from '#engine/packages/age-keys.ts'
import { readPackage } from '#engine/packages/read.ts'
import { newSigningKey, publicKeyOf } from '#engine/packages/signing.ts'
import { writePackage } from '#engine/packages/write.ts'
import { aDraft, anOperation, readWhole } from '../helpers/package.ts'
import { failureOf } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const signing = newSigningKey()
const at = (name = 'KM.tandem-return'): string => join(temporaryFolder(), name)

describe('a package', () => {
  it('gives back what was put in, with the seals of its operations', async () => {
    const path = at()
    const memo = Buffer.from('A memo.')
    const draft = aDraft({ details: { withheld: 2 } }, { contents: [memo, memo, Buffer.from('Another.')] })
    const written = await writePackage(path, draft, { kind: 'open' }, signing)
    const read = await readWhole(path)
    expect(read.all).toEqual(draft.operations)
    for (const { hash, ...operation } of read.all) expect(seal(operation)).toBe(hash)
    expect(read.manifest).toEqual(written.manifest)
    expect(read.manifest).toMatchObject({
      format: 1,
      minReader: 1,
      // Two contents, and the zeros that pad.
      counts: { operations: 3, contents: 3, sources: 2 },
      ranges: [[read.all[0]?.copy, 1, 3]],
      details: { withheld: 2 },
    })
    expect(read.signedBy).toBe(publicKeyOf(signing))
    expect(await read.content(createHash('sha256').update(memo).digest('hex'))).toEqual(memo)
    expect([read.bytes, read.sha256]).toEqual([written.bytes, written.sha256])
    expect(statSync(path).size).toBe(written.bytes)
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(written.sha256)
  })

  it('says which operations it holds, in runs', async () => {
    const path = at()
    const [one, other] = [anOperation(1).copy, '01a21e99-193d-742a-8f4e-5fd38f181078']
    const operations = [
      anOperation(2),
      anOperation(7, { copy: other }),
      anOperation(3),
      anOperation(5),
      anOperation(8, { copy: other }),
    ]
    const { manifest } = await writePackage(path, aDraft({}, { operations }), { kind: 'open' }, signing)
    expect(manifest.ranges).toEqual([
      [one, 2, 3],
      [other, 7, 8],
      [one, 5, 5],
    ])
    expect((await readWhole(path)).all).toEqual(operations)
  })

  it('takes megabytes in one operation and in many', async () => {
    const path = at()
    const long = anOperation(1, { summary: 'Imported', changes: [] })
    const text = 'Mentor: We walked to the shop and back. '.repeat(200_000)
    long.changes = [{ table: 'revisions', id: 'a', before: null, after: { text } }]
    const { hash: _, ...unsealed } = long
    const operations = [
      { ...long, hash: seal(unsealed) },
      ...Array.from({ length: 5000 }, (_, n) => anOperation(n + 2)),
    ]
    await writePackage(path, aDraft({}, { operations }), { kind: 'open' }, signing)
    expect((await readWhole(path)).all).toEqual(operations)
  })

  it('opens for the one it was made for', async () => {
    const identity = newAgeIdentity()
    const path = at()
    await writePackage(path, aDraft(), { kind: 'card', recipient: recipientOf(identity) }, signing)
    expect((await readPackage(path, { identities: [newAgeIdentity(), identity] })).openedBy).toBe('recipient')
    const refused = await failureOf(readPackage(path, { identities: [newAgeIdentity()] }))
    expect(refused.code).toBe('not-allowed')
    expect(refused.message).toBe(
      'KM.tandem-return was made for somebody else: neither this study nor this computer’s card opens it.',
    )
    expect((await failureOf(readPackage(path, { passphrase: 'a guess' }))).code).toBe('not-allowed')
  })

  it('opens with its passphrase, however it is typed', async () => {
    const path = at()
    await writePackage(path, aDraft(), { kind: 'passphrase', passphrase: 'Caf\u00e9 au lait' }, signing)
    expect((await readPackage(path, { passphrase: 'Cafe\u0301 au lait' })).openedBy).toBe('passphrase')
    const wrong = await failureOf(readPackage(path, { passphrase: 'Cafe au lait' }))
    expect([wrong.code, wrong.message]).toEqual([
      'wrong-passphrase',
      'That is not the passphrase of KM.tandem-return.',
    ])
    expect((await failureOf(readPackage(path, { identities: [newAgeIdentity()] }))).code).toBe('locked')
  })
})

describe('writing', () => {
  it('replaces a file only when told to', async () => {
    const path = at()
    writeFileSync(path, 'mine')
    const refused = await failureOf(writePackage(path, aDraft(), { kind: 'open' }, signing))
    expect([refused.code, readFileSync(path, 'utf8')]).toEqual(['exists', 'mine'])
    await writePackage(path, aDraft(), { kind: 'open' }, signing, { force: true })
    expect((await readWhole(path)).all).toHaveLength(3)
  })

  it('does not replace a file that comes to be meanwhile, nor ever a folder', async () => {
    const path = at()
    function* slow() {
      yield Buffer.from('A memo.')
      writeFileSync(path, 'theirs')
    }
    const refused = await failureOf(
      writePackage(path, aDraft({}, { contents: slow() }), { kind: 'open' }, signing),
    )
    expect([refused.code, readFileSync(path, 'utf8')]).toEqual(['exists', 'theirs'])
    expect(readdirSync(join(path, '..'))).toEqual(['KM.tandem-return'])
    const folder = temporaryFolder()
    const again = await failureOf(writePackage(folder, aDraft(), { kind: 'open' }, signing, { force: true }))
    expect([again.code, readdirSync(folder)]).toEqual(['exists', []])
  })

  it('leaves nothing where what is put in fails half-way, or is stopped', async () => {
    const path = at()
    async function* failing() {
      yield anOperation(1)
      throw new Error('the study was closed')
    }
    await expect(
      writePackage(path, aDraft({}, { operations: failing() }), { kind: 'open' }, signing),
    ).rejects.toThrow('the study was closed')
    const stop = new AbortController()
    let ended = false
    function* stopping() {
      try {
        yield Buffer.from('A memo.')
        stop.abort()
        for (let n = 0; n < 100; n++) yield Buffer.from(`${n} ${'~'.repeat(n)}`)
      } finally {
        ended = true
      }
    }
    await expect(
      writePackage(path, aDraft({}, { contents: stopping() }), { kind: 'open' }, signing, {
        signal: stop.signal,
      }),
    ).rejects.toThrow('aborted')
    expect(readdirSync(join(path, '..'))).toEqual([])
    expect(ended).toBe(true)
  })

  it('leaves what was there where it fails, and takes away what a killed process left', async () => {
    const path = at()
    await writePackage(path, aDraft(), { kind: 'open' }, signing)
    const before = readFileSync(path)
    const operations = [anOperation(2), anOperation(1)]
    await expect(
      writePackage(path, aDraft({}, { operations }), { kind: 'open' }, signing, { force: true }),
    ).rejects.toThrow('out of order')
    expect(readFileSync(path).equals(before)).toBe(true)
    const left = `${path}.part-999999999-1`
    writeFileSync(left, 'half')
    await writePackage(path, aDraft(), { kind: 'open' }, signing, { force: true })
    expect(existsSync(left)).toBe(false)
  })
})
