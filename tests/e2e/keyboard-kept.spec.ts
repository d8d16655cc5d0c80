import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './harness.ts'
import { CasesPage } from './pages/cases-page.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { PseudonymsPage } from './pages/pseudonyms-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'

test('the keyboard stays on the screen when a dialog closes and what had it before is gone', async ({
  app,
  door,
}) => {
  const { page } = app
  const { keyboard } = page
  const frame = new Frame(page)
  const sources = new SourcesPage(page)
  const heading = (name: string) => page.getByRole('main').getByRole('heading', { name, level: 1 })
  await new StartPage(page).create('Return to work')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  const write = async (name: string, text: string) => {
    await writeFile(join(door.folder, name), text)
    return join(door.folder, name)
  }
  const first = await write(
    'OT 1 Site 1.txt',
    'Interviewer: How was it?\nOT1: Better than before.\nInterviewer: And now?\nOT1: Good.\n',
  )
  const second = await write('Ward notes.txt', 'The ward was full when Tove came.\n')
  const report = page.getByRole('dialog', { name: 'Import', exact: true })

  await test.step('the report of an import, whose opener went with the empty screen', async () => {
    await frame.go('Sources')
    const dialog = await sources.choose([first])
    await dialog.getByRole('button', { name: /^Import \d+ source/ }).press('Enter')
    await expect(report.getByRole('button', { name: 'Done' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(report).toBeHidden()
    await expect(heading('Sources')).toBeFocused()
  })

  await test.step('the same by Escape, whose opener is still there', async () => {
    const dialog = await sources.choose([second])
    await dialog.getByRole('button', { name: /^Import \d+ source/ }).press('Enter')
    await expect(report.getByRole('button', { name: 'Done' })).toBeFocused()
    await keyboard.press('Escape')
    await expect(report).toBeHidden()
    await expect(sources.importButton).toBeFocused()
  })

  await test.step('speakers from the palette on Code: the text has it, and its keys answer', async () => {
    await frame.go('Code')
    const code = new CodePage(page)
    await code.open('OT 1 Site 1')
    await code.transcript.focus()
    await frame.command('Speakers of this text…')
    const speakers = page.getByRole('dialog', { name: 'Speakers of “OT 1 Site 1”' })
    await speakers.getByRole('checkbox', { name: 'OT1 asks the questions' }).press('Space')
    await speakers.getByRole('button', { name: 'Keep the changes' }).press('Enter')
    await expect(speakers).toBeHidden()
    await expect(code.transcript).toBeFocused()
    await page.getByRole('button', { name: 'Speakers…' }).press('Enter')
    await expect(speakers).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Speakers…' })).toBeFocused()
  })

  await test.step('a table of people on an empty screen', async () => {
    await frame.go('Cases')
    const cases = new CasesPage(page)
    const dialog = await cases.chooseTable('people.csv', 'Person,Years\nTove,6\nMira,34\n')
    await dialog.getByRole('button', { name: 'Import 2 cases' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(cases.people).toBeVisible()
    await expect(heading('Cases')).toBeFocused()
  })

  await test.step('links that were proposed, of which none is left', async () => {
    await page.getByRole('button', { name: /links? proposed…/ }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Links proposed' })
    await dialog.getByRole('button', { name: /^Make \d+ links?/ }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: /links? proposed…/ })).toBeHidden()
    await expect(heading('Cases')).toBeFocused()
  })

  await test.step('a key of pseudonyms, and pseudonyms put in', async () => {
    await frame.command('Go to Pseudonyms')
    const pseudonyms = new PseudonymsPage(page)
    await pseudonyms.makeKey(join(door.folder, 'names.tandem-key'), 'the boats go out at five')
    await expect(page.getByText('The key is open here')).toBeVisible()
    await expect(heading('Pseudonyms')).toBeFocused()
    await pseudonyms.add('Tove', 'OT 18')
    await pseudonyms.show('Put in the texts')
    await page.getByRole('button', { name: /^Put \d+ pseudonyms? in$/ }).press('Enter')
    await expect(frame.notices).toContainText(/pseudonyms? put in 1 source/)
    await expect(page.getByRole('button', { name: /^Put \d+ pseudonyms? in$/ })).toBeHidden()
    await expect(heading('Pseudonyms')).toBeFocused()
  })

  await test.step('a source that is removed', async () => {
    await frame.go('Sources')
    await sources.row('Ward notes').getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Remove…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Remove “Ward notes”?' })
    const remove = dialog.getByRole('button', { name: 'Remove the source' })
    // It waits for what would go with it to be read.
    await expect(remove).toBeEnabled()
    await remove.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(sources.row('Ward notes')).toHaveCount(0)
    await expect(heading('Sources')).toBeFocused()
  })

  await test.step('a data set that is removed', async () => {
    await frame.go('Study')
    const sets = page.getByRole('region', { name: 'Data sets' })
    await sets.getByRole('button', { name: 'Add a data set…' }).click()
    await page.getByRole('dialog', { name: 'Add a data set' }).getByLabel('Name').fill('Emails')
    await keyboard.press('Enter')
    await sets.getByRole('button', { name: 'Change Emails' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Remove…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: /^Remove/ })
    await dialog.getByRole('button', { name: 'Remove the data set' }).press('Enter')
    await expect(sets.getByRole('rowheader')).toHaveCount(0)
    await expect(page.locator('main h1')).toBeFocused()
  })
})
