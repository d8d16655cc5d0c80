import { denseTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'

test('a framework is worked on by keyboard: add, rename, move, define, remove, undo', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.lead)
  const frame = new Frame(page)
  const framework = new FrameworkPage(page)
  await frame.go('Framework')

  await test.step('a code is added beside the chosen one and named in place', async () => {
    await framework.line('Belief in its worth').click()
    await page.keyboard.press('Insert')
    await expect(page.getByLabel('New name for New code')).toBeFocused()
    await page.keyboard.type('Hope for more')
    await page.keyboard.press('Enter')
    await expect(framework.line('Hope for more')).toHaveAttribute('aria-level', '3')
    await expect(framework.field('Name')).toHaveValue('Hope for more')
  })
  await test.step('F2 renames; a name already there is refused with a sentence', async () => {
    await page.keyboard.press('F2')
    await page.keyboard.type('Hope')
    await page.keyboard.press('Enter')
    await expect(framework.line('Hope')).toBeVisible()
    await page.keyboard.press('F2')
    await page.keyboard.type('Belief in its worth')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/already a code/).first()).toBeVisible()
    await expect(page.getByLabel('New name for Hope')).toHaveValue('Belief in its worth')
    await page.keyboard.press('Escape')
    await expect(framework.line('Hope')).toBeVisible()
  })
  await test.step('Alt and arrows move it among its siblings; Move to… under another code', async () => {
    await page.keyboard.press('Alt+ArrowUp')
    await expect
      .poll(async () => (await framework.outline()).slice(2, 6))
      .toEqual(['3 Different from usual care', '3 Belief in its worth', '3 Hope', '3 Unsure what counts'])
    await page.keyboard.press('ControlOrMeta+m')
    const dialog = page.getByRole('dialog', { name: 'Move “Hope”' })
    await expect(dialog.getByRole('combobox', { name: 'Under' })).toBeFocused()
    await page.keyboard.type('Working with pat')
    await page.getByRole('option', { name: /^Working with patients/ }).click()
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await expect(framework.line('Hope')).toHaveAttribute('aria-level', '4')
  })
  await test.step('what it means is kept when a field is left', async () => {
    await framework.line('Hope').click()
    await framework.field('Definition').fill('What people look forward to.')
    await framework.field('When to use').fill('Said of the person’s own future.')
    await framework.colours.nth(3).press('Space')
    await page.getByRole('radio', { name: 'Agreed' }).click()
    await expect(page.getByRole('radio', { name: 'Agreed' })).toBeChecked()
    await frame.savedAt()
    await page.reload()
    await framework.line('Hope').click()
    await expect(framework.field('Definition')).toHaveValue('What people look forward to.')
    await expect(framework.field('When to use')).toHaveValue('Said of the person’s own future.')
    await expect(framework.colours.nth(3)).toBeChecked()
    await expect(page.getByRole('radio', { name: 'Agreed' })).toBeChecked()
    await lookAt(page, 'framework-meaning')
  })
  await test.step('what others rely on stays, and says why; retiring it is offered', async () => {
    await framework.line('Fear and confidence').click()
    await page.keyboard.press('Delete')
    await expect(page.getByText(/“Fear and confidence” stays\./).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Retire it' })).toBeVisible()
    await expect(framework.line('Fear and confidence')).toBeVisible()
  })
  await test.step('undo takes the last step back', async () => {
    await framework.tree.focus()
    await page.keyboard.press('ControlOrMeta+z')
    await framework.line('Hope').click()
    await expect(page.getByRole('radio', { name: 'Provisional' })).toBeChecked()
  })
})

test('several codes are coloured, moved and retired together, each as one step', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.lead)
  const framework = new FrameworkPage(page)
  await new Frame(page).go('Framework')
  const long = `Long ${'and on '.repeat(56)}end`.slice(0, 400)

  await test.step('two codes are added, one with a name of 400 characters that hides nothing', async () => {
    for (const name of ['Near hope', long]) {
      await framework.line(name === long ? 'Near hope' : 'Belief in its worth').click()
      await page.keyboard.press('Insert')
      await expect(page.getByLabel('New name for New code')).toBeFocused()
      await page.keyboard.insertText(name)
      await page.keyboard.press('Enter')
      await expect(framework.field('Name')).toHaveValue(name)
    }
    await expect(page.getByRole('tab', { name: /^Passages/ })).toBeInViewport()
    await lookAt(page, 'framework-long-name')
  })
  await test.step('Shift selects both, and what is done to them stands beside', async () => {
    await page.keyboard.press('Shift+ArrowUp')
    await expect(page.getByRole('heading', { name: '2 codes' })).toBeVisible()
    await lookAt(page, 'framework-several')
    await framework.colours.nth(5).press('Space')
    await expect(framework.colours.nth(5)).toBeChecked()
    await page.getByRole('radio', { name: 'Agreed' }).click()
    await expect(page.getByRole('radio', { name: 'Agreed' })).toBeChecked()
  })
  await test.step('Move to… takes both under another code; one undo brings both back', async () => {
    await framework.tree.focus()
    await page.keyboard.press('ControlOrMeta+m')
    const dialog = page.getByRole('dialog', { name: 'Move 2 codes' })
    await dialog.getByRole('combobox', { name: 'Under' }).fill('working pati')
    await page.getByRole('option', { name: /^Working with patients/ }).click()
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await expect(framework.line('Near hope')).toHaveAttribute('aria-level', '4')
    await expect(framework.line('Long and on')).toHaveAttribute('aria-level', '4')
    await framework.tree.focus()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(framework.line('Near hope')).toHaveAttribute('aria-level', '3')
    await expect(framework.line('Long and on')).toHaveAttribute('aria-level', '3')
  })
  await test.step('while a blind round is open they are not removed, and retiring both is offered', async () => {
    await page.keyboard.press('Delete')
    await expect(page.getByText(/^The 2 codes stay\. While a blind round is open/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Retire them' }).click()
    await expect(page.getByRole('radio', { name: 'Retired' })).toBeChecked()
  })
})

test('versions are frozen and frameworks added', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.lead)
  const framework = new FrameworkPage(page)
  await new Frame(page).go('Framework')

  await framework.line('Coding framework').click()
  await page.getByRole('button', { name: 'Freeze a version…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Freeze version 2/ })
  await dialog.getByLabel('Note').fill('After the first meeting')
  await dialog.getByRole('button', { name: 'Freeze version' }).click()
  const versions = page.getByRole('region', { name: 'Versions' })
  await expect(versions.getByRole('listitem').first()).toContainText('After the first meeting')
  await lookAt(page, 'framework-versions')

  await framework.addFramework.click()
  await lookAt(page, 'framework-add')
  const adding = page.getByRole('dialog', { name: 'Add a framework' })
  await adding.getByRole('textbox').fill('Research questions')
  await adding.getByRole('button', { name: 'Begin it' }).click()
  await expect(framework.line('Research questions')).toBeVisible()
})

test('all passages of a code on one page; one opens where it stands', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  const framework = new FrameworkPage(page)
  await new Frame(page).go('Framework')
  await framework.line('Belief in its worth').click()
  await page.getByRole('tab', { name: /^Passages/ }).click()
  await expect(framework.passages.getByRole('heading', { name: denseTitle })).toBeVisible()
  await lookAt(page, 'framework-passages')
  const first = framework.passages.getByRole('button').first()
  const quote = (await first.locator('span').first().textContent()) ?? ''
  await first.click()
  const code = new CodePage(page)
  await expect(code.transcript).toBeFocused()
  await expect.poll(() => code.painted()).toContainEqual(expect.stringContaining(quote.slice(0, 40)))
})
