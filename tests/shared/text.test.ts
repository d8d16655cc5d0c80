import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countGraphemes,
  isGraphemeBoundary,
  nextBoundary,
  previousBoundary,
  wholeGraphemes,
} from '#shared/text/graphemes.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import {
  coveredLength,
  intersection,
  overlaps,
  type Span,
  sharedLength,
  unite,
  without,
} from '#shared/text/span.ts'
import { countWords, sentenceSpans, wholeWords, wordSpans } from '#shared/text/words.ts'

const spans = fc.array(
  fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]): Span => ({ start: Math.min(a, b), end: Math.max(a, b) })),
  { maxLength: 12 },
)
const covered = (list: readonly Span[]): Set<number> =>
  new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)))

/** Texts with what trips careless code: emoji families, combining marks, both directions, broken surrogates. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'Z',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '\0',
      '\uFEFF',
      'e\u0301',
      'é',
      '👩‍👩‍👧',
      '🇩🇰',
      '한',
      'שלום',
      '\u202E',
      '\uD83D',
      '\uDC69',
      'Dr. ',
      '. ',
      'गि',
    ),
    { maxLength: 30 },
  )
  .map(parts => parts.join(''))

describe('spans', () => {
  it('unites to the fewest spans over the same characters', () => {
    fc.assert(
      fc.property(spans, list => {
        const united = unite(list)
        expect(covered(united)).toEqual(covered(list))
        expect(coveredLength(united)).toBe(covered(list).size)
        for (const [n, span] of united.entries()) expect(span.start).toBeGreaterThan(united[n - 1]?.end ?? -1)
      }),
    )
  })

  it('knows what of a span others leave, in order', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 40 }), spans, (start, length, others) => {
        const span = { start, end: start + length }
        const left = without(span, unite(others))
        expect([...covered(left)].sort((a, b) => a - b)).toEqual(
          [...covered([span])].filter(at => !covered(others).has(at)).sort((a, b) => a - b),
        )
        expect(unite(left)).toEqual(left)
      }),
    )
  })

  it('counts the characters two lists share', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        expect(sharedLength(unite(a), unite(b))).toBe([...covered(a)].filter(at => covered(b).has(at)).length)
      }),
    )
  })

  it('overlaps exactly where an intersection is', () => {
    const long = fc
      .tuple(fc.nat(30), fc.integer({ min: 1, max: 9 }))
      .map(([start, n]) => ({ start, end: start + n }))
    fc.assert(
      fc.property(long, long, (a, b) => {
        expect(overlaps(a, b)).toBe(intersection(a, b) !== null)
      }),
    )
    expect(overlaps({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false)
  })
})

describe('normalising', () => {
  it('is done once: doing it again changes nothing and reports nothing', () => {
    fc.assert(
      fc.property(text, raw => {
        const once = normaliseText(raw)
        expect(normaliseText(once.text)).toEqual({ text: once.text, changes: [] })
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves well-formed NFC with plain line ends and neither NUL nor byte-order mark', () => {
    fc.assert(
      fc.property(text, raw => {
        const { text: stored } = normaliseText(raw)
        expect(stored.isWellFormed()).toBe(true)
        expect(stored).toBe(stored.normalize('NFC'))
        expect(stored).not.toMatch(/[\0\r]|^\uFEFF/)
      }),
    )
  })

  it('leaves no character as it is that Unicode composes or changes, alone or after a letter', () => {
    const before = ['', 'e', '\u1100', '\u0928']
    const missed: string[] = []
    for (let unit = 1; unit < 0x10000; unit++) {
      if (unit === 0xd || unit === 0xfeff || (unit >= 0xd800 && unit <= 0xdfff)) continue
      for (const lead of before) {
        const raw = lead + String.fromCharCode(unit)
        if (normaliseText(raw).text !== raw.normalize('NFC')) missed.push(unit.toString(16))
      }
    }
    expect(missed).toEqual([])
  })

  it('says what it changed, and how often', () => {
    expect(normaliseText('\uFEFFa\0\r\nb\rcafe\u0301 \uD83D').changes).toEqual([
      'Byte-order mark removed',
      '1 NUL character removed',
      '2 line ends made uniform',
      '1 broken character replaced by \uFFFD',
      'Accented letters stored in their composed form (NFC)',
    ])
    expect(normaliseText('plain').changes).toEqual([])
  })
})

describe('graphemes', () => {
  const whole = new Intl.Segmenter('en', { granularity: 'grapheme' })

  it('finds the boundaries that segmenting the whole text finds', () => {
    fc.assert(
      fc.property(text, raw => {
        const { text: stored } = normaliseText(raw)
        const ends = new Set([stored.length, ...[...whole.segment(stored)].map(s => s.index)])
        for (let offset = 0; offset <= stored.length; offset++) {
          expect(isGraphemeBoundary(stored, offset)).toBe(ends.has(offset))
          const before = previousBoundary(stored, offset)
          const after = nextBoundary(stored, offset)
          expect(ends.has(before) && ends.has(after) && before <= offset && offset <= after).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('finds them in long runs of flags, marks, families, conjuncts and syllables too', () => {
    const plain = ['a', ' ', 'é', '\n', '\r', '\r\n', '\0', '\u00AD', '\u{1F1E0}', '\uD83C', '\uDDE9']
    const marks = '\u0301 \u034F \u0600 \u200C \u200D \uFE0F \uFF9E \u0D4E \u1B44 \u{110BD}'.split(' ')
    const emoji = '🇩🇰 🇩 👩 ❤ © 👍🏽 👩‍👩‍👧 1\uFE0F\u20E3 🏴\u{E0067}\u{E007F}'.split(' ')
    const syllables = 'ᄒ ᅡ ᆫ 한 하 字 ไ ทำ क क् ि क्षि ക് ကျ'.split(' ')
    const piece = fc.constantFrom(...plain, ...marks, ...emoji, ...syllables)
    const run = fc
      .tuple(
        fc.array(piece, { minLength: 1, maxLength: 3 }),
        fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 110 })),
      )
      .map(([pieces, times]) => pieces.join('').repeat(times))
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), runs => {
        const long = runs.join('')
        const starts = [...Array.from(whole.segment(long), ({ index }) => index), long.length]
        const before: number[] = []
        const after: number[] = []
        for (let at = 0, n = 0; at <= long.length; at++) {
          if (at > (starts[n] ?? 0)) n++
          after.push(starts[n] ?? 0)
          before.push(starts[n] === at ? at : (starts[n - 1] ?? 0))
        }
        const offsets = Array.from({ length: long.length + 1 }, (_, at) => at)
        expect(offsets.map(at => previousBoundary(long, at))).toEqual(before)
        expect(offsets.map(at => nextBoundary(long, at))).toEqual(after)
      }),
      { numRuns: 60 },
    )
  })

  it('knows the ends of a character of very many marks', () => {
    const text = `a ${'x'}${'\u0323'.repeat(100_000)} b`
    expect(wholeGraphemes(text, { start: 700, end: 900 })).toEqual({ start: 2, end: 100_003 })
  })

  it('counts those that segmenting the whole text finds', () => {
    const whole = new Intl.Segmenter('en', { granularity: 'grapheme' })
    const any = fc.oneof(text, fc.string({ unit: 'binary' }))
    fc.assert(fc.property(any, text => countGraphemes(text) === [...whole.segment(text)].length))
    expect(countGraphemes('👩🏽‍⚕️'.repeat(8_000))).toBe(8_000)
  })

  it('widens a span that cuts a family in two to the whole family', () => {
    const family = '👩‍👩‍👧'
    expect(wholeGraphemes(`a${family}b`, { start: 2, end: 4 })).toEqual({ start: 1, end: 1 + family.length })
  })

  it('stays quick in the middle of one enormous line', () => {
    const line = 'word '.repeat(1_000_000)
    expect(previousBoundary(line, 2_500_001)).toBe(2_500_001)
    expect(nextBoundary(line, 2_500_001)).toBe(2_500_001)
    const flags = '🇩🇰'.repeat(500_000)
    expect(previousBoundary(flags, 1_600_003)).toBe(1_600_000)
    expect(nextBoundary(flags, 1_600_001)).toBe(1_600_004)
  })
})

describe('words and sentences', () => {
  it('counts words, not spaces or punctuation', () => {
    expect(countWords('It was hard, wasn’t it? 42 times - honestly…')).toBe(8)
    expect(countWords('  \n ')).toBe(0)
  })

  it('gives every word as a stretch of the text, in order and apart', () => {
    fc.assert(
      fc.property(text, raw => {
        let from = 0
        for (const { start, end } of wordSpans(raw)) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          from = end
        }
        expect(from).toBeLessThanOrEqual(raw.length)
      }),
    )
  })

  it('does not end a sentence after a title or an abbreviation', () => {
    const words = 'I saw Dr. Owen on 3 Apr. last year. She said no. It was e.g. the rota, no. 5.'
    expect(sentenceSpans(words).map(({ start, end }) => words.slice(start, end))).toEqual([
      'I saw Dr. Owen on 3 Apr. last year.',
      'She said no.',
      'It was e.g. the rota, no. 5.',
    ])
  })

  it('leaves white space that stands alone after an abbreviation out of the sentence', () => {
    expect(sentenceSpans('Dr. \r ')).toEqual([{ start: 0, end: 3 }])
  })

  it('covers all that is not white space with sentences, each trimmed', () => {
    fc.assert(
      fc.property(text, raw => {
        const found = sentenceSpans(raw)
        const rest =
          [...raw].length === 0
            ? ''
            : found.reduceRight((left, s) => left.slice(0, s.start) + left.slice(s.end), raw)
        expect(rest.trim()).toBe('')
        for (const { start, end } of found) expect(raw.slice(start, end)).toBe(raw.slice(start, end).trim())
      }),
    )
  })

  it('widens a selection to the words it touches', () => {
    const words = 'the second coder'
    const widened = wholeWords(words, { start: 6, end: 12 })
    expect(words.slice(widened.start, widened.end)).toBe('second coder')
  })
})
