import { expect, it } from 'vitest'
import { buildRows } from '#renderer/transcript/rows.ts'
import { nativeAnchor } from '#renderer/transcript/use-transcript-pointer.ts'

it('lets the page’s own selection reach four hundred rows from the caret, and no further', () => {
  const turns = Array.from({ length: 1_000 }, (_, nth) => `Turn number ${nth}.`)
  let at = 0
  const parts = turns.map(words => {
    const start = at
    at += words.length + 1
    return { start, end: at - 1, kind: 'turn' as const, bodyStart: start }
  })
  const text = turns.join('\n')
  const rows = buildRows(text, parts, [])
  const end = text.length
  expect(nativeAnchor(rows, { anchor: 0, focus: parts[400]?.start ?? 0 })).toBe(0)
  expect(nativeAnchor(rows, { anchor: 0, focus: end })).toBe(rows[599]?.bodyStart)
  expect(nativeAnchor(rows, { anchor: end, focus: 0 })).toBe(rows[400]?.bodyEnd)
})

it('lets it reach fifty thousand characters of a turn that has more, and no further', () => {
  const text = 'so it went on '.repeat(20_000)
  const rows = buildRows(text, [{ start: 0, end: text.length, kind: 'paragraph', bodyStart: 0 }], [])
  const end = text.length
  expect(nativeAnchor(rows, { anchor: 0, focus: 40_000 })).toBe(0)
  const reached = nativeAnchor(rows, { anchor: 0, focus: end })
  expect(rows.map(({ bodyStart }) => bodyStart)).toContain(reached)
  expect(end - reached).toBeLessThanOrEqual(50_000)
  expect(end - reached).toBeGreaterThan(30_000)
  const back = nativeAnchor(rows, { anchor: end, focus: 0 })
  expect(back).toBeLessThanOrEqual(50_000)
  expect(back).toBeGreaterThan(30_000)
})
