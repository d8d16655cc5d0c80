import { readFile } from 'node:fs/promises'
import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'

test.use({ made: { rulings: 'all but one' } })

test('the history is narrowed by keys and taken out as it is listed', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'History')
  const steps = page.getByRole('listitem').filter({ has: page.locator('time') })
  await expect(steps.filter({ hasText: 'Opened the round' })).toHaveCount(1)

  await page.getByRole('button', { name: /About$/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Adj')
  await page.keyboard.press('Enter')
  await expect(steps.filter({ hasText: 'Opened the round' })).toHaveCount(0)
  await expect(steps.first()).toContainText('Ruled')
  const listed = await steps.count()
  await lookAt(page, 'history-narrowed')

  await page.getByRole('button', { name: 'Export as audit trail' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('CSV')
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('Return to Rhythm - audit trail.csv')
  const rows = (await readFile(await file.path(), 'utf8')).split('\r\n').slice(1, -1)
  expect(rows).toHaveLength(listed)
  for (const row of rows) expect(row).toContain('Adjudication')

  await page.getByRole('button', { name: /^Date/ }).click()
  await page.getByLabel('From').fill('2099-01-01')
  await page.getByLabel('To', { exact: true }).fill('2098-01-01')
  await expect(page.getByText('The first day is after the last.')).toBeVisible()
  await lookAt(page, 'history-days-turned')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Date: from/ })).toBeVisible()
  await expect(page.getByText('No step is like that')).toBeVisible()
  await page.getByRole('button', { name: 'Show every step' }).click()
  await expect(steps.filter({ hasText: 'Opened the round' })).toHaveCount(1)
})

test('a step of coding leads to the passage', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.a, 'History')
  const coded = page.getByRole('listitem').filter({ hasText: 'Coded' })
  await expect(coded.first()).toBeVisible()
  await lookAt(page, 'history-passages')
  await coded
    .first()
    .getByRole('button', { name: /^Show the passage: / })
    .focus()
  await page.keyboard.press('Enter')
  const text = page.getByRole('document', { name: /^Transcript/ })
  await expect(text).toBeFocused()
  await expect(page.getByTestId('caret')).toBeInViewport()
  // The coding that was meant is the one that is chosen.
  const here = page.getByRole('list', { name: 'Codings here' })
  await expect(here.locator('li[data-active]')).toBeInViewport()
  await page.goBack()
  await expect(coded.first()).toBeVisible()
})
