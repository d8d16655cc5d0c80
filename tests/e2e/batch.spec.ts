import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt, test } from './harness.ts'
import { dropOnto } from './pages/drop-onto.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'

const fillers = 34

/** A folder as one is handed over: good files, one of them twice, some that are not what they say, and a mailbox. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const put = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
  const talk = (n: number) =>
    `Interviewer: How was week ${n}?\n\nP${n}: Better than week ${n + 1}, they said.\n`
  await put('01 good.txt', talk(0))
  await put('02 same again.txt', talk(0))
  await put('03 nothing.docx', '')
  await put('04 picture.docx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  await put('05 cut off.docx', Buffer.from('504b0304140000000800', 'hex'))
  for (let n = 1; n <= fillers; n++) await put(`10 week ${String(n).padStart(2, '0')}.txt`, talk(n))
  const message = (n: number) =>
    `From ot@example.org Thu Mar  5 09:30:00 2026\nFrom: OT <ot@example.org>\nSubject: Week ${n}\n\n${`Words of week ${n} and what came of it. `.repeat(30)}\n\n`
  await put('99 mail.mbox', Array.from({ length: 2500 }, (_, n) => message(n)).join(''))
}

test('a folder with good, duplicate and hostile files, given up midway', async ({ app, door }) => {
  test.setTimeout(480_000)
  const { page } = app
  const folder = join(door.folder, 'handed over')
  await makeFolder(folder)
  await new StartPage(page).create('A folder')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead'] })
  const frame = new Frame(page)
  await frame.go('Sources')
  await dropOnto(page, folder)
  const dialog = page.getByRole('dialog', { name: `Import ${fillers + 6} files` })

  await test.step('says first how many are ready, and of each other why not', async () => {
    await expect(dialog.getByText(`${fillers + 2} ready, 1 already here, 3 cannot be read.`)).toBeVisible({
      timeout: 200_000,
    })
    await lookAt(page, 'import-many')
    expect(await dialog.getByRole('listitem').count()).toBeLessThan(30)
    await dialog.getByRole('button', { name: /Show$/ }).click()
    await page.getByRole('option', { name: 'Cannot be read (3)' }).click()
    const files = dialog.getByRole('list', { name: 'Files' }).getByRole('listitem')
    await expect(files).toHaveCount(3)
    await expect(files.nth(0)).toContainText(/03 nothing\.docx.*is empty \(0 bytes\)/)
    await expect(files.nth(1)).toContainText('is a picture')
    await expect(files.nth(2)).toContainText('damaged or was cut off')
    await dialog.getByRole('button', { name: /Show$/ }).click()
    await page.getByRole('option', { name: 'Already here (1)' }).click()
    await expect(files).toHaveText([/02 same again\.txt.*The same text as 01 good\.txt/])
  })

  await test.step('what was taken before Cancel stays, and the report names it', async () => {
    await dialog.getByRole('button', { name: 'Import 2,535 sources' }).click()
    const importing = page.getByRole('dialog', { name: 'Importing' })
    await importing.getByText(/99 mail\.mbox: [\d,]+ messages/).waitFor({ timeout: 60_000 })
    await importing.getByRole('button', { name: 'Cancel' }).click()
    expect(await new SourcesPage(page).readReport()).toBe(
      `${fillers + 6} files, ${fillers + 1} taken, 1 already here, 3 not taken, 1 not reached.`,
    )
  })

  await test.step('each file is undone by itself', async () => {
    const sources = new SourcesPage(page)
    await expect(sources.row(`10 week ${fillers}`)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(sources.row(`10 week ${fillers}`)).toBeHidden()
    await expect(sources.row('10 week 02')).toBeVisible()
  })

  await test.step('dropped again, only what is new is ready', async () => {
    await dropOnto(page, folder)
    await expect(dialog.getByText(`2 ready, ${fillers + 1} already here, 3 cannot be read.`)).toBeVisible({
      timeout: 200_000,
    })
    await page.keyboard.press('Escape')
  })
})
