import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt, test } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { PseudonymsPage } from './pages/pseudonyms-page.ts'
import { ReportsPage } from './pages/reports-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'
import { StudyPage } from './pages/study-page.ts'

const passphrase = 'the boats go out at five'
const interview = `Interviewer: Thank you, Astrid. How was the week?
Astrid Vinter: Better. I asked Will about it. Will you write to Jonas Lindqvist? Jonas's form is with Dr Vinter's notes.
Interviewer: Yes. Is that the man from Skibby?
Astrid Vinter: Jonas, yes. I went to Skibby on the bus. ASTRID and Jonas, they call us. Ring 07700 900123.
`

test('from real names to pseudonyms: key, suggestions, preview, undo, and an export that is stopped', async ({
  app,
  door,
}) => {
  const { page } = app
  const frame = new Frame(page)
  const pseudonyms = new PseudonymsPage(page)
  await new StartPage(page).create('Nights with Astrid Vinter')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await new StudyPage(page).addPerson('Kwame Lund', ['Coder'])
  await frame.go('Sources')
  const file = join(door.folder, 'Astrid Vinter.txt')
  await writeFile(file, interview)
  await new SourcesPage(page).import([file])

  await test.step('a key is made beside the study, from Sources', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Pseudonyms' }).click()
    await expect(page.getByRole('heading', { name: 'No key of pseudonyms yet' })).toBeVisible()
    await lookAt(page, 'pseudonyms-none')
    await page.getByRole('button', { name: 'Make a key…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a key of pseudonyms' })
    await expect(dialog.getByLabel('File to keep it in')).toHaveValue(/pseudonyms\.tandem-key$/)
    await lookAt(page, 'pseudonyms-make')
    await page.keyboard.press('Escape')
    await pseudonyms.makeKey(join(door.folder, 'names.tandem-key'), passphrase)
    await expect(page.getByText('The key is open here')).toBeVisible()
  })

  await test.step('a name is added, and one that would be mistaken is refused', async () => {
    await pseudonyms.add('Astrid Vinter', 'OT 18', 'Astrid')
    await pseudonyms.add('Will', 'Mentor 4')
    await page.getByRole('button', { name: 'Add a name…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a name' })
    await dialog.getByLabel('Real name').fill('ASTRID')
    await dialog.getByLabel('Shown as').fill('OT 3')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('stands for OT 18 already')
    await lookAt(page, 'pseudonyms-add')
    await page.keyboard.press('Escape')
    await expect(pseudonyms.names.getByRole('row').filter({ hasText: 'OT 18' })).toContainText(
      'Astrid Vinter',
    )
    await lookAt(page, 'pseudonyms-names')
    await pseudonyms.names.getByRole('row').filter({ hasText: 'Mentor 4' }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Take out of the key' }).click()
    await expect(pseudonyms.names).not.toContainText('Mentor 4')
    await frame.notices.getByRole('button', { name: 'Put back' }).click()
    await expect(pseudonyms.names).toContainText('Mentor 4')
  })

  await test.step('suggestions are taken, as another form too, or ignored for good', async () => {
    await pseudonyms.show('Suggestions')
    await expect(pseudonyms.suggestions).toContainText('Jonas Lindqvist')
    await expect(pseudonyms.suggestions).toContainText('07700 900123')
    await lookAt(page, 'pseudonyms-suggestions')
    await page.getByLabel('Pseudonym for Jonas Lindqvist').fill('[mentor]')
    await page.getByRole('button', { name: 'Take Jonas Lindqvist' }).click()
    const form = page.getByRole('button', { name: 'Take Jonas as another form of [mentor]' })
    await expect(form).toBeFocused()
    await page.keyboard.press('Enter')
    await page.getByLabel('Pseudonym for Skibby').fill('Site 10')
    await page.getByRole('button', { name: 'Take Skibby' }).click()
    await page.getByRole('button', { name: 'Ignore 07700 900123' }).click()
    await expect(pseudonyms.suggestions).toHaveCount(0)
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect(page.getByText('Nothing more looks like a name')).toBeVisible()
  })

  await test.step('an export with names in it is stopped and says which, and where', async () => {
    await frame.go('Reports')
    const reports = new ReportsPage(page)
    const card = reports.cards.filter({ has: page.getByRole('heading', { name: 'Memos', exact: true }) })
    await expect(card).toBeVisible()
    await card.getByRole('button', { name: 'Make Memos' }).click()
    const stopped = page.getByRole('dialog', { name: 'Real names stand in this report' })
    await expect(stopped.getByRole('list', { name: 'Real names found' })).toContainText('Astrid Vinter')
    await lookAt(page, 'report-stopped')
    await stopped.getByRole('button', { name: 'Do not make it' }).click()
    await expect(page.getByRole('link', { name: 'Download again' })).toHaveCount(0)
    await card.getByRole('button', { name: 'Make Memos' }).click()
    const download = page.waitForEvent('download')
    await stopped.getByRole('button', { name: 'Make it with the names' }).click()
    expect((await download).suggestedFilename()).toContain('memos')
  })

  await test.step('every place is shown before and after; doubtful ones wait for a person', async () => {
    await frame.command('Go to Pseudonyms')
    await pseudonyms.show('Put in the texts')
    const will = page.getByRole('list', { name: 'Places of Will' })
    await expect(will.getByRole('checkbox')).toHaveCount(2)
    await expect(will.getByRole('checkbox').nth(0)).toBeChecked()
    await expect(will.getByRole('checkbox').nth(1)).not.toBeChecked()
    await expect(will).toContainText('Begins a sentence')
    await lookAt(page, 'pseudonyms-put-in')
    await page.getByRole('button', { name: /^Put \d+ pseudonyms in$/ }).click()
    await expect(frame.notices).toContainText(/\d+ pseudonyms put in 1 source/)
    await expect(page.getByRole('list', { name: 'Places of Astrid Vinter' })).toHaveCount(0)
    await frame.go('Sources')
    await expect(new SourcesPage(page).row('OT 18')).toBeVisible()
    await new SourcesPage(page).row('OT 18').dblclick()
    await expect(page.getByRole('main')).toContainText("[mentor]'s form is with OT 18's notes.")
    await expect(page.getByRole('main')).not.toContainText('Vinter')
  })

  await test.step('one undo takes all of it back', async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByRole('main')).toContainText('Jonas Lindqvist')
  })

  await test.step('the key closes with the person; others are told only that it is there', async () => {
    await frame.leaveAsMember()
    await new SignInPage(page).signIn('Kwame Lund')
    await frame.command('Go to Pseudonyms')
    await expect(page.getByText('Only a lead opens the key of pseudonyms')).toBeVisible()
    await frame.go('Reports')
    await page.getByRole('button', { name: 'Make Memos' }).click()
    const unseen = page.getByRole('dialog', { name: 'Nobody has looked for real names' })
    await expect(unseen).not.toContainText('Astrid')
    await lookAt(page, 'report-not-looked')
    await unseen.getByRole('button', { name: 'Do not make it' }).click()
    await frame.leaveAsMember()
    await new SignInPage(page).signIn('Rosa Bell')
    await frame.command('Go to Pseudonyms')
    await expect(page.getByText('The key of pseudonyms is closed')).toBeVisible()
    await lookAt(page, 'pseudonyms-closed')
    await expect(await pseudonyms.openKey('the boats go out at six')).toContainText('not the passphrase')
    await expect(await pseudonyms.openKey(passphrase)).toBeHidden()
    await expect(pseudonyms.names).toContainText('Jonas Lindqvist')
  })
})
