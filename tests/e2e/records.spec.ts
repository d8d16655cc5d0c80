import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt, test } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'

const head = 'Ref;When;Site;Mode;Minutes;Present;Reason;Notes'
const log = [
  'R01;25/01/2024;Site 2;Teams;1h 5;P02, P04;Ward discharges;"P04 came for the first time since October, and said that she had not been able to see anyone."',
  'R02;05/02/2024;Site 2;phone;45 min;3;;She brought the bus driver.',
  'R03;14/03/2024;Site 5;Teams;about an hour;2;;Where does the service begin?',
  'R04;30/02/2024;Site 5;Teams;30;2;;A day there is not.',
]

test('a table of records is mapped once; the same file, grown, brings only its new rows', async ({
  app,
  door,
}) => {
  const { page } = app
  const sources = new SourcesPage(page)
  await new StartPage(page).create('Mentoring')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await new Frame(page).go('Sources')
  const file = join(door.folder, 'mentoring log.csv')

  await test.step('the columns are guessed, the first rows shown, problems named', async () => {
    await writeFile(file, [head, ...log].join('\n'))
    const dialog = await sources.choose([file])
    const columns = dialog.getByRole('table', { name: 'Columns' })
    await expect(columns.getByRole('row').filter({ hasText: 'Present' })).toContainText('Attendance')
    await expect(columns.getByRole('row').filter({ hasText: 'Notes' })).toContainText('Text to code')
    const rows = dialog.getByRole('table', { name: 'The first rows as they come in' })
    await expect(rows.getByRole('row').nth(1)).toContainText('R0125 Jan 2024Site 2Teams652')
    await expect(dialog.getByRole('status')).toContainText(
      '2 new, 2 with a problem. Dates are read day first, as row 2 (25/01/2024) must be.',
    )
    await expect(dialog).toContainText('“30/02/2024” in When is no date that can be read.')
    await lookAt(page, 'import-records')
  })

  const dialog = page.getByRole('dialog', { name: /^Import \d+ file/ })
  await test.step('a column is mapped otherwise by keyboard, and the rows follow', async () => {
    await dialog.getByRole('button', { name: 'Reason comes in as' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Kept beside the text' }).click()
    const rows = dialog.getByRole('table', { name: 'The first rows as they come in' })
    await expect(rows).not.toContainText('Ward discharges')
    await dialog.getByRole('radio', { name: 'Month first' }).click()
    await expect(dialog.getByRole('status')).toContainText('1 new, 3 with a problem')
    await dialog.getByRole('radio', { name: 'Day first' }).click()
    await expect(dialog.getByRole('status')).toContainText('2 new, 2 with a problem')
    await dialog.getByRole('checkbox', { name: /^Take 2 rows without/ }).click({ force: true })
    await expect(dialog.getByRole('status')).toContainText('4 new. ')
    await expect(dialog).toContainText('2 rows without a value')
    await lookAt(page, 'import-records-lenient')
    await dialog.getByLabel('Keep the mapping as').fill('Mentoring log')
    await dialog.getByRole('button', { name: 'Import 4 sources' }).click()
    expect(await sources.readReport()).toBe('1 file: 4 sources taken.')
    await expect(sources.row('R03')).toContainText('14 Mar 2024')
    await expect(sources.row('R03')).toContainText('warning')
  })

  await test.step('the text is there to code, in fields under their names', async () => {
    await sources.row('R01').dblclick()
    await expect(page.getByRole('main')).toContainText('not been able to see anyone')
    await expect(page.getByRole('main').locator('dl')).toContainText('25 Jan 2024')
    await expect(page.getByRole('main').locator('dl')).toContainText('2 people: P02 and P04')
    await expect(page.getByRole('main').locator('[data-speaker="Notes"]')).toBeVisible()
    await lookAt(page, 'record-read')
    await new Frame(page).go('Sources')
  })

  await test.step('the same file again has nothing to take, and nothing to press', async () => {
    await writeFile(file, [head, ...log, 'R01;26/01/2024;Site 2;Teams;20;1;;A second R01.'].join('\n'))
    const dialog = await sources.choose([file])
    await expect(dialog.getByRole('list', { name: 'Files' })).toContainText(
      '0 new, 4 already here, 1 with a problem',
    )
    await expect(dialog).toContainText('Row 6 has the id of row 2 and says something else.')
    await expect(dialog.getByRole('checkbox', { name: 'Import mentoring log.csv' })).not.toBeChecked()
    await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('grown and changed: what is new comes, what changed is listed with both texts', async () => {
    const [first = '', ...rest] = log
    await writeFile(
      file,
      [
        `${head};Weather`,
        `${first.replace('October', 'September')};rain`,
        ...rest.map(row => `${row};`),
        'R05;20/03/2024;Site 1;phone;20;1;;Back at work.;sun',
      ].join('\n'),
    )
    const dialog = await sources.choose([file])
    await expect(dialog).toContainText('Read by “Mentoring log”, which brought 4 records.')
    await expect(dialog).toContainText('New: “Weather”.')
    const changed = dialog.getByRole('table', { name: 'Rows changed since' })
    await expect(changed.getByRole('row').nth(1)).toContainText('October')
    await expect(changed.getByRole('row').nth(1)).toContainText('September')
    await lookAt(page, 'import-records-again')
    await dialog.getByRole('button', { name: 'Import 1 source' }).click()
    await page.getByRole('dialog', { name: 'Import', exact: true }).waitFor()
    await sources.readReport()
    await expect(sources.row('R05')).toBeVisible()
    await expect(sources.table.locator('tfoot')).toContainText('5 sources')
  })

  await test.step('the step is undone as one', async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(sources.row('R05')).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByText('No sources yet')).toBeVisible()
  })
})
