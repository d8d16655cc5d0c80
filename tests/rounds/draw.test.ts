import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocated, drawn, type Stratum, sizeOf } from '#engine/rounds/draw.ts'

/** Strata of one to forty ids each, with a size that fits and a seed. */
const draws = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }).chain(sizes => {
  const all = sizes.reduce((sum, n) => sum + n, 0)
  return fc.record({
    strata: fc.constant(
      sizes.map((n, at): Stratum => ({ name: `S${at}`, ids: idsOf(n).map(id => `${at}-${id}`) })),
    ),
    size: fc.integer({ min: 1, max: all }),
    seed: fc.nat({ max: 0xffff_ffff }),
    shuffle: fc.array(fc.nat(), { minLength: all, maxLength: all }),
  })
})

const idsOf = (n: number): string[] => Array.from({ length: n }, (_, at) => `id-${at}`)

describe('a draw', () => {
  it('has the size asked for, from each stratum what its share allots, nothing twice and nothing else', () => {
    fc.assert(
      fc.property(draws, ({ strata, size, seed }) => {
        const taken = drawn(strata, size, seed)
        expect(taken.flat()).toHaveLength(size)
        expect(new Set(taken.flat()).size).toBe(size)
        const all = strata.reduce((sum, { ids }) => sum + ids.length, 0)
        strata.forEach(({ ids }, at) => {
          const part = taken[at] ?? []
          expect(part.every(id => ids.includes(id))).toBe(true)
          // Within one of the exact share: what proportional allocation by largest remainder promises.
          expect(Math.abs(part.length - (size * ids.length) / all)).toBeLessThan(1)
        })
      }),
    )
  })

  it('is the same for the same seed, however the rows come', () => {
    fc.assert(
      fc.property(draws, ({ strata, size, seed, shuffle }) => {
        const key = new Map(strata.flatMap(({ ids }) => ids).map((id, at) => [id, shuffle[at] ?? 0]))
        const shuffled = strata.map(({ name, ids }) => ({
          name,
          ids: [...ids].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0)),
        }))
        expect(drawn(shuffled, size, seed)).toEqual(drawn(strata, size, seed))
      }),
    )
  })

  it('of more holds the one of fewer, where there are no strata', () => {
    const strata = [{ name: '', ids: idsOf(60) }]
    for (let size = 2; size <= 60; size++)
      expect(drawn(strata, size, 5)[0]).toEqual(expect.arrayContaining(drawn(strata, size - 1, 5)[0] ?? []))
  })

  it('is other for other seeds', () => {
    const strata = [{ name: '', ids: idsOf(40) }]
    const seen = new Set(
      Array.from({ length: 200 }, (_, seed) => drawn(strata, 10, seed).flat().sort().join()),
    )
    expect(seen.size).toBe(200)
  })

  it('is the one that is known, so that it is the same on every machine', () => {
    // printf '7:id-0' | sha256sum, and so on: the three lowest of the ten.
    expect(drawn([{ name: '', ids: idsOf(10) }], 3, 7)).toEqual([['id-1', 'id-4', 'id-2']])
  })

  it('prefers nobody: chi-square over 4,000 seeds', () => {
    const ids = idsOf(20)
    const seeds = Array.from({ length: 4000 }, (_, seed) => seed)
    const times = new Map(ids.map(id => [id, 0]))
    const together = new Map<string, number>()
    for (const seed of seeds) {
      const taken = drawn([{ name: '', ids }], 5, seed).flat()
      for (const id of taken) times.set(id, (times.get(id) ?? 0) + 1)
      const pair = taken.slice(0, 2).sort().join(' ')
      together.set(pair, (together.get(pair) ?? 0) + 1)
    }
    const expected = (seeds.length * 5) / 20
    // Drawn without replacement, the counts vary by (1 - 5/20) of what the plain statistic takes for granted.
    const chi = [...times.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0) / (1 - 5 / 20)
    // 99.9 % points of chi-square: 19 degrees of freedom, 189 for the pairs drawn first.
    expect(chi * (19 / 20)).toBeLessThan(43.82)
    const pairs = (20 * 19) / 2
    const each = seeds.length / pairs
    const chiOfPairs =
      [...together.values()].reduce((sum, n) => sum + (n - each) ** 2 / each, 0) +
      (pairs - together.size) * each
    expect(chiOfPairs).toBeLessThan(254)
  })
})

describe('the share of each stratum', () => {
  it('adds up, never exceeds what is there, and favours the largest remainders', () => {
    expect(allocated([10, 10, 10], 10)).toEqual([4, 3, 3])
    expect(allocated([6, 3, 1], 5)).toEqual([3, 2, 0])
    expect(allocated([50, 30, 20], 7)).toEqual([4, 2, 1])
    expect(allocated([1, 1, 98], 10)).toEqual([0, 0, 10])
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 1000 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sizes, part) => {
          const all = sizes.reduce((sum, n) => sum + n, 0)
          const size = Math.floor(all * part)
          const shares = allocated(sizes, size)
          expect(shares.reduce((sum, n) => sum + n, 0)).toBe(size)
          expect(shares.every((n, at) => n <= (sizes[at] ?? 0))).toBe(true)
        },
      ),
    )
  })

  it('of a size in per cent is rounded half up, and one at least', () => {
    expect(sizeOf({ share: 0.2 }, 30)).toBe(6)
    expect(sizeOf({ share: 0.25 }, 10)).toBe(3)
    expect(sizeOf({ share: 0.01 }, 10)).toBe(1)
    expect(sizeOf({ number: 4 }, 10)).toBe(4)
  })
})
