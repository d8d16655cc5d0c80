import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'

test('the mirror shows how the rulings fall, and every number opens its rulings', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  for (const [index, key] of ['1', '1', '2', '3', '0'].entries()) {
    await page.keyboard.press(key)
    await expect(docket.difference).toHaveAccessibleName(`Difference ${index + 2} of ${all}`)
  }
  await page.keyboard.press('p')
  await page.keyboard.press('3')
  await expect(docket.difference).toHaveAccessibleName(`Difference 6 of ${all}`)

  await page.getByRole('radio', { name: 'Mirror' }).click()
  const mirror = page.getByRole('region', { name: 'Mirror' })
  const row = (name: string) => mirror.getByRole('region', { name: 'What stands' }).getByRole('row', { name })
  await expect(row('AM’s reading stands').getByRole('button')).toHaveText('2')
  await expect(row('Both stand').getByRole('button')).toHaveText('2')
  await expect(mirror.getByRole('region', { name: 'Reversed' })).toContainText('Neither stands → Both stand')
  await lookAt(page, 'adjudicate-mirror')
  await row('AM’s reading stands').getByRole('button').click()
  await expect.poll(() => docket.listed()).toBe(2)
  await expect(docket.difference).toContainText('AM’s reading stands')
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => docket.listed()).toBe(all)
})

test('a coder sees what was decided about each of their codings', async ({ app, openWindow }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  await expect(page.getByRole('radio', { name: 'My codings' })).toBeHidden()
  await page.keyboard.press('r')
  await page.getByRole('combobox', { name: 'Reason' }).fill('As the definition has it.')
  await page.keyboard.press('Alt+1')
  await expect(docket.difference).toHaveAccessibleName(/^Difference 2 of/)
  const other = await openWindow()
  await openScreen(other.page, people.a, 'Adjudicate')
  await other.page.getByRole('radio', { name: 'My codings' }).click()
  const mine = other.page.getByRole('region', { name: 'My codings' })
  await expect(mine).toContainText('As the definition has it.')
  await lookAt(other.page, 'adjudicate-my-codings')
  await mine.getByRole('button', { name: /Every outcome/ }).click()
  await other.page
    .getByRole('option', { name: /^(Stands|The other reading stands)/ })
    .first()
    .click()
  await expect(mine).toContainText(', 1 coding shown')
  await mine.getByRole('row').last().click()
  await expect(new AdjudicatePage(other.page).difference).toContainText('As the definition has it.')
})
