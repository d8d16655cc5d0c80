import type { Page } from '@playwright/test'
import { freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { FrameworkPane } from './pages/framework-pane.ts'
import { SignInPage } from './pages/sign-in-page.ts'

async function bench(page: Page, who: string): Promise<[CodePage, FrameworkPane]> {
  await new SignInPage(page).signIn(who)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  return [code, new FrameworkPane(page)]
}

test('a passage is coded with very many codes only when that is meant', async ({ app }) => {
  const { page } = app
  const [code, pane] = await bench(page, people.coding)
  const dialog = page.getByRole('alertdialog', { name: /^Code this passage with \d+ codes\?$/ })
  await pane.line('Making sense of it').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(code.transcript).toBeFocused()
  expect(await code.painted()).toEqual([])

  await code.framework.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: /^Code with \d+ codes$/ }).click()
  await expect.poll(async () => (await code.painted()).length).toBeGreaterThan(0)
})

test('a move is said once, with the place it went to, and the filter says what it counts', async ({
  app,
}) => {
  const { page } = app
  const [, pane] = await bench(page, people.lead)
  await pane.line('Belief in its worth').click()
  await page.keyboard.press('Alt+ArrowUp')
  const moved = 'Moved “Belief in its worth” to before “Different from usual care”.'
  await expect(new Frame(page).notices.getByText(moved)).toBeVisible()
  const said = page.locator('[data-live-announcer="true"]').filter({ hasText: 'Moved' })
  await expect(said).toHaveCount(0)
  await pane.filter.fill('counts sense')
  await expect(
    page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: /^1 code$/ }),
  ).toHaveCount(1)
})

test('open menus and an open picker have names, and are what is seen', async ({ app }) => {
  const { page } = app
  const [, pane] = await bench(page, people.lead)
  const source = page.getByRole('combobox', { name: 'Source' })
  await source.click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await expect(source).toBeFocused()
  await lookAt(page, 'source-picker-open')
  // What is typed takes the place of the name that stands there.
  await page.keyboard.type('zz')
  await expect(source).toHaveValue('zz')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await source.click()
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.press('Escape')
  await pane.line('Belief in its worth').click()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu')).toBeVisible()
  await lookAt(page, 'framework-pane-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Frameworks shown' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await lookAt(page, 'frameworks-shown-menu')
  await page.keyboard.press('Escape')
  await new Frame(page).go('Framework')
  const framework = new FrameworkPage(page)
  await framework.line('Belief in its worth').click()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Rename F2', exact: true })).toBeVisible()
  await lookAt(page, 'framework-menu')
})

test('what is folded on the Framework screen stays so for its coder, and for no other', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.lead)
  const frame = new Frame(page)
  await frame.go('Framework')
  const framework = new FrameworkPage(page)
  const branch = framework.line('Making sense of it')
  await branch.click()
  await page.keyboard.press('ArrowLeft')
  await expect(branch).toHaveAttribute('aria-expanded', 'false')
  await page.reload()
  await expect(branch).toHaveAttribute('aria-expanded', 'false')
  await expect(framework.line('Doing the work')).toHaveAttribute('aria-expanded', 'true')
  await frame.go('Code')
  await expect(new FrameworkPane(page).line('Making sense of it')).toHaveAttribute('aria-expanded', 'true')
  await frame.leaveAsMember()
  await new SignInPage(page).signIn(people.submitted)
  await frame.go('Framework')
  await expect(branch).toHaveAttribute('aria-expanded', 'true')
})
