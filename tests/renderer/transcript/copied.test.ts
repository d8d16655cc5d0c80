import { expect, test } from 'vitest'
import { copiedSpan } from '#renderer/transcript/copied.ts'
import { buildRows } from '#renderer/transcript/rows.ts'
import type { Segment } from '#shared/model/document.ts'

const long = 'word '.repeat(1_500).trim()
const text = `INT: How was it?\nP1: ${long}\n\nA remark of nobody.`
const [second, third] = [text.indexOf('P1'), text.indexOf('A remark')]
const parts: Segment[] = [
  { start: 0, end: second - 1, kind: 'turn', speaker: 'INT', bodyStart: 5 },
  { start: second, end: third - 2, kind: 'turn', speaker: 'P1', bodyStart: second + 4 },
  { start: third, end: text.length, kind: 'paragraph', bodyStart: third },
]
const rows = buildRows(text, parts, [])
const copied = (start: number, end: number) => {
  const span = copiedSpan(text, rows, { start, end })
  return text.slice(span.start, span.end)
}

test('a copy of more than one turn begins with the label of the first, where it begins with its first word', () => {
  expect(copied(5, text.length)).toBe(text)
  expect(copied(second + 4, text.length)).toBe(text.slice(second))
})

test('what begins within a turn, or is of one alone, is copied as it is selected', () => {
  expect(copied(9, text.length)).toBe(text.slice(9))
  expect(copied(5, 16)).toBe('How was it?')
  expect(copied(second + 4, third - 2)).toBe(long)
  const next = rows.find(({ continued }) => continued)?.bodyStart ?? 0
  expect(copied(next, text.length)).toBe(text.slice(next))
  expect(copied(third, text.length)).toBe('A remark of nobody.')
})
