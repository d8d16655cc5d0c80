import { describe, expect, it } from 'vitest'
import { passphraseHint, passphraseProblem } from '#shared/model/passphrase.ts'

describe('a passphrase', () => {
  it.each(['twelve chars', 'one two three', 'Café au lait!', '研究研究研究研究研究研究', 'a b c d e f g'])(
    'may be %j',
    words => expect(passphraseProblem(words)).toBeNull(),
  )

  it.each(['', 'eleven char', 'a b c', '            ', 'two words', '🙂🙂🙂'])('may not be %j', words =>
    expect(passphraseProblem(words)).toMatch(/at least 12 characters, or 3 words/),
  )

  it.each([
    ['', /Four words/],
    ['short', /7 characters more/],
    ['eleven char', /One character more/],
    ['aaaaaaaaaaaaaaa', /easily guessed/],
    ['abcdefghijklm', /easily guessed/],
    ['the night staff were asked', /hard to guess/],
    ['lamp river ox', /Another word/],
  ])('%j is told about itself', (words, said) => expect(passphraseHint(words)).toMatch(said))
})
