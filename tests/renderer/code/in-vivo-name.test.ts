import { expect, test } from 'vitest'
import { inVivoName } from '#renderer/screens/code/in-vivo-name.ts'

test('takes the words on one line without the quote marks around', () => {
  expect(inVivoName(' “It’s\n  neither”  ')).toBe('It’s neither')
})
test('cuts long words at a word', () => {
  const name = inVivoName('one two three '.repeat(20))
  expect(name.length).toBeLessThanOrEqual(81)
  expect(name).toMatch(/(one|two|three)…$/)
})
