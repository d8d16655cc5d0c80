import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measures } from '#engine/agreement/raters/index.ts'
import { alphaWhyNot, differences, krippendorffAlpha } from '#engine/agreement/raters/krippendorff-alpha.ts'
import type { Ratings } from '#engine/agreement/raters/ratings.ts'
import { resampledInterval } from '#engine/agreement/raters/resampled-interval.ts'
import { studentQuantile } from '#engine/agreement/raters/student-t.ts'
import { setAlpha } from '#engine/agreement/sets/set-alpha.ts'
import { distanceBetween, setDistances } from '#engine/agreement/sets/set-distance.ts'
import { statsOf } from '#engine/agreement/stats/index.ts'
import { bestDisorder } from '#engine/agreement/unitizing/best-alignment.ts'
import type { Unit } from '#engine/agreement/unitizing/continuum.ts'
import { dissimilarity } from '#engine/agreement/unitizing/dissimilarity.ts'
import { leastAssignment } from '#engine/agreement/unitizing/least-assignment.ts'
import { unitizingAlphas } from '#engine/agreement/unitizing/u-alpha.ts'
import { casesOf } from './made.ts'

/** Ratings of some units by 2 to 5 coders in 2 to 4 numeric categories, some missing. */
const anyRatings: fc.Arbitrary<Ratings> = fc
  .record({ raters: fc.integer({ min: 2, max: 5 }), q: fc.integer({ min: 2, max: 4 }) })
  .chain(({ raters, q }) =>
    fc
      .array(
        fc.record({
          row: fc.array(fc.integer({ min: -1, max: q - 1 }), { minLength: raters, maxLength: raters }),
          count: fc.integer({ min: 1, max: 5 }),
        }),
        { minLength: 1, maxLength: 20 },
      )
      .map(units => ({
        raters,
        categories: Array.from({ length: q }, (_, k) => k + 1),
        rows: units.map(({ row }) => row),
        counts: units.map(({ count }) => count),
      })),
  )

/** Every figure of ratings, by name; null where undefined. */
function all(ratings: Ratings): Record<string, number | null> {
  const figures: Record<string, number | null> = {}
  for (const measure of measures) {
    figures[measure.id] = measure.whyNot(ratings) === null ? measure.compute(ratings) : null
  }
  for (const difference of differences) {
    figures[`alpha_${difference.id}`] =
      alphaWhyNot(ratings, difference) === null ? krippendorffAlpha(ratings, difference).alpha : null
  }
  return figures
}

function same(a: Record<string, number | null>, b: Record<string, number | null>): void {
  for (const [name, value] of Object.entries(a)) {
    const other = b[name]
    if (value === null || other === null) expect({ [name]: other }).toEqual({ [name]: value })
    else expect(Math.abs((other ?? 0) - value), name).toBeLessThan(1e-9)
  }
}

describe('figures of several coders', () => {
  it('are numbers, at most 1, wherever no reason is given against', () => {
    fc.assert(
      fc.property(anyRatings, ratings => {
        for (const [name, value] of Object.entries(all(ratings))) {
          if (value === null) continue
          expect(Number.isFinite(value), name).toBe(true)
          expect(value, name).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('do not change when coders are swapped or units stand in another order', () => {
    fc.assert(
      fc.property(anyRatings, ratings => {
        same(all(ratings), all({ ...ratings, rows: ratings.rows.map(row => row.toReversed()) }))
        same(
          all(ratings),
          all({ ...ratings, rows: ratings.rows.toReversed(), counts: ratings.counts.toReversed() }),
        )
      }),
    )
  })

  it('do not change when equal rows are written one by one', () => {
    fc.assert(
      fc.property(anyRatings, ratings => {
        const rows = ratings.rows.flatMap((row, n) =>
          Array.from({ length: ratings.counts[n] ?? 0 }, () => row),
        )
        same(all(ratings), all({ ...ratings, rows, counts: rows.map(() => 1) }))
      }),
    )
  })

  it('that know no order do not change when categories are renamed', () => {
    fc.assert(
      fc.property(anyRatings, ratings => {
        const q = ratings.categories.length
        const renamed = { ...ratings, rows: ratings.rows.map(row => row.map(k => (k < 0 ? -1 : q - 1 - k))) }
        const nameless = (figures: Record<string, number | null>) => {
          const { alpha_ordinal: _o, alpha_interval: _i, alpha_ratio: _r, ...rest } = figures
          return rest
        }
        same(nameless(all(ratings)), nameless(all(renamed)))
      }),
    )
  })

  it('are 1 where all agree on more than one category', () => {
    fc.assert(
      fc.property(anyRatings, ratings => {
        const rows = ratings.rows.map((row, n) => row.map(() => n % 2))
        if (rows.length < 2) return
        for (const [name, value] of Object.entries(all({ ...ratings, rows })))
          expect(value, name).toBeCloseTo(1, 9)
      }),
    )
  })

  it('are near 0 where coders rate independently', () => {
    const rows: number[][] = []
    for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) for (let c = 0; c < 3; c++) rows.push([a, b, c])
    const figures = all({ raters: 3, categories: [1, 2, 3], rows, counts: rows.map(() => 40) })
    for (const [name, value] of Object.entries(figures)) {
      if (name.startsWith('percent')) continue
      expect(Math.abs(value ?? 1), name).toBeLessThan(0.01)
    }
  })
})

describe('sets of labels', () => {
  it('are compared by distances that are 0 for equal sets, symmetric and at most 1', () => {
    const set = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D')).map(labels => new Set(labels))
    fc.assert(
      fc.property(set, set, (a, b) => {
        for (const distance of setDistances) {
          expect(distanceBetween(distance, a, a)).toBe(0)
          expect(distanceBetween(distance, a, b)).toBe(distanceBetween(distance, b, a))
          expect(distanceBetween(distance, a, b)).toBeGreaterThanOrEqual(0)
          expect(distanceBetween(distance, a, b)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('say why there is no alpha', () => {
    const [whole] = setDistances
    if (!whole) throw new Error('No distance')
    expect(setAlpha({ rows: [[new Set(), null]], counts: [1] }, whole)).toEqual({
      value: null,
      why: 'No unit has a rating from two coders',
    })
    expect(setAlpha({ rows: [[new Set(['A']), new Set(['A'])]], counts: [3] }, whole)).toMatchObject({
      value: null,
    })
  })
})

describe('units on a continuum', () => {
  const costs = { alpha: 1, beta: 1, empty: 1 }
  const coder = fc
    .array(
      fc.record({
        gap: fc.nat(6),
        length: fc.integer({ min: 1, max: 8 }),
        category: fc.constantFrom('a', 'b'),
      }),
      {
        maxLength: 4,
      },
    )
    .map(pieces => {
      let at = 0
      return pieces.map(({ gap, length, category }): Unit => {
        const start = at + gap
        at = start + length
        return { start, end: at, category }
      })
    })

  it('give unitizing alphas of 1 to coders who did the same, and at most 1 to all', () => {
    fc.assert(
      fc.property(coder, coder, (a, b) => {
        const same = unitizingAlphas({ length: 80, coders: [a, a] })
        for (const value of [same?.u, same?.cu]) if (value !== null) expect(value).toBeCloseTo(1, 9)
        const other = unitizingAlphas({ length: 80, coders: [a, b] })
        for (const value of [other?.u, other?.bar_u, other?.cu]) {
          if (value !== null) expect(value).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('have no unitizing alphas where a coder’s own units overlap', () => {
    const units = [
      { start: 0, end: 5, category: 'a' },
      { start: 4, end: 9, category: 'b' },
    ]
    expect(unitizingAlphas({ length: 10, coders: [units, []] })).toBeNull()
  })

  it('are aligned as well as any alignment tried one by one', () => {
    /** Every way to pair units of two coders or leave them alone. */
    const least = (a: readonly Unit[], b: readonly Unit[]): number => {
      const [first, ...rest] = a
      if (!first) return b.length
      return Math.min(
        1 + least(rest, b),
        ...b.map((unit, n) => dissimilarity(first, unit, costs) + least(rest, b.toSpliced(n, 1))),
      )
    }
    fc.assert(
      fc.property(coder, coder, (a, b) => {
        if (a.length + b.length === 0) return
        expect(bestDisorder([a, b], costs)).toBeCloseTo(least(a, b) / ((a.length + b.length) / 2), 9)
      }),
    )
  })

  it('cost the same whichever coder comes first, also of three', () => {
    fc.assert(
      fc.property(coder, coder, coder, (a, b, c) => {
        expect(bestDisorder([a, b, c], costs)).toBeCloseTo(bestDisorder([c, a, b], costs), 9)
        expect(bestDisorder([a, a, a], costs)).toBeCloseTo(0, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('take the least assignment', () => {
    const table = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    })
    const least = (rows: readonly (readonly number[])[], taken: readonly number[]): number => {
      const [row, ...rest] = rows
      if (!row) return 0
      return Math.min(
        ...row.map((cost, j) => (taken.includes(j) ? Infinity : cost + least(rest, [...taken, j]))),
      )
    }
    fc.assert(
      fc.property(table, rows => {
        expect(leastAssignment(rows)).toBe(least(rows, []))
      }),
    )
  })
})

describe('intervals', () => {
  // Student (1908) as tabulated in Fisher & Yates, Statistical Tables, table III.
  it('take Student’s t from the table', () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706, 3)
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228, 3)
    expect(studentQuantile(0.975, 120)).toBeCloseTo(1.98, 3)
    expect(studentQuantile(0.995, 5)).toBeCloseTo(4.032, 3)
  })

  it('are the same again with the same seed', () => {
    const ratings: Ratings = {
      raters: 2,
      categories: [0, 1],
      rows: [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
      counts: [20, 5, 15],
    }
    const figure = (drawn: Ratings) => all(drawn).fleiss_kappa ?? null
    const once = resampledInterval(ratings, figure, { replicates: 200, seed: 3 })
    expect(once).toEqual(resampledInterval(ratings, figure, { replicates: 200, seed: 3 }))
    expect(once).not.toEqual(resampledInterval(ratings, figure, { replicates: 200, seed: 4 }))
  })
})

describe('cases that are not of the right form', () => {
  const refused: [string, unknown, string][] = [
    ['no id', { inputs: { kind: 'sets', units: [] } }, 'Case 1'],
    ['an unknown kind', { id: 'x', inputs: { kind: 'votes' } }, 'Case “x”'],
    [
      'counts that do not fit',
      { id: 'x', inputs: { kind: 'ratings', units: [[1, 1]], counts: [1, 2] } },
      '2 counts for 1 units',
    ],
    [
      'a rating that is not declared',
      { id: 'x', inputs: { kind: 'ratings', units: [[1, 3]], categories: [1, 2] } },
      '“3”',
    ],
    [
      'weights of another size',
      { id: 'x', inputs: { kind: 'ratings', units: [[1, 2]], weights: [[1]] } },
      '2 × 2',
    ],
    [
      'a span beyond the text',
      { id: 'x', inputs: { kind: 'spans', length: 5, coders: [{ spans: [[0, 9, 'a']] }, { spans: [] }] } },
      '0 to 9',
    ],
    [
      'spans of one coder',
      { id: 'x', inputs: { kind: 'spans', length: 5, coders: [{ spans: [] }] } },
      'coders',
    ],
    ['a unit of no length', { id: 'x', inputs: { kind: 'gamma', units: [['A', 3, 3, 'a']] } }, '3 to 3'],
  ]
  it.each(refused)('%s', (_, row, words) => {
    expect(() => casesOf([row])).toThrow(
      expect.objectContaining({ code: 'bad-input', message: expect.stringContaining(words) }),
    )
  })
})

describe('spans', () => {
  const span = fc
    .tuple(fc.nat(60), fc.nat(60), fc.constantFrom('a', 'b'))
    .map(([x, y, code]): [number, number, string] => [Math.min(x, y), Math.max(x, y), code])
  const list = fc.array(span, { maxLength: 6 })
  const stats = (first: [number, number, string][], second: [number, number, string][]) => {
    const [read] = casesOf([
      {
        id: 'x',
        inputs: {
          kind: 'spans',
          length: 60,
          codes: ['a', 'b'],
          coders: [{ spans: first }, { spans: second }],
        },
      },
    ])
    if (!read) throw new Error('Not read')
    const { codes, pooled_kappa, set_alpha_by_character } = statsOf(read)
    return JSON.stringify({ codes, pooled_kappa, set_alpha_by_character }, (_, value) =>
      typeof value === 'number' ? Number(value.toFixed(9)) : value,
    )
  }
  it('cut into touching ones change nothing that is counted by character', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const cut = a.flatMap(([start, end, code]): [number, number, string][] => {
          const middle = (start + end) >> 1
          return [
            [start, middle, code],
            [middle, end, code],
          ]
        })
        expect(stats(cut, b)).toBe(stats(a, b))
      }),
    )
  })
})
