import { expect, test } from 'vitest'
import { readFileBytes } from '#engine/import/read-file.ts'
import { docxOf, paragraph } from './build-files.ts'

const cell = (words: string, properties = '') =>
  `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${paragraph(words)}</w:tc>`
const row = (cells: string, properties = '') =>
  `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`
const table = (rows: string, properties = '') =>
  `<w:tbl>${properties && `<w:tblPr>${properties}</w:tblPr>`}${rows}</w:tbl>`

async function read(body: string) {
  const [doc] = await readFileBytes(Buffer.from(docxOf(body)), 'table.docx', {})
  if (!doc) throw new Error('nothing was read')
  const cells = doc.marks.filter(({ style }) => style === 'table-cell')
  return {
    text: doc.text,
    cells: cells.map(
      ({ start, end, column = '-', columns = 1, leftward = false }) =>
        `${doc.text.slice(start, end)} ${column} ${columns}${leftward ? ' leftward' : ''}`,
    ),
  }
}

test('a row that begins further in has an empty cell there', async () => {
  const { text, cells } = await read(
    table(
      row(['Site', 'When', 'Who', 'What'].map(words => cell(words)).join('')) +
        row(cell('Ann') + cell('late'), '<w:gridBefore w:val="2"/><w:wBefore w:w="90" w:type="dxa"/>') +
        row(cell('One') + cell('May'), '<w:gridAfter w:val="2"/>') +
        row(cell('June') + cell('Bob', '<w:gridSpan w:val="2"/>'), '<w:gridBefore w:val="1"/>'),
    ),
  )
  expect(text).toBe('Site\tWhen\tWho\tWhat\n\tAnn\tlate\nOne\tMay\n\tJune\tBob')
  expect(cells.slice(4)).toEqual(['Ann 2 1', 'late 3 1', 'One - 1', 'May - 1', 'June - 1', 'Bob - 2'])
})

test('what a cell merged downwards covers is known behind one that was left out', async () => {
  const { cells } = await read(
    table(
      row(cell('a') + cell('b', '<w:vMerge w:val="restart"/>') + cell('c')) +
        row(`<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>${cell('d')}`, '<w:gridBefore w:val="1"/>'),
    ),
  )
  expect(cells).toEqual(['a - 1', 'b - 1', 'c - 1', 'd 2 1'])
})

test('a table drawn from right to left says so, one within it or after it not', async () => {
  const inner = table(row(cell('in') + cell('it')))
  const { cells } = await read(
    table(row(`<w:tc>${inner}${paragraph('a')}</w:tc>${cell('b')}`), '<w:bidiVisual/>') +
      paragraph('Between.') +
      table(row(cell('c') + cell('d')), '<w:bidiVisual w:val="0"/>') +
      paragraph('Between.') +
      table(row(cell('e') + cell('f')), '<w:tblPrChange><w:tblPr><w:bidiVisual/></w:tblPr></w:tblPrChange>'),
  )
  expect(cells.filter(words => words.includes('leftward'))).toEqual([
    '\nin\tit\na - 1 leftward',
    'b - 1 leftward',
  ])
  expect(cells).toHaveLength(8)
})

test('more columns before a row than a table has are none, and rows that never end are read in time', async () => {
  const { text } = await read(
    table(row(cell('a') + cell('b'), '<w:gridBefore w:val="1000000000"/>') + row(cell('c') + cell('d'))),
  )
  expect(text).toBe('a\tb\nc\td')
  const many = row(cell('a') + cell('b'), '<w:gridBefore w:val="999"/>').repeat(2_000)
  expect((await read(table(many, '<w:bidiVisual/>'.repeat(2_000)))).cells).toHaveLength(4_000)
})
