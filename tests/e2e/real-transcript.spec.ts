import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { buildRows } from '#renderer/transcript/rows.ts'
import { root } from './door.ts'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

/** Openly available interviews that nobody here wrote; beside the project, never in it. */
const interviews = join(root, '../shared/data/B_transcripts/planet4b_frame')

const test = textStudy(async () =>
  existsSync(interviews)
    ? (await readdir(interviews))
        .filter(name => /(Transcript|metadata)\.docx$/.test(name))
        .map(name => join(interviews, name))
    : [join(root, 'engine/sample/files/p07-service-manager-site-3.txt')],
)

/** The Code screen for the one coder, and a window of hers without a page. */
async function opened(page: Page) {
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  return { code: new CodePage(page), engine: await engineWindow(page, coder) }
}

test('the longest real interview is read through, coded at both ends, and searched', async ({ app }) => {
  test.skip(!existsSync(interviews), 'The real interviews in ../shared/data are not here.')
  const { page } = app
  const { keyboard } = page
  const { code, engine } = await opened(page)
  const [longest] = (await engine.client.sources.list({})).toSorted((a, b) => b.characters - a.characters)
  if (!longest) throw new Error('No interview was taken')
  await code.open(longest.title)
  await expect(code.transcript).toBeFocused()
  const { text, parts, interviewers } = await engine.client.sources.open({ source: longest.id })
  const rows = buildRows(text, parts, interviewers)
  const coded = () => engine.client.codings.inSource({ source: longest.id })

  await test.step('every turn from the first to the last, with the caret in view', async () => {
    await keyboard.press('Home')
    await code.choose('wait')
    await expect.poll(async () => (await coded()).length).toBe(1)
    let last = -1
    for (let turn = 0; turn < 3000; turn++) {
      await keyboard.press('Alt+ArrowDown')
      const { row } = (await code.selected()).focus
      if (row === last) break
      last = row
      if (turn % 20 === 0) await expect(page.getByTestId('caret')).toBeInViewport()
    }
    await keyboard.press('ControlOrMeta+End')
    await expect(page.getByTestId('caret')).toBeInViewport()
    expect((await code.selected()).focus.row).toBe(last)
    await keyboard.press('.')
    await expect.poll(async () => (await coded()).length).toBe(2)
    const [first, end] = (await coded()).toSorted((a, b) => a.start - b.start)
    expect(first?.start).toBe(rows[0]?.bodyStart)
    expect(end?.end).toBe(rows.at(-1)?.bodyEnd)
  })
  await test.step('a word that is only at its end is found from its beginning', async () => {
    const words = text.match(/\p{L}{5,}/gu) ?? []
    const only = words.findLast(word => text.toLowerCase().split(word.toLowerCase()).length === 2) ?? ''
    await keyboard.press('Escape')
    await keyboard.press('ControlOrMeta+Home')
    await keyboard.press('ControlOrMeta+f')
    await keyboard.type(only)
    await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
    await keyboard.press('Escape')
    expect((await code.selected()).words).toBe(only)
    await expect(page.getByTestId('caret')).toBeInViewport()
  })
  await test.step('the list of all passages leads to each, in view and with the caret', async () => {
    await code.panel.getByRole('radio', { name: /^All \(/ }).click()
    const list = page.getByRole('list', { name: 'Coded passages in reading order' }).getByRole('button')
    for (const passage of [list.first(), list.last(), list.first()]) {
      await passage.click()
      await expect(code.transcript).toBeFocused()
      await expect(page.getByTestId('caret')).toBeInViewport()
    }
  })
  engine.close()
})

test('a real table with cells many lines high is gone through by the arrows, down and up', async ({
  app,
}) => {
  test.skip(!existsSync(interviews), 'The real files in ../shared/data are not here.')
  const { page } = app
  const { keyboard } = page
  const { code, engine } = await opened(page)
  const table = (await engine.client.sources.list({})).find(({ title }) => /metadata/i.test(title))
  engine.close()
  if (!table) throw new Error('No table was taken')
  await code.open(table.title)
  await expect(code.transcript).toBeFocused()
  /** The rows that the caret comes through from one end of the text, till a key moves it no more. */
  const through = async (end: string, key: string) => {
    await keyboard.press(end)
    const rows = [(await code.selected()).focus.row]
    for (let before = ''; ; ) {
      await keyboard.press(key)
      const { row, at } = (await code.selected()).focus
      if (before === `${row} ${at}`) return rows
      before = `${row} ${at}`
      if (row !== rows.at(-1)) rows.push(row)
    }
  }
  const down = await through('ControlOrMeta+Home', 'ArrowDown')
  expect(down).toEqual(down.map((_, at) => at))
  expect(down.length).toBeGreaterThan(100)
  expect(await through('ControlOrMeta+End', 'ArrowUp')).toEqual(down.toReversed())
})
