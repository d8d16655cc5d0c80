import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alikeNames, areSimilar, spelling } from '#engine/codebook/alike-names.ts'

/** What comparing every name with every other says. */
function compared(names: readonly string[]): string[] {
  const spelled = names.map(spelling)
  return spelled.flatMap((a, at) =>
    spelled.slice(at + 1).flatMap((b, step) => {
      const isSame = a.whole === b.whole
      return isSame || areSimilar(a, b) ? [`${at} ${at + 1 + step} ${isSame}`] : []
    }),
  )
}

const word = fc.oneof(
  fc.constantFrom(
    'time',
    'Times',
    'tíme',
    'of',
    'the',
    'home',
    'homes',
    'work',
    'worker',
    'workers',
    'on',
    '–',
  ),
  fc.constantFrom(
    '1',
    '2',
    '12',
    '123',
    'Day',
    'day2',
    'ab',
    'abc',
    'abcd',
    'bcda',
    'Straße',
    '日本語コード',
    '',
  ),
  fc.stringMatching(/^[abc]{1,7}$/),
)
const name = fc.array(word, { maxLength: 5 }).map(words => words.join(' '))

it('finds exactly the names that comparing each with every other finds', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), names => {
      const found = alikeNames(names).map(({ places, isSame }) => `${places.join(' ')} ${isSame}`)
      expect(found.sort()).toEqual(compared(names).sort())
    }),
    { numRuns: 300 },
  )
})

it('takes no noticeable time over a framework of 5,000 codes', () => {
  const kinds = ['Barrier', 'Facilitator', 'Context', 'Outcome', 'Mechanism']
  const names = Array.from({ length: 5000 }, (_, n) =>
    n % 2 === 0 ? `Code ${n}` : `${kinds[n % 5]} at site ${n % 97} in phase ${n}`,
  )
  const { user } = process.cpuUsage()
  alikeNames(names)
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(1500)
})
