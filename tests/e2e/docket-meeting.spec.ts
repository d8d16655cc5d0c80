import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'

test('a difference is parked, talked over, and decided in a meeting', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.queue.count()
  await page.getByRole('textbox', { name: 'Comment' }).fill('The words say both.')
  await page.getByRole('button', { name: 'Say it' }).click()
  await expect(page.getByRole('region', { name: 'Discussion' })).toContainText('The words say both.')

  await docket.difference.focus()
  await page.keyboard.press('d')
  await page.getByRole('textbox', { name: 'What is to be talked over' }).fill('One code or two?')
  await page.getByRole('button', { name: 'Put it on the agenda' }).click()
  await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
  await page.keyboard.press('p')
  await expect(page.getByRole('region', { name: 'Discussion' })).toContainText('One code or two?')
  await lookAt(page, 'adjudicate-discussion')

  await page.getByRole('button', { name: 'Meeting…' }).click()
  await page.getByRole('textbox', { name: 'Who is there' }).fill('AM, BK')
  await page.getByRole('button', { name: 'Open the meeting' }).click()
  await expect(docket.queue).toHaveCount(1)
  await expect(page.getByText(/with AM, BK: 1 on the agenda/)).toBeVisible()
  await lookAt(page, 'adjudicate-meeting')
  await docket.difference.focus()
  await page.keyboard.press('3')
  await expect(page.getByText(/with AM, BK: 0 on the agenda/)).toBeVisible()
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await expect(docket.queue).toHaveCount(all)
  await page.keyboard.press('Control+z')
  await expect(docket.settled(0, all)).toBeAttached()
  await expect(page.getByRole('button', { name: 'Meeting…' })).toBeVisible()

  await page.getByRole('button', { name: /By source/ }).click()
  await page.getByRole('option', { name: 'Most in dispute first' }).click()
  await expect(docket.queue).toHaveCount(all)
})
