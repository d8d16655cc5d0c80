import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paddedSize, zerosFor } from '#engine/packages/padding.ts'
import { writePackage } from '#engine/packages/write.ts'
import { aDraft, anOperation, readWhole } from '../helpers/package.ts'
import { aPath, goodParts, packageAround, signing, unpadded, zipIn, zipOf } from '../helpers/package-parts.ts'
import { failureOf } from '../helpers/study.ts'

const kilobytes = 1024

/** What an open package holds inside its encryption, in bytes. */
async function sizeOf(operations: number, contents: Uint8Array[] = []): Promise<number> {
  const path = aPath()
  const steps = Array.from({ length: operations }, (_, n) => anOperation(n + 1))
  const { bytes } = await writePackage(
    path,
    aDraft({}, { operations: steps, contents }),
    { kind: 'open' },
    signing,
  )
  expect(statSync(path).size).toBe(bytes)
  expect((await readWhole(path)).all).toHaveLength(operations)
  return (await zipIn(path)).length
}

describe('the size of a package', () => {
  it('is the same whether its coder did nothing, little or a good deal', async () => {
    for (const [operations, contents] of [
      [0, []],
      [1, []],
      [900, []],
      [7, [randomBytes(60 * kilobytes), Buffer.from('A memo.')]],
    ] as const)
      expect(await sizeOf(operations, [...contents])).toBe(256 * kilobytes)
  })

  it('above that goes by steps of at most 3.1 %', async () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 * kilobytes * kilobytes }), bytes => {
        const size = paddedSize(bytes)
        expect(size).toBeGreaterThanOrEqual(Math.max(bytes, 256 * kilobytes))
        if (bytes > 256 * kilobytes) expect(size).toBeLessThan(bytes * (1 + 1 / 32))
        expect(paddedSize(size)).toBe(size)
      }),
    )
    expect(paddedSize(256 * kilobytes + 1)).toBe(264 * kilobytes)
    expect(await sizeOf(3, [randomBytes(297 * kilobytes)])).toBe(304 * kilobytes)
    expect(await sizeOf(30, [randomBytes(290 * kilobytes), randomBytes(5 * kilobytes)])).toBe(
      await sizeOf(3, [randomBytes(297 * kilobytes)]),
    )
  })

  it('is met to the byte, also where saying how many zeros there are takes one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 3 }), (rest, taken) => {
        const sizeWith = (zeros: number) => rest + zeros + String(zeros).length
        let asked = 0
        const zeros = zerosFor(sizeWith, () => asked++ < taken)
        expect(zeros).toBeGreaterThanOrEqual(0)
        expect(paddedSize(sizeWith(zeros))).toBe(sizeWith(zeros))
      }),
      { numRuns: 2000 },
    )
  })

  it('holds where what goes along is zeros itself', async () => {
    const alone = await goodParts(aDraft({}, { contents: [] }))
    const zeros = alone.find(([name]) => name.startsWith('contents/'))?.[1] ?? Buffer.alloc(0)
    expect(zeros.length).toBeGreaterThan(200 * kilobytes)
    const size = await sizeOf(3, [zeros])
    expect(size).toBe(paddedSize(size))
  })
})

describe('what pads a package', () => {
  it('is signed like everything in it: other zeros, or none, are refused', async () => {
    const parts = await goodParts()
    const name = parts.findLast(([part]) => part.startsWith('contents/'))?.[0] ?? ''
    const changed = parts.map(([part, bytes]) => {
      if (part !== name) return [part, bytes] as [string, Buffer]
      const other = Buffer.from(bytes)
      other[100_000] = 1
      return [part, other] as [string, Buffer]
    })
    const refusal = async (of: typeof parts) =>
      (await failureOf(readWhole(await packageAround(zipOf(of))))).message
    expect(await refusal(changed)).toContain(`it holds another ${name} than its list says`)
    expect(await refusal(parts.filter(([part]) => part !== name))).toContain(`it lacks ${name}`)
  })

  it('may be missing where nothing says it is there: packages of before are read', async () => {
    const old = await packageAround(zipOf(unpadded(await goodParts())))
    expect(statSync(old).size).toBeLessThan(8 * kilobytes)
    const { all, manifest } = await readWhole(old)
    expect(all).toHaveLength(3)
    expect(manifest.counts.contents).toBe(2)
  })
})
