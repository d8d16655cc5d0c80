import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutAs, hasLabels, withSpeakers } from '#engine/import/said-speakers.ts'
import { faultOf, seal } from '#engine/import/seal.ts'
import { findTurns } from '#engine/import/speakers.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { asRecognised, type LabelFinding, labelPatterns, type SpeakerChoice } from '#shared/model/speakers.ts'
import { normaliseText } from '#shared/text/normalise.ts'

function read(given: string): ParsedDocument {
  const { text } = normaliseText(given)
  const { segments, warnings } = findTurns(text)
  return seal({ format: 'txt', title: 'T', kind: 'interview', text, segments, marks: [], warnings }, 'T.txt')
}

const saying = (choice: Partial<SpeakerChoice>): SpeakerChoice => ({ ...asRecognised, ...choice })

/** Who says what in a text under a choice, as `speaker: words`. */
function turns(text: string, choice: Partial<SpeakerChoice>): string[] {
  const document = read(text)
  return withSpeakers(document, saying(choice)).segments.map(
    ({ speaker = '', bodyStart, end }) => `${speaker}: ${document.text.slice(bodyStart, end)}`,
  )
}

describe('labels as a person says they are written', () => {
  const cases: [string, LabelFinding, string, string[]][] = [
    [
      'marks around a name, and others alike',
      { by: 'labels', labels: ['<P1>'], alike: true },
      '<P1> I was tired.\n<I> How so?\n<P2> Me too.\n<P1> From the stairs.\n<P2> Yes.',
      // <I> is written otherwise: a letter without a number.
      ['P1: I was tired.\n<I> How so?', 'P2: Me too.', 'P1: From the stairs.', 'P2: Yes.'],
    ],
    [
      'labels typed one by one, without a mark',
      { by: 'labels', labels: ['Q', 'A'], alike: false },
      'Q How was it?\nA Slow.\nAnd long.\nQ Why?\nA The stairs. Quite steep.',
      ['Q: How was it?', 'A: Slow.\nAnd long.', 'Q: Why?', 'A: The stairs. Quite steep.'],
    ],
    [
      'a label followed by a time and a dash',
      { by: 'labels', labels: ['Tove'], alike: true },
      'Tove 00:01 - We walked.\nMira 00:05 - To the shop.\nTove 00:09 - And back.\nMira 00:12 - Slowly.',
      ['Tove: We walked.', 'Mira: To the shop.', 'Tove: And back.', 'Mira: Slowly.'],
    ],
    [
      'a pattern: brackets',
      { by: 'pattern', pattern: 'bracket' },
      '[the mentor] We walked.\n[the mentee] To the shop.\n[the mentor] And back.\n[the mentee] Slowly.',
      ['the mentor: We walked.', 'the mentee: To the shop.', 'the mentor: And back.', 'the mentee: Slowly.'],
    ],
    [
      'a pattern: initials',
      { by: 'pattern', pattern: 'initials' },
      'JM  How was it?\nTS  Slow.\nJM  Why?\nTS  The stairs.',
      ['JM: How was it?', 'TS: Slow.', 'JM: Why?', 'TS: The stairs.'],
    ],
    [
      'a pattern: a line of its own',
      { by: 'pattern', pattern: 'alone' },
      'the nurse\nHow was it?\nolder man\nSlow, to be honest.\nthe nurse\nWhy?\nolder man\nThe stairs.',
      [
        'the nurse: How was it?',
        'older man: Slow, to be honest.',
        'the nurse: Why?',
        'older man: The stairs.',
      ],
    ],
    [
      'nobody',
      { by: 'nobody' },
      'Interviewer: How was it?\nP1: Slow.',
      [': Interviewer: How was it?', ': P1: Slow.'],
    ],
  ]
  it.each(cases)('%s', (_, find, text, expected) => {
    expect(turns(text, { find })).toEqual(expected)
  })

  it('what is no speaker goes on from the turn before, or is a paragraph', () => {
    const text =
      'Note: taped at home.\nI: How?\nP: Slow.\nNote: laughs.\nP: So slow.\nI: And then?\nNote: end.'
    expect(turns(text, { find: { by: 'pattern', pattern: 'colon' }, not: ['Note'] })).toEqual([
      ': Note: taped at home.',
      'I: How?',
      'P: Slow.\nNote: laughs.',
      'P: So slow.',
      'I: And then?\nNote: end.',
    ])
  })

  it('two labels under one name are one person, and no offset moves', () => {
    const document = read('I: How?\nR: Slow.\nRespondent: So slow.\nI: Why?\nR: Stairs.')
    const merged = withSpeakers(document, saying({ names: [{ label: 'R', name: 'Respondent' }] }))
    expect(merged.speakers).toEqual(['I', 'Respondent'])
    expect(merged.segments.map(({ speaker: _, ...rest }) => rest)).toEqual(
      document.segments.map(({ speaker: _, ...rest }) => rest),
    )
  })

  it('a warning that only one speaker was found goes once others are', () => {
    const document = read('Interviewer: How?\nShe who answers - Slow.\nAnd long.\nShe who answers - Stairs.')
    expect(document.warnings.join()).toMatch(/Only one speaker/)
    const find = {
      by: 'labels',
      labels: ['Interviewer', 'She who answers'],
      alike: false,
    } satisfies LabelFinding
    const fixed = withSpeakers(document, saying({ find }))
    expect(fixed.speakers).toEqual(['Interviewer', 'She who answers'])
    expect(fixed.warnings.join()).not.toMatch(/Only one speaker/)
  })

  it('captions have no labels to look for; their speakers can be named and taken away', () => {
    const text = 'How was it?\nSlow.'
    const captions: ParsedDocument = {
      ...read(text),
      segments: [
        { kind: 'turn', start: 0, bodyStart: 0, end: 11, speaker: 'Guest', startMs: 0 },
        { kind: 'turn', start: 12, bodyStart: 12, end: 17, speaker: 'Mira', startMs: 900 },
      ],
    }
    expect(hasLabels(captions.segments)).toBe(false)
    const find = { by: 'pattern', pattern: 'colon' } satisfies LabelFinding
    expect(withSpeakers(captions, saying({ find })).segments).toEqual(captions.segments)
    expect(withSpeakers(captions, saying({ not: ['Guest'] })).segments[0]).toEqual({
      kind: 'paragraph',
      start: 0,
      bodyStart: 0,
      end: 11,
      startMs: 0,
    })
    expect(withSpeakers(captions, saying({ find: { by: 'nobody' } })).speakers).toEqual([])
  })
})

describe('laws', () => {
  const label = fc.constantFrom(
    'I',
    'P1',
    'Respondent',
    'Anna Berg',
    '[id1]',
    '<R>',
    'É',
    '👩‍👩‍👧',
    'note',
    '=',
    '(',
    'a+',
  )
  const after = fc.constantFrom(': ', ':', ' - ', '\t', '  ', '\n', ' 00:01\n', ' [0:02] ', '] ', '')
  const words = fc.constantFrom(
    'Slow.',
    'We walked: far.',
    'e\u0301',
    '👩‍👩‍👧 yes',
    '',
    '00:12',
    'It was, I think - long.',
    '=',
  )
  const line = fc.tuple(label, after, words).map(parts => parts.join(''))
  const text = fc
    .array(fc.oneof(line, words), { minLength: 1, maxLength: 25 })
    .map(lines => lines.join('\n'))
    .filter(made => normaliseText(made).text.trim() !== '')
  const finding: fc.Arbitrary<LabelFinding> = fc.oneof(
    fc.constant<LabelFinding>({ by: 'automatic' }),
    fc.constant<LabelFinding>({ by: 'nobody' }),
    fc.constantFrom(...labelPatterns).map(pattern => ({ by: 'pattern' as const, pattern })),
    fc.record({
      by: fc.constant('labels' as const),
      labels: fc.array(fc.oneof(label, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })), {
        minLength: 1,
        maxLength: 4,
      }),
      alike: fc.boolean(),
    }),
  )
  const choice: fc.Arbitrary<SpeakerChoice> = fc.record({
    find: finding,
    not: fc.array(label, { maxLength: 2 }),
    names: fc.array(fc.record({ label, name: fc.constantFrom('Anna', 'I', 'P1') }), { maxLength: 3 }),
    asks: fc.constant([]),
  })

  it('whatever is said, segments are in order, on whole characters, and none of the speech is lost', () => {
    fc.assert(
      fc.property(text, choice, (given, said) => {
        const document = read(given)
        const cut = withSpeakers(document, said)
        expect(faultOf(cut)).toBeNull()
        expect(cut.text).toBe(document.text)
        expect(
          cut.speakers.filter(name => said.not.includes(name) && !said.names.some(n => n.name === name)),
        ).toEqual([])
        let reached = 0
        for (const { start, end } of [...cut.segments, { start: cut.text.length, end: cut.text.length }]) {
          expect(cut.text.slice(reached, start).trim()).toBe('')
          reached = end
        }
      }),
      { numRuns: 300 },
    )
  })

  it('saying nothing changes nothing, and naming moves no offset', () => {
    fc.assert(
      fc.property(text, choice, (given, said) => {
        const document = read(given)
        expect(withSpeakers(document, asRecognised)).toEqual(document)
        const { segments } = cutAs(document, said)
        expect(withSpeakers(document, said).segments.map(({ speaker: _, ...rest }) => rest)).toEqual(
          segments.map(({ speaker: _, ...rest }) => rest),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('saying it twice is saying it once', () => {
    fc.assert(
      fc.property(text, finding, (given, find) => {
        const once = withSpeakers(read(given), saying({ find }))
        if (find.by !== 'automatic')
          expect(withSpeakers(once, saying({ find })).segments).toEqual(once.segments)
      }),
      { numRuns: 200 },
    )
  })

  it('takes time in proportion to the text, for labels made to be slow', () => {
    const nasty = `${'a '.repeat(70)}:`
    const document = (lines: number) => read(Array.from({ length: lines }, () => nasty + nasty).join('\n'))
    const time = (lines: number) => {
      const made = document(lines)
      const find = {
        by: 'labels',
        labels: ['a a a a a:', '((((', 'a+a+a+'],
        alike: true,
      } satisfies LabelFinding
      const from = performance.now()
      withSpeakers(made, saying({ find }))
      return performance.now() - from
    }
    // The least of three: a run that was held up by other work says nothing of how the time grows.
    const least = (lines: number) => Math.min(...[1, 2, 3].map(() => time(lines)))
    time(200)
    expect(least(8000)).toBeLessThan(Math.max(500, least(1000) * 40))
  })
})
