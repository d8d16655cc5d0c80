import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { ThemesPage } from './pages/themes-page.ts'

test.use({ made: { rulings: 'all', cases: true } })

test('by keys alone: a live number is put into a sentence, shows its list, and is changed', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.addCodes(['Protected time'])
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.text.focus()
  await page.keyboard.type('Time was protected for ')
  await page.keyboard.press('Control+Alt+n')
  const dialog = page.getByRole('dialog', { name: 'Insert a live number' })
  await dialog.getByRole('combobox', { name: 'Behind which code or theme' }).fill('Room to')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Which of them' }).press('Enter')
  await page.getByRole('option', { name: 'Role: OT' }).press('Enter')
  await expect(dialog.getByRole('status')).toContainText(/^\d+ of the \d+ OTs/)
  await expect(dialog.getByRole('status')).toContainText('consensus')
  const said = (await dialog.getByRole('status').locator('p').first().innerText()).trim()
  await lookAt(page, 'live-number-dialog')
  await dialog.getByRole('button', { name: 'Insert the number' }).press('Enter')
  await expect(dialog).toBeHidden()
  await page.keyboard.type(' we heard.')
  await expect(themes.text.locator('p').first()).toHaveText(`Time was protected for ${said} we heard.`)
  await expect(themes.saved).toBeVisible()

  for (let n = 0; n < ' we heard.'.length + 1; n++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: said })
  const [counts] = said.split(' ')
  await expect(list.getByRole('region', { name: `Counted: ${counts}`, exact: true })).toBeVisible()
  await lookAt(page, 'live-number-list')
  await list.getByRole('button', { name: 'Change what is counted…' }).press('Enter')
  const change = page.getByRole('dialog', { name: 'Change a live number' })
  await change.getByRole('button', { name: 'Said as' }).press('Enter')
  await page.getByRole('option', { name: 'Per cent' }).press('Enter')
  await change.getByRole('button', { name: 'Change the number' }).press('Enter')
  await expect(themes.text.locator('p').first()).toHaveText(/^Time was protected for [\d.]+% we heard\.$/)
  await expect(themes.saved).toBeVisible()
  await page.reload()
  await expect(themes.text.locator('p').first()).toHaveText(/[\d.]+% we heard\.$/)
})
