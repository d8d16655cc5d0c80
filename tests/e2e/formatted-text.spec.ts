import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'

const test = madeStudy(new URL('./make-formatted-study.ts', import.meta.url))

test('the original’s headings, lists and tables are drawn, and coded as the text they are', async ({
  app,
}) => {
  const { page } = app
  await new SignInPage(page).signIn('Ann Lee')
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await expect(page.getByRole('document', { name: 'Transcript: report' })).toBeVisible()

  await test.step('cells of a column stand under one another, and take a code', async () => {
    const columns = await code.transcript.evaluate(view =>
      ['When', 'May', 'June'].map(words => {
        const cells = [...view.querySelectorAll('[data-table] > :last-child > * > *')]
        return cells.find(cell => cell.textContent === words)?.getBoundingClientRect().x
      }),
    )
    expect(columns[0]).toBeGreaterThan(0)
    expect(new Set(columns).size).toBe(1)
    await code.drag('waited', 'thought')
    await code.choose('wait')
    await expect
      .poll(() => code.painted())
      .toEqual(['0 solid: waited for the form for longer than anybody had thought'])
  })
  await test.step('a selection goes from cell to cell as the text does', async () => {
    await code.drag('One', 'May')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.keyboard.press('ControlOrMeta+c')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'One\tThey waited for the form for longer than anybody had thought they would.\tMay',
    )
    await page.keyboard.press('Escape')
    await lookAt(page, 'formatted-report')
  })
  await test.step('words after a bullet are the text’s own', async () => {
    await code.open('What to bring')
    await code.drag('blue', 'black')
    await code.choose('wait')
    await expect.poll(() => code.painted()).toEqual(['0 solid: blue or black'])
    await lookAt(page, 'formatted-lists')
  })
})
