import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'

test('a third reviewer clears the docket by keys, parks three, holds the meeting, freezes a version; undo walks it back', async ({
  app,
}) => {
  test.slow()
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  expect(all).toBeGreaterThan(10)
  const parked = 3

  for (let n = 1; n <= parked; n++) {
    await page.keyboard.press('d')
    await page.getByRole('textbox', { name: 'What is to be talked over' }).waitFor()
    await page.keyboard.type(`Question ${n}`)
    await page.getByRole('button', { name: 'Put it on the agenda' }).focus()
    await page.keyboard.press('Enter')
    await expect(docket.difference).toHaveAccessibleName(`Difference ${n + 1} of ${all}`)
  }
  const keys = ['1', '2', '3', '0']
  for (let settled = 1; settled <= all - parked; settled++) {
    await page.keyboard.press(keys[settled % keys.length] ?? '1')
    await expect(docket.settled(settled, all)).toBeAttached()
  }

  await page.getByRole('button', { name: 'Meeting…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Who is there' }).waitFor()
  await page.keyboard.type('Asha, Brendan, Catrin')
  await page.keyboard.press('Enter')
  await expect.poll(() => docket.listed()).toBe(3)
  await expect(docket.difference).toContainText('3 on the agenda')
  await lookAt(page, 'adjudicate-meeting-of-three')
  await docket.difference.focus()
  for (let left = 2; left >= 0; left--) {
    await page.keyboard.press('1')
    await expect(docket.settled(all - left, all)).toBeAttached()
  }
  await expect(page.getByRole('button', { name: 'Minutes' })).toBeVisible()
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await expect(page.getByText(/^All \d+ differences of “First round” are settled/)).toBeVisible()

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Framework' }).click()
  const freeze = page.getByRole('button', { name: 'Freeze a version…' })
  await freeze.click()
  await page.getByLabel('Note').fill('What the docket was settled with')
  await page.getByRole('button', { name: 'Freeze version' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Adjudicate' }).click()
  await expect(docket.settled(all, all)).toBeAttached()
  const undo = (what: RegExp) => page.getByRole('button', { name: what })
  await expect(undo(/^Undo: Froze/)).toBeEnabled()
  await page.keyboard.press('Control+z')
  for (let settled = all; settled > 0; settled--) {
    if (settled === all - parked) {
      await expect(undo(/^Undo: Opened a meeting/)).toBeEnabled()
      await page.keyboard.press('Control+z')
    }
    await expect(undo(/^Undo: Ruled/)).toBeEnabled()
    await page.keyboard.press('Control+z')
    await expect(docket.settled(settled - 1, all)).toBeAttached()
  }
  await expect(undo(/^Undo: Put a difference on the agenda/)).toBeEnabled()
  await expect(async () => {
    await page.keyboard.press('Control+z')
    await expect(undo(/^Nothing to undo/)).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(docket.settled(0, all)).toBeAttached()
  await expect(page.getByRole('button', { name: 'Meeting…' })).toBeHidden()
})
