import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '#renderer/transcript/runs.ts'
import type { Mark } from '#shared/model/document.ts'

test('nested and crossing marks cut a body into runs', () => {
  const marks: Mark[] = [
    { start: 2, end: 8, style: 'bold' },
    { start: 5, end: 20, style: 'italic' },
  ]
  expect(runsOf({ start: 0, end: 10 }, marks)).toEqual([
    { start: 0, end: 2, styles: [] },
    { start: 2, end: 5, styles: ['bold'] },
    { start: 5, end: 8, styles: ['bold', 'italic'] },
    { start: 8, end: 10, styles: ['italic'] },
  ])
})

test('law: runs cover the body without gap, whatever the marks', () => {
  const mark = fc.record({
    start: fc.nat({ max: 40 }),
    end: fc.nat({ max: 60 }),
    style: fc.constantFrom<Mark['style']>('bold', 'italic', 'heading'),
  })
  fc.assert(
    fc.property(
      fc.array(mark),
      fc.nat({ max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      (marks, start, length) => {
        const body = { start, end: start + length }
        const runs = runsOf(
          body,
          marks.filter(mark => mark.start < mark.end),
        )
        expect(runs[0]?.start).toBe(body.start)
        expect(runs.at(-1)?.end).toBe(body.end)
        for (const [at, run] of runs.entries()) {
          expect(run.start).toBeLessThan(run.end)
          if (at > 0) expect(run.start).toBe(runs[at - 1]?.end)
        }
      },
    ),
  )
})
