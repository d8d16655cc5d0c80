import { readFile } from 'node:fs/promises'
import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { ReportsPage } from './pages/reports-page.ts'
import { ThemesPage } from './pages/themes-page.ts'

test.use({ made: { rulings: 'all' }, viewport: { width: 1280, height: 720 } })

test('by keys: from a sub-theme to a statement to the exported table, and back by undo', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Sub-theme' }).press('Enter')
  await themes.nameFresh('Kitchen table')
  await themes.line('Kitchen table').click()
  await themes.addCodes(['Protected time', 'Competing caseload', 'Cover and turnover'])

  await page.getByRole('radio', { name: 'Statements' }).focus()
  await page.keyboard.press('Space')
  const table = page.getByRole('table', { name: /^Themes and / })
  const offered = table.getByRole('button', {
    name: /^Contextual integration, \d+ passages? without a statement: write a facilitator/,
  })
  await expect(offered).toBeVisible()
  await lookAt(page, 'statements')

  await offered.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Write under “Kitchen table”' })
  await expect(dialog.getByRole('textbox', { name: 'Statement' })).toBeFocused()
  await expect(dialog.getByRole('button', { name: 'Write' })).toBeDisabled()
  await page.keyboard.type('The promised day gave way')
  await expect(
    dialog.getByRole('checkbox', { name: /Contextual integration/, checked: true }).first(),
  ).toBeVisible()
  const listed = dialog.getByRole('list', { name: 'Passages coded to both' }).getByRole('listitem')
  await expect(listed).not.toHaveCount(0)
  await lookAt(page, 'statement')
  await dialog.getByRole('button', { name: 'Write' }).press('Enter')
  await expect(dialog).toBeHidden()
  const card = table.getByRole('button', { name: /^Contextual integration: The promised day gave way \(/ })
  await expect(card).toContainText('1 passage')
  await expect(offered).toHaveCount(0)

  // Passages chosen: the one that says neither stands behind it too.
  await card.press('Enter')
  const change = page.getByRole('dialog', { name: 'Statement under “Kitchen table”' })
  await change.getByRole('radio', { name: /The passages chosen here/ }).press('Space')
  await change.getByRole('checkbox', { name: /neither facilitator nor barrier/ }).press('Space')
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(card).toContainText('2 passages')

  // What is ticked is work like what is typed: one Escape does not drop it.
  await card.press('Enter')
  await change.getByRole('checkbox', { name: /neither facilitator nor barrier/ }).press('Space')
  await page.keyboard.press('Escape')
  await expect(change.getByText('Press Escape again to leave without keeping this.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(change).toBeHidden()

  // What was chosen and is not in view stays chosen, and is there again with the component.
  await card.press('Enter')
  const about = change.getByRole('list', { name: 'About' })
  await about.getByRole('checkbox', { name: /^Enrolment/ }).press('Space')
  await about.getByRole('checkbox', { name: /^Contextual integration/ }).press('Space')
  await expect(change.getByText('2 chosen codings not shown here stay chosen')).toBeVisible()
  await lookAt(page, 'statement-not-shown')
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(change).toBeHidden()
  const moved = table.getByRole('button', { name: /^Enrolment: The promised day/ })
  await expect(moved).toContainText('2 chosen ones no longer there')
  await moved.press('Enter')
  await about.getByRole('checkbox', { name: /^Contextual integration/ }).press('Space')
  await about.getByRole('checkbox', { name: /^Enrolment/ }).press('Space')
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(card).toContainText('2 passages')

  // Looked at in the other layer, it is changed on the consensus all the same.
  await page.getByRole('radio', { name: 'Each coder’s own' }).press('Space')
  await card.press('Enter')
  await expect(change.getByText('Its passages are those of the consensus')).toBeVisible()
  await expect(change.getByRole('radio', { name: /The passages chosen here/, checked: true })).toBeVisible()
  await expect(change.getByText('2 passages', { exact: true })).toBeVisible()
  await lookAt(page, 'statement-other-layer')
  await change.getByRole('textbox', { name: 'Statement' }).fill('The promised day gave way to the ward')
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(change).toBeHidden()
  await expect(table.getByRole('button', { name: /gave way to the ward/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await page.getByRole('radio', { name: 'Consensus' }).press('Space')
  await expect(card).toContainText('2 passages')

  await openReports()
  const reports = new ReportsPage(page)
  const made = await reports.make('Theme by framework table', 'Web page')
  const printed = await readFile(await made.path(), 'utf8')
  expect(printed).toMatch(/Contextual integration<\/bdi>:<\/strong> <bdi>The promised day gave way<\/bdi> \(/)
  expect(printed).toContain('1 of 16 components are used.')

  for (const _ of ['components', 'back', 'passages', 'written']) await page.keyboard.press('ControlOrMeta+z')
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: 'Themes' })
    .press('Enter')
  await expect(offered).toBeVisible()
  await expect(card).toHaveCount(0)

  async function openReports(): Promise<void> {
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('button', { name: 'Reports' })
      .press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Reports' }).waitFor()
  }
})

test('two at one statement: what another wrote is shown before it is written over', async ({
  app,
  openWindow,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.addCodes(['Protected time'])
  const cardOf = async (window: typeof page) => {
    await window.getByRole('radio', { name: 'Statements' }).press('Space')
    return window.getByRole('table', { name: /^Themes and / })
  }
  const hers = await cardOf(page)
  await hers
    .getByRole('button', { name: /without a statement: write a/ })
    .first()
    .press('Enter')
  await expect(page.getByRole('textbox', { name: 'Statement' })).toBeFocused()
  await page.keyboard.type('Time was promised')
  await page.getByRole('dialog').getByRole('button', { name: 'Write' }).press('Enter')
  const { page: other } = await openWindow()
  await openScreen(other, people.a, 'Themes')
  const his = await cardOf(other)
  await his.getByRole('button', { name: /Time was promised/ }).press('Enter')
  const dialog = other.getByRole('dialog', { name: /^Statement under/ })
  await dialog.getByRole('textbox', { name: 'Statement' }).fill('Time was promised, says he')

  await hers.getByRole('button', { name: /Time was promised/ }).press('Enter')
  await page.getByRole('textbox', { name: 'Statement' }).fill('Time was promised, says she')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog).toContainText('It now says: “Time was promised, says she”')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await lookAt(other, 'statement-met')
  await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(hers.getByRole('button', { name: /Time was promised, says he/ })).toBeVisible()

  await his.getByRole('button', { name: /Time was promised/ }).press('Enter')
  await hers.getByRole('button', { name: /Time was promised/ }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter')
  await expect(dialog).toContainText('This statement was removed elsewhere while it is open here.')
  await dialog.getByRole('button', { name: 'Write' }).press('Enter')
  await expect(hers.getByRole('button', { name: /Time was promised, says he/ })).toBeVisible()
})
