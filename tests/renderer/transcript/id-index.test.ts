import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdIndex } from '#renderer/transcript/id-index.ts'

test('law: what is in the list is found by its id, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 6 })), fc.string({ maxLength: 6 }), (ids, other) => {
      const things = ids.map(id => ({ id }))
      const index = new IdIndex(things)
      for (const thing of things) expect(index.get(thing.id)).toBe(thing)
      expect(index.get(other)).toBe(things.find(({ id }) => id === other))
    }),
  )
})

test('ids that count up are found among very many', () => {
  const things = Array.from({ length: 20_000 }, (_, nth) => ({ id: `coding-${nth}` }))
  const index = new IdIndex(things)
  expect(things.every(thing => index.get(thing.id) === thing)).toBe(true)
  expect(index.get('coding-20000')).toBeUndefined()
})
