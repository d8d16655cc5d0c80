import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWords } from '#renderer/transcript/first-words.ts'

test('words that go on are cut between words, with an ellipsis', () => {
  expect(firstWords('nobody came to say why it had not been sent.', 24)).toBe('nobody came to say why…')
})

test('law: where there is no space the cut is between characters', () => {
  const characters = ['👩🏽‍🚀', '🧑‍🤝‍🧑', '🎈', '🏳️‍🌈', 'é', '語']
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...characters), { minLength: 40 }),
      fc.integer({ min: 9, max: 80 }),
      (all, most) => {
        const said = firstWords(all.join(''), most)
        expect(said.isWellFormed()).toBe(true)
        expect(said.length).toBeLessThanOrEqual(most + 1)
        const whole = all.map((_, count) => `${all.slice(0, count).join('')}…`)
        expect(whole).toContain(said)
      },
    ),
  )
})
