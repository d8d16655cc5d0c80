import { expect, test } from 'vitest'
import {
  withPending as afterAll,
  type PendingChange,
  renamed,
} from '#renderer/screens/code/pending-codings.ts'
import { CodingSet } from '#renderer/transcript/coding-set.ts'
import type { Coding } from '#shared/model/coding.ts'
import { madeCoding as coding } from '../../helpers/made-coding.ts'

const pending = (change: PendingChange['change'], settled = false): PendingChange => ({
  key: 1,
  settled,
  change,
})
const withPending = (list: readonly Coding[], changes: readonly PendingChange[]) => [
  ...afterAll(CodingSet.of(list), changes),
]
const spans = (list: readonly Coding[]) => list.map(({ id, start, end }) => [id, start, end])

test('an added coding shows at once', () => {
  const list = withPending(
    [coding('a', 0, 5, { code: 'other' })],
    [pending({ kind: 'add', coding: coding('t', 2, 9) })],
  )
  expect(spans(list)).toEqual([
    ['a', 0, 5],
    ['t', 2, 9],
  ])
})
test('the same code on overlapping text becomes one extent under the older id', () => {
  const there = [coding('a', 0, 5), coding('b', 8, 12), coding('c', 20, 25)]
  expect(spans(withPending(there, [pending({ kind: 'add', coding: coding('t', 4, 9) })]))).toEqual([
    ['a', 0, 12],
    ['c', 20, 25],
  ])
})
test('another coder’s, a submitted or a touching coding is left alone', () => {
  const there = [coding('a', 0, 5, { coder: 'you' }), coding('b', 0, 5, { frozen: true }), coding('c', 5, 7)]
  expect(withPending(there, [pending({ kind: 'add', coding: coding('t', 2, 5) })])).toHaveLength(4)
})
test('updates and removals apply in the order they were asked for', () => {
  const list = withPending(
    [coding('a', 0, 5)],
    [
      pending({ kind: 'add', coding: coding('t', 10, 12) }),
      pending({ kind: 'update', id: 't', to: { end: 15, polarity: 'barrier' } }),
      pending({ kind: 'remove', id: 'a' }),
    ],
  )
  expect(list).toEqual([coding('t', 10, 15, { polarity: 'barrier' })])
})
test('what follows an added coding goes with it to the id the engine gave', () => {
  const after = renamed(
    [
      pending({ kind: 'add', coding: coding('t', 1, 2) }),
      pending({ kind: 'update', id: 't', to: { end: 4 } }),
    ],
    't',
    coding('real', 1, 2),
  )
  expect(spans(withPending([], after))).toEqual([['real', 1, 4]])
})
test('a changed extent that meets the same code becomes one with it under its own id', () => {
  const there = [
    coding('a', 0, 5, { comment: 'one', createdAt: '2025-01-01T00:00:00Z' }),
    coding('b', 8, 12, { comment: 'two' }),
  ]
  expect(withPending(there, [pending({ kind: 'update', id: 'b', to: { start: 3 } })])).toEqual([
    coding('b', 0, 12, { comment: 'two\none' }),
  ])
})
test('what is asked of a coding that is gone meanwhile changes nothing', () => {
  const there = [coding('a', 0, 5)]
  const asked = [
    pending({ kind: 'update', id: 'gone', to: { end: 9 } }),
    pending({ kind: 'remove', id: 'gone' }),
  ]
  expect(withPending(there, asked)).toEqual(there)
})
