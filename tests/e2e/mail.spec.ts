import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { PseudonymsPage } from './pages/pseudonyms-page.ts'

const test = madeStudy(new URL('./make-mail-study.ts', import.meta.url))

test('a conversation is read from its first message to its last, and what came with it is saved', async ({
  app,
}) => {
  const { page } = app
  const code = new CodePage(page)
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await new Frame(page).go('Code')
  await expect(page.getByRole('document', { name: 'Transcript: SV: The form' })).toBeVisible()
  await expect(page.getByText('3 of 3 in this conversation')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Later message in this conversation' })).toBeDisabled()
  await lookAt(page, 'mail-quoted')

  const earlier = page.getByRole('button', { name: 'Earlier message in this conversation' })
  await earlier.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('document', { name: 'Transcript: Re: The form' })).toBeVisible()
  await expect(page.getByText('2 of 3 in this conversation')).toBeVisible()
  await earlier.click()
  await expect(page.getByRole('document', { name: 'Transcript: The form' })).toBeVisible()
  await expect(page.getByText('1 of 3 in this conversation')).toBeVisible()
  await expect(page.getByText('4 Mar 2026, 16:02 UTC')).toBeVisible()
  await expect(code.transcript).toContainText('Would you look at the form?')
  await expect(page.locator('iframe, script:not([src])')).toHaveCount(0)
  await lookAt(page, 'mail-attachments')

  const files = page.getByRole('list', { name: 'Attachments' }).getByRole('button')
  await expect(files).toHaveText(['form[U+202E]fdp.html, 25 bytes', /^An older one\.eml, \d+ bytes$/])
  const saving = page.waitForEvent('download')
  await files.first().focus()
  await page.keyboard.press('Enter')
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('form[U+202E]fdp.html')
  expect(await readFile(await saved.path(), 'utf8')).toBe('<script>alert(1)</script>')

  await page.getByRole('button', { name: 'Later message in this conversation' }).click()
  await expect(page.getByText('2 of 3 in this conversation')).toBeVisible()
})

test('what an email quotes counts only where somebody says so', async ({ app }) => {
  const { page } = app
  const frame = new Frame(page)
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await frame.go('Framework')
  await page.getByRole('treeitem', { name: /^Waiting/ }).click()
  await page.getByRole('tab', { name: /^Passages/ }).click()
  await expect(
    page.getByText('4 codings in 1 source; 2 only in what emails quote, not counted'),
  ).toBeVisible()
  await lookAt(page, 'mail-counts')

  await frame.go('Study')
  await page.getByRole('button', { name: 'Study settings…' }).click()
  const counts = page.getByRole('switch', { name: /^Count what emails quote/ })
  await expect(counts).not.toBeChecked()
  await lookAt(page, 'mail-setting')
  await counts.focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Keep the changes' }).click()
  await frame.go('Framework')
  await expect(page.getByText('4 codings in 1 source', { exact: true })).toBeVisible()

  await frame.go('Compare')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Compare$/ })
    .click()
  await page.getByRole('option', { name: /^People outside rounds/ }).click()
  const quoted = page.getByRole('switch', { name: 'Quoted replies and signatures' })
  await expect(quoted).not.toBeChecked()
  await expect(page.getByText(/Left out: quoted replies and signatures, \d+ characters\./)).toBeVisible()
  await lookAt(page, 'mail-compare')
  await quoted.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText(/Left out:/)).toHaveCount(0)
})

test('what came with an email is not saved unseen where real names stand in it', async ({ app, door }) => {
  const { page } = app
  const frame = new Frame(page)
  const pseudonyms = new PseudonymsPage(page)
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await frame.go('Sources')
  await page.getByRole('main').getByRole('button', { name: 'Pseudonyms' }).click()
  await pseudonyms.makeKey(join(door.folder, 'names.tandem-key'), 'the boats go out at five')
  await pseudonyms.add('Ida', 'OT 3')
  await frame.go('Code')
  const earlier = page.getByRole('button', { name: 'Earlier message in this conversation' })
  await earlier.click()
  await expect(page.getByText('2 of 3 in this conversation')).toBeVisible()
  await earlier.click()
  const file = page.getByRole('button', { name: /^Save An older one\.eml/ })
  await file.click()
  const dialog = page.getByRole('dialog', { name: 'Real names stand in this file' })
  await expect(dialog.getByRole('list', { name: 'Real names found' })).toContainText('shown as OT 3: 1 place')
  await lookAt(page, 'mail-leak')
  await dialog.getByRole('button', { name: 'Do not save it' }).click()
  await expect(dialog).toBeHidden()
  await file.click()
  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save it with the names' }).click()
  expect(await readFile(await (await saving).path(), 'utf8')).toContain('Older words.')
})
