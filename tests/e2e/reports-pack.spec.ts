import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { ReportsPage } from './pages/reports-page.ts'

test.use({ made: { rulings: 'all but one' } })

test('the pack is made by keys, as it was chosen, and the choices are there the next time', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Reports')
  const reports = new ReportsPage(page)
  await expect(reports.cards.first().getByRole('heading', { name: 'Report pack' })).toBeVisible()
  await reports
    .card('Coding framework')
    .getByRole('button', { name: /Format$/ })
    .click()
  await page.getByRole('option', { name: 'Markdown' }).click()

  const pack = reports.card('Report pack')
  const chosen = pack.getByRole('button', { name: /of \d+ reports/ })
  const all = Number(/of (\d+) reports/.exec(await chosen.innerText())?.[1])
  await chosen.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Coding framework (.md)' }).waitFor()
  await page.keyboard.type('Round')
  await page.keyboard.press('Enter')
  await expect(pack.getByRole('button', { name: `${all - 1} of ${all} reports` })).toBeVisible()
  await lookAt(page, 'reports-pack')

  const download = page.waitForEvent('download')
  await pack.getByRole('button', { name: 'Make the pack' }).focus()
  await page.keyboard.press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('Return to Rhythm - report pack.zip')
  const names = Object.keys(unzipSync(await readFile(await file.path())))
  expect(names).toEqual(expect.arrayContaining(['README.txt', 'SHA256SUMS.txt', '01 Coding framework.md']))
  expect(names.join()).not.toContain('Round plan')
  await expect(pack.getByText(/^Made \d\d:\d\d: Return to Rhythm - report pack.zip/)).toBeVisible()

  await page.reload()
  await expect(pack.getByText(/^Last made today, \d\d:\d\d/)).toBeVisible()
  await expect(reports.card('Coding framework').getByRole('button', { name: /Format$/ })).toContainText(
    'Markdown',
  )
})

test('the pack has the matrix that was chosen under Explore, as its own export has it', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Explore')
  await page.getByRole('button', { name: /Across$/ }).press('Enter')
  await page.getByRole('option', { name: 'Kinds of source' }).press('Enter')
  await page.getByRole('button', { name: /Saying$/ }).press('Enter')
  await page.getByRole('option', { name: 'Barrier' }).press('Enter')
  await page.getByRole('radio', { name: 'Sources' }).press('Space')
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: 'Reports' })
    .press('Enter')
  const reports = new ReportsPage(page)
  const alone = await readFile(await (await reports.make('Matrix', 'CSV')).path(), 'utf8')
  expect(alone).toContain('Interview')

  const download = page.waitForEvent('download')
  await reports.card('Report pack').getByRole('button', { name: 'Make the pack' }).press('Enter')
  const files = Object.entries(unzipSync(await readFile(await (await download).path())))
  const ofName = (end: string) =>
    Buffer.from(files.find(([name]) => name.endsWith(end))?.[1] ?? []).toString('utf8')
  expect(ofName('Matrix.csv')).toBe(alone)
  expect(ofName('README.txt')).toMatch(
    /tandem export STUDY pack --as CT .*--columns source-kinds --count sources --polarity barrier .*-o FILE\.zip/,
  )
})

test('a preview shows the page by keys, and prints with nothing of the window', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Reports')
  await page.getByRole('button', { name: 'Preview Coding framework' }).focus()
  await page.keyboard.press('Enter')
  const preview = page.getByRole('dialog', { name: 'Preview: Coding framework' })
  await expect(preview.getByRole('columnheader', { name: 'When to use', exact: true }).first()).toBeVisible()
  await expect(preview.getByRole('rowheader', { name: /Protected time/ }).first()).toBeVisible()
  await lookAt(page, 'reports-preview')

  // What the browser's own printing is given, kept for looking at: the sheet goes once it has been printed.
  await page.evaluate(() => {
    window.print = () => {}
  })
  await preview.getByRole('button', { name: 'Print, or save as PDF…' }).press('Enter')
  const sheet = page.locator('body > [aria-hidden="true"]').filter({ hasText: 'When not to use' })
  await sheet.waitFor({ state: 'attached' })
  await page.emulateMedia({ media: 'print' })
  await expect(sheet).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const printed = await page.evaluate(() =>
    [...document.adoptedStyleSheets]
      .flatMap(({ cssRules }) => [...cssRules].map(rule => rule.cssText))
      .join('\n'),
  )
  expect(printed).toContain('counter(page)')
  expect(printed).toContain('"Return to Rhythm"')
  expect(
    await sheet
      .locator('thead')
      .first()
      .evaluate(head => getComputedStyle(head).display),
  ).toBe('table-header-group')
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(sheet).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(focused).toBe('Preview Coding framework')
})
