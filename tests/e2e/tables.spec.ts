import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { docxOf, paragraph } from '../import/build-files.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const cell = (content: string, properties = '') =>
  `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${content}</w:tc>`
const cells = (...words: string[]) => words.map(each => cell(paragraph(each))).join('')
const table = (...rows: string[]) => `<w:tbl>${rows.map(row => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`
const nested = table(cells('Inner A', 'Inner B'), cells('Inner C', 'Inner D'))
const visits = table(
  cells('Site', 'What was said', 'When'),
  cells('One', 'They waited.', 'May'),
  cell(paragraph('Merged across two'), '<w:gridSpan w:val="2"/>') + cells('June'),
  cells('אתר שלוש', 'אנחנו חיכינו', 'יולי'),
  cells('Four') + cell(nested) + cells('August'),
)
const hebrew = table(
  cells('אתר', 'מה נאמר', 'מתי'),
  cells('ראשון', 'אנחנו חיכינו', 'מאי'),
  cells('Two', 'They waited', 'יוני'),
)
const numbered = (count: number, words: (n: number) => string) =>
  cells(...Array.from({ length: count }, (_, n) => words(n + 1)))
const wide = table(
  numbered(14, n => `Column ${n} heading`),
  numbered(14, n => `Answer ${n} of the first row`),
)
const seven = table(
  numbered(7, n => `Heading ${n}`),
  numbered(7, n => `Answer ${n}`),
)
const head = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cells('Site', 'What was said', 'When')}</w:tr>`
const raised = (words: string, where: string) =>
  `<w:r><w:rPr><w:vertAlign w:val="${where}"/></w:rPr><w:t>${words}</w:t></w:r>`
const run = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`
const headed = `<w:tbl>${head}<w:tr>${cells('One', 'They waited. It was late, and so cold that they went home', 'In May')}</w:tr></w:tbl><w:p>${run('Raised 10')}${raised('3', 'superscript')}${run(' and lowered H')}${raised('2', 'subscript')}${run('O')}</w:p>`
const long = table(
  cells('Site', 'What', 'When'),
  cells('One', 'She said that it was late. '.repeat(160), 'In May'),
  cells('Two', 'She said no more.', 'In June'),
)

const test = textStudy(folder =>
  Promise.all(
    Object.entries({ visits, hebrew, wide, seven, long, headed }).map(async ([name, body]) => {
      const path = join(folder, `${name}.docx`)
      await writeFile(path, docxOf(paragraph('Before the table.') + body + paragraph('After it.')))
      return path
    }),
  ),
)

test('columns stay columns, whatever stands in them', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  const cellOf = (words: string) => page.locator('[data-cell]').filter({ hasText: words }).first()
  const boxOf = async (words: string) => {
    const box = await cellOf(words).boundingBox()
    if (!box) throw new Error(`No cell holds “${words}”`)
    return { ...box, right: box.x + box.width }
  }

  await code.open('visits')
  await lookAt(page, 'tables')

  await test.step('a row in Hebrew has its cells where the others have theirs, each written leftward', async () => {
    const [site, when] = [await boxOf('Site'), await boxOf('When')]
    expect((await boxOf('אתר שלוש')).x).toBe(site.x)
    expect((await boxOf('יולי')).x).toBe(when.x)
    const words = await code.boxOf('אתר שלוש')
    expect(site.right - words.x - words.width).toBeLessThan(words.x - site.x)
  })
  await test.step('the arrows go by the cell the caret is in', async () => {
    const caretX = async () => (await page.getByTestId('caret').boundingBox())?.x ?? Number.NaN
    const said = await code.boxOf('יולי')
    await page.mouse.click(said.x + said.width / 2, said.y + said.height / 2)
    const before = (await code.selected()).focus.at
    const from = await caretX()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => (await code.selected()).focus.at).toBe(before + 1)
    expect(await caretX()).toBeLessThan(from)
  })
  await test.step('a merged cell takes the width of those it covers', async () => {
    const merged = await boxOf('Merged across two')
    expect(merged.x).toBe((await boxOf('Site')).x)
    expect(merged.right).toBeCloseTo((await boxOf('What was said')).right, 0)
    expect((await boxOf('June')).x).toBe((await boxOf('When')).x)
  })
  await test.step('the cells of a table in a cell are apart', async () => {
    const [first, second] = [await code.boxOf('Inner A'), await code.boxOf('Inner B')]
    expect(second.x - first.x - first.width).toBeGreaterThan(8)
  })
  await test.step('a table that is mostly in Hebrew begins at the right, in all its rows', async () => {
    await code.open('hebrew')
    const site = await boxOf('אתר')
    expect(site.x).toBeGreaterThan((await boxOf('מתי')).x)
    expect((await boxOf('Two')).x).toBe(site.x)
    await lookAt(page, 'tables-hebrew')
  })
})

test('a table without room for its columns is drawn as lines, and can be read', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)

  await test.step('no word of it is broken, and its cells are apart', async () => {
    await code.open('wide')
    const line = (await code.boxOf('Before')).height
    for (const words of ['heading', 'Answer', 'first']) {
      expect((await code.boxOf(words)).height).toBeLessThan(line * 1.5)
    }
    const [first, second] = [await code.boxOf('1 heading'), await code.boxOf('Column 2')]
    expect(second.x - first.x - first.width).toBeGreaterThan(8)
    await lookAt(page, 'tables-wide')
  })
  await test.step('it is selected, coded and copied as the text it is', async () => {
    await code.drag('Column 1', 'Column 2')
    await code.choose('wait')
    await expect.poll(() => code.painted()).toEqual(['0 solid: Column 1 heading\tColumn'])
  })
  await test.step('so is a row of many lines: it is read from its top to its end', async () => {
    await code.open('long')
    const [site, when, end] = [
      await code.boxOf('Site'),
      await code.boxOf('When'),
      await code.boxOf('In June'),
    ]
    expect(end.x).toBe(when.x)
    const piece = await page.locator('[data-cell]').filter({ hasText: 'She said that' }).first().boundingBox()
    expect(piece?.width).toBeGreaterThan(when.x + when.width - site.x)
    await lookAt(page, 'tables-long')
  })
  await test.step('in a window that is wide enough it has columns', async () => {
    const isInColumns = async () =>
      (await code.boxOf('Heading 1')).x === (await code.boxOf('Answer 1')).x &&
      (await code.boxOf('Heading 7')).x === (await code.boxOf('Answer 7')).x
    await page.setViewportSize({ width: 1600, height: 720 })
    await code.open('seven')
    await expect.poll(isInColumns).toBe(true)
    await page.setViewportSize({ width: 1000, height: 720 })
    await expect.poll(isInColumns).toBe(false)
    await page.setViewportSize({ width: 1600, height: 720 })
    await expect.poll(isInColumns).toBe(true)
  })
})

test('in a table the keys and the pointer stay in the column and the cell', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open('headed')
  const cellOf = (words: string) => page.locator('[data-cell]').filter({ hasText: words }).first()
  const pressAt = async (words: string, clickCount = 1) => {
    const { x, y, width, height } = await code.boxOf(words)
    await page.mouse.click(x + width / 2, y + height / 2, { clickCount })
  }
  const caretX = async () => (await page.getByTestId('caret').boundingBox())?.x ?? Number.NaN
  const rowOf = async () => (await code.selected()).focus.row

  await test.step('its head is one', async () => {
    await expect(cellOf('When')).toHaveRole('columnheader')
    await expect(cellOf('In May')).toHaveRole('cell')
  })
  await test.step('up and down keep the place across', async () => {
    await pressAt('waited')
    const [row, x] = [await rowOf(), await caretX()]
    for (const [key, to] of [
      ['ArrowUp', row - 1],
      ['ArrowUp', row - 2],
      ['ArrowDown', row - 1],
      ['ArrowDown', row],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(rowOf).toBe(to)
      if (to >= row - 1) expect(Math.abs((await caretX()) - x)).toBeLessThan(12)
    }
  })
  await test.step('a triple click takes a sentence of the cell', async () => {
    await pressAt('May', 3)
    await expect.poll(async () => (await code.selected()).words.trim()).toBe('In May')
    await pressAt('waited', 3)
    await expect.poll(async () => (await code.selected()).words.trim()).toBe('They waited.')
  })
  await test.step('a click under the words of a cell puts the caret in it', async () => {
    await page.keyboard.press('Escape')
    await expect(code.bar).toBeHidden()
    const box = await cellOf('One').boundingBox()
    const row = await cellOf('They waited').boundingBox()
    if (!box || !row) throw new Error('The cells are not drawn')
    await page.mouse.click(box.x + box.width - 8, row.y + row.height - 6)
    await expect.poll(caretX).toBeLessThan(box.x + box.width - 8)
    expect(await caretX()).toBeGreaterThan(box.x)
  })
  await test.step('raised and lowered letters leave the height of their line alone', async () => {
    const heights = await code.transcript.evaluate(view =>
      ['Before the table.', 'Raised 103 and lowered H2O', 'After it.'].map(words =>
        [...view.querySelectorAll('[data-row] > :last-child')]
          .find(body => body.textContent === words)
          ?.getBoundingClientRect()
          .height.toFixed(2),
      ),
    )
    expect(heights[0]).toBeDefined()
    expect(new Set(heights).size).toBe(1)
    await lookAt(page, 'tables-headed')
  })
})
