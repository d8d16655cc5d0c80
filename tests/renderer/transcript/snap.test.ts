import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildRows } from '#renderer/transcript/rows.ts'
import { snapSelected, snapSpan } from '#renderer/transcript/snap.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'

const text = 'INT: How was it?\nP1: It wasn’t easy, honestly.\n'
const rows = buildRows(
  text,
  [
    { start: 0, end: 16, kind: 'turn', bodyStart: 5, speaker: 'INT' },
    { start: 17, end: text.length, kind: 'turn', bodyStart: 21, speaker: 'P1' },
  ],
  [],
)
const snapped = (start: number, end: number, exact = false) => {
  const span = snapSpan(text, rows, { start, end }, exact)
  return span && text.slice(span.start, span.end)
}

describe('snapSpan', () => {
  test('widens to whole words, an apostrophe inside a word included', () => {
    expect(snapped(text.indexOf('sn’t'), text.indexOf('asy,'))).toBe('wasn’t easy')
  })
  test('keeps what was drawn when asked to be exact', () => {
    const from = text.indexOf('sn’t')
    expect(snapped(from, from + 4, true)).toBe('sn’t')
  })
  test('drops white space at both ends', () => {
    expect(snapped(text.indexOf('was it') - 1, text.indexOf('it?'))).toBe('was')
  })
  test('leaves the next speaker’s label out of a selection that ends in it', () => {
    expect(snapped(5, 19)).toBe('How was it?')
  })
  test('leaves the end of the row before out of a selection that begins in it', () => {
    expect(snapped(16, 23)).toBe('It')
  })
  test('answers null for a label or white space alone', () => {
    expect(snapped(17, 20)).toBeNull()
  })
  test('keeps direction', () => {
    const at = text.indexOf('easy')
    expect(snapSelected(text, rows, { anchor: at + 3, focus: at + 1 }, false)).toEqual({
      anchor: at + 4,
      focus: at,
    })
  })
})

test('law: a snapped span stands between whole characters, and snapping it again changes nothing', () => {
  const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(any, fc.nat(), fc.nat(), fc.boolean(), (text, a, b, exact) => {
      const rows = buildRows(text, [], [])
      const start = Math.min(a, b) % (text.length + 1)
      const end = Math.max(start, Math.max(a, b) % (text.length + 1))
      const once = snapSpan(text, rows, { start, end }, exact)
      if (!once) return
      expect(isGraphemeBoundary(text, once.start)).toBe(true)
      expect(isGraphemeBoundary(text, once.end)).toBe(true)
      expect(snapSpan(text, rows, once, true)).toEqual(once)
    }),
    { numRuns: 300 },
  )
})
