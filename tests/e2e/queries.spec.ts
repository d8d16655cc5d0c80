import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { type EngineWindow, engineWindow } from './pages/engine-window.ts'
import { ThemesPage } from './pages/themes-page.ts'

test.use({ made: { cases: true }, viewport: { width: 1280, height: 720 } })

/** The reviewer codes a passage of a source in which nobody used the code, outside the round; answers the coding. */
async function codeElsewhere({ client }: EngineWindow, name: string): Promise<string> {
  const member = (await client.members.list({})).find(one => one.name === people.reviewer)?.id ?? ''
  await client.members.update({ member, roles: ['reviewer', 'lead', 'coder'] })
  const code =
    (await client.codebook.frameworks({})).flatMap(({ codes }) => codes).find(c => c.name === name)?.id ?? ''
  const used = new Set((await client.codings.passages({ code })).map(({ source }) => source))
  const source = (await client.sources.list({})).find(({ id }) => !used.has(id))?.id ?? ''
  return (await client.codings.add({ source, start: 0, end: 20, code })).id
}

test('by keys: words are found and opened, a query is saved, and a number behind it moves with a coding', async ({
  app,
}) => {
  const { page } = app
  const rail = page.getByRole('navigation', { name: 'Screens' })
  await openScreen(page, people.reviewer, 'Explore')
  await page.getByRole('radio', { name: 'Search' }).press('Space')
  const words = page.getByRole('searchbox', { name: 'Words in the text' })
  const found = page.getByRole('region', { name: 'What was found' })
  await words.fill('"time')
  await expect(found.getByText('The quotation mark at character 1 is not closed.')).toBeVisible()
  await words.fill('time NEAR/8 work* OR day*')
  await expect(found.getByRole('status')).toHaveText(/^\d+ places? in \d sources?/)
  await lookAt(page, 'explore-search')
  const first = found.getByRole('listitem').first()
  const match = await first.locator('mark').innerText()
  await first.getByRole('button').press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Code' })).toBeAttached()
  expect(page.url()).toMatch(/#\/code\?source=.*&start=\d+&end=\d+/)
  await expect(page.getByText(match).first()).toBeVisible()

  const other = await engineWindow(page, people.reviewer)
  const coding = await codeElsewhere(other, 'Protected time')
  await rail.getByRole('button', { name: 'Explore' }).press('Enter')
  await expect(words).toHaveValue('time NEAR/8 work* OR day*')
  await words.fill('')
  await page.getByRole('radio', { name: 'Each coder’s own' }).press('Space')
  await page.getByRole('combobox', { name: 'Coded with any of' }).fill('Protected')
  await expect(page.getByRole('option')).toHaveText(/Protected time/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(
    found.getByText('Passages coded “Protected time” or what is beneath, in each coder’s own codings.'),
  ).toBeVisible()
  await lookAt(page, 'explore-query')
  await page.getByRole('button', { name: 'Save as…' }).press('Enter')
  const naming = page.getByRole('dialog', { name: 'Save the query' })
  await naming.getByRole('textbox', { name: 'Name' }).fill('Time that is kept')
  await page.keyboard.press('Enter')
  await expect(found.getByRole('button', { name: 'Time that is kept' })).toBeVisible()

  await rail.getByRole('button', { name: 'Themes' }).press('Enter')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.text.focus()
  await page.keyboard.press('Control+Alt+n')
  const dialog = page.getByRole('dialog', { name: 'Insert a live number' })
  await dialog.getByRole('combobox', { name: 'Behind which code, theme or query' }).fill('Time that')
  await expect(page.getByRole('option')).toHaveText(/Time that is kept/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const said = dialog.getByRole('status').locator('p').first()
  await expect(said).toHaveText(/^\d+ of the \d+ people$/)
  const before = Number((await said.innerText()).split(' ')[0])
  expect(before).toBeGreaterThan(0)
  await expect(dialog.getByRole('status')).toContainText('the query “Time that is kept”')
  await dialog.getByRole('button', { name: 'Insert the number' }).press('Enter')
  await expect(themes.text.getByRole('button', { name: new RegExp(`^${before} of the`) })).toBeVisible()
  await expect(themes.saved).toBeVisible()
  await other.client.codings.remove({ codings: [coding] })
  await expect(themes.text.getByRole('button', { name: new RegExp(`^${before - 1} of the`) })).toBeVisible()
  await lookAt(page, 'query-number')
  other.close()
})
