import { expect } from 'vitest'
import { legible } from '#engine/export/writing/legible.ts'
import { type Checks, csv, guarded, page, styled, word, workbook } from './read-as.ts'
import { asRecords } from './read-back.ts'
import { found, hostile, type Made } from './study.ts'

export const codingsChecks: Checks = {
  'codings.xlsx': async (bytes, made) => {
    const sheets = await workbook(bytes)
    checkCodingRows(made, asRecords(found(sheets, 'Codings')), value => value)
    expect(found(sheets, 'About').flat().join('\n')).toContain('counted from 0 in UTF-16 code units')
  },

  'codings.csv': (bytes, made) => checkCodingRows(made, asRecords(csv(bytes)), guarded),

  'codings.docx': bytes => {
    const paragraphs = word(bytes, 'Codings')
    expect(styled(paragraphs, 'Note')).toContain(
      'Layer: consensus (codings agreed by both coders or ruled on).',
    )
    expect(styled(paragraphs, 'Heading1')).toEqual(['Coding framework'])
    expect(styled(paragraphs, 'Heading2')).toEqual(['Support', 'Time', hostile.code])
    expect(styled(paragraphs, 'Heading3')).toEqual(['Mentor'])
    expect(styled(paragraphs, 'Passage')).toEqual([
      'The mentor did. You could say anything to her 👩🏽‍⚕️.',
      'There is no room in the rota for it, so I write the records at home.',
      '<b>hobbies</b> stop',
    ])
    expect(styled(paragraphs, 'Attribution')).toEqual([
      '[OT 18, Site 10]  Both coders agreed · facilitator',
      `[OT 18, Site 10]  ${hostile.coder}’s coding stands, ruled by Lena Ruiz\nReason: -The sentence, not the word`,
      '[OT 18, Site 10]  Anna Møller’s coding stands, ruled by Lena Ruiz · barrier\nReason: <b>Agreed</b> by talking',
    ])
  },

  'codings.html': bytes => {
    const elements = page(bytes)
    const headings = elements.filter(e => /^h[2-6]$/.test(e.tag)).map(e => `${e.tag} ${e.text}`)
    expect(headings).toEqual([
      'h2 Coding framework',
      'h3 Support',
      'h4 Mentor',
      'h3 Time',
      `h3 ${hostile.code}`,
    ])
    const quotes = elements.filter(e => e.tag === 'blockquote')
    expect(quotes.map(e => e.text)).toContain('<b>hobbies</b> stop')
    expect(quotes.every(e => e.attributes['lang'] === '')).toBe(true)
    expect(elements.filter(e => e.tag === 'figcaption').map(e => e.text)).toContain(
      '[OT 18, Site 10] · Both coders agreed · facilitator',
    )
  },
}

function checkCodingRows(made: Made, rows: Record<string, unknown>[], as: (value: string) => string): void {
  expect(rows.filter(row => row['Layer'] === 'Independent')).toHaveLength(9)
  expect(rows.filter(row => row['Layer'] === 'Consensus')).toHaveLength(3)
  const row = (layer: string, id: string, coder: string | null) =>
    rows.find(
      r =>
        r['Layer'] === layer && r['Code id'] === found(made.codes, id) && (r['Initials'] || null) === coder,
    )
  expect(row('Independent', hostile.code, 'AM')).toMatchObject({
    Source: 'OT 18, Site 10',
    Kind: 'interview',
    'Data set': 'OT interviews',
    Speaker: 'OT 18',
    Passage: '<b>hobbies</b> stop',
    Attribution: '[OT 18, Site 10]',
    Framework: 'Coding framework',
    'Code path': hostile.code,
    Coder: 'Anna Møller',
    Polarity: 'barrier',
    Comment: as(legible(hostile.comment)),
    Round: 'Round “one” <1>',
    Ruling: 'Anna Møller’s coding stands',
    Reason: '<b>Agreed</b> by talking',
    'Ruled by': 'Lena Ruiz',
  })
  expect(row('Consensus', 'Time', null)).toMatchObject({
    Passage: 'There is no room in the rota for it, so I write the records at home.',
    Reason: as('-The sentence, not the word'),
  })
  expect(row('Independent', hostile.formula, 'BK')).toMatchObject({
    Source: as('=1+1 record'),
    'Data set': as('@records'),
    'Code path': as(hostile.formula),
    Coder: as(hostile.coder),
    Ruling: 'Neither coding stands',
  })
  expect(row('Independent', hostile.prototype, 'BK')).toMatchObject({
    'Code path': '__proto__',
    Ruling: 'Not settled yet',
  })
  expect(row('Independent', 'Mentor', 'AM')).toMatchObject({
    Ruling: 'Both coders agreed',
    Polarity: 'facilitator',
  })
  const { text } = found(made.sources, 'OT 18, Site 10')
  const agreed = row('Consensus', 'Mentor', null) ?? {}
  expect(text.slice(Number(agreed['Start']), Number(agreed['End']))).toBe(agreed['Passage'])
  expect(String(agreed['Created (UTC)'])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
}
