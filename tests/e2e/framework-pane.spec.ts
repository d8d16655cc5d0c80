import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPane } from './pages/framework-pane.ts'
import { SignInPage } from './pages/sign-in-page.ts'

async function bench(page: Page, who: string, title: string): Promise<[CodePage, FrameworkPane]> {
  await new SignInPage(page).signIn(who)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(title)
  return [code, new FrameworkPane(page)]
}

test('a code is found by typing, read and coded with, by keyboard alone', async ({ app }) => {
  const { page } = app
  const [code, pane] = await bench(page, people.coding, freshTitle)

  await test.step('words in any order and of the names above find it; what lies above is shown', async () => {
    await pane.filter.fill('counts sense')
    await expect(pane.lines).toHaveText([/^Making sense of it/, /^Unsure what counts/])
    await expect(pane.line('Unsure what counts').locator('mark')).toHaveText(['counts'])
    await lookAt(page, 'framework-pane-filter')
  })
  await test.step('Enter codes with the only one there is, and the filter is empty again', async () => {
    await pane.filter.press('Enter')
    await expect(code.transcript).toBeFocused()
    await expect(code.stripe('Unsure what counts')).toBeVisible()
    await expect(pane.filter).toHaveValue('')
  })
  await test.step('of several, Enter goes to the first in the tree; arrows show what each means', async () => {
    await pane.filter.fill('work')
    await pane.filter.press('Enter')
    await expect(pane.tree).toBeFocused()
    await expect(pane.meaning.getByRole('article')).toHaveAccessibleName('Definition of Doing the work')
    await page.keyboard.press('ArrowDown')
    await expect(pane.selected).toHaveText(/^Working with employers/)
    await expect(pane.meaning.getByRole('article')).toHaveAccessibleName(
      'Definition of Working with employers',
    )
  })
  await test.step('Escape in the field takes the filter away', async () => {
    await pane.filter.press('Escape')
    await expect(pane.filter).toHaveValue('')
    await expect(pane.line('Making sense of it')).toBeVisible()
  })
  await test.step('several codes are selected with Shift, and Enter codes with each', async () => {
    await page.keyboard.press('Tab')
    await pane.line('Different from usual care').click()
    await page.keyboard.press('Shift+ArrowDown')
    await expect(pane.selected).toHaveCount(2)
    await page.keyboard.press('Enter')
    await expect(code.stripe('Different from usual care')).toBeVisible()
    await expect(code.stripe('Belief in its worth')).toBeVisible()
    await expect(pane.line('Belief in its worth')).toHaveAccessibleName(/Mine \d+ Here 1 All \d+$/)
  })
  await test.step('which was one step: one undo takes both back', async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(code.stripe('Different from usual care')).toHaveCount(0)
    await expect(code.stripe('Belief in its worth')).toHaveCount(0)
  })
})

test('counts are mine, here and all; a folded branch shows their sum and stays folded', async ({ app }) => {
  const { page } = app
  const [, pane] = await bench(page, people.coding, denseTitle)
  const figures = async (name: string) => {
    const said = await pane.line(name).evaluate(line => line.textContent ?? '')
    return [...said.matchAll(/(?:Mine|Here|All)(?:, with those under it)? (\d+)/g)].map(([, n]) => Number(n))
  }

  await test.step('each is the sum of what is under it once folded', async () => {
    const own = [await figures('Different from usual care'), await figures('Belief in its worth')]
    own.push(await figures('Unsure what counts'))
    const whole = own.reduce((sum, each) => sum + (each[0] ?? 0), 0)
    expect(whole).toBeGreaterThan(0)
    expect(await figures('Making sense of it')).toEqual([])
    await pane.line('Making sense of it').click()
    await page.keyboard.press('ArrowLeft')
    await expect(pane.line('Making sense of it')).toHaveAttribute('aria-expanded', 'false')
    expect((await figures('Making sense of it'))[0]).toBe(whole)
    await expect(pane.line('Making sense of it')).toHaveAccessibleName(/Mine, with those under it/)
    await pane.line('Making sense of it').hover()
    await expect(pane.line('Making sense of it')).toHaveAttribute('title', /With the codes under it: Mine/)
  })
  await test.step('another source and another day later it is folded still', async () => {
    await page.reload()
    await expect(pane.line('Making sense of it')).toHaveAttribute('aria-expanded', 'false')
    await expect(pane.line('Doing the work')).toHaveAttribute('aria-expanded', 'true')
  })
  await test.step('all branches fold and unfold; a framework is hidden and shown', async () => {
    await pane.choose('Fold all')
    await expect(pane.line('Doing the work')).toHaveAttribute('aria-expanded', 'false')
    await pane.choose('Unfold all')
    await expect(pane.line('Making sense of it')).toHaveAttribute('aria-expanded', 'true')
    await pane.line('Different from usual care').click()
    await page.keyboard.press('Shift+ArrowDown')
    await lookAt(page, 'framework-pane-several')
    await pane.choose(/^Coding framework ?, on$/)
    await expect(pane.line('Normalisation Process Theory')).toBeVisible()
    await expect(pane.line('Doing the work')).toHaveCount(0)
    await lookAt(page, 'framework-pane-hidden')
    await page.reload()
    await expect(pane.line('Normalisation Process Theory')).toBeVisible()
    await expect(pane.line('Doing the work')).toHaveCount(0)
    await pane.choose(/^Coding framework ?, off$/)
    await expect(pane.line('Doing the work')).toBeVisible()
  })
  await test.step('another coder finds everything as it comes', async () => {
    await pane.choose('Fold all')
    await new Frame(page).leaveAsMember()
    await new SignInPage(page).signIn(people.submitted)
    await new Frame(page).go('Code')
    await expect(pane.line('Making sense of it')).toHaveAttribute('aria-expanded', 'true')
  })
})

test('codes are put in order beside the text, as far as blinding lets one', async ({ app }) => {
  const { page } = app
  const [code, pane] = await bench(page, people.coding, freshTitle)

  await test.step('a coder of a blind round adds a code of their own, and names it', async () => {
    await pane.line('Belief in its worth').click()
    await page.keyboard.press('Insert')
    await expect(page.getByLabel('New name for New code')).toBeFocused()
    await page.keyboard.type('Hope')
    await page.keyboard.press('Enter')
    await expect(pane.line('Hope')).toHaveAttribute('aria-level', '2')
    await expect(pane.meaning).toContainText('Hope')
  })
  await test.step('several of their own are dragged under another in one step', async () => {
    for (const name of ['Near hope', 'Far hope']) {
      await page.keyboard.press('Insert')
      await expect(page.getByLabel('New name for New code')).toBeFocused()
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await expect(pane.line(name)).toBeVisible()
    }
    await expect(pane.selected).toHaveText(/^Far hope/)
    await page.keyboard.press('Shift+ArrowUp')
    await expect(pane.selected).toHaveText([/^Near hope/, /^Far hope/])
    await pane.line('Far hope').dragTo(pane.line('Hope'))
    await expect(pane.line('Near hope')).toHaveAttribute('aria-level', '3')
    await expect(pane.line('Far hope')).toHaveAttribute('aria-level', '3')
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await expect(pane.line('Near hope')).toHaveAttribute('aria-level', '2')
    await expect(pane.line('Far hope')).toHaveAttribute('aria-level', '2')
    await pane.line('Hope').click()
  })
  await test.step('their own moves by Alt and arrows; it is one step to undo', async () => {
    await page.keyboard.press('Alt+ArrowUp')
    await expect(pane.lines.nth(3)).toHaveText(/^Hope/)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(pane.lines.nth(4)).toHaveText(/^Hope/)
  })
  await test.step('another’s is neither renamed nor moved, and the reason is said', async () => {
    const reason = page.getByText('The framework holds still for you while your blind round is open.').first()
    await pane.line('Belief in its worth').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('Other')
    await page.keyboard.press('Enter')
    await expect(reason).toBeVisible()
    await page.getByRole('textbox', { name: 'New name for Belief in its worth' }).press('Escape')
    await expect(pane.line('Belief in its worth')).toBeVisible()
    await expect(pane.line('Other')).toHaveCount(0)
  })
  await test.step('several dragged onto the text code the turn with each', async () => {
    await pane.line('Different from usual care').click()
    await pane.line('Unsure what counts').click({ modifiers: ['ControlOrMeta'] })
    const turn = await code.boxOf('little red dot?')
    await pane.line('Unsure what counts').dragTo(code.transcript, { targetPosition: await code.within(turn) })
    await expect(code.stripe('Different from usual care')).toBeVisible()
    await expect(code.stripe('Unsure what counts')).toBeVisible()
  })
})

test('all that a selected code says is in one colour in forced colours', async ({ app }) => {
  const { page } = app
  const [, pane] = await bench(page, people.coding, freshTitle)
  await pane.line('Different from usual care').click()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(pane.selected).toHaveCount(2)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme })
    const inks = await pane.selected.evaluateAll(lines =>
      lines.flatMap(line => [line, ...line.querySelectorAll('*')].map(each => getComputedStyle(each).color)),
    )
    expect([...new Set(inks)]).toHaveLength(1)
  }
})
