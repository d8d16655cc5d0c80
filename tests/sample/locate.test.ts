import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate } from '#engine/sample/locate.ts'
import { TandemError } from '#shared/errors.ts'

const text = 'She said (twice): note the\ncontents. “Note” [laughs]; note the contents.'

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof TandemError) return error.code
  }
  return 'no failure'
}

describe('finding a quotation', () => {
  it('finds words across a wrapped line, and characters that patterns make much of', () => {
    expect(locate(text, 'twice): note the contents', 1)).toEqual({ start: 10, end: 35 })
    expect(locate(text, '“Note” [laughs];')).toEqual({ start: 37, end: 53 })
  })

  it('asks which one is meant where the words stand twice', () => {
    expect(codeOf(() => locate(text, 'note the contents'))).toBe('conflict')
    expect(locate(text, 'note the contents', 2).start).toBe(54)
    expect(codeOf(() => locate(text, 'note the contents', 3))).toBe('not-found')
  })

  it('fails loudly where the words are not there, to the letter', () => {
    expect(codeOf(() => locate(text, 'Note the contents'))).toBe('not-found')
    expect(codeOf(() => locate(text, 'note the content.'))).toBe('not-found')
  })

  it('gives back the words of any stretch of any text that begins and ends with a word', () => {
    const word = fc.stringMatching(/^[a-z.*+?^${}()|[\]\\/“”é-]{1,6}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (words, i, n) => {
        const from = i % words.length
        const some = words.slice(from, from + 1 + (n % (words.length - from)))
        const joined = words.join('\n')
        const { start, end } = locate(joined, some.join(' '), 1)
        expect(joined.slice(start, end)).toBe(some.join('\n'))
      }),
    )
  })
})
