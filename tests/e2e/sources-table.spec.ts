import type { Page } from '@playwright/test'
import { expect, lookAt, test as plain } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { sourceList } from './source-list.ts'

const test = sourceList(60)

async function enter(page: Page, who = 'Ann Lee'): Promise<{ sources: SourcesPage; frame: Frame }> {
  await new SignInPage(page).signIn(who)
  const frame = new Frame(page)
  await frame.go('Sources')
  const sources = new SourcesPage(page)
  await expect(sources.table).toBeVisible()
  return { sources, frame }
}

const foot = (sources: SourcesPage) => sources.table.locator('tfoot')

test('the list is filtered, sorted and summed; a filter is kept and opened from the palette', async ({
  app,
}) => {
  const { page } = app
  const { sources, frame } = await enter(page)
  const bar = page.getByRole('toolbar', { name: 'Filter' })
  await expect(foot(sources)).toContainText('60 sources')
  await lookAt(page, 'sources-list')

  await test.step('facets say how many each value would leave, and add up', async () => {
    await bar.getByRole('button', { name: 'Data set', exact: true }).click()
    const sets = page.getByRole('dialog', { name: 'Data set' })
    await expect(sets).toContainText('Mentoring records 12')
    await sets.getByRole('checkbox', { name: /Mentoring records/ }).click({ force: true })
    await page.keyboard.press('Escape')
    await expect(foot(sources)).toContainText('12 of 60 sources')
    await bar.getByRole('button', { name: 'Tag', exact: true }).click()
    const tags = page.getByRole('dialog', { name: 'Tag' })
    await expect(tags).toContainText('Check names 4')
    await tags.getByRole('checkbox', { name: /Check names/ }).click({ force: true })
    await lookAt(page, 'sources-facet')
    await page.keyboard.press('Escape')
    await expect(foot(sources)).toContainText('4 of 60 sources')
  })

  await test.step('kept by name, cleared, and opened again from the palette', async () => {
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('menuitem', { name: 'Keep this filter…' }).click()
    await page.getByRole('dialog', { name: 'Keep this filter' }).getByLabel('Name').fill('Names to check')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await expect(foot(sources)).toContainText('60 sources')
    await frame.go('Study')
    await frame.command('Names to check')
    await expect(foot(sources)).toContainText('4 of 60 sources')
  })

  await test.step('a long name stays inside the menu', async () => {
    const name = 'Winter'.repeat(20)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('menuitem', { name: 'Keep this filter…' }).click()
    await page.getByRole('dialog', { name: 'Keep this filter' }).getByLabel('Name').fill(name)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Keep this filter' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Filters' }).click()
    await expect(page.getByRole('menuitem', { name })).toBeVisible()
    const menu = page.getByRole('menu')
    expect(await menu.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    expect(
      await menu.evaluate(element => innerWidth - element.getBoundingClientRect().right),
    ).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Escape')
  })

  await test.step('words, and a range of dates', async () => {
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await page.getByRole('searchbox', { name: 'Filter these sources' }).fill('record 1')
    await expect(foot(sources)).toContainText('15 of 60 sources')
    await bar.getByRole('button', { name: 'Date', exact: true }).click()
    await page.getByRole('dialog', { name: 'Date' }).getByLabel('From').fill('2019-01-15')
    await page.getByRole('dialog', { name: 'Date' }).getByLabel('To').fill('2019-01-16')
    await page.keyboard.press('Escape')
    await expect(foot(sources)).toContainText('2 of 60 sources')
  })

  await test.step('every column sorts', async () => {
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    for (const head of await sources.table.getByRole('columnheader').getByRole('button').all()) {
      await head.click()
      await expect(sources.table.locator('th[aria-sort]:not([aria-sort="none"])')).toHaveCount(1)
    }
    await sources.table.getByRole('button', { name: 'Date' }).click()
    await sources.table.getByRole('button', { name: 'Date' }).click()
    await expect(sources.table.locator('tbody tr').first()).toContainText('Record 60')
  })
})

test('rows chosen by keyboard are edited in one step, which one undo takes back', async ({ app }) => {
  const { page } = app
  const { sources } = await enter(page)
  await sources.table.focus()
  // Tags of the first two hold still for her: she codes them in a blind round.
  for (let row = 0; row < 3; row++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('3 sources chosen')).toBeVisible()
  await page.getByRole('button', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit 3 sources' })
  await expect(dialog.getByRole('checkbox', { name: 'Check names' })).toHaveJSProperty('indeterminate', true)
  await dialog.getByLabel('New tag').fill('Pilot')
  await page.keyboard.press('Enter')
  await dialog.getByRole('combobox', { name: 'Data set' }).fill('First three')
  await page.keyboard.press('Escape')
  await dialog.getByLabel('Date').fill('31/02/2020')
  await dialog.getByRole('button', { name: 'Keep the changes' }).click()
  await expect(
    dialog.getByText('“31/02/2020” is not a date, such as 5 March 2018 or 2018-03-05.'),
  ).toBeVisible()
  await dialog.getByLabel('Date').fill('2 February 2020')
  // Typed and not added: keeping the changes takes it as a tag too.
  await dialog.getByLabel('New tag').fill('Follow-up')
  await lookAt(page, 'sources-edit-several')
  await dialog.getByRole('button', { name: 'Keep the changes' }).click()
  for (const title of ['Record 3', 'Record 4', 'Record 5']) {
    const row = sources.table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: title, exact: true }) })
    await expect(row).toContainText('First three')
    await expect(row).toContainText('Pilot')
    await expect(row).toContainText('Follow-up')
    await expect(row).toContainText('2 Feb 2020')
  }
  await page.keyboard.press('ControlOrMeta+z')
  await expect(sources.table).not.toContainText('Pilot')
  await expect(sources.table).not.toContainText('Follow-up')
  await expect(sources.table).not.toContainText('First three')
  await expect(sources.table).not.toContainText('2 Feb 2020')
})

test('several rows are removed in one step, or none where one is of a round', async ({ app }) => {
  const { page } = app
  const { sources } = await enter(page)
  await sources.table.focus()
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: 'Remove…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove 2 sources?' })
  await expect(dialog).toContainText('4 codings go with these 2 sources.')
  await lookAt(page, 'sources-remove-several')
  await dialog.getByRole('button', { name: 'Remove 2 sources' }).click()
  await expect(foot(sources)).toContainText('58 sources')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(foot(sources)).toContainText('60 sources')
  await sources.table.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.getByRole('button', { name: 'Remove…' }).click()
  const refused = page.getByRole('dialog', { name: 'Remove 60 sources?' })
  await expect(refused).toContainText('“Record 1” and “Record 2” belong to a round and cannot be removed.')
  await expect(refused.getByRole('button', { name: /^Remove/ })).toHaveCount(0)
})

test('tags are added, renamed, made one with another, and removed', async ({ app }) => {
  const { page } = app
  // Tags of the sources that Ann Lee codes in a blind round hold still for her.
  const { sources } = await enter(page, 'Cy Day')
  await page.getByRole('button', { name: 'Tags…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tags' })
  await dialog.getByLabel('New tag').fill('Names')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Rename Check names' }).click()
  await dialog.getByLabel('New name of Check names').fill('names')
  await expect(dialog.getByText('Makes it one with “Names”.')).toBeVisible()
  await lookAt(page, 'sources-tags')
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(dialog.getByRole('row', { name: /^Names / })).toContainText('20')
  await expect(dialog).not.toContainText('Check names')
  await dialog.getByRole('button', { name: 'Remove Names' }).click()
  await expect(dialog.getByRole('row', { name: /^Names / })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(sources.table).not.toContainText('Names')
})

test('columns are chosen and remembered, and coders shown only as far as blinding allows', async ({
  app,
}) => {
  const { page } = app
  const { sources } = await enter(page)
  const first = sources.table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Record 1', exact: true }) })
  const third = sources.table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Record 3', exact: true }) })
  await expect(third).toContainText('AL, BO')
  await expect(first).toContainText('AL')
  await expect(first).not.toContainText('BO')
  await page.getByRole('button', { name: 'Columns' }).click()
  const columns = page.getByRole('dialog', { name: 'Columns' })
  await columns.getByRole('checkbox', { name: 'File' }).click({ force: true })
  await columns.getByRole('checkbox', { name: 'Speakers' }).click({ force: true })
  await page.keyboard.press('Escape')
  await expect(sources.table.getByRole('columnheader', { name: 'File' })).toBeVisible()
  await expect(sources.table.getByRole('columnheader', { name: 'Speakers' })).toHaveCount(0)
  await page.reload()
  await expect(sources.table.getByRole('columnheader', { name: 'File' })).toBeVisible()
  await expect(sources.table.getByRole('columnheader', { name: 'Speakers' })).toHaveCount(0)
})

test('data sets are renamed, put in order and removed from the study’s overview', async ({ app }) => {
  const { page } = app
  const { frame } = await enter(page)
  await frame.go('Study')
  const sets = page.getByRole('region', { name: 'Data sets' })
  await sets.getByRole('button', { name: 'Add a data set…' }).click()
  await page.getByRole('dialog', { name: 'Add a data set' }).getByLabel('Name').fill('Emails')
  await page.keyboard.press('Enter')
  await sets.getByRole('button', { name: 'Change Emails' }).click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  await expect(sets.getByRole('rowheader').first()).toHaveText('Emails')
  await sets.getByRole('button', { name: 'Change Mentoring records' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Remove/ })
  await expect(dialog).toContainText('Its 12 sources stay, in no data set.')
  await dialog.getByRole('button', { name: 'Remove the data set' }).click()
  await expect(sets.getByRole('rowheader')).toHaveText(['Emails'])
})

sourceList(5_000)('5,000 sources are listed, filtered and sorted without a wait', async ({ app }) => {
  const { page } = app
  const { sources } = await enter(page)
  await expect(foot(sources)).toContainText('5,000 sources')
  expect(await sources.table.getByRole('row').count()).toBeLessThan(100)
  const took = async (act: () => Promise<unknown>, shown: string) => {
    const begun = Date.now()
    await act()
    await expect(foot(sources)).toContainText(shown)
    return Date.now() - begun
  }
  const filtered = await took(
    () => page.getByRole('searchbox', { name: 'Filter these sources' }).fill('record 4999'),
    '1 of 5,000 sources',
  )
  const cleared = await took(
    () => page.getByRole('button', { name: 'Clear the filter' }).click(),
    '5,000 sources',
  )
  plain.info().annotations.push({ type: 'filter and clear, ms', description: `${filtered}, ${cleared}` })
  await sources.table.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('End')
  await expect(sources.table.locator('tr[aria-selected="true"]')).toHaveCount(1)
  await expect(sources.table.getByRole('rowheader', { name: 'Record 5000', exact: true })).toBeVisible()
})
