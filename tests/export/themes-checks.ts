import { expect } from 'vitest'
import { contained } from '#engine/export/writing/legible.ts'
import { type Checks, page, styled, word, workbook } from './read-as.ts'
import { asRecords, partsOf } from './read-back.ts'
import { found, hostile } from './study.ts'

const heads = [
  'Themes and sub-themes',
  'Constructs and components',
  'Facilitators by component (source of data)',
  'Barriers by component (source of data)',
]
const barrier = `Initiation and enrolment: ${hostile.code}`
const says =
  /2 statements have no passage behind them and name no source: “The rota”, Initiation \(facilitator\); “The rota”, Initiation and enrolment \(barrier\)\./

export const themesChecks: Checks = {
  'themes.docx': bytes => {
    const paragraphs = word(bytes, 'Theme by framework table', says)
    expect(styled(paragraphs, 'CellHead')).toEqual([...heads, ...heads])
    expect(styled(paragraphs, 'Cell').filter(text => text !== '')).toEqual([
      'A day of one’s own',
      'Zeal <i>',
      'The rota',
      'Cognitive participation:',
      '– Initiation',
      '– Enrolment',
      `Initiation: ${contained(hostile.turned)}`,
      barrier,
    ])
    const parts = partsOf(bytes)
    // A shaded band over the table, on every page but the first.
    const bands = [...parts].filter(
      ([name, xml]) => name.startsWith('word/header') && xml.includes('Theme by framework table (Continued)'),
    )
    expect(bands).toHaveLength(1)
    expect(bands[0]?.[1]).toMatch(
      /<w:pStyle w:val="CellHead"\/>(?:(?!<\/w:p>).)*<w:shd (?:(?!<\/w:p>).)*\(Continued\)/s,
    )
    const document = parts.get('word/document.xml') ?? ''
    expect(document.match(/<w:gridSpan w:val="4"\/>/g)).toHaveLength(2)
    // The heads and the theme's own band, on every page.
    const tables = document.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []
    expect(tables.map(table => table.match(/<w:tblHeader\/>/g)?.length)).toEqual([2, 2])
    expect(document).toContain('w:orient="landscape"')
  },

  'themes.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Statements'))
    expect(rows).toMatchObject([
      { Theme: 'Zeal <i>', 'Sub-theme': 'The rota', 'Facilitator or barrier': 'facilitator', Passages: 0 },
      {
        'Facilitator or barrier': 'barrier',
        Components: 'Initiation and enrolment',
        Statement: hostile.code,
      },
    ])
    const uses = asRecords(found(sheets, 'Framework'))
    expect(uses.find(row => row['Construct or component'] === 'Initiation')).toMatchObject({ Statements: 2 })
    expect(found(sheets, 'Checks').flat().join('\n')).toMatch(/2 of 16 components are used\./)
  },

  'themes.html': bytes => {
    const elements = page(bytes, says)
    const texts = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(texts('th')).toEqual([...heads, 'A day of one’s own', 'Zeal <i>', 'The rota'])
    expect(texts('td').slice(1)).toEqual([`Initiation: ${contained(hostile.turned)}`, barrier])
  },
}
