import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confusionOrder } from '#renderer/screens/compare/confusion-order.ts'

const meeting = (a: string, b: string, instead: number) => ({ a, b, shared: instead, instead, passages: 1 })

test('codes used in place of each other stand side by side, the strongest chain first', () => {
  const order = confusionOrder(
    ['p', 'q', 'r', 's', 't'],
    [meeting('q', 't', 5), meeting('p', 's', 30), meeting('s', 't', 4), meeting('p', 'p', 99)],
  )
  expect(order).toEqual(['p', 's', 't', 'q', 'r'])
})

test('either way round counts together', () => {
  const order = confusionOrder(
    ['p', 'q', 'r'],
    [meeting('p', 'q', 5), meeting('p', 'r', 4), meeting('r', 'p', 4)],
  )
  expect(order).toEqual(['r', 'p', 'q'])
})

test('every code is there once, whatever meets what', () => {
  const codes = ['a', 'b', 'c', 'd', 'e', 'f']
  const meetings = fc.array(
    fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...codes), fc.nat(9)).map(m => meeting(...m)),
  )
  fc.assert(
    fc.property(meetings, fc.shuffledSubarray(codes), (list, some) => {
      const order = confusionOrder(some, list)
      expect(order.toSorted()).toEqual(some.toSorted())
    }),
  )
})
