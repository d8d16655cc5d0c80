import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { AutocodePage } from './pages/autocode-page.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'
import { SignInPage } from './pages/sign-in-page.ts'

test('by keyboard: finds words, looks at each passage, codes what is accepted as one step', async ({
  app,
}) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  const frame = new Frame(page)
  await frame.go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  const autocode = new AutocodePage(page)
  const { keyboard } = page

  await test.step('it opens on the words that are selected', async () => {
    const word = await code.boxOf('clinic')
    await page.mouse.dblclick(word.x + word.width / 2, word.y + word.height / 2)
    await autocode.open()
    await expect(autocode.words).toHaveValue('clinic')
    await expect(autocode.words).toBeFocused()
    await expect(autocode.main).toBeDisabled()
    await lookAt(page, 'autocode-open')
  })
  await test.step('nothing found says what was looked for, and where', async () => {
    await autocode.words.fill('xylophone')
    await keyboard.press('Enter')
    await expect(autocode.preview).toContainText(`Looked for the words “xylophone” in “${freshTitle}”.`)
  })
  await test.step('a pattern that is not understood says which part', async () => {
    await autocode.dialog.getByRole('radio', { name: 'Pattern' }).click()
    await autocode.dialog.getByRole('textbox', { name: 'Regular expression' }).fill('the(?=re)')
    await keyboard.press('Enter')
    await expect(autocode.preview).toContainText('“(?=” is not understood')
    await autocode.dialog.getByRole('radio', { name: 'Words', exact: true }).click()
  })

  let found = 0
  await test.step('Enter finds, and the list has the keyboard', async () => {
    await autocode.words.fill('the')
    await keyboard.press('Enter')
    await expect(autocode.list).toBeFocused()
    found = await autocode.accepted()
    expect(found).toBeGreaterThan(10)
    await expect(autocode.list.locator('mark').first()).toHaveText(/the/i)
    await expect(autocode.main).toBeDisabled()
  })
  await test.step('Space refuses and accepts, N and A all of a source, Enter shows more', async () => {
    await expect(autocode.active).toHaveAttribute('aria-checked', 'true')
    await keyboard.press(' ')
    await expect(autocode.active).toHaveAttribute('aria-checked', 'false')
    await expect.poll(() => autocode.accepted()).toBe(found - 1)
    await keyboard.press('ArrowDown')
    const short = (await autocode.active.textContent()) ?? ''
    await keyboard.press('Enter')
    await expect(autocode.active).toHaveAttribute('aria-expanded', 'true')
    await expect
      .poll(async () => (await autocode.active.textContent())?.length ?? 0)
      .toBeGreaterThan(short.length + 200)
    await lookAt(page, 'autocode-found')
    await keyboard.press('n')
    await expect.poll(() => autocode.accepted()).toBe(0)
    await keyboard.press('a')
    await expect.poll(() => autocode.accepted()).toBe(found)
    await keyboard.press('End')
    await keyboard.press(' ')
    await expect.poll(() => autocode.accepted()).toBe(found - 1)
    await keyboard.press('ArrowLeft')
    await expect(autocode.active).toHaveAttribute('aria-checked', 'mixed')
  })
  await test.step('a new code is named, and made in the step that codes', async () => {
    await autocode.code.fill('Articles')
    await expect(autocode.dialog).toContainText('A new code, made in the same step.')
    await keyboard.press('Tab')
    await autocode.main.focus()
    await keyboard.press('Enter')
    await expect(autocode.dialog).toBeHidden()
    await expect(frame.notices).toContainText(`Coded ${found - 1} passages as “Articles”.`)
    await expect(code.stripe('Articles').first()).toBeVisible()
  })
  await test.step('what is coded is unticked the next time, and said', async () => {
    await autocode.open()
    await autocode.words.fill('the')
    await autocode.code.fill('Articles')
    await keyboard.press('Tab')
    await autocode.words.focus()
    await keyboard.press('Enter')
    await expect(autocode.list).toBeFocused()
    await expect.poll(() => autocode.accepted()).toBe(1)
    await expect(autocode.list).toContainText('already coded')
    await keyboard.press('a')
    await expect(autocode.dialog).toContainText(
      `${found - 1} of the ${found} accepted passages have it already.`,
    )
    await expect.poll(() => autocode.accepted()).toBe(1)
    await lookAt(page, 'autocode-coded')
    await keyboard.press('Escape')
    await expect(autocode.dialog).toBeHidden()
  })
  await test.step('one undo takes it all back, the code too', async () => {
    await frame.notices.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => code.painted()).toEqual([])
    await autocode.open()
    await autocode.code.fill('Articles')
    await expect(autocode.dialog).toContainText('A new code, made in the same step.')
    await keyboard.press('Tab')
    await keyboard.press('Escape')
    await expect(autocode.dialog).toBeHidden()
  })
  await test.step('by question, at the caret', async () => {
    await frame.command('Autocode…')
    await autocode.dialog.getByRole('radio', { name: 'Question' }).click()
    await autocode.dialog.getByRole('textbox', { name: 'Words of the question' }).fill('the')
    await keyboard.press('Enter')
    await expect(autocode.preview).toContainText('answers to questions with “the”')
    await lookAt(page, 'autocode-question')
    await autocode.dialog.getByRole('radio', { name: 'Speaker' }).click()
    await autocode.dialog
      .getByRole('group', { name: /speaker/ })
      .getByRole('checkbox')
      .first()
      .focus()
    await keyboard.press(' ')
    await autocode.dialog.getByRole('button', { name: 'Find passages' }).click()
    await expect(autocode.preview).toContainText('turns of')
    await lookAt(page, 'autocode-speaker')
  })
})

test('codes only what was found by what the form asks for, and keeps what was refused', async ({ app }) => {
  const { page } = app
  await openBench(page, people.coding, freshTitle)
  const autocode = new AutocodePage(page)
  const { keyboard } = page
  const outdated = autocode.preview.getByText('You have changed what to look for since these were found')
  const again = autocode.preview.getByRole('button', { name: 'Find again' })
  const propose = (extent: string) =>
    autocode.dialog.getByRole('radio', { name: extent, exact: true }).click()
  await autocode.open()
  await autocode.code.fill('Articles')
  await keyboard.press('Tab')
  await autocode.words.fill('the')
  await keyboard.press('Enter')
  await expect(autocode.list).toBeFocused()
  await keyboard.press(' ')
  const sentences = await autocode.accepted()
  await expect(autocode.main).toBeEnabled()

  await test.step('other words or another extent: it is said at the list, and nothing is coded', async () => {
    await autocode.words.fill('the clinic')
    await expect(outdated).toBeVisible()
    await expect(autocode.main).toBeDisabled()
    await expect(autocode.words).toBeFocused()
    await autocode.words.fill('')
    await expect(outdated).toBeVisible()
    await expect(again).toHaveCount(0)
    await autocode.words.fill('the')
    await expect(outdated).toHaveCount(0)
    await expect(autocode.main).toBeEnabled()
    await propose('The turn')
    await expect(outdated).toBeVisible()
    await expect(autocode.main).toBeDisabled()
    await lookAt(page, 'autocode-outdated')
  })
  await test.step('another code is not another search', async () => {
    await propose('The sentence')
    await autocode.code.fill('Words')
    await keyboard.press('Tab')
    await expect(outdated).toHaveCount(0)
    await expect(autocode.main).toBeEnabled()
  })
  await test.step('found again, the list has the keyboard and shows what is coded', async () => {
    await propose('The turn')
    await again.focus()
    await keyboard.press('Enter')
    await expect(autocode.list).toBeFocused()
    await expect(outdated).toHaveCount(0)
    await expect(autocode.main).toBeEnabled()
    expect(await autocode.accepted()).not.toBe(sentences)
  })
  await test.step('the passage that was refused still is where it is found again', async () => {
    await propose('The sentence')
    await again.click()
    await expect.poll(() => autocode.accepted()).toBe(sentences)
    await expect(autocode.active).toHaveAttribute('aria-checked', 'false')
  })
  await test.step('where nothing is found the keyboard is at the form', async () => {
    await autocode.words.fill('xylophone')
    await again.focus()
    await keyboard.press('Enter')
    await expect(autocode.preview).toContainText('Nothing found')
    await expect(autocode.dialog.getByRole('button', { name: 'Find passages' })).toBeFocused()
  })
})

test('says that a passage is joined with what was coded there, and which mark it keeps', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const autocode = new AutocodePage(page)
  for (const [words, mark, name] of [
    ['I can see the', 'f', 'Facilitator'],
    ['red dot, yes', 'b', 'Barrier'],
  ] as const) {
    const box = await code.boxOf(words)
    await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2)
    await code.choose('paper')
    await page.keyboard.press(mark)
    await expect(
      code.card('Paperwork').getByRole('button', { name, exact: true, pressed: true }),
    ).toBeVisible()
    // The bar of what is selected lies over the words that follow.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(code.bar).toBeHidden()
  }
  await autocode.open()
  await autocode.words.fill('red dot, yes')
  await page.keyboard.press('Enter')
  await expect(autocode.list).toBeFocused()
  const hint = autocode.active.getByText('will be joined with a passage of yours')
  await autocode.code.fill('Okay')
  await page.keyboard.press('Tab')
  await expect(hint).toHaveCount(0)
  await autocode.code.fill('Paperwork')
  await page.keyboard.press('Tab')
  await expect(hint).toBeVisible()
  await autocode.main.click()
  await expect(new Frame(page).notices).toContainText(
    'Coded 1 passage as “Paperwork”. 1 was joined with what you had coded there. In it a facilitator and a barrier became one: it is a barrier.',
  )
  await expect(code.stripe('Paperwork')).toHaveCount(1)
})

test('says which sources belong to a round that was submitted, and leaves them out', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.submitted)
  const frame = new Frame(page)
  await frame.go('Code')
  const code = new CodePage(page)
  await code.open(denseTitle)
  const autocode = new AutocodePage(page)
  await autocode.open()
  await autocode.words.fill('the')
  await autocode.dialog.getByRole('button', { name: 'Look in' }).click()
  await page.getByRole('option', { name: /^Every source/ }).click()
  await autocode.dialog.getByRole('button', { name: 'Find passages' }).click()
  await expect(autocode.preview).toContainText('nothing is added here until it is closed')
  const submitted = autocode.list.getByRole('treeitem', { name: /You have submitted/ }).first()
  await expect(submitted).toHaveAttribute('aria-checked', 'false')
  await expect(submitted).toHaveAttribute('aria-disabled', 'true')
  await lookAt(page, 'autocode-submitted')
  await autocode.code.fill('Articles')
  await page.keyboard.press('Tab')
  await expect(autocode.main).toBeEnabled()
  await autocode.main.click()
  await expect(autocode.dialog).toBeHidden()
  await expect(frame.notices).toContainText('as “Articles”.')
})
