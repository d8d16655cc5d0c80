import { expect, test } from 'vitest'
import { neighbourOf, nextTurn } from '#renderer/screens/code/next-place.ts'
import { CodingSet } from '#renderer/transcript/coding-set.ts'
import { buildRows } from '#renderer/transcript/rows.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Segment } from '#shared/model/document.ts'

const said: readonly [string, string][] = [
  ['P1', 'We walked to the shop.'],
  ['Interviewer', 'How was that?'],
  ['P1', 'Long.'],
  ['P1', 'And then back.'],
]
let text = ''
const parts: Segment[] = said.map(([speaker, words]) => {
  const start = text.length
  const bodyStart = start + speaker.length + 2
  text += `${speaker}: ${words}\n`
  return { kind: 'turn', start, bodyStart, end: text.length - 1, speaker }
})
const rows = buildRows(text, parts, ['Interviewer'])
const wordsOf = (turn: { start: number; end: number } | null) => turn && text.slice(turn.start, turn.end)
const startOf = (words: string) => text.indexOf(words)

test('the next turn is never the one the caret stands in, at its start, within it or at its end', () => {
  for (const at of [startOf('Long'), startOf('Long') + 2, startOf('Long') + 5]) {
    expect(wordsOf(nextTurn(rows, at, () => true))).toBe('And then back.')
  }
})
test('interviewers’ turns are passed over, and after the last comes the first', () => {
  expect(wordsOf(nextTurn(rows, startOf('We walked'), () => true))).toBe('Long.')
  expect(wordsOf(nextTurn(rows, startOf('And then'), () => true))).toBe('We walked to the shop.')
})
test('the caret’s own turn is come back to where it alone will do, and none where none will', () => {
  const isLong = ({ start }: { start: number }) => start === startOf('Long')
  expect(wordsOf(nextTurn(rows, startOf('Long'), isLong))).toBe('Long.')
  expect(nextTurn(rows, startOf('Long'), () => false)).toBeNull()
  expect(nextTurn([], 0, () => true)).toBeNull()
})

const coding = (id: string, start: number, code = 'k') => ({ id, start, end: start + 5, code }) as Coding
const set = CodingSet.of([
  coding('a', 10),
  coding('other', 20, 'l'),
  coding('b', 30),
  coding('c', 30, 'l'),
  coding('d', 50),
])
const idOf = (found: Coding | null) => found?.id

test('the next and the last passage of a code, from a passage of it and round the ends', () => {
  expect(idOf(neighbourOf(set, 'k', 'a', true))).toBe('b')
  expect(idOf(neighbourOf(set, 'k', 'd', true))).toBe('a')
  expect(idOf(neighbourOf(set, 'k', 'a', false))).toBe('d')
  expect(idOf(neighbourOf(set, 'k', 'd', false))).toBe('b')
})
test('from an offset, one that begins there is next, and one that begins before is last', () => {
  expect(idOf(neighbourOf(set, 'k', 30, true))).toBe('b')
  expect(idOf(neighbourOf(set, 'k', 31, true))).toBe('d')
  expect(idOf(neighbourOf(set, 'k', 30, false))).toBe('a')
  expect(idOf(neighbourOf(set, 'k', 0, false))).toBe('d')
})
test('a code’s only passage is its own neighbour; a code without any has none', () => {
  const one = CodingSet.of([coding('only', 3), coding('l', 4, 'l')])
  expect(idOf(neighbourOf(one, 'k', 'only', true))).toBe('only')
  expect(neighbourOf(one, 'm', 0, true)).toBeNull()
})
