import { expect, test } from 'vitest'
import { longestName, whyNotNamed } from '#shared/text/name.ts'

test('a name may be as long as the study keeps it, spaces around it not counted', () => {
  expect(whyNotNamed(` ${'x'.repeat(longestName)} `)).toBeNull()
  expect(whyNotNamed('')).toBeNull()
  expect(whyNotNamed('x'.repeat(longestName + 1))).toBe(
    'A name has at most 400 characters; this one has 401. Shorten it.',
  )
  expect(whyNotNamed('x'.repeat(5000))).toContain('has 5,000.')
})
