import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { FrameworkPane } from './pages/framework-pane.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const test = textStudy(async folder => {
  const file = join(folder, 'Interview 1.txt')
  await writeFile(file, 'Mentor: We walked to the shop.\nPeer: And back again, slowly.')
  return [file]
})

const long = `Long ${'and on '.repeat(56)}end`

/** A screen on the codes Branch 1 to 3 and 30, of which Branch 1 has two under it; and another window of the study. */
async function opened(page: Page, screen: string) {
  await new SignInPage(page).signIn(coder)
  const other = await engineWindow(page, coder)
  const ids = new Map<string, string>()
  for (const name of ['Branch 1', 'Branch 2', 'Branch 3', 'Branch 30'])
    ids.set(name, (await other.client.codebook.addCode({ name })).id)
  for (const name of ['Leaf 1', 'Leaf 2'])
    ids.set(name, (await other.client.codebook.addCode({ name, parent: ids.get('Branch 1') ?? null })).id)
  await new Frame(page).go(screen)
  const said = (words: string | RegExp) => page.locator('[data-live-announcer]').filter({ hasText: words })
  return { other, said, id: (name: string) => ids.get(name) ?? '' }
}

test('a name with spaces is typed in the tree, ? opens the sheet, and what does not move says why', async ({
  app,
}) => {
  const { page } = app
  const { keyboard } = page
  const { other, said } = await opened(page, 'Framework')
  const framework = new FrameworkPage(page)
  const active = framework.tree.locator('[role="treeitem"][aria-selected="true"]')
  await framework.line('Waiting').click()

  await test.step('type-ahead', async () => {
    // In one go: a name is typed without pauses, which a machine at work would put between the keys.
    await framework.tree.evaluate((tree, words) => {
      for (const key of words)
        tree.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }, 'branch 30')
    await expect(active).toHaveText(/^Branch 30/)
  })
  await test.step('Alt and an arrow that lead nowhere', async () => {
    await keyboard.press('Alt+ArrowDown')
    await expect(said('Not moved: “Branch 30” is last in “Coding framework”.')).toHaveCount(1)
    await keyboard.press('Alt+ArrowLeft')
    await expect(said('Not moved: “Branch 30” is at the top level of “Coding framework”.')).toHaveCount(1)
    await framework.line('Leaf 1').click()
    await keyboard.press('Alt+ArrowUp')
    await expect(said('Not moved: “Leaf 1” is first in “Branch 1”.')).toHaveCount(1)
    await framework.line('Coding framework').click()
    await keyboard.press('Alt+ArrowLeft')
    await expect(said('Not moved: “Coding framework” is at the top level.')).toHaveCount(1)
  })
  await test.step('Shift and an arrow', async () => {
    await framework.line('Branch 2').click()
    await keyboard.press('Shift+ArrowDown')
    await expect(said('2 selected')).toHaveCount(1)
    await keyboard.press('Shift+ArrowDown')
    await expect(said('3 selected')).toHaveCount(1)
    await keyboard.press('Shift+ArrowUp')
    await expect(said('2 selected')).toHaveCount(1)
  })
  await test.step('the sheet', async () => {
    await keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys in Framework' })
    await expect(sheet.getByRole('heading', { name: 'The tree of codes' })).toBeVisible()
    await lookAt(page, 'keys-in-framework')
    await keyboard.press('Escape')
    await expect(framework.tree).toBeFocused()
  })
  other.close()
})

test('what is said of a name that was not kept leaves with the next answer, and with the screen', async ({
  app,
}) => {
  const { page } = app
  const { keyboard } = page
  const { other } = await opened(page, 'Framework')
  const framework = new FrameworkPage(page)
  const frame = new Frame(page)
  const notice = frame.notices.getByText(/“Branch 2”/)
  await framework.line('Branch 1').click()

  await test.step('given up', async () => {
    await keyboard.press('Insert')
    await keyboard.type('Branch 2')
    await keyboard.press('Enter')
    await expect(notice).toBeVisible()
    await expect(page.getByLabel('New name for Branch 2')).toBeFocused()
    await keyboard.press('Escape')
    await expect(notice).toHaveCount(0)
  })
  await test.step('done', async () => {
    await keyboard.press('F2')
    await keyboard.type('Branch 2')
    await keyboard.press('Enter')
    await expect(notice).toBeVisible()
    await keyboard.type('Branch 4')
    await keyboard.press('Enter')
    await expect(framework.line('Branch 4')).toBeVisible()
    await expect(notice).toHaveCount(0)
  })
  await test.step('left, once it was there long enough to be read', async () => {
    await keyboard.press('F2')
    await keyboard.type('Branch 2')
    await keyboard.press('Enter')
    await expect(notice).toBeVisible()
    await frame.go('Code')
    await expect(async () => {
      await frame.go('Sources')
      await frame.go('History')
      expect(await notice.count()).toBe(0)
    }).toPass()
  })
  other.close()
})

test('find is had from the filter, and the chooser follows what another window takes away', async ({
  app,
}) => {
  const { page } = app
  const { keyboard } = page
  const { other, id } = await opened(page, 'Code')
  const code = new CodePage(page)
  const pane = new FrameworkPane(page)
  const named = async (name: string) =>
    (await other.client.codebook.frameworks({}))
      .flatMap(({ codes }) => codes)
      .filter(each => each.name === name)

  await test.step('find', async () => {
    await pane.filter.click()
    await keyboard.press('ControlOrMeta+f')
    await expect(page.getByRole('searchbox', { name: 'Find in this text' })).toBeFocused()
    await keyboard.press('Escape')
  })
  await test.step('the marked code is gone: Enter makes nothing of it', async () => {
    await code.transcript.focus()
    await keyboard.press('Enter')
    await code.chooser.fill('Leaf 1')
    await expect(page.getByRole('option', { name: /^Leaf 1/ })).toHaveAttribute('aria-selected', 'true')
    await other.client.codebook.removeCodes({ codes: [id('Leaf 1')], because: '' })
    await expect(page.getByText('“Leaf 1” was changed or removed elsewhere. Choose again.')).toBeVisible()
    await lookAt(page, 'chooser-code-gone')
    await keyboard.press('Enter')
    await expect(code.chooser).toBeFocused()
    expect(await named('Leaf 1')).toEqual([])
  })
  await test.step('another that comes before it does not take its place', async () => {
    await code.chooser.fill('Branch')
    await keyboard.press('ArrowDown')
    const marked = page.locator('[role="option"][aria-selected="true"]')
    await expect(marked).toHaveText(/^Branch 2/)
    await other.client.codebook.removeCodes({ codes: [id('Branch 1')], because: '' })
    await expect(page.getByRole('option', { name: /^Branch 1/ })).toHaveCount(0)
    await expect(marked).toHaveText(/^Branch 2/)
    await keyboard.press('Enter')
    await expect(code.stripe('Branch 2')).toBeVisible()
  })
  await test.step('the list of passages says who speaks, and in which turn', async () => {
    await code.panel.getByRole('radio', { name: 'All (1)' }).click()
    const list = page.getByRole('list', { name: 'Coded passages in reading order' })
    await expect(list.getByRole('button', { name: 'Mentor, turn 1' })).toBeVisible()
  })
  await test.step('the sheet has the keys of the text; a long name is cut in it, and leaves room for what it means', async () => {
    await other.client.codebook.addCode({ name: long.slice(0, 400), definition: 'What it means.' })
    await pane.line('Long and on').click()
    const meaning = pane.meaning
    await expect(meaning.getByText('What it means.')).toBeInViewport({ ratio: 1 })
    await lookAt(page, 'long-name-cut')
    await meaning.getByRole('button', { name: 'Whole name' }).click()
    await expect(meaning.getByRole('heading', { name: long.slice(0, 400) })).toBeVisible()
    await keyboard.press('F1')
    const sheet = page.getByRole('dialog', { name: 'Keys in Code' })
    await expect(sheet.getByRole('heading', { name: 'The caret in the text' })).toBeVisible()
    await expect(sheet.getByText('The line; again: the turn')).toBeVisible()
    await expect(sheet.getByText(/^Undo: /)).toHaveText(
      /^Undo: Added the code “Long and on [and o]{50,80}…”$/,
    )
    await lookAt(page, 'keys-in-code')
  })
  other.close()
})

test('Delete on a framework says why it stays; a filter that finds nothing says what can be done', async ({
  app,
}) => {
  const { page } = app
  const { keyboard } = page
  const { other, said } = await opened(page, 'Framework')
  const framework = new FrameworkPage(page)
  const pane = new FrameworkPane(page)
  const frame = new Frame(page)
  const filter = page.getByRole('searchbox', { name: 'Filter codes and definitions' })
  const clear = page.getByRole('button', { name: 'Clear the filter' })

  await test.step('Delete on the line of a framework', async () => {
    await framework.line('Coding framework').click()
    await keyboard.press('Delete')
    await expect(
      frame.notices.getByText(
        '“Coding framework” is a framework: it stays in the study, and Delete removes codes.',
      ),
    ).toBeVisible()
    await lookAt(page, 'framework-stays')
  })
  await test.step('nothing found on Framework: cleared, and added', async () => {
    await filter.fill('Night shifts')
    await expect(page.getByText('No code of that name')).toBeVisible()
    await lookAt(page, 'framework-filter-none')
    await clear.click()
    await expect(filter).toHaveValue('')
    await expect(filter).toBeFocused()
    await expect(framework.line('Branch 2')).toBeVisible()
    await filter.fill('Night shifts')
    await keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Add “Night shifts” as a code' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(filter).toHaveValue('')
    await expect(framework.line('Night shifts')).toHaveAttribute('aria-selected', 'true')
    await expect(framework.tree).toBeFocused()
  })
  await test.step('nothing found beside the text', async () => {
    await frame.go('Code')
    await pane.filter.fill('Day shifts')
    await expect(page.getByText('No code of that name')).toBeVisible()
    await lookAt(page, 'pane-filter-none')
    await clear.click()
    await expect(pane.filter).toBeFocused()
    await pane.filter.fill('Day shifts')
    await page.getByRole('button', { name: 'Add “Day shifts” as a code' }).click()
    await expect(pane.line('Day shifts')).toHaveAttribute('aria-selected', 'true')
    await expect(pane.tree).toBeFocused()
    await expect(pane.filter).toHaveValue('')
  })
  await test.step('coding with several codes says three of them, and long names cut', async () => {
    await other.client.codebook.addCode({ name: long.slice(0, 400) })
    await expect(pane.line('Long and on')).toBeVisible()
    await pane.line('Long and on').click()
    await pane.line('Branch 1').click({ modifiers: ['ControlOrMeta'] })
    await keyboard.press('Enter')
    const cut = 'Long and on [and o]{50,80}…'
    await expect(
      said(new RegExp(`^Coded (?:“Branch 1” and “${cut}”|“${cut}” and “Branch 1”): We`)),
    ).toHaveCount(1)
    await pane.line('Branch 2').click()
    await pane.line('Long and on').click({ modifiers: ['Shift'] })
    await keyboard.press('Enter')
    await expect(said('Coded “Branch 2”, “Branch 3”, “Branch 30” and 2 more: We walked')).toHaveCount(1)
  })
  other.close()
})
