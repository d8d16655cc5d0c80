import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { docxOf, paragraph } from '../import/build-files.ts'
import { expect } from './harness.ts'
import { openBench } from './pages/open-bench.ts'
import { coder, textStudy } from './text-study.ts'

const rows = 120
const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`
/** Some rows have a cell many lines high beside one of a line, some an empty one. */
const row = (_: unknown, at: number) =>
  `<w:tr>${cell(at % 7 === 3 ? '' : `Visit ${at + 1}`)}${cell('What was said at the visit. '.repeat(at % 5 === 4 ? 24 : 1))}${cell('In May')}</w:tr>`

const test = textStudy(async folder => {
  const visits = join(folder, 'Visits.docx')
  const table = `<w:tbl>${Array.from({ length: rows }, row).join('')}</w:tbl>`
  await writeFile(visits, docxOf(paragraph('Before the table.') + table + paragraph('After it.')))
  return [visits]
})

test('the arrows go through a table that is longer than the window, row by row', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  const code = await openBench(page, coder, 'Visits')
  const at = async () => (await code.selected()).focus.row
  await keyboard.press('ControlOrMeta+Home')
  const through = async (key: string) => {
    const seen = [await at()]
    for (let step = 0; step < 4 * rows; step++) {
      const { row, at: place } = (await code.selected()).focus
      await keyboard.press(key)
      const next = (await code.selected()).focus
      if (next.row === row && next.at === place) break
      if (next.row !== seen.at(-1)) seen.push(next.row)
    }
    return seen
  }
  const all = Array.from({ length: rows + 2 }, (_, index) => index)
  expect(await through('ArrowDown')).toEqual(all)
  expect(await through('ArrowUp')).toEqual(all.toReversed())
})
