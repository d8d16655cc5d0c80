import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { readAloud } from './pages/read-aloud.ts'
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
        const cells = [...view.querySelectorAll('[data-table] [data-cell]')]
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
  await test.step('its headings, tables and lists are those of the page to assistive technology', async () => {
    const read = await readAloud(page, 'Transcript: report')
    const cells = (...words: string[]) => ['[table]', '[row]', ...words.flatMap(each => ['[cell]', each])]
    expect(read.slice(0, read.indexOf('Nothing else was seen.'))).toEqual([
      ...['[heading 1]', 'Report of a visit', 'It was', 'far too late', ', all agreed.'],
      ...['[heading 2]', 'What was seen'],
      ...cells('Site', 'What was said of it', 'When'),
      ...cells('One', 'They waited for the form for longer than anybody had thought they would.', 'May'),
      ...cells('Two'),
      ...['[cell]', '[cell]', 'June'],
    ])
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
    const read = await readAloud(page, 'Transcript: What to bring')
    expect(read.slice(read.indexOf('Please bring:')).slice(0, 30)).toEqual([
      ...['Please bring:', '[list]', '[listitem 1]', '•', 'a pen'],
      ...['[listitem 2]', '◦', 'blue or black', '[listitem 1]', '•', 'the record'],
      ...['Then, in this order:', '[list]', '[listitem 1]', '1.', 'sign in', '[listitem 1]', '2.', 'wait'],
      ...['[table]', '[row]', '[cell]', 'Name', '[cell]', 'Hours', '[row]', '[cell]', 'Ann', '[cell]', '3'],
    ])
    await code.drag('blue', 'black')
    await code.choose('wait')
    await expect.poll(() => code.painted()).toEqual(['0 solid: blue or black'])
    await lookAt(page, 'formatted-lists')
  })
})
