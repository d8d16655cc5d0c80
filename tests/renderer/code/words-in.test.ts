import { describe, expect, it } from 'vitest'
import { charactersIn, wordsIn } from '#renderer/screens/code/words-in.ts'
import { buildRows } from '#renderer/transcript/rows.ts'

const text = 'INT: How are you?\nP1: Well 👩🏽‍⚕️.'
const rows = buildRows(
  text,
  [
    { start: 0, end: 17, kind: 'turn', speaker: 'INT', bodyStart: 5 },
    { start: 18, end: text.length, kind: 'turn', speaker: 'P1', bodyStart: 22 },
  ],
  ['INT'],
)

describe('what a stretch of a text shows', () => {
  it('is counted without the labels of who speaks', () => {
    const all = { start: 5, end: text.length }
    expect(wordsIn({ text, rows }, all)).toBe(4)
    expect(charactersIn({ text, rows }, all)).toBe('How are you?'.length + 'Well ?.'.length)
    expect(wordsIn({ text, rows }, { start: 9, end: 12 })).toBe(1)
    expect(charactersIn({ text, rows }, { start: 18, end: 22 })).toBe(0)
  })

  it('is counted with the white space at which a long turn is cut into rows', () => {
    const turn = 'word '.repeat(1_500).trim()
    const cut = {
      text: turn,
      rows: buildRows(turn, [{ start: 0, end: turn.length, kind: 'paragraph', bodyStart: 0 }], []),
    }
    expect(cut.rows.length).toBeGreaterThan(1)
    const span = { start: 5, end: turn.length }
    expect(charactersIn(cut, span)).toBe(turn.length - 5)
    expect(wordsIn(cut, span)).toBe(1_499)
  })

  it('is counted by what a reader sees however long it is, its words not where that takes too long', () => {
    const long = `P1: ${'word 👩🏽‍⚕️ '.repeat(20_000).trim()}`
    const read = {
      text: long,
      rows: buildRows(long, [{ start: 0, end: long.length, kind: 'turn', speaker: 'P1', bodyStart: 4 }], []),
    }
    const span = { start: 0, end: long.length }
    expect(wordsIn(read, span)).toBeNull()
    expect(read.rows.length).toBeGreaterThan(1)
    expect(charactersIn(read, span)).toBe(20_000 * 7 - 1)
    const inside = { start: 4 + 'word '.length, end: long.length - 1 }
    expect(charactersIn(read, inside)).toBe(20_000 * 7 - 1 - 'word '.length)
    expect(charactersIn(read, span)).toBe(20_000 * 7 - 1)
  })
})
