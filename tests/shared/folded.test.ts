import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folded, foundIn, soughtWords } from '#shared/text/folded.ts'

const marked = (text: string, typed: string) =>
  foundIn(text, soughtWords(typed)).map(({ start, end }) => text.slice(start, end))

describe('finding folded words in a text', () => {
  it('marks the words as they stand, accents and all', () => {
    expect(marked('Café and Naïveté', 'naivete cafe')).toEqual(['Café', 'Naïveté'])
    expect(marked('cafe\u0301s', 'cafe')).toEqual(['cafe\u0301'])
    expect(marked('ΛΟΓΟΣ, λόγος', 'λογοσ')).toEqual(['ΛΟΓΟΣ', 'λόγος'])
    expect(marked('👩‍👩‍👧 Family', 'family')).toEqual(['Family'])
  })
  it('puts aside the case of letters that have two capitals or share one, and the strokes of letters', () => {
    expect(marked('Straße', 'STRASSE')).toEqual(['Straße'])
    expect(marked('STRASSE, Straßen', 'straß')).toEqual(['STRASS', 'Straß'])
    expect(marked('ışık, IŞIK', 'IŞIK')).toEqual(['ışık', 'IŞIK'])
    expect(marked('Møller, Đorđe, Łódź, Ærø', 'moller dorde lodz aero')).toEqual([
      'Møller',
      'Đorđe',
      'Łódź',
      'Ærø',
    ])
    expect(marked('Moller', 'Møller')).toEqual(['Moller'])
    expect(marked('Maß halten', 's h')).toEqual(['ß', 'h'])
  })
  it('joins what overlaps, and marks nothing for nothing', () => {
    expect(marked('paperwork', 'paper perw')).toEqual(['paperw'])
    expect(marked('paperwork', ' ')).toEqual([])
  })
  it('finds what it marks: each stretch folds to something that holds a sought word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, from, length) => {
        const plain = folded(text)
        const at = plain.length === 0 ? 0 : from % plain.length
        const typed = plain.slice(at, at + 1 + (length % 6))
        const words = soughtWords(typed)
        const spans = foundIn(text, words)
        for (const { start, end } of spans) {
          expect(words.some(word => folded(text.slice(start, end)).includes(word))).toBe(true)
        }
        expect(spans.length > 0).toBe(words.some(word => plain.includes(word)))
      }),
    )
  })
})
