import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startDoor } from './door.ts'
import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { CodePage } from './pages/code-page.ts'
import { dropOnto } from './pages/drop-onto.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { StartPage } from './pages/start-page.ts'
import { StudyPage } from './pages/study-page.ts'

const test = madeStudy(new URL('./make-round-study.ts', import.meta.url))

/** Presses a button that gives a file; answers where it was put. */
async function downloaded(page: Page, folder: string, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return path
}

test('a hand-out is made, opened on another computer, worked in by keyboard, and returned', async ({
  app,
  browser,
  door,
}) => {
  // A passphrase is slow to try, on purpose, and this tries it six times.
  test.setTimeout(240_000)
  const { page } = app
  await new SignInPage(page).signIn('Lena Dorn')
  const study = new StudyPage(page)
  let passphrase = ''
  let handout = ''

  await test.step('the lead sees what it will hold, and is told the passphrase once', async () => {
    await study.rounds.getByRole('button', { name: 'Hand out “Round 1” to Beth Kerr…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Hand out “Round 1” to Beth Kerr' })
    await expect(dialog).toContainText('2 sources')
    await expect(dialog).toContainText('holds nobody else’s codings')
    await expect(dialog).toContainText('how much stays hidden')
    passphrase = await dialog.getByRole('textbox', { name: 'Passphrase' }).inputValue()
    expect(passphrase).toMatch(/^(?:[a-z]{4}-){5}[a-z]{4}$/)
    await lookAt(page, 'hand-out')
    handout = await downloaded(page, door.folder, () =>
      dialog.getByRole('button', { name: 'Save the hand-out…' }).click(),
    )
    expect(handout).toMatch(/Back to work - Round 1 - BK\.tandem-handout$/)
    const made = page.getByRole('dialog', { name: 'The hand-out is made' })
    await expect(made).toContainText(passphrase)
    await page.keyboard.press('Enter')
    await expect(made).toBeHidden()
    await expect(study.rounds).toContainText(/Beth Kerr.*coding.*today/)
  })

  const hers = await startDoor()
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 720 } })
  try {
    const window = await context.newPage()
    await window.goto(hers.address)
    await test.step('on her computer it is locked, then says from whom, for whom and until when', async () => {
      const choosing = window.waitForEvent('filechooser')
      await window.getByRole('main').getByRole('button', { name: 'Open a hand-out…' }).click()
      await (await choosing).setFiles(handout)
      const locked = window.getByRole('dialog', { name: 'The hand-out is locked' })
      await locked.getByLabel('Passphrase').fill('not this one')
      await window.keyboard.press('Enter')
      await expect(locked).toContainText('That is not the passphrase of')
      await locked.getByLabel('Passphrase').fill(passphrase)
      await window.keyboard.press('Enter')
      const found = window.getByRole('dialog', { name: 'Beth Kerr’s hand-out of “Round 1”' })
      await expect(found).toContainText('From the study “Back to work”')
      await expect(found).toContainText('24 Dec 2026')
      await expect(found).toContainText(/([0-9A-Z]{4} ){3}[0-9A-Z]{4}/)
      await lookAt(window, 'hand-out-found')
      await found.getByRole('button', { name: 'Open and begin' }).focus()
      await window.keyboard.press('Enter')
      await expect(found).toBeHidden()
    })

    const frame = new Frame(window)
    const code = new CodePage(window)
    await test.step('it opens in her bench, as her, without a question, and without the others’ screens', async () => {
      await expect(code.transcript).toBeVisible()
      await expect(code.panel.getByRole('button', { name: 'History of this passage' })).toBeVisible()
      await expect(code.panel.getByRole('button', { name: 'In the consensus' })).toHaveCount(0)
      await expect(frame.status).toContainText('Hand-out for Beth Kerr · Round 1 · due 24 Dec 2026')
      await expect(frame.rail.getByRole('button')).toHaveText([
        /Study/,
        /Sources/,
        /Code/,
        /Framework/,
        /Memos/,
        /Reports/,
        /Search/,
        /History/,
      ])
      await expect(window.getByText(/Lena|Tove/)).toHaveCount(0)
    })
    await test.step('she codes by keyboard, takes it back and does it again', async () => {
      await code.transcript.focus()
      await window.keyboard.press('ControlOrMeta+Home')
      await window.keyboard.press('ControlOrMeta+Shift+ArrowRight')
      await code.choose('waiting')
      await expect.poll(() => code.painted()).toHaveLength(1)
      await expect(window.getByRole('button', { name: /^Undo: Coded/ })).toBeEnabled()
      await window.keyboard.press('ControlOrMeta+z')
      await expect.poll(() => code.painted()).toHaveLength(0)
      await expect(window.getByRole('button', { name: /^Redo: Coded/ })).toBeEnabled()
      await window.keyboard.press('ControlOrMeta+Shift+z')
      await expect.poll(() => code.painted()).toHaveLength(1)
    })
    await test.step('a memo is written beside it', async () => {
      await frame.go('Memos')
      await window.getByRole('button', { name: 'New memo' }).click()
      const dialog = window.getByRole('dialog', { name: 'New memo' })
      await expect(dialog.getByRole('radio', { name: 'A theme' })).toHaveCount(0)
      await dialog.getByLabel('Title').fill('On waiting')
      await dialog.getByRole('button', { name: 'Begin the memo' }).click()
      await expect(dialog).toBeHidden()
    })
    await test.step('the study’s screen says whose it is', async () => {
      await frame.go('Study')
      await expect(window.getByRole('region', { name: 'Your hand-out' })).toContainText('Beth Kerr')
      await expect(
        window.getByRole('button', { name: /Study settings|Open a round|Submit my work/ }),
      ).toHaveCount(0)
      await lookAt(window, 'hand-out-study')
    })
    await test.step('what she did goes into a return', async () => {
      await window.keyboard.press('ControlOrMeta+Shift+s')
      const dialog = window.getByRole('dialog', { name: 'Return your work in “Round 1”' })
      await expect(dialog).toContainText('1 coding')
      await expect(dialog).toContainText('Not coded at all: Interview 2')
      await expect(dialog.getByRole('radio', { name: 'I have finished' })).toBeChecked()
      await expect(dialog.getByRole('checkbox', { name: /On waiting/ })).not.toBeChecked()
      await dialog.getByText('On waiting').click()
      await expect(dialog).toContainText('1 memo will be sent')
      await lookAt(window, 'return')
      const file = await downloaded(window, hers.folder, () =>
        dialog.getByRole('button', { name: 'Save the return…' }).click(),
      )
      expect(file).toMatch(/Back to work - Round 1 - BK - \d{4}-\d\d-\d\d\.tandem-return$/)
      expect((await readFile(file)).subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
      await expect(dialog).toBeHidden()
      await expect(frame.notices).toContainText('Your return is saved')
      await window.keyboard.press('ControlOrMeta+Shift+s')
      await expect(dialog).toContainText('Since the last return')
      await expect(dialog.getByRole('checkbox', { name: /On waiting/ })).toBeChecked()
      await window.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    })
    await test.step('the same file dropped again offers the copy that is there', async () => {
      await frame.command('Close the study')
      await expect(new StartPage(window).recent('Back to work')).toBeVisible()
      await dropOnto(window, handout, 'Drop a hand-out to open it')
      await window
        .getByRole('dialog', { name: 'The hand-out is locked' })
        .getByLabel('Passphrase')
        .fill(passphrase)
      await window.keyboard.press('Enter')
      const found = window.getByRole('dialog', { name: 'Beth Kerr’s hand-out of “Round 1”' })
      await expect(found).toContainText('You have opened this hand-out before.')
      await found.getByRole('button', { name: 'Go on in my copy' }).click()
      await expect(code.transcript).toBeVisible()
      await expect.poll(() => code.painted()).toHaveLength(1)
    })
  } finally {
    await context.close()
    await hers.stop()
  }
})
