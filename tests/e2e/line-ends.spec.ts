import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { docxOf, paragraph } from '../import/build-files.ts'
import { expect } from './harness.ts'
import type { CodePage } from './pages/code-page.ts'
import { openBench } from './pages/open-bench.ts'
import { coder, textStudy } from './text-study.ts'

const english = 'We waited and nobody came to say what it was that we waited for. '.repeat(8).trim()
const hebrew = 'חיכינו שוב ושוב ואיש לא בא לומר לנו למה בעצם חיכינו. '.repeat(8).trim()
const chinese = '我们又等了很久没有人来告诉我们到底在等什么'.repeat(16)
const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`
const table = `<w:tbl><w:tr>${cell('Site')}${cell(english)}${cell('In May')}</w:tr></w:tbl>`

const test = textStudy(async folder => {
  const talk = join(folder, 'Talk.txt')
  const visits = join(folder, 'Visits.docx')
  await writeFile(talk, [english, hebrew, chinese].map(words => `P1: ${words}\n`).join(''))
  await writeFile(visits, docxOf(paragraph('Before the table.') + table + paragraph('After it.')))
  return [talk, visits]
})

/** How far down the page of the text the caret stands, however it is scrolled. */
const caretTop = (page: Page) => page.getByTestId('caret').evaluate((caret: HTMLElement) => caret.offsetTop)
const place = async (code: CodePage) => (await code.selected()).focus.at

test('Home and End go to the ends of the line the caret is in, and pressed again to those of the turn', async ({
  app,
}) => {
  const { page } = app
  const { keyboard } = page
  const code = await openBench(page, coder, 'Talk')
  for (const [row, words] of [english, hebrew, chinese].entries()) {
    await test.step(`turn ${row + 1}`, async () => {
      await keyboard.press('ControlOrMeta+Home')
      for (let turn = 0; turn < row; turn++) await keyboard.press('Alt+ArrowDown')
      const turnTop = await caretTop(page)
      await keyboard.press('ArrowDown')
      await expect.poll(() => caretTop(page)).toBeGreaterThan(turnTop)
      const top = await caretTop(page)
      const begun = await place(code)
      for (let step = 0; step < 3; step++) await keyboard.press(words === hebrew ? 'ArrowLeft' : 'ArrowRight')
      await expect.poll(() => place(code)).toBe(begun + 3)
      await keyboard.press('Home')
      await expect.poll(() => place(code)).toBeLessThan(begun + 3)
      const start = await place(code)
      expect(start).toBeGreaterThan(0)
      expect(await caretTop(page)).toBe(top)

      await keyboard.press('End')
      await expect.poll(() => place(code)).toBeGreaterThan(start)
      const end = await place(code)
      expect(end).toBeLessThan(words.length)
      expect(words.slice(start, end)).toBe(words.slice(start, end).trim())
      expect(await caretTop(page)).toBe(top)
      const endX = (await page.getByTestId('caret').boundingBox())?.x ?? Number.NaN

      await keyboard.press('Home')
      await expect.poll(() => place(code)).toBe(start)
      const startX = (await page.getByTestId('caret').boundingBox())?.x ?? Number.NaN
      expect(words === hebrew ? startX - endX : endX - startX).toBeGreaterThan(200)

      await keyboard.press('Shift+End')
      await expect.poll(async () => (await code.selected()).words).toBe(words.slice(start, end))
      await keyboard.press('Escape')

      await keyboard.press('End')
      await keyboard.press('End')
      await expect.poll(() => place(code)).toBe(words.length)
      await keyboard.press('Home')
      await expect.poll(() => place(code)).toBeGreaterThan(end)
      await keyboard.press('Home')
      await expect.poll(() => place(code)).toBe(0)

      // From the end of a line one line down is the next one, not the one after it.
      await keyboard.press('End')
      await keyboard.press('ArrowDown')
      await expect.poll(() => place(code)).toBeGreaterThan(start)
      expect(await place(code)).toBeLessThanOrEqual(end)
    })
  }
})

test('in a table they go to the ends of the line within its cell', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  const code = await openBench(page, coder, 'Visits')
  const words = await code.boxOf('We waited and')
  const cellBox = await page.locator('[data-cell]').nth(1).boundingBox()
  await page.mouse.click(words.x + words.width / 2, words.y + words.height / 2)
  await expect.poll(() => place(code)).toBeGreaterThan(0)
  const above = await caretTop(page)
  await keyboard.press('ArrowDown')
  await expect.poll(() => caretTop(page)).toBeGreaterThan(above)
  const top = await caretTop(page)
  const clicked = await place(code)
  await keyboard.press('Home')
  await expect.poll(() => place(code)).toBeLessThan(clicked)
  const start = await place(code)
  await keyboard.press('End')
  await expect.poll(() => place(code)).toBeGreaterThan(start)
  const line = (await place(code)) - start
  expect(line).toBeLessThan(english.length / 2)
  const caret = await page.getByTestId('caret').boundingBox()
  expect(await caretTop(page)).toBe(top)
  expect(caret?.x ?? 0).toBeLessThan((cellBox?.x ?? 0) + (cellBox?.width ?? 0))
  await keyboard.press('Home')
  await expect.poll(() => place(code)).toBe(start)

  const short = await code.boxOf('Site')
  await page.mouse.click(short.x + short.width / 2, short.y + short.height / 2)
  await keyboard.press('Home')
  await keyboard.press('Shift+End')
  await expect.poll(async () => (await code.selected()).words).toBe('Site')
})
