import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOf } from '#engine/import/seal.ts'
import { anchors } from '#engine/revisions/anchors.ts'
import { carriedEdits } from '#engine/revisions/carry-edits.ts'
import { applyEdits, type Edit } from '#engine/revisions/edits.ts'
import { findEdits, refined } from '#engine/revisions/find-edits.ts'
import { restructured } from '#engine/revisions/restructure.ts'
import type { Mark, Segment } from '#shared/model/document.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { fittingMarks } from '#shared/text/quote-marks.ts'
import type { Span } from '#shared/text/span.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Pieces that joins of texts go wrong with: marks, flags, families, skin tones, conjuncts, directions, jamo. */
const pieces = [
  'we ',
  'walked',
  ' to the shop',
  'the ',
  '. ',
  ', ',
  '\n',
  'e',
  '\u0301',
  '\u0323',
  'é',
  '🇬🇧',
  '🇫🇷',
  '🇬',
  '👩',
  '\u200D',
  '👩‍👧‍👦',
  '🏽',
  'שלום',
  '\u202E',
  'क्',
  'ष',
  '\u1100',
  '\u1161',
  '\u11A8',
  '字',
  '\uFEFF',
  '\r',
  ' ',
]
const aPiece = fc.constantFrom(...pieces)
const someWords = fc.array(aPiece, { maxLength: 5 }).map(parts => parts.join(''))
const aText = fc
  .array(aPiece, { minLength: 1, maxLength: 40 })
  .map(parts => normaliseText(parts.join('')).text)
  .filter(text => text !== '')

/** Offsets at which a text may be cut. */
const boundaries = (text: string): number[] => [
  ...Array.from(segmenter.segment(text), piece => piece.index),
  text.length,
]

const place = fc.nat(10_000)

/** Edits that fit a text, from numbers: between boundaries, in order, apart. */
function editsOf(
  text: string,
  asked: readonly (readonly [number, string])[],
  tie: readonly boolean[],
): Edit[] {
  const at = boundaries(text)
  const cuts = asked.map(([n]) => at[n % at.length] as number).sort((a, b) => a - b)
  const edits: Edit[] = []
  for (let n = 0; n + 1 < cuts.length; n += 2) {
    const start = cuts[n] as number
    const end = tie[n] ? start : (cuts[n + 1] as number)
    edits.push({ start, end, text: asked[n]?.[1] ?? '' })
  }
  return edits
}

const aSpan = (text: string, a: number, b: number): Span | null => {
  const at = boundaries(text)
  const [x, y] = [at[a % at.length] as number, at[b % at.length] as number]
  return x === y ? null : { start: Math.min(x, y), end: Math.max(x, y) }
}

const scene = fc
  .record({
    text: aText,
    cuts: fc.array(fc.tuple(place, someWords), { maxLength: 8 }),
    tie: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    spans: fc.array(fc.tuple(place, place), { maxLength: 12 }),
  })
  .map(({ text, cuts, tie, spans }) => ({
    text,
    edits: editsOf(text, cuts, tie),
    spans: spans.flatMap(([a, b]) => aSpan(text, a, b) ?? []),
  }))

describe('edits of a text', () => {
  it('leave a text that is normalised, with everything outside of them as it was, cut between whole characters', () => {
    fc.assert(
      fc.property(scene, ({ text, edits }) => {
        const done = applyEdits(text, edits)
        expect(normaliseText(done.text).text).toBe(done.text)
        let from = 0
        let shift = 0
        let told = ''
        for (const edit of done.edits) {
          expect(edit.start).toBeGreaterThanOrEqual(from)
          expect(text.slice(edit.start, edit.end)).not.toBe(edit.text)
          told += text.slice(from, edit.start) + edit.text
          for (const at of [edit.start, edit.end]) expect(isGraphemeBoundary(text, at)).toBe(true)
          const start = edit.start + shift
          for (const at of [start, start + edit.text.length])
            expect(isGraphemeBoundary(done.text, at)).toBe(true)
          shift += edit.text.length - (edit.end - edit.start)
          from = edit.end
        }
        expect(told + text.slice(from)).toBe(done.text)
      }),
      { numRuns: 1500 },
    )
  })

  it('come to the same text when they are made finer', () => {
    fc.assert(
      fc.property(scene, ({ text, edits }) => {
        const finer = refined(text, edits)
        expect(applyEdits(text, finer).text).toBe(applyEdits(text, edits).text)
      }),
      { numRuns: 1500 },
    )
  })

  it('are found again from the texts before and after', () => {
    fc.assert(
      fc.property(aText, aText, (before, after) => {
        expect(applyEdits(before, findEdits(before, after)).text).toBe(after)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('a span after edits', () => {
  it('is on the same characters, on what became of them, or nowhere, and begins and ends between characters', () => {
    fc.assert(
      fc.property(scene, ({ text, edits, spans }) => {
        const done = applyEdits(text, refined(text, edits))
        const to = anchors(text, done)
        for (const span of spans) {
          const is = to.reanchor(span)
          const was = text.slice(span.start, span.end)
          const untouched = done.edits.every(edit =>
            edit.start === edit.end
              ? edit.start <= span.start || edit.start >= span.end
              : edit.end <= span.start || edit.start >= span.end,
          )
          if (untouched) expect(is.fate).toBe('same')
          if (is.fate === 'gone') continue
          expect(is.start).toBeLessThan(is.end)
          expect(isGraphemeBoundary(done.text, is.start)).toBe(true)
          expect(isGraphemeBoundary(done.text, is.end)).toBe(true)
          const now = done.text.slice(is.start, is.end)
          expect(now === was).toBe(is.fate === 'same')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    [
      'a typo mended beside it',
      'We waked to the shop.',
      'We walked to the shop.',
      'the shop',
      'same',
      'the shop',
    ],
    [
      'a typo mended in it',
      'We waked to the shop.',
      'We walked to the shop.',
      'waked to',
      'touched',
      'walked to',
    ],
    ['a word made longer at its end', 'The cat sat.', 'The cats sat.', 'cat', 'touched', 'cats'],
    ['a word put in before it', 'We sat down.', 'We all sat down.', 'sat down', 'same', 'sat down'],
    [
      'a word put in inside it',
      'We sat down.',
      'We sat quietly down.',
      'sat down',
      'touched',
      'sat quietly down',
    ],
    ['a name taken out', 'Ask Anna Berg, she said.', 'Ask OT 18, she said.', 'Anna Berg', 'touched', 'OT 18'],
    ['its first half taken out', 'one two three four', 'three four', 'two three', 'touched', 'three'],
    ['all of it taken out', 'one two three four', 'one four', 'two three', 'gone', ''],
    ['a mark set upon its last letter', 'resume', 'resumé', 'resume', 'touched', 'resumé'],
    ['a family joined', 'a 👩👧 b', 'a 👩‍👧 b', '👩', 'touched', '👩‍👧'],
    ['a flag halved before it', '🇬🇧🇫🇷 x', '🇬🇬🇧🇫🇷 x', 'x', 'same', 'x'],
    ['words in Hebrew', 'אמר שלום לכל', 'אמר ברכה לכל', 'שלום לכל', 'touched', 'ברכה לכל'],
  ])('%s', (_, before, after, marked, fate, now) => {
    const start = before.indexOf(marked)
    const done = applyEdits(before, findEdits(before, after))
    const is = anchors(before, done).reanchor({ start, end: start + marked.length })
    expect(is.fate).toBe(fate)
    if (is.fate !== 'gone') expect(done.text.slice(is.start, is.end)).toBe(now)
  })
})

describe('the structure after edits', () => {
  it('keeps the promises of a document', () => {
    fc.assert(
      fc.property(
        scene,
        fc.array(fc.tuple(place, place, place), { maxLength: 6 }),
        ({ text, edits }, raw) => {
          const at = boundaries(text)
          const cuts = [...new Set(raw.flat().map(n => at[n % at.length] as number))].sort((a, b) => a - b)
          const segments: Segment[] = []
          for (let n = 0; n + 2 < cuts.length; n += 2) {
            segments.push({
              kind: 'turn',
              start: cuts[n] as number,
              bodyStart: cuts[n + 1] as number,
              end: cuts[n + 2] as number,
              speaker: 'A',
            })
          }
          const marks: Mark[] = segments.flatMap(({ start, end }) => [
            { style: 'bold', start, end },
            { style: 'heading', start, end, level: 1 },
          ])
          const done = applyEdits(text, refined(text, edits))
          const { structure } = restructured(
            text,
            done.text,
            { segments, marks, mail: null },
            anchors(text, done),
          )
          expect(
            faultOf({
              format: 'txt',
              title: '',
              kind: 'note',
              text: done.text,
              speakers: [],
              warnings: [],
              segments: structure.segments,
              marks: structure.marks,
            }),
          ).toBeNull()
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('gives words put in at the end of a turn to it, and calls a speaker as the label now reads', () => {
    const text = 'Anna: Yes\nB: No'
    const segments: Segment[] = [
      { kind: 'turn', start: 0, bodyStart: 6, end: 9, speaker: 'Anna', startMs: 5 },
      { kind: 'turn', start: 10, bodyStart: 13, end: 15, speaker: 'B' },
    ]
    const edits = [
      { start: 0, end: 4, text: 'OT 1' },
      { start: 9, end: 9, text: ', we did' },
      { start: 13, end: 15, text: '' },
    ]
    const done = applyEdits(text, refined(text, edits))
    const { structure, names } = restructured(
      text,
      done.text,
      { segments, marks: [], mail: null },
      anchors(text, done),
    )
    expect(done.text).toBe('OT 1: Yes, we did\nB: ')
    expect(structure.segments).toEqual([
      { kind: 'turn', start: 0, bodyStart: 6, end: 17, speaker: 'OT 1', startMs: 5 },
      { kind: 'turn', start: 18, bodyStart: 21, end: 21, speaker: 'B' },
    ])
    expect([...names]).toEqual([['Anna', 'OT 1']])
  })
})

describe('edits on a quotation whose text is corrected', () => {
  it('go on hiding a blank that was left out with words, where only the blank is left', () => {
    const text = 'We came, late.'
    const places = anchors(text, applyEdits(text, [{ start: 9, end: 13, text: '' }]))
    expect(
      carriedEdits(
        places,
        { start: 0, end: 14, marks: [{ start: 8, end: 13, text: '' }] },
        { start: 0, end: 10 },
      ),
    ).toEqual([{ start: 8, end: 9, text: '' }])
  })

  it('go on hiding what they hid, and no clarification is lost', () => {
    fc.assert(
      fc.property(scene, place, place, ({ text, edits, spans }, a, b) => {
        const quoted = aSpan(text, a, b)
        if (quoted === null) return
        const done = applyEdits(text, edits)
        const places = anchors(text, done)
        const found = places.reanchor(quoted)
        if (found.fate === 'gone') return
        const marks = fittingMarks(
          spans.flatMap(({ start, end }, n) => {
            const at = { start: start - quoted.start, end: end - quoted.start }
            return at.start < 0 ? [] : [{ ...at, text: n % 2 === 0 ? '' : `clarified ${n}` }]
          }),
          quoted.end - quoted.start,
        )
        const carried = carriedEdits(places, { ...quoted, marks }, found)
        expect(fittingMarks(carried, found.end - found.start)).toEqual(carried)
        const clarified = (of: typeof marks) => of.map(mark => mark.text).filter(words => words !== '')
        expect(clarified(carried)).toEqual(clarified(marks))
        const isHidden = (at: number) =>
          carried.some(({ start, end }) => found.start + start <= at && at < found.start + end)
        for (const mark of marks) {
          for (let at = quoted.start + mark.start; at < quoted.start + mark.end; at++) {
            if (done.edits.some(({ start, end }) => start <= at && at < end)) continue
            const now = places.after(at)
            expect(done.text[now]).toBe(text[at])
            if (found.start <= now && now < found.end) expect(isHidden(now)).toBe(true)
          }
        }
      }),
      { numRuns: 1500 },
    )
  })
})
