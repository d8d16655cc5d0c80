import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt, test } from './harness.ts'
import { CasesPage } from './pages/cases-page.ts'
import { Frame } from './pages/frame.ts'
import { ReportsPage } from './pages/reports-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'

const table = [
  'Person,Site,Years,Role,Joined,Trained',
  'OT 1,Site 1,6,OT,5 March 2018,yes',
  'OT 2,Site 1,34,OT,,no',
  'OT 10,Site 2,12.5,OT,30/04/2020,yes',
  'Mentor 1,,40,Mentor,,',
].join('\n')

test('people come in from a table, are written in by keys alone, and are told of in a report', async ({
  app,
  context,
  door,
}) => {
  const { page } = app
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const cases = new CasesPage(page)
  const frame = new Frame(page)
  const sources = new SourcesPage(page)
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })

  await test.step('an empty screen says what belongs there', async () => {
    await frame.go('Cases')
    await expect(page.getByRole('heading', { name: 'No people or sites yet' })).toBeVisible()
    await lookAt(page, 'cases-empty')
  })

  await test.step('a table is shown before it is taken', async () => {
    const dialog = await cases.chooseTable('people.csv', table)
    await expect(dialog.getByText('4 new, 0 changed, 0 unchanged.')).toBeVisible()
    await expect(dialog.getByText('New sites: “Site 1”, “Site 2”.')).toBeVisible()
    await lookAt(page, 'cases-import')
    await dialog.getByRole('button', { name: 'Import 4 cases' }).click()
    await expect(dialog).toBeHidden()
    expect(await cases.row('OT 10')).toEqual([
      'OT 10',
      'Site 2',
      '12.5',
      'OT',
      '30 Apr 2020',
      'yes',
      '0',
      '0',
      '',
    ])
  })

  await test.step('typing replaces, Enter keeps and goes down, Escape leaves it', async () => {
    await cases.people.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('41')
    await page.keyboard.press('Enter')
    await expect(await cases.cell('Mentor 1', 'Years')).toHaveText('41')
    await page.keyboard.type('7')
    await page.keyboard.press('Escape')
    await expect(await cases.cell('OT 1', 'Years')).toHaveText('6')
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type('.5')
    await page.keyboard.press('Tab')
    await expect(await cases.cell('OT 1', 'Years')).toHaveText('6.5')
    await page.keyboard.type('Trainee')
    await page.keyboard.press('Enter')
  })

  await test.step('what cannot be read keeps its words and says why', async () => {
    const error = cases.people.getByRole('alert')
    await expect(error).toHaveText('Role of OT 1: “Trainee” is none of the choices: Mentor, OT.')
    await expect(page.getByRole('combobox', { name: 'Role of OT 1' })).toHaveValue('Trainee')
    await lookAt(page, 'cases-refused')
    await page.keyboard.press('Escape')
    await expect(await cases.cell('OT 1', 'Role')).toHaveText('OT')
  })

  await test.step('a block is emptied, filled down, copied, and pasted elsewhere', async () => {
    await (await cases.cell('OT 1', 'Years')).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Delete')
    await expect(await cases.cell('OT 2', 'Years')).toHaveText('')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(await cases.cell('OT 2', 'Years')).toHaveText('34')
    await (await cases.cell('OT 1', 'Joined')).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ControlOrMeta+d')
    await expect(await cases.cell('OT 2', 'Joined')).toHaveText('5 Mar 2018')
    await expect(await cases.cell('OT 2', 'Trained')).toHaveText('yes')
    await page.keyboard.press('ControlOrMeta+c')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('2018-03-05\tyes\n2018-03-05\tyes')
    await page.evaluate(() => navigator.clipboard.writeText('Site 2\t3\nSite 2\t4\n'))
    await (await cases.cell('OT 1', 'Site')).click()
    await page.keyboard.press('ControlOrMeta+v')
    await expect(await cases.cell('OT 2', 'Site')).toHaveText('Site 2')
    await expect(await cases.cell('OT 2', 'Years')).toHaveText('4')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(await cases.cell('OT 2', 'Years')).toHaveText('34')
    await lookAt(page, 'cases-grid')
    await page.evaluate(() => navigator.clipboard.writeText('1\n2\n3\n4\n5\n'))
    await (await cases.cell('Mentor 1', 'Years')).click()
    await page.keyboard.press('ControlOrMeta+v')
    await expect(frame.notices).toContainText(
      '5 rows were copied and 4 are left below: add the rows first, or import the table.',
    )
    await expect(await cases.cell('Mentor 1', 'Years')).toHaveText('41')
  })

  await test.step('an attribute is added, and rows are ordered and filtered', async () => {
    await page.getByRole('button', { name: 'Add an attribute…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add an attribute' })
    await dialog.getByLabel('Name').fill('Band')
    await dialog.getByRole('button', { name: /^Text Type|Type/ }).click()
    await page.getByRole('option', { name: 'Choice' }).click()
    await dialog.getByLabel('Choices').fill('6\n7')
    await lookAt(page, 'cases-attribute')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(cases.people.getByRole('columnheader', { name: 'Band' })).toBeVisible()
    const years = cases.people.getByRole('button', { name: 'Years', exact: true })
    await years.click()
    await expect(cases.people.getByRole('rowheader')).toHaveText(['OT 1', 'OT 10', 'OT 2', 'Mentor 1'])
    await years.click()
    await expect(cases.people.getByRole('rowheader')).toHaveText(['Mentor 1', 'OT 2', 'OT 10', 'OT 1'])
    await page.getByRole('searchbox', { name: 'Filter by any words' }).fill('mentor')
    await expect(cases.people.getByRole('rowheader')).toHaveText(['Mentor 1'])
    await page.getByRole('searchbox', { name: 'Filter by any words' }).fill('')
  })

  await test.step('links are proposed and made in one step; the sources tell their cases', async () => {
    const files = [
      [
        'OT 1 Site 1.txt',
        'Interviewer: How was it?\nOT1: Better than before.\nInterviewer: And now?\nOT1: Good.\n',
      ],
      ['Site 2 notes.txt', 'The ward was full when we came.\n'],
    ] as const
    for (const [name, text] of files) await writeFile(join(door.folder, name), text)
    await frame.go('Sources')
    await sources.import(files.map(([name]) => join(door.folder, name)))
    await frame.go('Cases')
    await page.getByRole('button', { name: '3 links proposed…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Links proposed' })
    await lookAt(page, 'cases-proposed')
    await dialog.getByRole('button', { name: 'Make 3 links' }).click()
    await expect(await cases.cell('OT 1', 'Sources')).toHaveText('1')
    await (await cases.cell('OT 1', 'Years')).click()
    await expect(page.getByText('as OT1')).toBeVisible()
    await page.getByRole('button', { name: 'OT 1 Site 1', exact: true }).click()
    await expect(page.getByText('Better than before.')).toBeVisible()
  })

  await test.step('two that are one are merged, and parted again', async () => {
    await frame.go('Cases')
    await cases.people.getByRole('checkbox', { name: 'Choose OT 2' }).check()
    await cases.people.getByRole('checkbox', { name: 'Choose OT 10' }).check()
    await page.getByRole('button', { name: 'Merge…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge “OT 2” and “OT 10”' })
    await expect(dialog.getByText('Years: 34, not 12.5')).toBeVisible()
    await lookAt(page, 'cases-merge')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(cases.people.getByRole('rowheader')).toHaveCount(3)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(cases.people.getByRole('rowheader')).toHaveCount(4)
  })

  await test.step('the participants table is made by role', async () => {
    await frame.go('Reports')
    const card = page.getByRole('listitem').filter({ hasText: 'Participants table' })
    await card.getByRole('button', { name: /Columns/ }).click()
    await page.getByRole('option', { name: 'By role' }).click()
    await lookAt(page, 'reports-participants')
    const made = await new ReportsPage(page).make('Participants table', 'CSV')
    const text = await readFile(await made.path(), 'utf8')
    expect(text).toContain('Attribute,Value,Gives,Mentor (n = 1),OT (n = 3),All (n = 4)')
    expect(text).toContain('Years,,mean (range),41.0 (41–41),17.7 (6.5–34),23.5 (6.5–41)')
    expect(text).toContain('Trained,Missing,n (%),1 (100.0),0 (0.0),1 (25.0)')
  })
})

test('memos about a person and a site are begun beside them or in the list, and open from there', async ({
  app,
}) => {
  const { page } = app
  const cases = new CasesPage(page)
  const frame = new Frame(page)
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await frame.go('Cases')
  const taken = await cases.chooseTable('people.csv', table)
  await taken.getByRole('button', { name: 'Import 4 cases' }).click()
  await expect(taken).toBeHidden()

  await test.step('a memo about a person is begun beside them by key, and opens from there again', async () => {
    await (await cases.cell('OT 1', 'Years')).click()
    await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
    await expect(page.getByText('About the case “OT 1”')).toBeVisible()
    await page.getByRole('textbox', { name: 'OT 1', exact: true }).click()
    await page.keyboard.type('Better by the week.')
    await expect(page.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible()
    await lookAt(page, 'case-memo')
    await page.getByRole('button', { name: 'All memos' }).click()
    await expect(page.getByRole('row').filter({ hasText: 'case: OT 1' })).toBeVisible()
    await frame.go('Cases')
    await (await cases.cell('OT 1', 'Years')).click()
    await lookAt(page, 'cases-memos')
    await page.getByRole('button', { name: 'OT 1', exact: true }).click()
    await expect(page.getByText('Better by the week.')).toBeVisible()
  })

  await test.step('a memo about a site begins in the list of memos', async () => {
    await page.getByRole('button', { name: 'All memos' }).click()
    await page.getByRole('button', { name: 'New memo' }).click()
    const dialog = page.getByRole('dialog', { name: 'New memo' })
    await dialog.getByRole('textbox', { name: 'Title' }).fill('A busy place')
    await dialog.getByRole('radio', { name: 'A person or a site' }).press('Space')
    await dialog.getByRole('combobox', { name: 'Which person or site' }).fill('Site 2')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await lookAt(page, 'case-memo-dialog')
    await dialog.getByRole('button', { name: 'Begin the memo' }).click()
    await expect(page.getByText('About the case “Site 2”')).toBeVisible()
  })
})
