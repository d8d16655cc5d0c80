import type { Page } from '@playwright/test'
import { expect, lookAt, test } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { ReportsPage } from './pages/reports-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { StartPage } from './pages/start-page.ts'

const log = [
  'Date,Site,Mode,Minutes,Who took part,Did not attend,Attended,Reason',
  '14/01/2019,Site 1; Site 2,Teams,60,OT 1; OT 2,OT 3 (sickness),,',
  '15/01/2019,Site 1,email,,OT 1,,,',
  '12/02/2019,Site 1,phone,45,OT 1,,,',
  '12/02/2019,Site 2,phone,30,OT 2,,no,Annual leave',
  '13/03/2019,Site 2,phone,610,OT 2,,,',
  '14/03/2019,Site 2,phone,an hour or so,OT 2,,,',
  '15/03/2019,Site 2,face to face,90,OT 2,,,',
].join('\n')

test('a log comes in, is changed by keys, and is counted for each site up to the cut-off', async ({
  app,
  context,
}) => {
  const { page } = app
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const frame = new Frame(page)
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  const grid = page.getByRole('grid', { name: 'Contacts' })
  const row = (words: string) => grid.getByRole('row').filter({ hasText: words })

  await test.step('an empty screen says what belongs there', async () => {
    await frame.go('Contacts')
    await expect(page.getByRole('heading', { name: 'No contacts yet' })).toBeVisible()
    await lookAt(page, 'contacts-empty')
  })

  await test.step('a log is shown before it is taken, with what is left out and why', async () => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import a log…' }).click()
    await (await chooser).setFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(log) })
    const dialog = page.getByRole('dialog', { name: 'Import “log.csv”' })
    await expect(dialog.getByRole('status')).toHaveText(
      '5 new contacts, 1 of 10 hours or more, 1 cannot be read.',
    )
    await expect(dialog.getByText('New sites: Site 1 and Site 2.')).toBeVisible()
    await expect(
      dialog.getByText('Row 7 has “an hour or so” for minutes, which is no length of time.'),
    ).toBeVisible()
    await lookAt(page, 'contacts-import')
    await dialog.getByText('Take 1 contact of 10 hours or more').click()
    await dialog.getByRole('button', { name: 'Import 6 contacts' }).click()
    await expect(dialog).toBeHidden()
    await expect(row('15 Jan 2019')).toContainText('by default 10')
    await expect(row('14 Jan 2019')).toContainText('OT 3 (sickness)')
    await lookAt(page, 'contacts-log')
  })

  await test.step('a contact is changed, removed and brought back by keys alone', async () => {
    await grid.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Change the contact' })
    await expect(dialog.getByLabel('Date')).toBeFocused()
    await lookAt(page, 'contacts-change')
    await dialog.getByRole('spinbutton', { name: 'Minutes' }).focus()
    await page.keyboard.type('25')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(row('15 Jan 2019')).toContainText('25')
    await expect(row('15 Jan 2019')).not.toContainText('by default')
    await grid.focus()
    await page.keyboard.press('Delete')
    await expect(row('15 Jan 2019')).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(row('15 Jan 2019')).toHaveCount(1)
  })

  await test.step('one is added by keys', async () => {
    await page.getByRole('button', { name: 'Add a contact…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a contact' })
    await dialog.getByLabel('Date').fill('2019-04-02')
    await dialog.getByRole('combobox', { name: 'Add a site' }).focus()
    await page.keyboard.type('site 1')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('Site 1', { exact: true })).toBeVisible()
    await expect(dialog.getByRole('combobox', { name: 'Add a site' })).toBeFocused()
    await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill('40')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('Added 1.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(row('2 Apr 2019')).toContainText('40')
  })

  await test.step('the table counts up to the cut-off, and each figure opens what is behind it', async () => {
    await page.getByRole('radio', { name: 'By site' }).click()
    await page.getByRole('button', { name: 'Cut-off and counting…' }).click()
    const setUp = page.getByRole('dialog', { name: 'Cut-off and counting' })
    await setUp.getByLabel('Cut-off: the last day that counts').fill('2019-04-01')
    await setUp.getByRole('button', { name: 'Keep' }).click()
    await expect(setUp).toBeHidden()
    await page.getByRole('button', { name: '–: Months in the study at the cut-off, Site 1' }).click()
    const site = page.getByRole('dialog', { name: 'Site 1' })
    await site.getByLabel('Opened on').fill('2019-01-01')
    await site.getByRole('spinbutton', { name: 'Participants' }).fill('17')
    await site.getByRole('spinbutton', { name: 'Staff in the period' }).fill('2')
    await page.keyboard.press('Enter')
    await expect(site).toBeHidden()
    const figures = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Site 1' }) })
      .first()
    await expect(figures.getByRole('cell')).toHaveText(['3', '130', '80.8', '17', '2', '43', '9', 'Below'])
    await expect(page.getByText('800 minutes, a session of several sites once for each')).toBeVisible()
    await expect(page.getByText('740 minutes, each session once')).toBeVisible()
    await lookAt(page, 'contacts-sites')
    await page.getByRole('button', { name: '80.8: % by phone or Teams, Site 1' }).click()
    await expect(grid.getByRole('rowheader')).toHaveText(['14 Jan 2019', '12 Feb 2019'])
    await page.getByRole('button', { name: /^Show all contacts/ }).click()
    await expect(grid.getByRole('rowheader')).toHaveCount(7)
    await page.getByRole('radio', { name: 'By site' }).click()
    await page.getByRole('button', { name: '1: Annual leave, Site 2' }).click()
    await expect(grid.getByRole('rowheader')).toHaveText(['12 Feb 2019'])
  })

  await test.step('the charts say what they show, open what is behind them, and give their figures', async () => {
    await page.getByRole('radio', { name: 'Charts' }).click()
    await expect(page.getByRole('img', { name: /^Average minutes per month by site/ })).toHaveAccessibleName(
      'Average minutes per month by site Average minutes a month of 1 of 2 sites, from 43 (Site 1) to 43 (Site 1). Expected are 60: 1 below, 0 close to, 0 above.',
    )
    await page.getByText('The figures behind the charts').click()
    await lookAt(page, 'contacts-charts')
    await page.getByRole('button', { name: 'Copy the data' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      'Site 1\t43\tBelow\t85\t45\t0',
    )
    await page.getByRole('button', { name: '45: 2019-02, Site 1' }).click()
    await expect(grid.getByRole('rowheader')).toHaveText(['12 Feb 2019'])
  })

  await test.step('the report is among the others', async () => {
    await frame.go('Reports')
    const card = new ReportsPage(page).card('Contact table')
    await card.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'Preview: Contact table' })
    // A name beside many figures stands in one line.
    const name = preview.getByRole('rowheader', { name: 'Site 1' }).first()
    await expect.poll(async () => (await name.boundingBox())?.height ?? 0).toBeGreaterThan(0)
    expect((await name.boundingBox())?.height).toBeLessThan(40)
    await lookAt(page, 'contacts-preview')
    await page.keyboard.press('Escape')
    const made = await new ReportsPage(page).make('Contact table', 'Excel workbook')
    expect(made.suggestedFilename()).toBe('Return to work - contact table.xlsx')
  })
})

test('rows for each site of a session are taken as one, and days to come are asked about, by keys', async ({
  app,
}) => {
  const { page } = app
  const frame = new Frame(page)
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await frame.go('Contacts')
  const rows = [
    'Date,Site,Mode,Minutes,Who took part,Did not attend',
    '14/01/2019,Site 1,Teams,60,OT 1,',
    '14/01/2019,Site 2,Teams,60,OT 2,',
    '15/01/2019,Site 1; Site 2,Teams,30,OT 1,Site 2 (leave)',
    '13/03/2091,Site 1,Teams,30,OT 1,',
  ]
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a log…' }).click()
  await (await chooser).setFiles({
    name: 'log.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\n')),
  })
  const dialog = page.getByRole('dialog', { name: 'Import “log.csv”' })
  await expect(dialog.getByRole('status')).toHaveText('3 new contacts, 1 dated after today.')
  await expect(dialog.getByText('1 row says the same as one above but for the site')).toBeVisible()
  const joins = dialog.getByRole('checkbox', { name: 'Rows that say the same for different sites' })
  await joins.focus()
  await page.keyboard.press('Space')
  await expect(dialog.getByRole('status')).toHaveText('2 new contacts, 1 dated after today.')
  await expect(dialog.getByText('1 session stands in several rows, one for each site')).toBeVisible()
  await expect(joins).toBeFocused()
  await lookAt(page, 'contacts-import-sessions')
  await dialog.getByRole('checkbox', { name: 'Take 1 contact dated after today' }).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Import 3 contacts' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const sites = page.getByRole('grid', { name: 'Contacts' })
  await expect(sites.getByRole('row').filter({ hasText: '14 Jan 2019' })).toContainText('Site 1, Site 2')
  await expect(sites.getByRole('row').filter({ hasText: '15 Jan 2019' })).toContainText('Site 2 (leave)')
  await page.getByRole('button', { name: 'Add a contact…' }).click()
  const add = page.getByRole('dialog', { name: 'Add a contact' })
  await add.getByLabel('Date').fill('2091-04-02')
  await expect(add.getByText('That day is still to come: is it meant?')).toBeVisible()
  const minutes = add.getByRole('spinbutton', { name: 'Minutes' })
  await minutes.fill('-30')
  await page.keyboard.press('Enter')
  await expect(minutes).toHaveAccessibleDescription('“-30” is less than nothing.')
  await expect(minutes).toHaveValue('-30')
  await lookAt(page, 'contacts-add-to-come')
})

test('what a log leaves open is said before it comes in: its hours, its words for a mode, its rows of people', async ({
  app,
}) => {
  const { page } = app
  const frame = new Frame(page)
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await frame.go('Contacts')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a log…' }).click()
  const rows = [
    'Date,Time,Site,Mode,Duration (hours),OT',
    '14/01/2019,09:30,Site 1,huddle,1.5,OT 1',
    '14/01/2019,09:30,Site 1,huddle,1.5,OT 2',
    '15/01/2019,14:00,Site 2,huddle,1,OT 3',
    '16/01/2019,14:00,Site 2,letter,0.5,OT 3',
  ]
  await (await chooser).setFiles({
    name: 'hours.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\n')),
  })
  const dialog = page.getByRole('dialog', { name: 'Import “hours.csv”' })
  await expect(dialog.getByRole('status')).toHaveText('4 new contacts.')
  await expect(
    dialog.getByText('“Duration (hours)” is read as hours: 1.5 in row 2 is 90 minutes.'),
  ).toBeVisible()
  await expect(dialog.getByText(/^Row 2 and 2 more rows: “huddle” is taken as other;/)).toBeVisible()
  await dialog.getByRole('button', { name: '“huddle”' }).focus()
  await lookAt(page, 'contacts-import-words')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(/“huddle” is taken as other/)).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: '“huddle”' })).toContainText('Phone or Teams')
  await expect(dialog.getByRole('button', { name: '“huddle”' })).toBeFocused()
  await dialog.getByText('Rows that say the same for different people are one session of these').click()
  await expect(dialog.getByRole('status')).toHaveText('3 new contacts.')
  await lookAt(page, 'contacts-import-joined')
  await dialog.getByRole('button', { name: 'Import 3 contacts' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('grid', { name: 'Contacts' }).getByRole('row').filter({ hasText: '14 Jan 2019' })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('90')
  await expect(row).toContainText('OT 1, OT 2')
})

test('a mistyped year is asked about and leaves the charts readable; one site under two names keeps its minutes', async ({
  app,
}) => {
  const { page } = app
  const frame = new Frame(page)
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  const grid = page.getByRole('grid', { name: 'Contacts' })
  const rows = [
    'Date,Site,Mode,Minutes,Did not attend',
    '14/01/2019,Royal Infirmary,Teams,60,RI (staff shortage)',
    '15/02/2019,RI,phone,30,',
    '15/04/2019,Royal Infirmary,phone,50,',
    '15/04/1919,RI,phone,30,',
  ]

  await test.step('it comes in only where it is said to be meant', async () => {
    await frame.go('Contacts')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import a log…' }).click()
    await (await chooser).setFiles({
      name: 'log.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    })
    const dialog = page.getByRole('dialog', { name: 'Import “log.csv”' })
    await expect(dialog.getByRole('status')).toHaveText('3 new contacts, 1 dated very early.')
    await expect(
      dialog.getByText('Row 5 is dated 15 April 1919, more than a year before all others.'),
    ).toBeVisible()
    await lookAt(page, 'contacts-import-early')
    await dialog.getByText('Take 1 contact dated a year or more before the others').click()
    await dialog.getByRole('button', { name: 'Import 4 contacts' }).click()
    await expect(dialog).toBeHidden()
    await page.getByRole('button', { name: 'Add a contact…' }).click()
    const add = page.getByRole('dialog', { name: 'Add a contact' })
    await add.getByLabel('Date').fill('1918-04-02')
    await expect(add.getByText('That day is more than a year before all others: is it meant?')).toBeVisible()
    await add.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('the charts are of the others, name it, and open it', async () => {
    await page.getByRole('radio', { name: 'Charts' }).click()
    const months = page.getByRole('region', { name: 'Minutes in each month' })
    await expect(months.getByText('Jan 2019', { exact: true })).toHaveCount(2)
    await expect(months.getByText('Apr 2019', { exact: true })).toHaveCount(2)
    await expect(months.getByRole('img', { name: /^Minutes in each month, RI/ })).toHaveAccessibleName(
      'Minutes in each month, RI 4 months of RI: most in Feb 2019 (30), 3 without any.',
    )
    await lookAt(page, 'contacts-charts-early')
    await months.getByRole('button', { name: 'RI, Apr 1919: 30 minutes' }).click()
    await expect(grid.getByRole('rowheader')).toHaveText(['15 Apr 1919'])
  })

  await test.step('merging says what differs, and loses no minutes', async () => {
    await frame.go('Cases')
    await page.getByRole('radio', { name: 'Sites' }).click()
    await page.getByRole('checkbox', { name: 'Choose RI' }).check()
    await page.getByRole('checkbox', { name: 'Choose Royal Infirmary' }).check()
    await page.getByRole('button', { name: 'Merge…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge “RI” and “Royal Infirmary”' })
    await expect(
      dialog.getByText('Call of 14 January 2019: attended, not absent (staff shortage)'),
    ).toBeVisible()
    await lookAt(page, 'cases-merge-contacts')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(dialog).toBeHidden()
    await frame.go('Contacts')
    await page.getByRole('radio', { name: 'By site' }).click()
    await expect(page.getByText('170 minutes, each session once')).toBeVisible()
  })
})

const oneRow = [
  'Date,Site,Mode,Minutes,People',
  '14/01/2019,Site 1,phone,50,OT 1',
  '15/01/2019,Site 2,phone,30,OT 2',
].join('\n')

/** A study with a small log in it, on Contacts. */
async function beginWithLog(page: Page): Promise<void> {
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await new Frame(page).go('Contacts')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a log…' }).click()
  await (await chooser).setFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(oneRow) })
  await page.getByRole('button', { name: 'Import 2 contacts' }).click()
  await expect(page.getByRole('rowheader', { name: '14 Jan 2019' })).toBeVisible()
}

test('a contact by hand: what cannot be read stays and is said, and what is in doubt is asked', async ({
  app,
}) => {
  const { page } = app
  await beginWithLog(page)
  await page.getByRole('button', { name: 'Add a contact…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a contact' })
  await dialog.getByLabel('Date').fill('2019-01-14')
  const site = dialog.getByRole('combobox', { name: 'Add a site' })
  await site.focus()
  await page.keyboard.type('site')
  await page.keyboard.press('Enter')
  await expect(site).toHaveValue('site')
  await page.keyboard.type(' 1')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Leave out Site 1' })).toBeVisible()
  const minutes = dialog.getByRole('spinbutton', { name: 'Minutes' })
  // Somebody who is named in full needs no Enter; a name that is nobody's is said, and nothing is added without a look.
  const person = dialog.getByRole('combobox', { name: 'Add a person' })
  await person.fill('nobody')
  // The open list keeps all but itself from being read out, and nothing from being pressed.
  await dialog.locator('button[type=submit]').click()
  await expect(person).toHaveAccessibleDescription(/^“nobody” was not added/)
  await expect(person).toBeFocused()
  await expect(dialog.getByText(/^Added/)).toHaveCount(0)
  await lookAt(page, 'contacts-nobody')
  await person.fill('ot 1')
  await dialog.getByLabel('Minutes', { exact: true }).click()
  await expect(dialog.getByRole('button', { name: 'Leave out OT 1' })).toBeVisible()
  await expect(minutes).toBeFocused()
  await minutes.fill('sixty')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(minutes).toHaveAccessibleDescription('“sixty” is no length of time; write 45, 1h 20 or 1:20.')
  await expect(minutes).toHaveValue('sixty')
  await expect(minutes).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(minutes).toBeFocused()
  await lookAt(page, 'contacts-unread')
  await minutes.fill('1,200')
  await page.keyboard.press('Enter')
  await expect(minutes).toHaveAccessibleDescription(/^“1,200” may be thousands or a decimal/)
  await minutes.fill('50')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('A contact that says the same is in the log.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Add all the same' })).toBeVisible()
  await lookAt(page, 'contacts-again')
  await minutes.fill('1h 20')
  await expect(minutes).toHaveAccessibleDescription('“1h 20” is kept as 80.')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Added 1.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(2)).toContainText('80')
})

test('who changes a contact that another changes meanwhile sees it, and says which stays', async ({
  app,
  openWindow,
}) => {
  test.slow()
  const { page } = app
  await beginWithLog(page)
  const { page: other } = await openWindow()
  await new StartPage(other).recent('Return to work').click()
  await new SignInPage(other).signIn('Rosa Bell')
  await new Frame(other).go('Contacts')
  for (const window of [page, other]) {
    await window.getByRole('rowheader', { name: '14 Jan 2019' }).dblclick()
    await expect(window.getByRole('dialog', { name: 'Change the contact' })).toBeVisible()
  }
  const dialog = page.getByRole('dialog', { name: 'Change the contact' })
  const theirs = other.getByRole('dialog', { name: 'Change the contact' })
  await theirs.getByRole('spinbutton', { name: 'Minutes' }).fill('65')
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Cameras were off')
  await theirs.getByRole('button', { name: 'Keep' }).click()
  await expect(theirs).toBeHidden()
  await expect(dialog.getByText('Its minutes are 65 now.')).toBeVisible()
  await expect(dialog.getByRole('spinbutton', { name: 'Minutes' })).toHaveValue('65')
  await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill('40')
  await dialog.getByRole('textbox', { name: 'Note' }).focus()
  await expect(dialog.getByText('This contact was changed elsewhere while it is open here.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Keep', exact: true })).toBeDisabled()
  await lookAt(page, 'contacts-met')
  await dialog.getByRole('button', { name: 'Take theirs' }).click()
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('grid', { name: 'Contacts' }).getByRole('row').filter({ hasText: '14 Jan 2019' })
  await expect(row).toContainText('65')
  await expect(row).toContainText('Cameras were off')
})
