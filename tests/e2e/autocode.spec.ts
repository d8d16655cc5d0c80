import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { AutocodePage } from './pages/autocode-page.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
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
    await autocode.find('the', 'Articles')
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
  await test.step('what was refused for other words is not refused for these, and is when those are sought again', async () => {
    await autocode.words.fill('e')
    await expect(autocode.preview).toContainText('What is found comes here')
    await keyboard.press('Enter')
    await expect(autocode.list).toBeFocused()
    await expect(autocode.active).toHaveAttribute('aria-checked', 'true')
    await autocode.words.fill('the')
    await keyboard.press('Enter')
    await expect.poll(() => autocode.accepted()).toBe(sentences)
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

test('what was left is offered as it was, until it is begun anew, coded, or somebody else is here', async ({
  app,
}) => {
  const { page } = app
  await openBench(page, people.coding, freshTitle)
  const frame = new Frame(page)
  const autocode = new AutocodePage(page)
  const { keyboard } = page
  const asLeft = autocode.dialog.getByText('As you left it')
  const anew = autocode.dialog.getByRole('button', { name: 'Begin anew' })
  const close = async () => {
    await autocode.dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(autocode.dialog).toBeHidden()
  }
  let kept = 0

  await test.step('nothing asked for is nothing left', async () => {
    await autocode.open()
    await close()
    await autocode.open()
    await expect(autocode.words).toBeFocused()
    await expect(asLeft).toHaveCount(0)
  })
  await test.step('the request, the code, the list and what was refused come back', async () => {
    await autocode.find('the', 'Articles')
    await keyboard.press(' ')
    kept = await autocode.accepted()
    await keyboard.press('Escape')
    await expect(autocode.dialog).toBeHidden()
    await autocode.open()
    await expect(asLeft).toBeVisible()
    await expect(autocode.list).toBeFocused()
    await expect(autocode.active).toHaveAttribute('aria-checked', 'false')
    await expect(autocode.words).toHaveValue('the')
    await expect(autocode.code).toHaveValue('Articles')
    expect(await autocode.accepted()).toBe(kept)
    await lookAt(page, 'autocode-left')
  })
  await test.step('a code of the name that was typed, made by somebody meanwhile, is the code', async () => {
    await expect(autocode.dialog).toContainText('A new code, made in the same step.')
    const { client, close: shut } = await engineWindow(page, people.coding)
    await client.codebook.addCode({ name: 'Articles' })
    shut()
    await expect(autocode.dialog).not.toContainText('A new code, made in the same step.')
  })
  await test.step('Escape asks about nothing that was judged before', async () => {
    await keyboard.press('Escape')
    await expect(autocode.dialog).toBeHidden()
  })
  await test.step('in another text it still looks where it was left', async () => {
    await new CodePage(page).open(denseTitle)
    await autocode.open()
    await expect(autocode.list).toBeFocused()
    await expect(autocode.dialog.getByRole('button', { name: 'Look in' })).toContainText('Chosen sources…')
    await expect(autocode.dialog.getByRole('checkbox', { name: freshTitle })).toBeChecked()
    expect(await autocode.accepted()).toBe(kept)
  })
  await test.step('begun anew, nothing of it is there, and nothing left', async () => {
    await anew.click()
    await expect(asLeft).toHaveCount(0)
    await expect(autocode.words).toHaveValue('')
    await expect(autocode.code).toHaveValue('')
    await expect(autocode.preview).toContainText('What is found comes here')
    await expect(autocode.words).toBeFocused()
    await close()
    await autocode.open()
    await expect(autocode.words).toHaveValue('')
    await expect(asLeft).toHaveCount(0)
  })
  await test.step('once coded, the next begins anew', async () => {
    await autocode.find('the', 'Articles')
    await autocode.main.click()
    await expect(frame.notices).toContainText('as “Articles”.')
    await autocode.open()
    await expect(asLeft).toHaveCount(0)
    await expect(autocode.words).toHaveValue('')
  })
  await test.step('nothing is left over a sign-out, not even to the same person', async () => {
    await autocode.words.fill('xylophone')
    await close()
    await frame.leaveAsMember()
    await new SignInPage(page).signIn(people.coding)
    await frame.command('Autocode…')
    await expect(autocode.dialog).toBeVisible()
    await expect(asLeft).toHaveCount(0)
    await expect(autocode.words).not.toHaveValue('xylophone')
  })
})

test('a refused passage stays refused in a larger and a smaller one', async ({ app }) => {
  const { page } = app
  await openBench(page, people.coding, freshTitle)
  const autocode = new AutocodePage(page)
  const { keyboard } = page
  const propose = async (extent: string) => {
    await autocode.dialog.getByRole('radio', { name: extent, exact: true }).click()
    await autocode.preview.getByRole('button', { name: 'Find again' }).click()
    await expect(autocode.list).toBeFocused()
    await expect(autocode.active).toHaveAttribute('aria-level', '2')
  }
  await autocode.open()
  await autocode.words.fill('the')
  await keyboard.press('Enter')
  await expect(autocode.list).toBeFocused()
  await keyboard.press(' ')
  const sentences = await autocode.accepted()
  await propose('The turn')
  await expect(autocode.active).toHaveAttribute('aria-checked', 'false')
  await propose('The words')
  await expect(autocode.active).toHaveAttribute('aria-checked', 'false')
  await propose('The sentence')
  await expect(autocode.active).toHaveAttribute('aria-checked', 'false')
  expect(await autocode.accepted()).toBe(sentences)
})

const amongMany = madeStudy(new URL('./make-many-sources.ts', import.meta.url))

amongMany('looks in sources that are chosen from a list, by keyboard', async ({ app }) => {
  const { page } = app
  await openBench(page, people.coding, denseTitle)
  const autocode = new AutocodePage(page)
  const { keyboard } = page
  const find = autocode.dialog.getByRole('button', { name: 'Find passages' })
  const place = autocode.dialog.getByRole('button', { name: 'Look in' })
  const filter = autocode.dialog.getByRole('searchbox', { name: 'Filter the sources' })
  const boxes = autocode.dialog.getByRole('group', { name: /chosen$/ }).getByRole('checkbox')
  await autocode.open()
  await autocode.words.fill('the')
  await place.focus()
  await keyboard.press('Enter')
  await page.getByRole('option', { name: 'Chosen sources…' }).focus()
  await keyboard.press('Enter')
  await expect(place).toBeFocused()
  await expect(find).toBeDisabled()
  await expect(boxes).toHaveCount(12)
  await keyboard.press('Tab')
  await expect(filter).toBeFocused()
  await keyboard.type('note 7')
  await expect(boxes).toHaveCount(1)
  await filter.press('Enter')
  await expect(autocode.preview).toContainText('What is found comes here')
  await boxes.first().focus()
  await keyboard.press(' ')
  await filter.fill('P07')
  await autocode.dialog.getByRole('button', { name: 'Choose 1 source' }).press('Enter')
  await expect(autocode.dialog.getByRole('group', { name: '2 chosen' })).toBeVisible()
  await filter.focus()
  await keyboard.press('Escape')
  await expect(filter).toHaveValue('')
  await expect(autocode.dialog).toBeVisible()
  await expect(boxes).toHaveCount(12)
  await find.press('Enter')
  await expect(autocode.list).toBeFocused()
  await expect(autocode.preview).toContainText('in 2 sources: the words “the”')
  await lookAt(page, 'autocode-chosen')
  await autocode.words.fill('xylophone')
  await keyboard.press('Enter')
  await expect(autocode.preview).toContainText(
    'Looked for the words “xylophone” in the sources you chose, 2 sources.',
  )
})

test('a search that is refused leaves nothing of the one before to be coded', async ({ app }) => {
  const { page } = app
  await openBench(page, people.coding, freshTitle)
  const autocode = new AutocodePage(page)
  const { keyboard } = page
  await autocode.open()
  await autocode.code.fill('Articles')
  await keyboard.press('Tab')
  await autocode.dialog.getByRole('radio', { name: 'Pattern' }).click()
  const pattern = autocode.dialog.getByRole('textbox', { name: 'Regular expression' })
  await pattern.fill('the')
  await keyboard.press('Enter')
  await expect(autocode.list).toBeFocused()
  await expect(autocode.main).toHaveText(/^Code [\d,]+ passages$/)
  for (const next of ['(the', 'the']) {
    await pattern.fill(next)
    if (next === '(the') await keyboard.press('Enter')
    await expect(autocode.preview).toContainText('opens a bracket')
    await expect(autocode.main).toHaveText('Code')
    await expect(autocode.main).toBeDisabled()
    await expect(autocode.list).toHaveCount(0)
  }
  await keyboard.press('Enter')
  await expect(autocode.list).toBeFocused()
  await expect(autocode.main).toBeEnabled()
})

test('where nobody is marked as an interviewer, it leads to who speaks and back', async ({ app }) => {
  const { page } = app
  await openBench(page, people.coding, freshTitle)
  const autocode = new AutocodePage(page)
  const { keyboard } = page
  await autocode.open()
  await autocode.dialog.getByRole('radio', { name: 'Question', exact: true }).click()
  await autocode.dialog.getByText('questions with some words').click()
  await autocode.dialog.getByRole('textbox', { name: 'Words of the question' }).fill('the')
  await autocode.dialog.getByRole('button', { name: 'Look in' }).click()
  await page.getByRole('option', { name: /^Every source/ }).click()
  await autocode.dialog.getByRole('button', { name: 'Find passages' }).click()
  await expect(autocode.preview).toContainText('nobody marked as an interviewer')
  await expect(autocode.preview).toContainText('(“Speakers of this text…” says who asks)')
  const way = autocode.preview.getByRole('button', { name: /^Speakers of “/ }).first()
  await lookAt(page, 'autocode-unmarked')
  await way.focus()
  await keyboard.press('Enter')
  const speakers = page.getByRole('dialog', { name: /^Speakers of “/ })
  await expect(speakers.getByRole('region', { name: 'Speakers', exact: true })).toBeVisible()
  await lookAt(page, 'autocode-speakers-over')
  await speakers.getByRole('button', { name: 'Cancel' }).click()
  await expect(speakers).toBeHidden()
  await expect(autocode.dialog).toBeVisible()
  await expect(way).toBeFocused()
})

for (const [width, height] of [
  [1280, 720],
  [1024, 640],
] as const) {
  test(`a notice leaves the line of keys whole at ${width} by ${height}`, async ({ app }) => {
    const { page } = app
    await page.setViewportSize({ width, height })
    await openBench(page, people.coding, freshTitle)
    const frame = new Frame(page)
    const autocode = new AutocodePage(page)
    const { keyboard } = page
    const found = async () => {
      await autocode.words.fill('the')
      await keyboard.press('Enter')
      await expect(autocode.list).toBeFocused()
    }
    await autocode.open()
    await autocode.code.fill(
      'A name so long that what is said of it takes up two lines of a notice, or even three',
    )
    await keyboard.press('Tab')
    await found()
    await autocode.main.click()
    await expect(autocode.dialog).toBeHidden()
    await frame.notices.getByText('Coded').hover()
    await autocode.open()
    await found()
    await autocode.dialog.getByRole('radio', { name: 'The turn', exact: true }).click()
    await expect(autocode.preview).toContainText('You have changed what to look for')
    await expect(frame.notices.getByText('Coded')).toBeVisible()
    await page.screenshot({ path: `test-results/screens/autocode-notice-${width}.png` })
    const keys = autocode.preview.getByText('Arrows move')
    const isWhole = await keys.evaluate(element => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return [top + 1, (top + bottom) / 2, bottom - 1].every(y =>
        [left + 4, right - 4].every(x => element.contains(document.elementFromPoint(x, y))),
      )
    })
    expect(isWhole).toBe(true)
    expect((await autocode.list.boundingBox())?.height).toBeGreaterThan(60)
  })
}
