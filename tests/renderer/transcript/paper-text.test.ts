import { expect, test } from 'vitest'
import { CodingSet } from '#renderer/transcript/coding-set.ts'
import { begunByRow } from '#renderer/transcript/paper-text.tsx'
import { buildRows } from '#renderer/transcript/rows.ts'

const long = 'We waited. '.repeat(600).trim()
const text = `Before.\n${long}\nAfter.`
const parts = [
  { start: 0, end: 7 },
  { start: 8, end: 8 + long.length },
  { start: 9 + long.length, end: text.length },
].map(span => ({ ...span, bodyStart: span.start, kind: 'paragraph' as const }))
const rows = buildRows(text, parts, [])

test('codings are named where the turn ends that they begin in, in the order of the text, and once', () => {
  const codings = CodingSet.of([
    { id: 'in the third block', start: 5_000, end: 5_010 },
    { id: 'into the next turn', start: 8, end: text.length },
    { id: 'first', start: 0, end: text.length },
    { id: 'short', start: 8, end: 12 },
  ])
  const begun = [...begunByRow(rows, codings)].map(([row, own]) => [row, own.map(({ id }) => id)])
  expect(rows.length).toBeGreaterThan(4)
  expect(begun).toEqual([
    [0, ['first']],
    [rows.length - 2, ['into the next turn', 'short', 'in the third block']],
  ])
})
