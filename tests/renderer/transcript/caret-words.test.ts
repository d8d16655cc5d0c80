import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaretKey } from '#renderer/transcript/caret-keys.ts'
import { type CaretUnit, moveCaret, turnEdge } from '#renderer/transcript/caret-moves.ts'
import { caretWords } from '#renderer/transcript/caret-words.ts'
import { buildRows, type Row } from '#renderer/transcript/rows.ts'
import type { Selected } from '#renderer/transcript/snap.ts'
import type { Segment } from '#shared/model/document.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'

/** A text of turns, each as `Speaker: words`; what has no speaker is a paragraph. */
function spoken(...turns: string[]): { text: string; rows: Row[] } {
  const text = turns.join('\n')
  const segments: Segment[] = []
  let start = 0
  for (const turn of turns) {
    const [label = '', speaker] = /^(\w+): /.exec(turn) ?? []
    const end = start + turn.length
    const part = { start, end, bodyStart: start + label.length }
    segments.push(speaker ? { ...part, kind: 'turn', speaker } : { ...part, kind: 'paragraph' })
    start = end + 1
  }
  return { text, rows: buildRows(text, segments, []) }
}

type Doc = ReturnType<typeof spoken>
type Key = Pick<CaretKey, 'forward'> & { by: CaretUnit | 'edge'; extend?: boolean }

/** Where a key brings the caret from there, and what is said. */
function press({ text, rows }: Doc, from: Selected, { by, forward, extend = false }: Key) {
  const focus =
    by === 'edge'
      ? turnEdge(rows, from.focus, forward)
      : moveCaret(text, rows, from.focus, by, forward, extend)
  const to = { anchor: extend ? from.anchor : focus, focus }
  return { to, said: caretWords(text, rows, from, to, { by, forward, extend }) }
}

const caret = (at: number): Selected => ({ anchor: at, focus: at })

const talk = spoken(
  'INT: How was it? Tell me.',
  'P1: It was fine, thanks. Really.\nEven good.',
  'A remark of nobody.',
  'INT: Good.',
)
const at = (words: string) => talk.text.indexOf(words)
const endOf = (words: string) => at(words) + words.length

describe('what a key of the caret came to', () => {
  const said = (from: number, key: Key) => press(talk, caret(from), key).said
  test.each<[string, number, Key, string]>([
    ['a letter', at('How'), { by: 'character', forward: true }, 'o'],
    ['a space', endOf('Ho'), { by: 'character', forward: true }, 'space'],
    ['a stop', endOf('Tell m'), { by: 'character', forward: true }, 'full stop'],
    ['a comma', endOf('fin'), { by: 'character', forward: true }, 'comma'],
    ['the end of a line', endOf('Really'), { by: 'character', forward: true }, 'end of line'],
    ['the end of a turn', endOf('Tell me'), { by: 'character', forward: true }, 'end of turn'],
    ['the end of the text', endOf('Good'), { by: 'character', forward: true }, 'end of text'],
    ['a letter, backward', endOf('How'), { by: 'character', forward: false }, 'w'],
    ['a word, forward', at('fine'), { by: 'word', forward: true }, 'fine'],
    ['a word, backward', at('thanks'), { by: 'word', forward: false }, 'fine,'],
    ['a word of the next turn', endOf('Tell me.'), { by: 'word', forward: true }, 'It'],
    ['no further word', endOf('Good.'), { by: 'word', forward: true }, 'end of text'],
    ['a stop as a word', endOf('nobody'), { by: 'word', forward: true }, 'full stop'],
    ['a sentence, forward', at('How'), { by: 'sentence', forward: true }, 'How was it?'],
    ['a sentence, backward', at('Really'), { by: 'sentence', forward: false }, 'It was fine, thanks.'],
    [
      'the next turn',
      at('Tell'),
      { by: 'turn', forward: true },
      'P1, turn 2: It was fine, thanks. Really. Even good.',
    ],
    ['a paragraph', at('fine'), { by: 'turn', forward: true }, 'Paragraph 3: A remark of nobody.'],
    ['no further turn', at('Good.'), { by: 'turn', forward: true }, 'end of text'],
    ['a turn’s beginning', at('thanks'), { by: 'edge', forward: false }, 'It was fine, thanks. Really.'],
    ['a turn’s end', at('fine'), { by: 'edge', forward: true }, 'end of turn'],
    ['the text’s beginning', at('fine'), { by: 'text', forward: false }, 'INT, turn 1: How was it? Tell me.'],
    ['the text’s end', at('fine'), { by: 'text', forward: true }, 'end of text'],
  ])('%s', (_, from, key, words) => {
    expect(said(from, key)).toBe(words)
  })

  test('the end of a line within a turn is said to be one, and from its beginning what stands there', () => {
    const edge = (to: number, forward: boolean) =>
      caretWords(talk.text, talk.rows, caret(at('was fine')), caret(to), {
        by: 'edge',
        forward,
        extend: false,
      })
    expect(edge(endOf('fine'), true)).toBe('end of line')
    expect(edge(endOf('Even good.'), true)).toBe('end of turn')
    expect(edge(at('fine'), false)).toBe('fine, thanks. Really.')
  })

  test('a line: from the caret to where the line ends, or the first words in another turn', () => {
    const line = (from: number, to: number) =>
      caretWords(talk.text, talk.rows, caret(from), caret(to), {
        by: 'line',
        forward: to > from,
        extend: false,
      })
    expect(line(at('It was'), at('Even'))).toBe('Even good.')
    expect(line(at('Even'), at('It was'))).toBe('It was fine, thanks. Really.')
    expect(line(at('Tell'), at('It was'))).toBe('It was fine, thanks. Really.')
    expect(line(at('It was'), endOf('Really'))).toBe('full stop')
    const long = spoken(`P1: ${'seven letters '.repeat(40)}`)
    const [start, step] = [4, 70]
    const down = caretWords(long.text, long.rows, caret(start), caret(start + step), {
      by: 'line',
      forward: true,
      extend: false,
    })
    expect(down).toMatch(/^(seven letters ?)+$/)
    expect(down.length).toBeGreaterThanOrEqual(step)
    expect(down.length).toBeLessThan(step + 20)
  })

  test('with Shift what is selected by it, and what no longer is', () => {
    const from = (anchor: number, focus: number, key: Omit<Key, 'extend'>) =>
      press(talk, { anchor, focus }, { ...key, extend: true }).said
    const word = { by: 'word', forward: true } as const
    expect(from(at('was fine'), endOf('It was'), word)).toBe('fine selected')
    expect(from(endOf('thanks'), at('It was'), word)).toBe('It unselected')
    expect(from(endOf('It was'), at('was fine'), { by: 'turn', forward: true })).toBe(
      'was unselected, fine, thanks. Really. Even good. selected',
    )
    expect(from(at('How'), endOf('How'), { by: 'character', forward: true })).toBe('space selected')
    expect(from(at('How'), endOf('How'), { by: 'character', forward: false })).toBe('w unselected')
    expect(from(at('Tell'), endOf('me.'), { by: 'turn', forward: true })).toBe(
      'It was fine, thanks. Really. Even good. selected',
    )
    expect(from(at('Tell'), endOf('me.'), { by: 'character', forward: true })).toBe('end of turn selected')
    expect(from(at('Good'), endOf('Good.'), word)).toBe('end of text')
  })

  test('a character is said whole, in any script', () => {
    const doc = spoken('P1: e\u0301👩🏽‍⚕️🇨🇭שלום 한국')
    const read: string[] = []
    let from = caret(3)
    for (let step = 0; step < 9; step++) {
      const { to, said } = press(doc, from, { by: 'character', forward: true })
      read.push(said)
      from = to
    }
    expect(read).toEqual(['👩🏽‍⚕️', '🇨🇭', 'ש', 'ל', 'ו', 'ם', 'space', '한', '국'])
    expect(press(doc, caret(doc.text.indexOf('👩')), { by: 'character', forward: false }).said).toBe(
      'e\u0301',
    )
  })

  test('what has nothing said has no words, and words of the language are words', () => {
    const doc = spoken('P1: ', 'P2: constructor of things')
    expect(press(doc, caret(doc.text.length), { by: 'text', forward: false }).said).toBe(
      'P1, turn 1: no words',
    )
    expect(press(doc, caret(doc.text.indexOf('constructor')), { by: 'word', forward: true }).said).toBe(
      'constructor',
    )
  })

  test('megabytes in one line, in one character or in empty turns take no longer than a line', () => {
    const megabytes = 5_000_000
    const texts = [
      'word '.repeat(megabytes / 5),
      'x'.repeat(megabytes),
      `a${'\u0323'.repeat(megabytes)}`,
      ' '.repeat(megabytes / 2) + 'x'.repeat(megabytes / 2),
    ]
    for (const text of texts) {
      const row = { ...buildRows('x', [], [])[0], bodyEnd: text.length, end: text.length } as Row
      for (let time = 0; time < 500; time++) {
        for (const by of ['character', 'word', 'sentence', 'line', 'turn', 'edge', 'text'] as const) {
          for (const extend of [false, true]) {
            const key = { by, forward: time % 2 === 0, extend }
            const to = { anchor: 0, focus: key.forward ? text.length - time : time }
            expect(caretWords(text, [row], caret(0), to, key).length).toBeLessThan(220)
          }
        }
      }
    }
  })
})

describe('laws', () => {
  const unit = fc.constantFrom(
    ...[
      'a',
      'ß',
      ' ',
      '  ',
      '\n',
      '\t',
      '.',
      '?',
      '“',
      'e\u0301',
      '\u0323',
      '👍🏽',
      '👩‍👩‍👧',
      '🇨🇭',
      '𝒳',
      'ש',
      'ر',
      '漢',
      '\r\n',
    ],
  )
  const turn = fc.oneof(
    fc.string({ unit, maxLength: 30 }),
    fc.string({ unit, minLength: 150, maxLength: 260 }),
    fc.string({ unit: fc.constantFrom('a', 'שלום ', '\u0323'), minLength: 150, maxLength: 260 }),
  )
  const doc = fc
    .array(fc.tuple(fc.constantFrom('', 'P1: ', 'INT: '), turn), { minLength: 1, maxLength: 5 })
    .map(turns => spoken(...turns.map(([label, words]) => label + words)))
    .filter(({ rows }) => rows.length > 0)
  const key = fc.record({
    by: fc.constantFrom<Key['by']>('character', 'word', 'sentence', 'turn', 'edge', 'text'),
    forward: fc.boolean(),
    extend: fc.boolean(),
  })

  test('whatever is pressed, something short is said in whole characters', () => {
    fc.assert(
      fc.property(doc, fc.array(key, { minLength: 1, maxLength: 12 }), (doc, keys) => {
        let selection = caret(doc.rows[0]?.bodyStart ?? 0)
        for (const key of keys) {
          const { to, said } = press(doc, selection, key)
          expect(said).not.toBe('')
          expect(said.isWellFormed()).toBe(true)
          expect(said.length).toBeLessThan(2 * 220)
          selection = to
        }
      }),
      { numRuns: 400 },
    )
  })

  test('what is selected step by step forward is what is said, in order', () => {
    fc.assert(
      fc.property(doc, fc.constantFrom<CaretUnit>('character', 'word'), (doc, by) => {
        const start = doc.rows[0]?.bodyStart ?? 0
        let selection = caret(start)
        for (let steps = 0; steps < 2000; steps++) {
          const { to, said } = press(doc, selection, { by, forward: true, extend: true })
          if (to.focus === selection.focus) break
          const added = doc.rows
            .map(row =>
              doc.text.slice(Math.max(selection.focus, row.bodyStart), Math.min(to.focus, row.bodyEnd)),
            )
            .join(' ')
            .replace(/\s+/g, ' ')
            .trim()
          if (/\p{L}/u.test(added) && added.length < 200) expect(said).toBe(`${added} selected`)
          expect(isGraphemeBoundary(doc.text, to.focus)).toBe(true)
          selection = to
        }
      }),
      { numRuns: 100 },
    )
  })
})
