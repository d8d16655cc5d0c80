import { expect } from 'vitest'
import { contained } from '#engine/export/writing/legible.ts'
import { type Checks, csv, guarded, page, styled, word, workbook } from './read-as.ts'
import { asRecords, utf8 } from './read-back.ts'
import { found, hostile } from './study.ts'

const inLines = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\u0007', '')
const summary = inLines(hostile.comment)
const rota = 'Zeal <i> › The rota'

/** What was written of a person and of a data set in `codedStudy`, as every format must show it. */
export const gridChecks: Checks = {
  'summaries.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Framework matrix'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ Person: hostile.formula, [rota]: summary, [`${rota}: passages`]: 0 })
    expect(found(sheets, 'About').flat().join('\n')).toContain('Layer: consensus')
  },

  'summaries.docx': bytes => {
    const cells = styled(word(bytes, 'Framework matrix', /Layer: consensus/), 'Cell')
    expect(cells).toContain(hostile.formula)
    expect(cells).toContain(summary)
  },

  'summaries.html': bytes => {
    const elements = page(bytes, /2 people with neither a summary nor a passage under a theme left out/)
    expect(elements.filter(e => e.tag === 'th').map(e => e.text)).toEqual([
      'Person',
      'A day of one’s own, as a whole',
      'Zeal <i>, as a whole',
      'The rota',
      hostile.formula,
    ])
    expect(elements.filter(e => e.tag === 'td').map(e => e.text)).toContain(summary)
  },

  'summaries.csv': bytes => {
    const [head = [], row = []] = csv(bytes)
    expect(head.slice(0, 4)).toEqual(['Layer', 'Person', 'Site', 'A day of one’s own'])
    expect(row[1]).toBe(guarded(hostile.formula))
    expect(row[head.indexOf(rota)]).toBe(guarded(summary))
  },

  'convergence.xlsx': async bytes => {
    const rows = asRecords(found(await workbook(bytes), 'Convergence grid'))
    expect(rows.map(row => row['Finding'])).toEqual(['A day of one’s own', 'Zeal <i>', 'The rota'])
    expect(rows[2]).toMatchObject({
      '@records: judgement': 'Contradicts',
      '@records: check': 'Judged “Contradicts”, but no passage stands here.',
      '@records: why': hostile.turned,
      '@records: passages': 0,
    })
  },

  'convergence.docx': bytes => {
    const cells = styled(word(bytes, 'Convergence grid', /Layer: consensus/), 'Cell')
    expect(cells).toContain('Contradicts')
    expect(styled(word(bytes, 'Convergence grid', /Layer: consensus/), 'CellQuiet')).toContain(
      'Check: Judged “Contradicts”, but no passage stands here.',
    )
    expect(cells).toContain(contained(hostile.turned))
  },

  'convergence.html': bytes => {
    const elements = page(bytes, /Layer: consensus/)
    expect(elements.filter(e => e.tag === 'th').map(e => e.text)).toEqual([
      'Finding',
      'OT interviews',
      '@records',
      'Contact figures',
      'A day of one’s own',
      'Zeal <i>',
      'The rota',
    ])
    expect(elements.filter(e => e.tag === 'strong').map(e => e.text)).toEqual(['Contradicts'])
  },

  'convergence.csv': bytes => {
    const [head = [], ...rows] = csv(bytes)
    expect(head.slice(0, 3)).toEqual(['Layer', 'Finding', 'OT interviews: judgement'])
    expect(rows.map(row => row.slice(0, 2))).toContainEqual(['Consensus', rota])
    expect(utf8(bytes)).toContain('Contradicts')
  },
}
