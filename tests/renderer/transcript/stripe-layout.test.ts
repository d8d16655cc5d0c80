import fc from 'fast-check'
import { expect, test } from 'vitest'
import { density, lanesBetween, placeLabels } from '#renderer/transcript/stripe-layout.ts'

test('labels stand beside their stripes and under one another', () => {
  const placed = placeLabels([
    { id: 'b', lane: 1, top: 12, bottom: 40, begins: true },
    { id: 'a', lane: 0, top: 10, bottom: 90, begins: true },
    { id: 'above', lane: 2, top: 0, bottom: 50, begins: false },
    { id: 'c', lane: 0, top: 300, bottom: 320, begins: true },
  ])
  expect(placed).toEqual([
    { id: 'a', top: 10, lines: 1 },
    { id: 'b', top: 30, lines: 2 },
    { id: 'c', top: 300, lines: 2 },
  ])
})

test('a label begins after the stripes at its own height only', () => {
  const stripes = [
    { id: 'a', lane: 0, top: 0, bottom: 100, begins: true },
    { id: 'b', lane: 3, top: 50, bottom: 90, begins: true },
    { id: 'c', lane: 0, top: 200, bottom: 220, begins: true },
  ]
  expect(lanesBetween(stripes, { id: 'a', top: 0, lines: 2 })).toBe(1)
  expect(lanesBetween(stripes, { id: 'b', top: 50, lines: 1 })).toBe(4)
  expect(lanesBetween(stripes, { id: 'c', top: 200, lines: 1 })).toBe(1)
})

test('what has no room is counted under the last that has', () => {
  const stripes = Array.from({ length: 300 }, (_, at) => ({
    id: String(at),
    lane: at % 9,
    top: 10,
    bottom: 30,
    begins: true,
  }))
  const placed = placeLabels([...stripes, { id: 'next', lane: 0, top: 60, bottom: 80, begins: true }])
  expect(placed.at(-2)).toEqual({ id: '6', top: 130, lines: 1, more: 293 })
  expect(placed.at(-1)).toEqual({ id: 'next', top: 170, lines: 2 })
})

test('law: labels never meet, never stray, and none is left unsaid', () => {
  const extent = fc.record({
    id: fc.uuid(),
    lane: fc.nat({ max: 8 }),
    top: fc.nat({ max: 400 }),
    bottom: fc.nat({ max: 900 }),
    begins: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(extent), extents => {
      const placed = placeLabels(extents)
      const said = placed.reduce((sum, { more = 0 }) => sum + 1 + more, 0)
      expect(said).toBe(extents.filter(({ begins }) => begins).length)
      for (const [at, { id, top }] of placed.entries()) {
        const wanted = extents.find(extent => extent.id === id)?.top ?? 0
        expect(top - wanted).toBeGreaterThanOrEqual(0)
        expect(top - wanted).toBeLessThanOrEqual(120)
        if (at > 0)
          expect(top - (placed[at - 1]?.top ?? 0)).toBeGreaterThanOrEqual(
            20 * ((placed[at - 1]?.lines ?? 0) + (placed[at - 1]?.more ? 1 : 0)),
          )
      }
    }),
  )
})

test('density gives each stretch its coded share', () => {
  expect(density([{ start: 0, end: 15 }], 40, 4)).toEqual([1, 0.5, 0, 0])
  expect(density([], 0, 2)).toEqual([0, 0])
})
