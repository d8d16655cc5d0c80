import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCard } from '#engine/packages/card.ts'
import { operationsIn } from '#engine/packages/operation-lines.ts'
import { readPackage } from '#engine/packages/read.ts'
import { unpack } from '#engine/packages/unpack.ts'
import { writePackage } from '#engine/packages/write.ts'
import { TandemError } from '#shared/errors.ts'
import { often } from '../helpers/often.ts'
import { aDraft, anOperation, readWhole } from '../helpers/package.ts'
import { aPath, goodParts, packageAround, signing, unpadded, zipIn, zipOf } from '../helpers/package-parts.ts'
import { failureOf } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * What happens to a file on its way: bytes turn, ends are cut off. All of it is refused by the file's own encryption;
 * what somebody changes who can open it, by the signature and the hashes inside.
 */

/** Everyday runs try one place in so many, always the same ones; a night's run (TANDEM_TEST_TIMES=50) tries every one. */
const step = Math.max(1, Math.round(12 / often(1).numRuns))
const every = (length: number): number[] =>
  Array.from({ length }, (_, at) => at).filter(at => at % step === 0)

/** A package of about 4 KB: one that was never padded, so that every byte of it can be tried. */
async function fourKilobytes(): Promise<string> {
  const operations = Array.from({ length: 18 }, (_, n) => anOperation(n + 1))
  const path = await packageAround(zipOf(unpadded(await goodParts(aDraft({}, { operations })))))
  const { length } = readFileSync(path)
  expect(length).toBeGreaterThan(3000)
  expect(length).toBeLessThan(5000)
  return path
}

const turned = (bytes: Buffer, at: number): Buffer => {
  const other = Buffer.from(bytes)
  other[at] = (other[at] ?? 0) ^ (1 << (at % 8))
  return other
}

/** The kinds of refusal that trying all of these met; fails where one was taken, or refused other than in a sentence. */
async function refusals(variants: Iterable<Buffer>): Promise<string[]> {
  const folder = temporaryFolder()
  const path = join(folder, 'Changed.tandem-return')
  const met = new Set<string>()
  for (const bytes of variants) {
    writeFileSync(path, bytes)
    const { code, message } = await failureOf(readWhole(path))
    expect(message).toMatch(/^(That is not the passphrase of )?Changed\.tandem-return.*\.$/)
    met.add(code)
  }
  expect(readdirSync(folder)).toEqual(['Changed.tandem-return'])
  return [...met].sort()
}

describe('a package in which one byte was changed', () => {
  it('is refused, wherever it was', async () => {
    const good = readFileSync(await fourKilobytes())
    const head = good.indexOf('\n---') + 50
    const places = [...new Set([...Array(head).keys(), ...every(good.length)])]
    expect(await refusals(places.map(at => turned(good, at)))).toEqual([
      'damaged',
      'not-allowed',
      'unsupported-file',
    ])
  })

  it('by somebody who can open it says the same, or is refused', async () => {
    const path = await fourKilobytes()
    const good = await readWhole(path)
    const zipped = await zipIn(path)
    let unseen = 0
    let refused = 0
    for (const at of every(zipped.length)) {
      const bytes = turned(zipped, at)
      try {
        // Dates and system marks of the zip say nothing and are not read.
        expect((await readWhole(await packageAround(bytes))).all).toEqual(good.all)
      } catch (error) {
        if (!(error instanceof TandemError)) throw error
        refused += 1
        if (await readsWithoutHashes(bytes, good.all)) unseen += 1
      }
    }
    expect(refused).toBeGreaterThan(100)
    // The control: of what is refused, some would have been taken by a reader that checks no signature and no hash.
    expect(unseen).toBeGreaterThan(0)
  })
})

/** True where a reader who checks neither signature nor hashes gets operations other than those that were put in. */
async function readsWithoutHashes(zipped: Buffer, good: unknown): Promise<boolean> {
  try {
    const unpacked = await unpack(zipped, 'x')
    const found: unknown[] = []
    for await (const operation of operationsIn(unpacked.pieces('operations.ndjson'), 'x'))
      found.push(operation)
    return JSON.stringify(found) !== JSON.stringify(good)
  } catch {
    return false
  }
}

describe('a package that was cut off', () => {
  it('is refused, wherever it ends', async () => {
    const good = readFileSync(await fourKilobytes())
    expect(await refusals(every(good.length).map(length => good.subarray(0, length)))).toEqual([
      'damaged',
      'unsupported-file',
    ])
  })

  it('is refused where the cut falls between two of its blocks', async () => {
    const path = aPath()
    const contents = [1, 2, 3].map(n => scrambled(Buffer.alloc(100_000), n))
    await writePackage(path, aDraft({}, { contents }), { kind: 'open' }, signing)
    const good = readFileSync(path)
    const payload = good.indexOf('\n--- ') + 5 + 43 + 1 + 16
    const block = 64 * 1024 + 16
    expect(good.length).toBeGreaterThan(payload + 3 * block)
    const ends = [1, 2, 3].flatMap(n => [-16, -1, 0, 1, 16].map(by => payload + n * block + by))
    expect(await refusals(ends.map(end => good.subarray(0, end)))).toEqual(['damaged'])
    const swapped = Buffer.concat([
      good.subarray(0, payload),
      good.subarray(payload + block, payload + 2 * block),
      good.subarray(payload, payload + block),
      good.subarray(payload + 2 * block),
    ])
    expect(await refusals([swapped])).toEqual(['damaged'])
  })
})

/** Numbers below 256, the same ones for a seed. */
function prand(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
}

/** Bytes that do not pack. */
function scrambled(bytes: Buffer, seed: number): Buffer {
  const random = prand(seed)
  return Buffer.from(bytes.map(() => random()))
}

describe('a package to which something was added', () => {
  it('is refused', async () => {
    const good = readFileSync(await fourKilobytes())
    const added = [Buffer.from('x'), Buffer.alloc(16), Buffer.alloc(100_000), good]
    expect(await refusals(added.map(more => Buffer.concat([good, more])))).toEqual(['damaged'])
    expect(await refusals([Buffer.concat([Buffer.from('\n'), good])])).toEqual(['unsupported-file'])
  })
})

describe('any other file', () => {
  it('is told from a package that is damaged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async bytes => {
        expect(await refusals([Buffer.from(bytes)])).toEqual([
          expect.stringMatching(/unsupported-file|damaged/),
        ])
      }),
      often(60),
    )
    const path = aPath()
    writeFileSync(path, 'Interviewer: How did it go?')
    const { code, message } = await failureOf(readPackage(path, {}))
    expect([code, message]).toEqual(['unsupported-file', 'KM.tandem-return is not a package of Tandem.'])
    expect((await failureOf(readPackage(join(path, '..'), {}))).message).toMatch(
      /is a folder, not a package\.$/,
    )
    expect((await failureOf(readPackage(`${path}x`, {}))).code).toBe('not-found')
  })

  it.skipIf(process.platform === 'win32')(
    'a pipe and a device are refused before they are opened',
    async () => {
      const pipe = aPath()
      execFileSync('mkfifo', [pipe])
      const device = `${pipe}-return`
      symlinkSync('/dev/zero', device)
      for (const path of [pipe, device]) {
        const { code, message } = await failureOf(readPackage(path, {}))
        expect([code, message]).toEqual(['unsupported-file', `${basename(path)} is no file.`])
        expect(() => readCard(path)).toThrow(/is not a coder’s card/)
      }
    },
  )

  it('larger than a package may be is refused before it is read', async () => {
    const path = aPath()
    writeFileSync(path, '')
    truncateSync(path, 1024 ** 3)
    const { code, message } = await failureOf(
      readPackage(path, {}, { onProgress: () => expect.fail('it was read') }),
    )
    expect([code, message]).toEqual([
      'too-large',
      'KM.tandem-return is larger than a package may be (512 MB).',
    ])
  })

  it('that asks for years of work, or has no end to its head, is refused at once', async () => {
    const head = (stanzas: string) => `age-encryption.org/v1\n${stanzas}--- ${'A'.repeat(43)}\n`
    const body = 'A'.repeat(43)
    const salt = 'A'.repeat(22)
    for (const text of [
      head(`-> scrypt ${salt} 30\n${body}\n`),
      head(`-> scrypt ${salt} 19\n${body}\n`),
      head(`-> scrypt ${salt} 1e9\n${body}\n`),
      head(`-> scrypt ${salt} 10\n${body}\n-> scrypt ${salt} 10\n${body}\n`),
      head(''),
      `age-encryption.org/v1\n${`-> X25519 ${body}\n${body}\n`.repeat(2000)}`,
      `age-encryption.org/v1\n-> ${'A'.repeat(10_000_000)}`,
    ]) {
      const path = aPath()
      writeFileSync(path, text)
      const { code } = await failureOf(readPackage(path, { passphrase: 'a guess' }))
      expect(code).toMatch(/^(damaged|not-allowed)$/)
    }
  })
})

describe('a file that goes away while it is read', () => {
  it('is refused in a sentence, and read when it is back', async () => {
    const path = aPath()
    const contents = [1, 2, 3].map(n => scrambled(Buffer.alloc(400_000), n))
    await writePackage(path, aDraft({}, { contents }), { kind: 'open' }, signing)
    const whole = readFileSync(path)
    let pieces = 0
    const cut = await failureOf(
      readPackage(
        path,
        {},
        {
          onProgress() {
            pieces += 1
            truncateSync(path, 300_000)
          },
        },
      ),
    )
    expect(pieces).toBeGreaterThan(0)
    expect([cut.code, cut.message]).toEqual([
      'unreadable-file',
      'KM.tandem-return could not be read to its end: its disk was taken away, or it was changed meanwhile.',
    ])
    writeFileSync(path, whole)
    expect((await readWhole(path)).all).toHaveLength(3)
  })

  it('is let go of where a person stops it', async () => {
    const path = aPath()
    await writePackage(path, aDraft(), { kind: 'open' }, signing)
    const stop = new AbortController()
    await expect(
      readPackage(path, {}, { signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toThrow('aborted')
  })
})
