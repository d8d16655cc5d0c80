import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import { unitScale } from '#engine/agreement/units.ts'
import type { Unit } from '#shared/model/agreement.ts'
import type { Segment } from '#shared/model/document.ts'
import { coded, type Spans } from './made.ts'

//            0         1         2         3         4
//            0123456789012345678901234567890123456789012345
const text = 'I: How was it?\nP: Slow at first. Then it went.'
const turns: Segment[] = [
  { kind: 'turn', start: 0, end: 14, bodyStart: 3, speaker: 'I' },
  { kind: 'turn', start: 15, end: 46, bodyStart: 18, speaker: 'P' },
]

const interview = (a: Spans, b: Spans): AgreementSource => ({
  id: 's',
  length: text.length,
  text: () => text,
  segments: () => turns,
  codings: { a: coded(a), b: coded(b) },
})

function report(unit: Unit, a: Spans, b: Spans, skipSpeakers: string[] = []) {
  const all = computeAgreement({
    coders: ['A', 'B'],
    unit,
    codes: ['x'],
    sources: [{ ...interview(a, b), leftOut: skipSpeakers }],
  })
  return { ...all, counts: all.codes[0]?.counts, characters: all.codes[0]?.characters }
}

describe('units', () => {
  it('text is as the offsets below take it', () => {
    expect(text.slice(18, 32)).toBe('Slow at first.')
    expect(text.slice(33)).toBe('Then it went.')
    expect(text.length).toBe(46)
  })

  it('a word carries a code where any of its characters is coded', () => {
    // Words: I How was it P Slow at first Then it went. A: the "w" of Slow to "at"; B: "at" to the "f" of first.
    const { counts, n, convention } = report('word', [[21, 25]], [[23, 27]])
    expect(n).toBe(11)
    expect(counts).toEqual({ '11': 1, '10': 1, '01': 1, '00': 8 })
    expect(convention).toMatch(/any of its characters/)
  })

  it('characters are counted beside whatever unit is chosen', () => {
    expect(report('word', [[21, 25]], [[23, 27]]).characters).toEqual({ '11': 2, '10': 2, '01': 2, '00': 40 })
  })

  it('a coding that touches no word is in no count of words, and that is said', () => {
    const { counts, codingsOutsideUnits } = report('word', [[22, 23]], [])
    expect(counts).toEqual({ '11': 0, '10': 0, '01': 0, '00': 11 })
    expect(codingsOutsideUnits).toBe(1)
  })

  it('a sentence goes on over a line break that only fits the text, but never into the next turn', () => {
    const words = 'I had been waiting for the letter for about six weeks before anybody'
    const text = `P: ${words}\nrang me, and then\nI: ${words}\nP: when`
    const starts = [0, text.indexOf('\nI:') + 1, text.lastIndexOf('\nP:') + 1]
    const segments = starts.map((start, i): Segment => {
      const end = (starts[i + 1] ?? text.length + 1) - 1
      return { kind: 'turn', start, end, bodyStart: start + 3, speaker: text.charAt(start) }
    })
    const source = { id: 's', length: text.length, text: () => text, segments: () => segments }
    const { count } = unitScale(source, 'sentence', [])
    expect(count).toBe(3)
  })

  it('two codings in one sentence make one coded sentence', () => {
    // Sentences: "I: How was it?", "P: Slow at first.", "Then it went."
    const { counts, n } = report(
      'sentence',
      [
        [18, 22],
        [26, 31],
      ],
      [[19, 40]],
    )
    expect(n).toBe(3)
    expect(counts).toEqual({ '11': 1, '10': 0, '01': 1, '00': 1 })
  })

  it('segments are the turns the document came with', () => {
    expect(report('segment', [[3, 20]], [[40, 41]]).counts).toEqual({ '11': 1, '10': 1, '01': 0, '00': 0 })
  })

  it('a source is one unit, coded or not', () => {
    expect(report('source', [[3, 4]], [[40, 41]]).counts).toEqual({ '11': 1, '10': 0, '01': 0, '00': 0 })
  })
})

describe('interviewer turns left out', () => {
  it('their characters and what was coded in them do not count', () => {
    const all = report('character', [[0, 20]], [[10, 18]], ['I'])
    expect(all.n).toBe(31)
    expect(all.leftOut).toEqual({ speakers: ['I'], aroundMail: 0, characters: 15 }) // the line end after the turn goes with it
    // Left are [15, 20) and [15, 18).
    expect(all.counts).toEqual({ '11': 3, '10': 2, '01': 0, '00': 26 })
  })

  it('a passage wholly inside one is no passage', () => {
    expect(report('character', [[3, 9]], [], ['I']).codes[0]?.passages).toEqual({
      both: 0,
      onlyA: 0,
      onlyB: 0,
    })
  })

  it('nor are their words, sentences and turns units', () => {
    expect(report('word', [[0, 46]], [[3, 6]], ['I']).counts).toEqual({ '11': 0, '10': 7, '01': 0, '00': 0 })
    expect(report('sentence', [[0, 46]], [[3, 6]], ['I']).counts).toEqual({
      '11': 0,
      '10': 2,
      '01': 0,
      '00': 0,
    })
    expect(report('segment', [[0, 46]], [[3, 6]], ['I']).n).toBe(1)
  })

  it('a source whose every turn is left out is no unit', () => {
    expect(report('source', [[3, 9]], [[3, 9]], ['I', 'P']).n).toBe(0)
  })
})
