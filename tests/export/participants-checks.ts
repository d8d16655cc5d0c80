import { expect } from 'vitest'
import { type Checks, csv, page, styled, word, workbook } from './read-as.ts'
import { found, hostile } from './study.ts'

/** The three people of `codedStudy`, as every format must show them. */
const lines = [
  ['Years, in all', '', 'mean (range)', '3.5 (2–5)'],
  ['Years, in all', 'Missing', 'n (%)', '1 (33.3)'],
  [hostile.marks, hostile.code, 'n (%)', '2 (66.7)'],
  [hostile.marks, 'Missing', 'n (%)', '1 (33.3)'],
]

export const participantsChecks: Checks = {
  'participants.docx': bytes => {
    const paragraphs = word(bytes, 'Participants table', /missing included/)
    expect(styled(paragraphs, 'CellHead')).toEqual(['Attribute', 'All (n = 3)'])
    expect(styled(paragraphs, 'Cell').filter(text => text !== '')).toEqual([
      'Years, in all, mean (range)',
      '3.5 (2–5)',
      'Missing',
      '1 (33.3)',
      `${hostile.marks}, n (%)`,
      hostile.code,
      '2 (66.7)',
      'Missing',
      '1 (33.3)',
    ])
  },

  'participants.xlsx': async bytes => {
    const [head, ...rows] = found(await workbook(bytes), 'Participants')
    expect(head).toEqual(['Attribute', 'Value', 'Gives', 'All (n = 3)'])
    expect(rows.map(row => row.map(cell => cell ?? ''))).toEqual(lines)
  },

  'participants.csv': bytes => {
    const [head, ...rows] = csv(bytes)
    expect(head).toEqual(['Attribute', 'Value', 'Gives', 'All (n = 3)'])
    expect(rows).toEqual(lines)
  },

  'participants.html': bytes => {
    const elements = page(bytes, /missing included/)
    expect(elements.filter(e => e.tag === 'th').map(e => e.text)).toEqual([
      'Attribute',
      'All (n = 3)',
      'Years, in all, mean (range)',
      'Missing',
      `${hostile.marks}, n (%)`,
      hostile.code,
      'Missing',
    ])
    expect(elements.filter(e => e.tag === 'td').map(e => e.text)).toEqual([
      '3.5 (2–5)',
      '1 (33.3)',
      '2 (66.7)',
      '1 (33.3)',
    ])
  },
}
