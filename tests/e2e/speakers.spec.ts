import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, lookAt, test } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'

/** Ten files as they come: transcripts in several hands, captions, an email, records, a note, and one with nothing in it. */
const files: Record<string, string> = {
  'stairs.txt':
    '<T1> How were the stairs?\n<M2> Slow. We rested twice.\n<T1> And the shop?\n<M2> Further than last week.\n',
  'garden.txt': '<T1> How was the garden?\n<M3> We sat down.\n<T1> For long?\n<M3> For tea.\n',
  'named.txt': 'Tove: How was it?\nMira: Slow.\nTove: Why?\nMira: The stairs.\n',
  'numbered.txt': '[id1] How was it?\n[id2] Slow.\n[id1] Why?\n[id2] The stairs again.\n',
  'initials.txt': 'JM  How was the bus?\nTS  Late.\nJM  Very?\nTS  An hour.\n',
  'captions.vtt':
    'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Guest>How was the walk?</v>\n\n00:03.000 --> 00:04.000\n<v Mira>Wet.</v>\n',
  'captions.srt':
    '1\n00:00:01,000 --> 00:00:02,000\nOne two.\n\n2\n00:00:03,000 --> 00:00:04,000\nThree four.\n',
  'letter.eml': 'From: a@example.org\nTo: b@example.org\nSubject: The bus\n\nIt was late again.\n',
  'records.csv': 'id,place,notes\n1,Shop,It went well\n2,Home,It rained\n',
  'nothing.txt': ' \n',
}

const leaving = 'Press Escape again to leave without keeping this.'

test('who speaks is put right before ten mixed files are taken, and holds for the next one', async ({
  app,
  door,
}) => {
  test.setTimeout(150_000)
  const { page } = app
  const { keyboard } = page
  const sources = new SourcesPage(page)
  const frame = new Frame(page)
  const folder = join(door.folder, 'drop')
  await mkdir(folder)
  const paths = await Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }),
  )
  await new StartPage(page).create('Who speaks')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Coder', 'Lead'] })
  await frame.go('Sources')
  const dialog = page.getByRole('dialog', { name: 'Import 10 files' })
  const speakers = dialog.getByRole('region', { name: 'Speakers' })

  await test.step('ten files are dropped; nobody is found where labels are odd', async () => {
    await drop(page, paths)
    await dialog.getByRole('status').filter({ hasText: 'Reading' }).waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: /^stairs\.txt/ }).click()
    await expect(speakers.getByText('Nobody is named.')).toBeVisible()
  })

  await test.step('the pattern is fixed and the interviewer marked, by keyboard alone', async () => {
    await tabTo(page, speakers.getByRole('button', { name: /How labels are written/ }))
    await keyboard.press('Enter')
    await expect(page.getByRole('option', { name: 'As recognised' })).toBeFocused()
    await keyboard.type('As I')
    await expect(page.getByRole('option', { name: 'As I type them…' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(speakers.getByRole('button', { name: /How labels are written/ })).toBeFocused()
    await tabTo(page, speakers.getByRole('textbox', { name: 'Labels, with commas between' }))
    await keyboard.type('<T1>')
    await keyboard.press('Enter')
    await expect(speakers.getByRole('row')).toHaveCount(3)
    const first = speakers.getByRole('row').nth(1)
    await expect(first).toContainText('How were the stairs?')
    await expect(first.getByRole('meter')).toHaveAccessibleName('Share of the words said by T1')
    await tabTo(page, first.getByRole('checkbox', { name: 'T1 asks the questions' }))
    await keyboard.press('Space')
    await expect(first.getByRole('checkbox')).toBeChecked()
    const second = speakers.getByRole('textbox', { name: 'Name of M2' })
    await tabTo(page, second)
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type('Mentee')
    await keyboard.press('Enter')
    await expect(speakers.getByText('In the text: M2')).toBeVisible()
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Slow. We rested twice.' })).toContainText(
      'Mentee',
    )
    await lookAt(page, 'import-speakers')
  })

  await test.step('the same is said of all files, and stays unsaid where it finds nobody', async () => {
    await speakers.getByRole('button', { name: 'Use for all files' }).click()
    await dialog.getByRole('button', { name: /^garden\.txt/ }).click()
    await expect(speakers.getByRole('textbox', { name: 'Name of T1' })).toBeVisible()
    await dialog.getByRole('button', { name: /^named\.txt/ }).click()
    await expect(speakers.getByRole('textbox', { name: 'Name of Mira' })).toBeVisible()
    await expect(speakers.getByRole('button', { name: 'Use for all files' })).toBeHidden()
  })

  await test.step('they are imported, and the turns stand in the Code screen', async () => {
    await dialog.getByRole('button', { name: /^Import \d+ sources/ }).click()
    expect(await sources.readReport()).toBe('10 files: 10 sources taken; 1 file not taken.')
    await frame.go('Code')
    const code = new CodePage(page)
    await code.open('stairs')
    const rows = code.transcript.locator('[data-row]')
    await expect(rows).toHaveText([
      'How were the stairs?',
      'Slow. We rested twice.',
      'And the shop?',
      'Further than last week.',
    ])
    await expect(code.transcript.locator('[data-speaker="T1"][data-asking]')).toHaveCount(2)
    await expect(code.transcript.locator('[data-speaker="Mentee"]:not([data-asking])')).toHaveCount(2)
  })

  await test.step('afterwards it can be said otherwise, without the text moving, and undone', async () => {
    const code = new CodePage(page)
    await page.getByRole('button', { name: 'Speakers…' }).click()
    const after = page.getByRole('dialog', { name: 'Speakers of “stairs”' })
    await after.getByRole('checkbox', { name: 'T1 asks the questions' }).press('Space')
    await after.getByRole('button', { name: 'More for Mentee' }).click()
    await page.getByRole('menuitem', { name: 'Show M2 again' }).click()
    await expect(after.getByRole('textbox', { name: 'Name of M2' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(after.getByText(leaving)).toBeVisible()
    await lookAt(page, 'speakers-of-a-source')
    await after.getByRole('button', { name: 'Keep the changes' }).click()
    await expect(code.transcript.locator('[data-speaker="M2"]')).toHaveCount(2)
    await expect(code.transcript.locator('[data-asking]')).toHaveCount(0)
    await frame.notices.getByRole('button', { name: 'Undo' }).click()
    await expect(code.transcript.locator('[data-speaker="Mentee"]')).toHaveCount(2)
    await expect(code.transcript.locator('[data-asking]')).toHaveCount(2)
  })

  await test.step('the next file remembers, says from where, and can be had as recognised', async () => {
    await frame.go('Sources')
    const next = join(folder, 'next.txt')
    await writeFile(next, '<T1> How was the hill?\n<M4> Steep.\n<T1> Did you rest?\n<M4> At the bench.\n')
    const preview = await sources.choose([next])
    const offered = preview.getByRole('region', { name: 'Speakers' })
    await expect(offered.getByText(/^As for “/)).toBeVisible()
    await expect(offered.getByRole('checkbox', { name: 'T1 asks the questions' })).toBeChecked()
    await lookAt(page, 'import-speakers-remembered')
    await offered.getByRole('button', { name: 'As recognised' }).first().click()
    await expect(offered.getByText('Nobody is named.')).toBeVisible()
    await expect(offered.getByText(/^As for “/)).toBeHidden()
  })

  await test.step('labels typed outlive one Escape, and are looked for before the import without being told to', async () => {
    const preview = page.getByRole('dialog', { name: 'Import 1 file' })
    const offered = preview.getByRole('region', { name: 'Speakers' })
    await offered.getByRole('button', { name: /How labels are written/ }).click()
    await page.getByRole('option', { name: 'As I type them…' }).click()
    const labels = offered.getByRole('textbox', { name: 'Labels, with commas between' })
    await labels.fill('<T1>')
    await keyboard.press('Escape')
    await expect(preview.getByText(leaving)).toBeVisible()
    await expect(labels).toHaveValue('<T1>')
    await preview.getByRole('button', { name: 'Import 1 source' }).click()
    expect(await sources.readReport()).toBe('1 file, 1 taken.')
    await frame.go('Code')
    const code = new CodePage(page)
    await code.open('next')
    await expect(code.transcript.locator('[data-speaker="T1"]')).toHaveCount(2)
    await expect(code.transcript.locator('[data-speaker="M4"]')).toHaveCount(2)
  })
})

/** Drags files of this machine over the middle of the window and lets go, as a file manager does. */
async function drop(page: Page, paths: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 360, data })
    if (type === 'dragOver') await expect(page.getByText('Drop to import into this study')).toBeVisible()
  }
}

/** Presses Tab until the keyboard is there. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await to.waitFor()
  for (let stop = 0; stop < 40; stop++) {
    if (await to.evaluate(found => found === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}
