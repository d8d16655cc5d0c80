import { expect } from 'vitest'
import { type Checks, csv, page, styled, word, workbook } from './read-as.ts'
import { found, type Made } from './study.ts'

const heads = ['No.', 'Source', 'Date', 'Codes', 'New codes', 'Codes so far']

/** The figures of the screen, as every format must show them. */
async function figures({ client }: Made): Promise<string[][]> {
  const { points } = await client.themes.saturation({ layer: 'consensus' })
  expect(points.length).toBeGreaterThan(0)
  return points.map(({ title, codes, fresh, seen }) => [title, String(codes), String(fresh), String(seen)])
}

const shownIn = (rows: unknown[][]) =>
  rows.map(([, title, , ...counts]) => [String(title), ...counts.map(String)])

export const newCodesChecks: Checks = {
  'new-codes.xlsx': async (bytes, made) => {
    const sheets = await workbook(bytes)
    const [head, ...rows] = found(sheets, 'New codes')
    expect(head).toEqual(heads)
    expect(shownIn(rows)).toEqual(await figures(made))
    const about = found(sheets, 'About').flat().join('\n')
    expect(about).toContain('Layer: consensus')
    expect(about).toContain('taken by date')
  },

  'new-codes.csv': async (bytes, made) => {
    const [head, ...rows] = csv(bytes)
    expect(head).toEqual(['Layer', ...heads])
    expect(new Set(rows.map(([layer]) => layer))).toEqual(new Set(['Consensus']))
    expect(shownIn(rows.map(([, ...row]) => row))).toEqual(await figures(made))
  },

  'new-codes.docx': async (bytes, made) => {
    const paragraphs = word(bytes, 'New codes by source', /taken by date/)
    expect(styled(paragraphs, 'CellHead')).toEqual(heads)
    const cells = styled(paragraphs, 'Cell')
    const rows = Array.from({ length: cells.length / 6 }, (_, n) => cells.slice(n * 6, n * 6 + 6))
    expect(shownIn(rows)).toEqual(await figures(made))
  },

  'new-codes.html': async (bytes, made) => {
    const elements = page(bytes, /taken by date/)
    const of = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    const shown = await figures(made)
    expect(of('th')).toEqual([...heads, ...shown.map(([title]) => title)])
    expect(of('td').filter((_, at) => at % 5 >= 2)).toEqual(shown.flatMap(([, ...counts]) => counts))
  },
}
