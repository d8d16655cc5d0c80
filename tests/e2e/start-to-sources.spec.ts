import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WebSocketRoute } from '@playwright/test'
import { root, startDoor } from './door.ts'
import { expect, lookAt, test } from './harness.ts'
import { dropOnto } from './pages/drop-onto.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'
import { StudyPage } from './pages/study-page.ts'

const interview = join(root, 'engine/sample/files/p07-service-manager-site-3.txt')
const email = join(root, 'engine/sample/files/e01-2024-02-06-letter-to-the-bus-company.eml')

test('from the first start to sources in a study of three people', async ({ app, door }) => {
  const { page } = app
  const start = new StartPage(page)
  const signIn = new SignInPage(page)
  const study = new StudyPage(page)
  const sources = new SourcesPage(page)
  const frame = new Frame(page)

  await test.step('the first start puts the sample first', async () => {
    await expect(start.sample).toBeVisible()
    await lookAt(page, 'start-first')
  })

  await test.step('a new study asks its maker to join', async () => {
    await start.newStudy.click()
    await lookAt(page, 'new-study')
    await page.keyboard.press('Escape')
    await start.create('Night-time rehabilitation')
    await lookAt(page, 'sign-in-first')
    await signIn.addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
    await expect(frame.status).toContainText('Rosa Bell')
    await frame.savedAt()
  })

  await test.step('people are added', async () => {
    await lookAt(page, 'study-empty')
    await study.addPerson('Kwame Lund', ['Coder'])
    await study.addPerson('Ines Moreau', ['Reviewer'])
    await expect(study.people.getByRole('button', { name: 'Change Ines Moreau' })).toBeVisible()
  })

  await test.step('files are previewed, then imported, and the report says what became of each', async () => {
    await frame.go('Sources')
    await lookAt(page, 'sources-empty')
    const broken = join(door.folder, 'notes.docx')
    await writeFile(broken, '')
    const dialog = await sources.choose([interview, email, broken])
    await expect(dialog.getByRole('button', { name: 'Import 2 sources' })).toBeEnabled()
    await lookAt(page, 'import-preview')
    await dialog.getByLabel('Title').fill('P07 service manager')
    await dialog.getByRole('combobox', { name: 'Data set' }).fill('Site 3')
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Import 2 sources' }).click()
    await expect(page.getByText('3 files, 2 taken, 1 not taken.').first()).toBeVisible()
    await lookAt(page, 'import-report')
    expect(await sources.readReport()).toBe('3 files, 2 taken, 1 not taken.')
    await expect(sources.row('P07 service manager')).toContainText('Site 3')
    await lookAt(page, 'sources')
  })

  await test.step('the same file again is named as already here', async () => {
    const dialog = await sources.choose([interview])
    await expect(dialog.getByText('The study already has this file.')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('a removed source comes back by undo', async () => {
    await sources.row('P07 service manager').click()
    await page.getByRole('button', { name: 'Remove…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove “P07 service manager”?' })
    await lookAt(page, 'source-remove')
    await dialog.getByRole('button', { name: 'Remove the source' }).click()
    await expect(sources.row('P07 service manager')).toHaveCount(0)
    await frame.notices.getByRole('button', { name: 'Undo' }).click()
    await expect(sources.row('P07 service manager')).toHaveCount(1)
  })

  await test.step('words are found in all sources', async () => {
    await frame.go('Search')
    await page.getByRole('searchbox', { name: 'Words in all sources' }).fill('bus')
    await expect(page.locator('mark').first()).toHaveText(/bus/i)
    await lookAt(page, 'search')
  })

  await test.step('a round is opened and marked blind', async () => {
    await frame.go('Study')
    await study.rounds.getByRole('button', { name: 'Open a round…' }).click()
    await lookAt(page, 'open-round')
    await page.keyboard.press('Escape')
    await study.openRound('Round 1')
    await expect(frame.status).toContainText('Round 1: blind until both submit')
    await expect(study.rounds).toContainText('Blind until both submit')
    await lookAt(page, 'study')
    await study.rounds.getByRole('button', { name: 'Submit my work…' }).click()
    await lookAt(page, 'submit-round')
    await page.keyboard.press('Escape')
  })

  await test.step('history says what was done and takes it back', async () => {
    await frame.go('History')
    await expect(page.getByRole('main')).toContainText('Round 1')
    await lookAt(page, 'history')
  })

  await test.step('the frame’s own dialogs', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('searchbox', { name: 'Find a command' }).fill('imp')
    await lookAt(page, 'palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await lookAt(page, 'keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+,')
    await lookAt(page, 'preferences')
    await page.keyboard.press('Escape')
  })

  await test.step('another person signs in, and the window stays theirs after a reload', async () => {
    await frame.leaveAsMember()
    await lookAt(page, 'sign-in')
    await signIn.signIn('Kwame Lund')
    await expect(frame.status).toContainText('Kwame Lund')
    await page.reload()
    await expect(frame.status).toContainText('Kwame Lund')
  })
})

test('a locked study tells a wrong passphrase from the right one', async ({ app }) => {
  const { page } = app
  const start = new StartPage(page)
  const signIn = new SignInPage(page)
  const frame = new Frame(page)
  await start.create('Behind a door', { passphrase: 'the night staff were asked' })
  await signIn.addYourself('Rosa Bell')
  await frame.command('Close the study')
  await start.recent('Behind a door').click()
  const dialog = page.getByRole('dialog', { name: '“Behind a door” is locked' })
  await dialog.getByLabel('Passphrase').fill('the day staff were asked')
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(dialog).toContainText('not the passphrase')
  await expect(dialog).toContainText('not damaged')
  await lookAt(page, 'passphrase')
  await dialog.getByLabel('Passphrase').fill('the night staff were asked')
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(signIn.heading).toBeVisible()
})

test('a broken road mends itself: same study, same person, nothing lost', async ({ context, openWindow }) => {
  const roads: WebSocketRoute[] = []
  await context.routeWebSocket('**/socket', road => {
    road.connectToServer()
    roads.push(road)
  })
  const { page } = await openWindow()
  const frame = new Frame(page)
  const study = new StudyPage(page)
  await new StartPage(page).create('On a poor line')
  await new SignInPage(page).addYourself('Rosa Bell')
  await study.addPerson('Kwame Lund', ['Coder'])
  await roads.at(-1)?.close()
  await expect.poll(() => roads.length).toBe(2)
  await expect(frame.status).toContainText('Rosa Bell')
  await study.addPerson('Ines Moreau', ['Reviewer'])
  await expect(study.people.getByRole('button', { name: /^Change/ })).toHaveCount(3)
})

test('a reload keeps the study and the person; a new window starts where Tandem was started', async ({
  app,
  door,
  context,
}) => {
  const { page } = app
  const start = new StartPage(page)
  const signIn = new SignInPage(page)
  const frame = new Frame(page)
  await start.create('Where Tandem starts')
  await frame.command('Close the study')
  await expect(start.recent('Where Tandem starts')).toBeVisible()
  const library = join(door.folder, 'library')
  const made = (await readdir(library, { recursive: true })).find(name => name.endsWith('.tandem'))
  const served = await startDoor({ study: join(library, made ?? '') })
  try {
    await page.goto(served.address)
    await expect(page.getByRole('main')).toContainText('Where Tandem starts')
    await frame.command('Close the study')
    await expect(start.newStudy).toBeVisible()
    await page.reload()
    await expect(start.newStudy).toBeVisible()
    await start.create('Chosen instead')
    await signIn.addYourself('Rosa Bell')
    await page.reload()
    await expect(frame.status).toContainText('Rosa Bell')
    await expect(page).toHaveTitle(/^Chosen instead/)

    const another = await context.newPage()
    await another.goto(served.origin)
    await expect(another).toHaveTitle(/^Where Tandem starts/)
  } finally {
    await page.close()
    await served.stop()
  }
})

test('a window says when Tandem has gone, and what is safe', async ({ app, door }) => {
  const { page, trouble } = app
  await new StartPage(page).create('Left alone')
  await door.stop()
  await expect(page.getByRole('alert').filter({ hasText: 'not running on this computer' })).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('nothing can be saved')
  // The browser logs every attempt to reach the door that is gone.
  trouble.errors.length = 0
  await page.close()
})

test('a folder dropped on one screen and a file dropped on another are taken in', async ({ app, door }) => {
  const { page } = app
  const sources = new SourcesPage(page)
  const folder = join(door.folder, 'to drop')
  await mkdir(join(folder, 'inner'), { recursive: true })
  const one = join(folder, 'inner', 'p01.txt')
  await writeFile(one, 'Interviewer: How was it?\n\nP01: Better than last year.\n')
  await writeFile(join(folder, 'p02.txt'), 'Interviewer: And you?\n\nP02: Worse.\n')
  await new StartPage(page).create('Dropped')
  await new SignInPage(page).addYourself('Rosa Bell')
  await dropOnto(page, folder)
  const both = page.getByRole('dialog', { name: 'Import 2 files' })
  await both.getByRole('button', { name: 'Import 2 sources' }).click()
  expect(await sources.readReport()).toBe('2 files, 2 taken.')

  await new Frame(page).go('History')
  await dropOnto(page, one)
  const again = page.getByRole('dialog', { name: 'Import 1 file' })
  await expect(again.getByText('The study already has this file.')).toBeVisible()
})

test('comfortable in a small window and in high contrast', async ({ app }) => {
  const { page } = app
  const frame = new Frame(page)
  await page.setViewportSize({ width: 1024, height: 640 })
  await new StartPage(page).create('A small window')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Coder', 'Lead'] })
  await frame.go('Sources')
  await new SourcesPage(page).import([interview, email])
  await frame.command('Theme: high contrast')
  for (const screen of ['Study', 'Sources', 'History']) {
    await frame.go(screen)
    await lookAt(page, `small-${screen.toLowerCase()}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  }
  await page.keyboard.press('ControlOrMeta+k')
  await lookAt(page, 'small-palette')
})
