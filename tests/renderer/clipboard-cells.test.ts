import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromClipboard, toClipboard } from '#renderer/clipboard-cells.ts'

describe('the clipboard', () => {
  it('reads what a spreadsheet puts there', () => {
    expect(fromClipboard('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(fromClipboard('"two\nlines"\t"a ""word"""\n5" pipe\t"open')).toEqual([
      ['two\nlines', 'a "word"'],
      ['5" pipe', '"open'],
    ])
    expect(fromClipboard('')).toEqual([['']])
  })

  it('takes words for words, whatever a spreadsheet would make of them, and numbers for numbers', () => {
    expect(
      toClipboard([
        ['Site', 'Minutes'],
        ['=1+1', 30],
        ['"North" ward, upper', null],
        ['Two\nlines', -0.25],
        ['Tab\there', '-5'],
        ['-x', '–'],
      ]),
    ).toBe(
      'Site\tMinutes\n\'=1+1\t30\n"""North"" ward, upper"\t\n"Two\nlines"\t-0.25\n"Tab\there"\t-5\n\'-x\t–',
    )
  })

  it('gives back the cells that were put there', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('\t', 'a\nb', '"', '""', ' "x" ', '', '=1+1', "'=1", "''-x", '-5', "'-5", '@x'),
    )
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 4 })
          .chain(width =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
          ),
        cells => {
          const plain = cells.map(row => row.map(one => one.replace(/\r\n?/g, '\n')))
          // A single empty last line is what programs end with, and cannot be told from an empty last row.
          fc.pre(
            plain.length === 1 ||
              plain.at(-1)?.some(one => one !== '') === true ||
              (plain[0]?.length ?? 0) > 1,
          )
          expect(fromClipboard(toClipboard(plain))).toEqual(plain)
        },
      ),
    )
  })
})
