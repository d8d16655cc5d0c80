import fc from 'fast-check'
import { expect, test } from 'vitest'
import { density, lanesBetween, placeLabels } from '#renderer/transcript/stripe-layout.ts'

test('labels stand beside their stripes and under one another', () => {
  const placed = placeLabels(
    [
      { id: 'b', lane: 1, top: 12, bottom: 40, begins: true },
      { id: 'a', lane: 0, top: 10, bottom: 90, begins: true },
      { id: 'above', lane: 2, top: 0, bottom: 50, begins: false },
      { id: 'c', lane: 0, top: 300, bottom: 320, begins: true },
    ],
    700,
  )
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
  const placed = placeLabels([...stripes, { id: 'next', lane: 0, top: 60, bottom: 80, begins: true }], 700)
  expect(placed.at(-2)).toEqual({ id: '6', top: 130, lines: 1, more: { count: 293, first: '7' } })
  expect(placed.at(-1)).toEqual({ id: 'next', top: 170, lines: 2 })
})

test('a long coding is named again further down, where there is room', () => {
  const long = { id: 'long', lane: 0, top: 0, bottom: 2_000, begins: true, again: [800, 1_600] }
  const placed = placeLabels(
    [
      long,
      { id: 'b', lane: 1, top: 795, bottom: 860, begins: true },
      { id: 'c', lane: 1, top: 840, bottom: 860, begins: true },
      ...Array.from({ length: 7 }, (_, at) => ({
        id: `d${at}`,
        lane: 2,
        top: 1_600,
        bottom: 1_700,
        begins: true,
      })),
    ],
    700,
  )
  expect(placed.filter(({ id }) => id.length < 5 && !id.startsWith('d'))).toEqual([
    { id: 'long', top: 0, lines: 2 },
    { id: 'b', top: 795, lines: 1 },
    { id: 'long', top: 815, lines: 1, isAgain: true },
    { id: 'c', top: 840, lines: 2 },
  ])
  expect(placed.filter(({ id }) => id.startsWith('d'))).toHaveLength(7)
  // Above its measured rows it began long ago: it is named nonetheless.
  expect(placeLabels([{ ...long, begins: false }], 700)).toEqual([
    { id: 'long', top: 800, lines: 2, isAgain: true },
    { id: 'long', top: 1_600, lines: 2, isAgain: true },
  ])
})

test('a coding whose first name may still be in view is not named again', () => {
  const coding = { id: 'a', lane: 0, top: 100, bottom: 1_700, begins: true, again: [380, 760, 1_140, 1_520] }
  const tops = (view: number) => placeLabels([coding], view).map(({ top }) => top)
  expect(tops(700)).toEqual([100, 1_140, 1_520])
  expect(tops(1_040)).toEqual([100, 1_140, 1_520])
  expect(placeLabels([{ ...coding, bottom: 400, again: [380] }], 700)).toHaveLength(1)
})

test('law: labels never meet, never stray, and none is left unsaid', () => {
  const extent = fc.record({
    id: fc.uuid(),
    lane: fc.nat({ max: 8 }),
    top: fc.nat({ max: 400 }),
    bottom: fc.nat({ max: 900 }),
    begins: fc.boolean(),
    again: fc.array(fc.nat({ max: 900 }), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(extent), fc.nat({ max: 800 }), (extents, view) => {
      const placed = placeLabels(extents, view)
      const said = placed.reduce((sum, { more, isAgain }) => sum + (isAgain ? 0 : 1) + (more?.count ?? 0), 0)
      expect(said).toBe(extents.filter(({ begins }) => begins).length)
      for (const [at, { id, top, isAgain }] of placed.entries()) {
        const own = extents.find(extent => extent.id === id)
        const wanted = isAgain ? (own?.again ?? []) : [own?.top ?? 0]
        expect(wanted.some(place => top >= place && top - place <= 120)).toBe(true)
        if (isAgain && own?.begins) expect(top - own.top).toBeGreaterThanOrEqual(view)
        if (isAgain) expect(top + 20).toBeLessThanOrEqual(own?.bottom ?? 0)
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
