import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from './door.ts'
import { expect, test, type Window } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { CodePage } from './pages/code-page.ts'
import { ComparePage } from './pages/compare-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'
import { StudyPage } from './pages/study-page.ts'

/*
 * The whole job as the people who do it: a lead sets a study up, two coders code the same interview each in their own
 * window, both are compared, the lead as reviewer settles what differs, gathers a theme, writes a memo with a
 * quotation, and takes the framework, the codings and the memo out.
 */

const interview = join(root, 'engine/sample/files/p07-service-manager-site-3.txt')
const captions = join(root, 'engine/sample/files/m1-mentor.vtt')
const title = 'p07-service-manager-site-3'

test('from import to export, by a lead and two coders', async ({ door, app, openWindow }) => {
  test.setTimeout(300_000)
  const lead = app.page
  const frame = new Frame(lead)

  await test.step('the lead makes the study, its people, its sources and its framework', async () => {
    await new StartPage(lead).create('Night-time rehabilitation')
    await new SignInPage(lead).addYourself('Rosa Bell', { roles: ['Lead', 'Reviewer'] })
    const study = new StudyPage(lead)
    await study.addPerson('Kwame Lund', ['Coder'])
    await study.addPerson('Ines Moreau', ['Coder'])
    await frame.go('Sources')
    expect(await new SourcesPage(lead).import([interview, captions], { dataSet: 'Staff' })).toBe(
      '2 files, 2 taken.',
    )
    await frame.go('Framework')
    for (const name of ['Money', 'Trust']) {
      await lead.getByRole('button', { name: 'Add code', exact: true }).click()
      await expect(lead.getByRole('tree').getByRole('textbox')).toBeFocused()
      await lead.keyboard.type(name)
      await lead.keyboard.press('Enter')
      await expect(lead.getByRole('treeitem', { name: new RegExp(`^${name}`) })).toBeVisible()
    }
  })

  await test.step('and opens a blind round', async () => {
    await frame.go('Study')
    await new StudyPage(lead).openRound('First round')
    await expect(new StudyPage(lead).rounds).toContainText('Blind until both submit')
  })

  const study = new URL(lead.url()).origin
  expect(study).toBe(door.origin)
  const kwame = await coderWindow(openWindow, 'Kwame Lund')
  const ines = await coderWindow(openWindow, 'Ines Moreau')

  await test.step('one coder codes two passages, with a side taken', async () => {
    await codePassage(kwame, ['physio', 'dietetics'], 'Mon')
    await kwame.keyboard.press('b')
    await expect(new CodePage(kwame).card('Money')).toContainText(/barrier/i)
  })

  await test.step('the other sees nothing of it, and codes a little otherwise', async () => {
    const code = new CodePage(ines)
    await expect(code.stripe('Money')).toHaveCount(0)
    await expect(code.framework.getByRole('treeitem', { name: /^Money/ })).not.toContainText('1')
    await codePassage(ines, ['physio', 'dietetics'], 'Tru')
  })

  await test.step('nothing is compared before both have submitted', async () => {
    await frame.go('Compare')
    await expect(lead.getByRole('main')).toContainText(/blind|submit/i)
    for (const [page, name] of [
      [kwame, 'Kwame'],
      [ines, 'Ines'],
    ] as const) {
      await new Frame(page).go('Study')
      await new StudyPage(page).submit('First round')
      await expect(new StudyPage(page).rounds, `${name} submitted`).toContainText('submitted')
    }
  })

  await test.step('both are compared, and every figure says what it is', async () => {
    const compare = new ComparePage(lead)
    await expect(compare.overall).toContainText('Cohen’s κ')
    await expect(compare.byCode).toContainText('Money')
    await expect(compare.byCode).toContainText('Trust')
  })

  await test.step('the reviewer settles the difference by one key, and nobody’s own work changes', async () => {
    await frame.go('Adjudicate')
    const docket = new AdjudicatePage(lead)
    await expect(docket.difference).toContainText('Both coders’ own work stays')
    await lead.keyboard.press('1')
    await expect(docket.settled(1, 1)).toBeVisible()
    await new Frame(ines).go('Code')
    await expect(new CodePage(ines).stripe('Trust').first()).toBeVisible()
  })

  await test.step('a theme is gathered, with a memo that quotes its evidence', async () => {
    await frame.go('Themes')
    await lead.getByRole('button', { name: 'Add the first theme' }).click()
    await lead.keyboard.type('New theme')
    await lead.keyboard.press('Enter')
    await lead.getByRole('button', { name: 'Add codes' }).first().click()
    const dialog = lead.getByRole('dialog')
    await dialog.getByLabel('Find a code').fill('Money')
    await dialog.getByRole('checkbox', { name: /Money/ }).first().check({ force: true })
    await dialog.getByRole('button', { name: /^Add/ }).click()
    await lead.getByRole('button', { name: 'Write a memo' }).click()
    const memo = lead.getByRole('textbox', { name: 'New theme' }).last()
    await memo.click()
    await lead.keyboard.type('The money decides what is tried.')
    await lead.getByRole('button', { name: 'Quote in the memo' }).first().click()
    await expect(lead.getByText(/Saved \d\d:\d\d/).first()).toBeVisible()
    await expect(memo).toContainText('[')
  })

  await test.step('framework, codings and memo are taken out', async () => {
    await frame.go('Reports')
    for (const [name, first] of [
      ['Coding framework', 'PK'],
      ['Codings', 'PK'],
      ['Memos', 'PK'],
    ] as const) {
      const download = lead.waitForEvent('download')
      await lead.getByRole('button', { name: `Make ${name}` }).click()
      const file = await (await download).path()
      expect((await readFile(file)).subarray(0, 2).toString(), name).toBe(first)
    }
  })

  await test.step('what was done is in the history', async () => {
    await frame.go('History')
    await expect(lead.getByRole('main')).toContainText('Ines Moreau submitted “First round”; both have now')
  })
})

test('hostile files, names and memos run nothing and fetch nothing', async ({ app, door }) => {
  const { page } = app
  const asked: string[] = []
  page.on('request', request => {
    if (!request.url().startsWith(door.origin)) asked.push(request.url())
  })
  page.on('dialog', dialog => {
    asked.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const payloads = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
    '"><body onload=alert(1)>',
    '<base href="http://127.0.0.1:9/"><link rel=stylesheet href=evil.css>',
    '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">',
    '<form action="http://127.0.0.1:9/"><input name=a></form>',
    '{{constructor.constructor("alert(1)")()}}',
    '\u202Etxt.exe',
  ]
  const mail = join(door.folder, 'letter.eml')
  await writeFile(
    mail,
    `From: ${'<script>alert(1)</script>'} <a@example.org>\r\nTo: b@example.org\r\nSubject: ${payloads[1]}\r\nDate: Tue, 06 Feb 2024 10:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body onload="alert(1)">${payloads.map(p => `<p>before ${p} after</p>`).join('\n')}<img src="http://127.0.0.1:9/pixel.png"><style>@import url(http://127.0.0.1:9/x.css)</style></body></html>`,
  )
  const text = join(door.folder, `${'<img src=x onerror=alert(1)>'.replaceAll('/', '')}.txt`)
  await writeFile(text, payloads.map((p, n) => `P${n % 2}: ${p} said here\n`).join(''))

  await new StartPage(page).create('<b>Bold</b> & <img src=x onerror=alert(1)>')
  await new SignInPage(page).addYourself('<img src=x onerror=alert(1)>', {
    initials: 'XS',
    roles: ['Lead', 'Coder'],
  })
  const frame = new Frame(page)
  await frame.go('Sources')
  const line = await new SourcesPage(page).import([mail, text])
  expect(line).toBe('2 files, 2 taken.')
  await frame.go('Framework')
  await page.getByRole('button', { name: 'Add code', exact: true }).click()
  await expect(page.getByRole('tree').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('<svg onload=alert(1)>')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treeitem', { name: /svg onload/ })).toBeVisible()
  for (const screen of ['Code', 'Search', 'History', 'Study', 'Sources', 'Reports', 'Themes']) {
    await frame.go(screen)
    await expect(page.getByRole('main')).toBeVisible()
  }
  expect(asked).toEqual([])
})

/** A window of their own for a coder, signed in, on the interview. */
async function coderWindow(openWindow: () => Promise<Window>, who: string): Promise<Page> {
  const { page } = await openWindow()
  await new StartPage(page).recent('Night-time rehabilitation').click()
  await new SignInPage(page).signIn(who)
  await new Frame(page).go('Code')
  await new CodePage(page).open(title)
  return page
}

/** Selects from one word to another of the first turn that has both, and codes it by typing. */
async function codePassage(page: Page, [from, to]: readonly [string, string], typed: string): Promise<void> {
  const code = new CodePage(page)
  await code.drag(from, to)
  await code.choose(typed)
}
