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

test('with names hidden the keys speak of the readings as they are shown', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  await page.getByRole('button', { name: 'How to judge…' }).click()
  await page.getByText('Hide the coders’ names').click()
  await page.getByRole('button', { name: 'Judge like this' }).click()
  await expect(docket.difference).toContainText('The first reader')
  await expect(docket.difference).not.toContainText(people.a)
  await expect(docket.difference).not.toContainText(people.b)
  await lookAt(page, 'adjudicate-names-hidden')
  const all = await docket.queue.count()
  for (let at = 1; at <= 4; at++) {
    await page.keyboard.press('1')
    await expect(docket.difference).toHaveAccessibleName(`Difference ${at + 1} of ${all}`)
    await page.keyboard.press('p')
    await expect(docket.difference).toContainText('The first reader’s reading stands')
    await expect(docket.difference.getByRole('button', { pressed: true })).toContainText('The first reader')
    await page.keyboard.press('n')
  }
})
