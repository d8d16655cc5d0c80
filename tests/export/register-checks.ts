import { expect } from 'vitest'
import { type Checks, csv, page, workbook } from './read-as.ts'
import { asRecords } from './read-back.ts'
import { found, hostile } from './study.ts'

export const registerChecks: Checks = {
  'adjudication.xlsx': async (bytes, made) => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Adjudication'))
    const rounds = await made.client.rounds.list({})
    const items = await made.client.adjudication.disagreements({ round: rounds[0]?.id ?? '' })
    expect(rows.map(row => row['Difference id'])).toEqual(items.map(({ id }) => id))
    expect(rows.find(row => row['Reason'] === '<b>Agreed</b> by talking')).toMatchObject({
      Round: 'Round “one” <1>',
      Source: 'OT 18, Site 10',
      Passage: '<b>hobbies</b> stop',
      'Coder A': 'Anna Møller',
      'Reading A': `${hostile.code} (barrier): <b>hobbies</b> stop`,
      'Coder B': hostile.coder,
      Outcome: 'Anna Møller’s coding stands',
      'What stands': expect.stringMatching(/, \d+–\d+: <b>hobbies<\/b> stop$/),
      'Ruled by': 'Lena Ruiz',
      Date: new Date().toISOString().slice(0, 10),
    })
    expect(found(sheets, 'About').flat().join('\n')).toContain('stay as they were made')
  },

  'adjudication.csv': bytes => {
    const rows = asRecords(csv(bytes))
    const outcomes = rows.map(row => String(row['Outcome']))
    expect(outcomes).toContain('Neither coding stands')
    // The differences nobody has ruled on are there too.
    expect(outcomes.every(outcome => outcome !== '')).toBe(true)
  },

  'adjudication.html': bytes => {
    const elements = page(bytes, /Adjudication register/)
    const cells = elements.filter(e => e.tag === 'td').map(e => e.text)
    expect(cells).toEqual(expect.arrayContaining(['<b>hobbies</b> stop', '<b>Agreed</b> by talking']))
    expect(elements.filter(e => e.tag === 'th').map(e => e.text)).not.toContain('Difference id')
  },
}
