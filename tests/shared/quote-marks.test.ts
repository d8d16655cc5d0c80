import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fittingMarks,
  markText,
  type QuoteMark,
  quoteAsPrinted,
  quotePieces,
} from '#shared/text/quote-marks.ts'

const words = 'She said it was never the forms, really.'
const mark = (of: string, text = ''): QuoteMark => ({
  start: words.indexOf(of),
  end: words.indexOf(of) + of.length,
  text,
})

describe('edits on a quotation', () => {
  it('leave words out, stand in their place, or between them', () => {
    expect(quoteAsPrinted(words, [mark('never '), mark('She', 'the mentor')])).toBe(
      '[the mentor] said it was […] the forms, really.',
    )
    const between = words.indexOf(' was')
    expect(quoteAsPrinted(words, [{ start: between, end: between, text: 'the delay' }])).toBe(
      'She said it [the delay] was never the forms, really.',
    )
  })

  it('that do not fit are put aside: beyond the words, overlapping, or of nothing', () => {
    expect(fittingMarks([{ start: 3, end: 99, text: '' }], words.length)).toEqual([])
    expect(fittingMarks([{ start: 3, end: 3, text: '' }], words.length)).toEqual([])
    expect(fittingMarks([mark('it was'), mark('was never')], words.length)).toEqual([mark('it was')])
  })

  const marks = fc.array(
    fc.record({
      start: fc.nat({ max: 60 }),
      end: fc.nat({ max: 60 }),
      text: fc.constantFrom('', 'x', '<&>"'),
    }),
    { maxLength: 6 },
  )

  it('never change a word that they leave standing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), marks, (text, edits) => {
        const pieces = quotePieces(text, edits)
        for (const piece of pieces.filter(({ isMark }) => !isMark))
          expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text)
        const left = fittingMarks(edits, text.length)
        expect(pieces.filter(({ isMark }) => isMark).map(({ text }) => text.trim())).toEqual(
          left.map(edit => markText(edit).trim()),
        )
        const stands = pieces
          .filter(({ isMark }) => !isMark)
          .reduce((sum, piece) => sum + piece.text.length, 0)
        expect(stands).toBe(text.length - left.reduce((sum, { start, end }) => sum + end - start, 0))
      }),
    )
  })
})
