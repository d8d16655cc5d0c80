import { freshTitle, people, test } from './bench-study.ts'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { FrameworkPane } from './pages/framework-pane.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

test('whoever types on at once loses no letter', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  await expect(code.transcript).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')

  await test.step('Enter, a code', async () => {
    await typeAtOnce(page, 'Enter', 'fear and confidence')
    await expect(code.chooser).toHaveValue('fear and confidence')
    await page.keyboard.press('Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('C, a comment', async () => {
    await typeAtOnce(page, 'c', 'Said with a sigh.')
    await expect(code.panel.getByRole('textbox', { name: /^Comment on/ })).toHaveValue('Said with a sigh.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('N, an annotation', async () => {
    await typeAtOnce(page, 'n', 'never seen before')
    await expect(code.panel.getByRole('textbox', { name: 'New annotation' })).toHaveValue('never seen before')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('after a comment the next key is the text’s again, at once', async () => {
    await typeAtOnce(page, 'c', ' And again.')
    await typeAtOnce(page, 'ControlOrMeta+Enter', 'b')
    await expect(code.card('Fear and confidence')).toContainText('Barrier')
    await expect(code.card('Fear and confidence')).toContainText('Said with a sigh. And again.')
  })
  await test.step('with the passage panel folded away, N unfolds it', async () => {
    const divider = page.getByRole('separator', { name: 'Between Transcript and Passage' })
    await divider.focus()
    await page.keyboard.press('Enter')
    await expect(code.panel.getByRole('button', { name: /^Annotate/ })).not.toBeInViewport()
    await code.transcript.focus()
    await typeAtOnce(page, 'n', 'seen by all')
    await expect(code.panel.getByRole('textbox', { name: 'New annotation' })).toHaveValue('seen by all')
    await expect(code.panel.getByRole('textbox', { name: 'New annotation' })).toBeInViewport()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.transcript).toBeFocused()
    await expect(code.panel.getByText('seen by all')).toBeVisible()
  })
  await test.step('find, twice', async () => {
    const field = page.getByRole('searchbox', { name: 'Find in this text' })
    await typeAtOnce(page, 'ControlOrMeta+f', 'allotment')
    await expect(field).toHaveValue('allotment')
    await code.transcript.focus()
    await typeAtOnce(page, 'ControlOrMeta+f', 'clinic')
    await expect(field).toHaveValue('clinic')
  })
  await test.step('the palette', async () => {
    await typeAtOnce(page, 'ControlOrMeta+k', 'preferences')
    await expect(page.getByRole('searchbox', { name: 'Find a command' })).toHaveValue('preferences')
  })
})

test('words about a passage that are not saved stay till they are', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  await page.keyboard.press('Alt+ArrowDown')
  await code.choose('fear')
  const comment = code.panel.getByRole('textbox', { name: 'Comment on Fear and confidence' })
  const card = code.card('Fear and confidence')

  await test.step('a comment that the engine refuses', async () => {
    await page.keyboard.press('c')
    await comment.fill('long '.repeat(4_001))
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.transcript).toBeFocused()
    await expect(page.getByText(/is longer than 20000 characters/).first()).toBeVisible()
    await expect(card).toContainText('Not saved yet:')
    await card.getByRole('button', { name: 'Write on' }).click()
    await expect(comment).toHaveValue('long '.repeat(4_001))
    await comment.fill('Short.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(card).toContainText('Short.')
    await expect(card).not.toContainText('Not saved yet:')
  })
  await test.step('one begun, when another is written on', async () => {
    await code.choose('tired')
    await page.keyboard.press('c')
    await page.keyboard.type('Begun')
    await card.hover()
    await card.getByRole('button', { name: 'Comment on Fear and confidence' }).click()
    await expect(comment).toHaveValue('Short.')
    await expect(code.panel.getByText('Not saved yet:')).toBeVisible()
    await expect(code.panel.getByText('Begun')).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await test.step('one begun, when the caret goes elsewhere: its form stays', async () => {
    await page.keyboard.press('c')
    const form = code.panel.getByRole('textbox', { name: /^Comment on/ })
    await form.fill('On the way')
    await code.transcript.focus()
    await page.keyboard.press('ControlOrMeta+End')
    await expect(form).toHaveValue('On the way')
  })
})

test('a code is added and named at once, beside the text and on its own screen', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  const frame = new Frame(page)
  await frame.go('Code')
  const pane = new FrameworkPane(page)

  await test.step('Insert in the tree beside the text, three in a row', async () => {
    await pane.line('Belief in its worth').click()
    for (const name of ['Hope', 'Near hope', 'Far hope']) {
      await typeAtOnce(page, 'Insert', name)
      await page.keyboard.press('Enter')
    }
    for (const name of ['Hope', 'Near hope', 'Far hope']) {
      await expect(pane.line(name)).toHaveAttribute('aria-level', '2')
    }
  })
  await frame.go('Framework')
  const framework = new FrameworkPage(page)
  await test.step('Insert on the Framework screen; it is one step to undo', async () => {
    await framework.line('Hope').click()
    await typeAtOnce(page, 'Insert', 'Plans for after')
    await page.keyboard.press('Enter')
    await expect(framework.field('Name')).toHaveValue('Plans for after')
    await expect(framework.line('Plans for after')).toHaveAttribute('aria-level', '3')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(framework.line('Plans for after')).toHaveCount(0)
    await expect(framework.line('New code')).toHaveCount(0)
  })
  await test.step('under another, while a filter hides where it goes', async () => {
    await framework.line('Hope').click()
    await page.getByRole('searchbox', { name: 'Filter codes and definitions' }).fill('hope')
    await page.keyboard.press('ArrowDown')
    await typeAtOnce(page, 'Shift+Insert', 'Of work')
    await page.keyboard.press('Enter')
    await expect(framework.line('Of work')).toHaveAttribute('aria-level', '4')
  })
  await test.step('the button, the menu, and Escape, which adds nothing', async () => {
    await framework.addCode.click()
    await page.keyboard.type('By button')
    await page.keyboard.press('Enter')
    await expect(framework.field('Name')).toHaveValue('By button')
    await framework.line('By button').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Add a code under it' }).click()
    await expect(page.getByLabel('New name for New code')).toBeFocused()
    await page.keyboard.type('By menu')
    await page.keyboard.press('Escape')
    await expect(framework.line('By menu')).toHaveCount(0)
    await expect(framework.tree).toBeFocused()
    await expect(framework.line('New code')).toHaveCount(0)
  })
  await test.step('a name that cannot be kept is refused where it is typed, and stays to be put right', async () => {
    const field = page.getByLabel('New name for New code')
    await page.keyboard.press('Insert')
    await page.keyboard.insertText('x'.repeat(401))
    await page.keyboard.press('Enter')
    await expect(page.getByText('A name has at most 400 characters; this one has 401.')).toBeVisible()
    await expect(field).toHaveValue('x'.repeat(401))
    await field.fill('By button')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/already a code/).first()).toBeVisible()
    await expect(page.getByLabel('New name for By button')).toHaveValue('By button')
    await page.keyboard.type('By another')
    await page.keyboard.press('Enter')
    await expect(framework.line('By another')).toBeVisible()
  })
})
