import { readFile } from 'node:fs/promises'
import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { ReportsPage } from './pages/reports-page.ts'

test.use({ made: { rulings: 'all but one' } })

test('every kind is made and taken out, and says when', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Reports')
  const reports = new ReportsPage(page)
  await expect(reports.cards).not.toHaveCount(0)
  await lookAt(page, 'reports')

  const framework = await reports.make('Coding framework', 'Markdown')
  expect(framework.suggestedFilename()).toMatch(/^Return to Rhythm - .*\.md$/)
  expect(await readFile(await framework.path(), 'utf8')).toContain('Protected time')

  const passages = await reports.make('Codings', 'Excel')
  expect((await readFile(await passages.path())).subarray(0, 2).toString()).toBe('PK')
  await expect(page.getByText(/Made \d\d:\d\d: Return to Rhythm - codings.xlsx, \d+ kB/)).toBeVisible()
  const again = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download again' }).last().click()
  expect((await again).suggestedFilename()).toBe(passages.suggestedFilename())
  await lookAt(page, 'reports-made')

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Sign in as someone else')
  await page.keyboard.press('Enter')
  await openScreen(page, people.a, 'Reports')
  await expect(reports.cards).not.toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Download again' })).toHaveCount(0)
})

test('a report is made by keys alone', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Reports')
  const make = page.getByRole('button', { name: 'Make Memos' })
  await make.focus()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/memos/)
})

test('an agreement report is made as chosen, and its paragraph copied alone', async ({ app }) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openScreen(page, people.reviewer, 'Reports')
  const reports = new ReportsPage(page)
  const card = reports.card('Agreement report')
  await card.getByRole('button', { name: /Count$/ }).click()
  await page.getByRole('option', { name: 'Words' }).click()
  await card.getByText('Interviewer’s turns').click()
  await lookAt(page, 'reports-agreement')
  const report = await reports.make('Agreement report', 'Web page')
  const paragraph =
    /Two coders \(AM, BK\) independently coded all 3 sources .* computed on words .* the turns of Interviewer/
  expect(await readFile(await report.path(), 'utf8')).toMatch(paragraph)

  await card.getByRole('button', { name: 'Copy the paragraph' }).click()
  await expect(page.getByText('The paragraph for the methods section is copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(paragraph)
})
