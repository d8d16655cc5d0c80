import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildRows, rowAt, shownOffset, turnOf } from '#renderer/transcript/rows.ts'
import type { Segment } from '#shared/model/document.ts'

const turn = (label: string, from: number, to: number): Segment => ({
  start: from,
  end: to,
  kind: 'turn',
  bodyStart: from + label.length,
  speaker: label.replace(/[:\s]/g, ''),
})

describe('buildRows', () => {
  test('takes a label into the gutter and white space out of the body', () => {
    const text = 'INT: How was it?\n\nP1: Fine, thanks.\n'
    const rows = buildRows(text, [turn('INT: ', 0, 16), turn('P1: ', 18, 36)], ['INT'])
    expect(rows.map(({ bodyStart, bodyEnd }) => text.slice(bodyStart, bodyEnd))).toEqual([
      'How was it?',
      'Fine, thanks.',
    ])
    expect(rows.map(({ speaker, asking, number }) => ({ speaker, asking, number }))).toEqual([
      { speaker: 'INT', asking: true, number: 1 },
      { speaker: 'P1', asking: false, number: 2 },
    ])
    expect(rows[0]).toMatchObject({ start: 0, end: 18 })
  })

  test('shows the name of a record’s field as a label, which asks nothing', () => {
    const text = 'Interviewer: She rang.\nPlan: Call back.'
    const rows = buildRows(
      text,
      [
        { start: 0, end: 22, kind: 'field', bodyStart: 13 },
        { start: 23, end: 39, kind: 'field', bodyStart: 29 },
      ],
      ['Interviewer'],
    )
    expect(rows.map(row => [row.speaker, row.asking, text.slice(row.bodyStart, row.bodyEnd)])).toEqual([
      ['Interviewer', false, 'She rang.'],
      ['Plan', false, 'Call back.'],
    ])
  })

  test('makes text between segments a row of its own', () => {
    const text = 'Transcribed by A.\nP1: Yes.\nEnd of tape.'
    const rows = buildRows(text, [turn('P1: ', 18, 26)], [])
    expect(rows.map(row => [row.kind, text.slice(row.bodyStart, row.bodyEnd)])).toEqual([
      ['gap', 'Transcribed by A.'],
      ['turn', 'Yes.'],
      ['gap', 'End of tape.'],
    ])
  })

  test('shows a label that names nobody rather than hide it', () => {
    const text = '??: Yes.'
    const rows = buildRows(text, [{ start: 0, end: 8, kind: 'turn', bodyStart: 4 }], [])
    expect(rows[0]).toMatchObject({ bodyStart: 0, bodyEnd: 8 })
  })

  test('splits a giant segment at sentence ends and keeps it one turn', () => {
    const text = `P1: ${'One more sentence of about forty letters. '.repeat(250)}`
    const rows = buildRows(text, [turn('P1: ', 0, text.length)], [])
    expect(rows.length).toBeGreaterThan(3)
    expect(new Set(rows.map(row => row.number))).toEqual(new Set([1]))
    expect(rows.slice(1).every(row => row.continued)).toBe(true)
    for (const row of rows) expect(text.charAt(row.bodyEnd - 1)).toBe('.')
    const [, second] = rows
    expect(second && turnOf(rows, second)).toEqual({ start: 4, end: text.trimEnd().length })
  })

  test('never cuts a character that is made of several code units', () => {
    const text = '👩‍👩‍👧'.repeat(1000)
    for (const row of buildRows(text, [], [])) expect((row.bodyEnd - row.bodyStart) % 8).toBe(0)
  })

  const document = fc
    .array(
      fc.record({
        gap: fc.constantFrom('', '\n', '\n\n', ' \n stray words \n', '\t'),
        label: fc.constantFrom('', 'INT: ', 'P1: ', '[0:12] '),
        body: fc.oneof(
          fc.string({ maxLength: 30 }),
          fc.constant('Yes. And no. '.repeat(400)),
          fc.constant('x'.repeat(7001)),
        ),
        named: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map(pieces => {
      let text = ''
      const parts: Segment[] = []
      for (const { gap, label, body, named } of pieces) {
        text += gap
        const start = text.length
        text += label + body
        if (text.length === start) continue
        const segment: Segment = { start, end: text.length, kind: 'turn', bodyStart: start + label.length }
        parts.push(named ? { ...segment, speaker: 'P1' } : segment)
      }
      return { text: `${text}\n`, parts }
    })

  test('law: rows cover the text without gap, and every word is shown or is a named label', () => {
    fc.assert(
      fc.property(document, ({ text, parts }) => {
        const rows = buildRows(text, parts, [])
        if (text.trim() === '') return
        expect(rows.map(row => text.slice(row.start, row.end)).join('')).toBe(text)
        for (const row of rows) {
          expect(row.bodyStart).toBeGreaterThanOrEqual(row.start)
          expect(row.bodyEnd).toBeLessThanOrEqual(row.end)
          const hidden = text.slice(row.start, row.bodyStart) + text.slice(row.bodyEnd, row.end)
          if (row.speaker === null || row.continued) expect(hidden.trim()).toBe('')
        }
      }),
      { numRuns: 200 },
    )
  })

  test('who said nothing has a place of their own before the next row', () => {
    const text = 'P1:  \n stray words \n\n'
    const rows = buildRows(text, [{ start: 0, end: 4, kind: 'turn', bodyStart: 4, speaker: 'P1' }], [])
    expect(rows.map(row => text.slice(row.bodyStart, row.bodyEnd))).toEqual(['', 'stray words'])
    expect([0, 3, 4].map(offset => shownOffset(rows, offset))).toEqual([0, 0, 7])
  })

  test('law: every offset has its row, and its shown place lies in a body', () => {
    fc.assert(
      fc.property(document, fc.nat(), ({ text, parts }, seed) => {
        const rows = buildRows(text, parts, [])
        const offset = seed % (text.length + 1)
        const row = rowAt(rows, offset)
        if (!row) {
          expect(text.trim()).toBe('')
          return
        }
        expect(row.start).toBeLessThanOrEqual(offset)
        expect(offset === text.length || offset < row.end).toBe(true)
        const shown = shownOffset(rows, offset)
        expect(shown).toBeGreaterThanOrEqual(row.bodyStart)
        expect(shown).toBeLessThanOrEqual(row.bodyEnd)
        expect(shownOffset(rows, shown)).toBe(shown)
      }),
      { numRuns: 200 },
    )
  })
})
