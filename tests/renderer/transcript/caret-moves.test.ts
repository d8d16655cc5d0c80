import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CaretUnit, moveCaret, nudgeEdge, turnEdge } from '#renderer/transcript/caret-moves.ts'
import { buildRows } from '#renderer/transcript/rows.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'

const text = 'INT: How was it? Tell me.\nP1: It was fine, thanks. Really.\nINT: Good.'
const second = text.indexOf('P1:')
const third = text.lastIndexOf('INT:')
const rows = buildRows(
  text,
  [
    { start: 0, end: second - 1, kind: 'turn', bodyStart: 5, speaker: 'INT' },
    { start: second, end: third - 1, kind: 'turn', bodyStart: second + 4, speaker: 'P1' },
    { start: third, end: text.length, kind: 'turn', bodyStart: third + 5, speaker: 'INT' },
  ],
  [],
)
const at = (words: string) => text.indexOf(words)
const step = (from: number, unit: CaretUnit, forward: boolean, extend = false) =>
  moveCaret(text, rows, from, unit, forward, extend)

describe('moveCaret', () => {
  test('by character passes from one turn to the next over the label', () => {
    const end = at('Tell me.') + 8
    expect(step(end, 'character', true)).toBe(at('It was'))
    expect(step(at('It was'), 'character', false)).toBe(end)
  })
  test('by word stops at word ends forward and word starts backward', () => {
    expect(step(at('was fine'), 'word', true)).toBe(at('was fine') + 3)
    expect(step(at('fine,') + 2, 'word', false)).toBe(at('fine,'))
    expect(step(at('It was'), 'word', false)).toBe(at('me.'))
  })
  test('by sentence', () => {
    expect(step(at('How'), 'sentence', true)).toBe(at('How was it?') + 11)
    expect(step(at('Really') + 3, 'sentence', false)).toBe(at('Really'))
  })
  test('by turn goes to starts; extending forward goes to ends', () => {
    expect(step(at('was fine'), 'turn', true)).toBe(at('Good.'))
    expect(step(at('was fine'), 'turn', false)).toBe(at('It was'))
    expect(step(at('It was'), 'turn', false)).toBe(at('How'))
    expect(step(at('It was'), 'turn', true, true)).toBe(at('Really.') + 7)
    expect(step(at('Really.') + 7, 'turn', true, true)).toBe(text.length)
  })
  test('goes over a character of more marks than a row holds as over any other', () => {
    const marked = `start a${'\u0323'.repeat(9000)} end`
    const rows = buildRows(marked, [], [])
    expect(rows.length).toBeGreaterThan(2)
    for (const unit of ['character', 'word', 'sentence'] as const) {
      for (const forward of [true, false]) {
        const end = forward ? marked.length : 0
        let steps = 0
        for (let at = marked.length - end; at !== end; steps++) {
          at = moveCaret(marked, rows, at, unit, forward)
          expect(isGraphemeBoundary(marked, at)).toBe(true)
        }
        expect(steps).toBeLessThanOrEqual(11)
      }
    }
    const word = { start: 6, end: marked.length - 4 }
    for (const edge of ['start', 'end'] as const) {
      for (const forward of [true, false]) {
        const { start, end } = nudgeEdge(marked, rows, word, edge, forward)
        expect([start, end].every(at => isGraphemeBoundary(marked, at))).toBe(true)
      }
    }
  })
  test('to the edges of turn and text', () => {
    expect(turnEdge(rows, at('was fine'), true)).toBe(at('Really.') + 7)
    expect(step(at('fine'), 'text', false)).toBe(5)
    expect(step(at('fine'), 'text', true)).toBe(text.length)
  })
})

describe('nudgeEdge', () => {
  const span = { start: at('was fine'), end: at('fine,') + 4 }
  const words = (edge: 'start' | 'end', forward: boolean) => {
    const { start, end } = nudgeEdge(text, rows, span, edge, forward)
    return text.slice(start, end)
  }
  test('moves one edge by one word', () => {
    expect(words('end', true)).toBe('was fine, thanks')
    expect(words('end', false)).toBe('was')
    expect(words('start', false)).toBe('It was fine')
    expect(words('start', true)).toBe('fine')
  })
  test('takes the stop after a word with the word', () => {
    const sentence = { start: at('It was'), end: at('thanks.') + 7 }
    const { start, end } = nudgeEdge(text, rows, sentence, 'end', false)
    expect(text.slice(start, end)).toBe('It was fine')
  })
  test('never empties the passage', () => {
    const one = { start: at('fine'), end: at('fine') + 4 }
    expect(nudgeEdge(text, rows, one, 'end', false)).toEqual(one)
    expect(nudgeEdge(text, rows, one, 'start', true)).toEqual(one)
  })
})

test('law: every step stays in shown text, goes the way asked, and repeated steps reach the end', () => {
  const unit = fc.constantFrom<CaretUnit>('character', 'word', 'sentence', 'turn')
  fc.assert(
    fc.property(
      unit,
      fc.boolean(),
      fc.nat({ max: text.length }),
      fc.boolean(),
      (unit, forward, from, extend) => {
        let place = moveCaret(text, rows, from, 'character', true)
        for (let steps = 0; steps < 200; steps++) {
          const next = step(place, unit, forward, extend)
          expect(rows.some(row => next >= row.bodyStart && next <= row.bodyEnd)).toBe(true)
          expect(forward ? next >= place : next <= place).toBe(true)
          if (next === place) break
          place = next
        }
        const last = forward && (unit !== 'turn' || extend) ? text.length : forward ? place : 5
        expect(place).toBe(last)
      },
    ),
    { numRuns: 200 },
  )
})

test('a sentence ends with the cell of a table that it stands in', () => {
  const line = 'One\tThey waited. It was late\tIn May'
  const rows = buildRows(line, [{ start: 0, end: line.length, kind: 'paragraph', bodyStart: 0 }], [])
  const ends = [0, 1, 2, 3].reduce<number[]>(
    found => [...found, moveCaret(line, rows, found.at(-1) ?? 0, 'sentence', true)],
    [],
  )
  expect(ends.map(end => line.slice(0, end))).toEqual([
    'One',
    'One\tThey waited.',
    'One\tThey waited. It was late',
    line,
  ])
  expect(moveCaret(line, rows, line.length, 'sentence', false)).toBe(line.indexOf('In May'))
})

test('a sentence goes on over the line breaks of a text that was broken to fit', () => {
  const line =
    'P1: I had been waiting for the letter for about six weeks before anybody\nrang, and then when they did ring it was a different person who had not\nread the notes at all. So I began again.'
  const rows = buildRows(
    line,
    [{ start: 0, end: line.length, kind: 'turn', bodyStart: 4, speaker: 'P1' }],
    [],
  )
  const inside = line.indexOf('different')
  expect(moveCaret(line, rows, inside, 'sentence', true)).toBe(line.indexOf(' So I'))
  expect(moveCaret(line, rows, inside, 'sentence', false)).toBe(4)
})
