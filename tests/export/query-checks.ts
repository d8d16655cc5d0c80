import { expect } from 'vitest'
import { type Checks, csv, page, styled, word, workbook } from './read-as.ts'
import { asRecords } from './read-back.ts'
import { found, hostile, type Made } from './study.ts'

/** Every coding of the layer: hostile names, right-to-left letters and formulas among them. */
const asked = (made: Made, format: string) =>
  made.bytesOf('query', format, undefined, {
    query: { asks: { layer: 'consensus', text: null, noCodes: [absent] } },
  })
const absent = '01890000-0000-7000-8000-000000000000'

const passage = 'There is no room in the rota for it, so I write the records at home.'

export const queryChecks: Checks = {
  'query.xlsx': async (bytes, made) => {
    expect(found(await workbook(bytes), 'About').flat()).toContain('No query is saved.')
    const sheets = await workbook(await asked(made, 'xlsx'))
    const rows = asRecords(found(sheets, 'Places'))
    expect(rows.map(row => row['Passage'])).toContain(passage)
    expect(rows.flatMap(row => String(row['Codes there']).split('; '))).toContain(hostile.code)
    const row = rows.find(one => one['Passage'] === passage)
    expect(row).toMatchObject({ Source: 'OT 18, Site 10', Layer: 'Consensus', 'Codes there': 'Time' })
    expect(found(sheets, 'About').flat().join('\n')).toContain('A code it asks for is no longer there.')
  },

  'query.csv': async (bytes, made) => {
    expect(csv(bytes)).toHaveLength(1)
    const [head = [], ...rows] = csv(await asked(made, 'csv'))
    const at = (name: string) => head.indexOf(name)
    const row = rows.find(one => one[at('Passage')] === passage)
    expect(row?.[at('Before')]).not.toBe('')
    expect(row?.[at('Attribution')]).not.toBe('')
    expect(row?.[at('Layer')]).toBe('Consensus')
  },

  'query.docx': async (bytes, made) => {
    word(bytes, 'Queries', /No query is saved/)
    const paragraphs = word(await asked(made, 'docx'), 'Queries', /in the consensus/)
    expect(styled(paragraphs, 'Passage').some(text => text.includes(passage))).toBe(true)
    expect(styled(paragraphs, 'Attribution').join('\n')).toContain(hostile.code)
  },

  'query.html': async (bytes, made) => {
    page(bytes, /No query is saved/)
    const elements = page(await asked(made, 'html'), /in the consensus/)
    expect(elements.filter(e => e.tag === 'mark').map(e => e.text)).toContain(passage)
  },
}
