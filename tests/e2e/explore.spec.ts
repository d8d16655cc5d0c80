import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { ThemesPage } from './pages/themes-page.ts'

test.use({ made: { rulings: 'all' }, viewport: { width: 1280, height: 720 } })

test('by keys: codes across the study, a cell’s passages, and the table for a spreadsheet', async ({
  app,
}) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openScreen(page, people.reviewer, 'Explore')
  const grid = page.getByRole('grid', { name: 'Matrix' })
  const cell = grid.getByRole('button', { name: /^Protected time, Staff interviews: \d+ passages?$/ }).first()
  await expect(cell).toBeVisible()
  await lookAt(page, 'explore')

  const n = Number(
    /(\d+) passage/.exec((await cell.getAttribute('aria-label')) ?? (await cell.innerText()))?.[1],
  )
  await cell.focus()
  await page.keyboard.press('Enter')
  const passages = page.getByRole('region', { name: /^Passages: Protected time/ })
  await expect(passages.getByRole('article')).toHaveCount(n)
  await lookAt(page, 'explore-passages')

  await page.getByRole('radio', { name: 'Chart' }).press('Space')
  const chart = page.getByRole('figure', { name: 'Number of passages' })
  await expect(chart).toHaveAccessibleDescription(/\d+ rows by \d+ columns?, counted in passages/)
  await expect(chart.locator('[aria-current]')).toHaveAccessibleName(/^Protected time, Staff interviews: /)
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  const second = chart.getByRole('listitem').getByRole('button').nth(1)
  await expect(second).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(second).toHaveAttribute('aria-current', 'true')
  const [, of, figure] = /^(.+): (\d+) passages?$/.exec((await second.getAttribute('aria-label')) ?? '') ?? []
  await expect(page.getByRole('region', { name: `Passages: ${of}` }).getByRole('article')).toHaveCount(
    Number(figure),
  )
  await lookAt(page, 'explore-chart')
  await page.getByRole('button', { name: 'Copy data' }).press('Enter')
  await expect(page.getByText('The figures were copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`\nProtected time\t`)

  await page.getByRole('button', { name: /Across$/ }).press('Enter')
  await page.getByRole('option', { name: /^On the same text: Normalisation/ }).press('Enter')
  await expect(page.getByText('Pairs of two codings that overlap')).toBeVisible()
  await expect(passages).toHaveCount(0)
  await expect(page.getByText(/^\d+ columns would make a chart nobody can read/)).toBeVisible()
  await expect(grid.getByRole('columnheader', { name: /Contextual integration/ })).toBeVisible()

  await page.getByRole('radio', { name: 'Table' }).press('Space')
  await page.getByRole('radio', { name: 'Sources' }).press('Space')
  await page.getByRole('button', { name: 'Copy' }).press('Enter')
  await expect(page.getByText('The table was copied.')).toBeVisible()
  const [head = '', ...lines] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(head.split('\t').slice(0, 2)).toEqual(['', 'All'])
  expect(lines.some(line => line.startsWith('Protected time\t'))).toBe(true)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('menuitem', { name: 'CSV table' }).press('Enter')
  const exported = (await readFile(await (await download).path(), 'utf8')).split('\r\n')
  expect(exported.map(line => line.split(',').slice(1, 3)).slice(1, 3)).toEqual(
    lines.slice(0, 2).map(line => line.split('\t').slice(0, 2)),
  )
})

test('the matrix that was looked at last is there when the study is opened again', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Explore')
  const across = page.getByRole('button', { name: /Across$/ })
  await across.press('Enter')
  await page.getByRole('option', { name: 'Kinds of source' }).press('Enter')
  await page.getByRole('radio', { name: 'Sources' }).press('Space')
  await page.getByRole('switch', { name: 'Top level only' }).press('Space')
  await expect(page.getByRole('switch', { name: 'Top level only' })).toBeChecked()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Explore' }).waitFor()
  await expect(across).toContainText('Kinds of source')
  await expect(page.getByRole('radio', { name: 'Sources' })).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Top level only' })).toBeChecked()
  await page.getByRole('radio', { name: 'New codes' }).press('Space')
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
  await lookAt(page, 'explore-new-codes')
})

test('the view that was looked at last, with what was chosen in it, is there after a reload', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Explore')
  await page.getByRole('radio', { name: 'Summaries' }).press('Space')
  await page.getByRole('radio', { name: 'Sites' }).press('Space')
  await expect(page.getByRole('radio', { name: 'Sites' })).toBeChecked()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Summaries' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Sites' })).toBeChecked()
})

test('a judgement of a data set is written beside its passages, kept, and undone', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('A day of one’s own')
  await themes.addCodes(['Protected time'])
  await expect(themes.evidence.getByRole('article').first()).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: 'Explore' })
    .press('Enter')
  await page.getByRole('radio', { name: 'Convergence' }).focus()
  await page.keyboard.press('Space')
  const cell = page.getByRole('button', { name: /^A day of one’s own, Staff interviews: / })
  await cell.press('Enter')
  const panel = page.getByRole('region', { name: 'A day of one’s own: Staff interviews' })
  await expect(panel.getByRole('article').first()).toBeVisible()
  await panel.getByRole('radio', { name: 'Partly' }).press('Space')
  await expect(cell).toContainText('Partly')
  await panel.getByRole('textbox', { name: 'Why' }).fill('Where it is on the roster')
  await page.keyboard.press('Tab')
  await expect(cell).toContainText('Where it is on the roster')
  await lookAt(page, 'explore-convergence')
  await panel.getByRole('radio', { name: 'Silent' }).press('Space')
  for (const place of [cell, panel])
    await expect(place).toContainText(/Judged “Silent”, but (a|\d+) passages? stands? here\./)
  await lookAt(page, 'explore-convergence-check')
  await panel.getByRole('radio', { name: 'Partly' }).press('Space')
  await expect(cell).not.toContainText('Judged')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('menuitem', { name: 'CSV table' }).press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toBe('Return to Rhythm - convergence grid.csv')
  const [head, row] = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(head).toContain('Staff interviews: judgement')
  expect(row).toMatch(/^Consensus,A day of one’s own,.*Partly,,Where it is on the roster/)
  await page.getByRole('radio', { name: 'Summaries' }).press('Space')
  await expect(page.getByRole('heading', { name: 'Nothing to summarise yet' })).toBeVisible()
  await page.getByRole('radio', { name: 'Convergence' }).press('Space')
  // Silent and partly again, the words, partly.
  for (let n = 0; n < 4; n++) await page.keyboard.press('ControlOrMeta+z')
  await expect(cell).not.toContainText('Partly')
})

/** Opens the cell of the first finding and the staff interviews by keys; answers its field. */
async function openCell(page: Page): Promise<Locator> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: 'Explore' })
    .press('Enter')
  await page.getByRole('radio', { name: 'Convergence' }).press('Space')
  await page.getByRole('button', { name: /^A day of one’s own, Staff interviews: / }).press('Enter')
  return page.getByRole('textbox', { name: 'Why' })
}

test('what is typed in a cell outlives a reload at once, and is kept by itself', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  await new ThemesPage(page).begin('A day of one’s own')
  const why = await openCell(page)
  await why.fill('Where it is on the roster')
  await page.reload()
  await expect(await openCell(page)).toHaveValue('Where it is on the roster')
  await why.press('End')
  await why.pressSequentially(', and kept.')
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible()
})

test('two who write in one cell are asked whose words stay', async ({ app, openWindow }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  await new ThemesPage(page).begin('A day of one’s own')
  const hers = await openCell(page)
  const { page: other } = await openWindow()
  await openScreen(other, people.a, 'Themes')
  const his = await openCell(other)
  // His hand does not rest while she writes.
  const typing = his.pressSequentially('Not where nobody looks at it.', { delay: 100 })
  await hers.fill('Hers.')
  await page.keyboard.press('Tab')
  await typing
  const cell = other.getByRole('region', { name: 'A day of one’s own: Staff interviews' })
  await expect(cell).toContainText('Until you choose, it says: “Hers.”')
  await expect(his).toHaveValue('Not where nobody looks at it.')
  await lookAt(other, 'explore-cell-met')
  await cell.getByRole('button', { name: 'Take theirs' }).press('Enter')
  await expect(his).toHaveValue('Hers.')
  await expect(hers).toHaveValue('Hers.')
})
