import { expect } from 'vitest'
import { type Checks, csv, page, workbook } from './read-as.ts'
import { asRecords } from './read-back.ts'
import { found, hostile } from './study.ts'

/** What the consensus of `codedStudy` holds, as every format must show it. */
const lines = [
  ['Support', '1', '1'],
  ['Mentor', '1', '1'],
  ['Time', '1', '1'],
  [hostile.code, '1', '1'],
]

export const matrixChecks: Checks = {
  'matrix.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Matrix'))
    expect(rows.map(row => [row['Code or theme'], String(row['All']), String(row['OT interviews'])])).toEqual(
      lines,
    )
    expect(found(sheets, 'About').flat().join('\n')).toContain('Layer: consensus')
  },

  'matrix.csv': bytes => {
    const [head, ...rows] = csv(bytes)
    expect(head).toEqual(['Layer', 'Code or theme', 'All', 'OT interviews'])
    expect(rows).toEqual(lines.map(line => ['Consensus', ...line]))
  },

  'matrix.html': bytes => {
    const elements = page(bytes, /Layer: consensus/)
    expect(elements.filter(e => e.tag === 'th').map(e => e.text)).toEqual([
      'Code or theme',
      'All',
      'OT interviews',
      ...lines.map(([name]) => name),
    ])
  },
}
