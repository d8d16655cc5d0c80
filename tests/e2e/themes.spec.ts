import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { Frame } from './pages/frame.ts'
import { ThemesPage } from './pages/themes-page.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

test.use({ made: { rulings: 'all' } })

test('a theme gathers codes, its evidence is quoted in a memo, and the memo is confirmed', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  await lookAt(page, 'themes-empty')
  const themes = new ThemesPage(page)
  await themes.begin('A day that somebody else pays for')
  await themes.addCodes(['Protected time', 'Competing caseload'])
  await expect(themes.line('Protected time')).toBeVisible()
  await expect(themes.passages.first()).toBeVisible()
  const all = await themes.passages.count()
  await expect(themes.evidence.getByText(`${all} passages`, { exact: true })).toBeVisible()
  await expect(themes.evidence.getByRole('heading', { name: /Staff interviews/ })).toBeVisible()

  await themes.line('Protected time').click()
  await expect.poll(() => themes.passages.count()).toBeLessThan(all)
  await themes.line('A day that somebody').click()

  await page.getByRole('button', { name: 'Write a memo' }).click()
  await themes.text.click()
  await page.keyboard.type('The day is real where it is written down.')
  await themes.passages.first().getByRole('button', { name: 'Quote in the memo' }).click()
  await expect(themes.quotations).toHaveCount(1)
  const words = await themes.passages.first().locator('p').innerText()
  await expect(themes.quotations.first()).toContainText(words)
  await expect(themes.quotations.first()).toContainText('P07, service manager, Site 3')

  await themes.passages
    .nth(1)
    .dragTo(themes.text.getByText('The day is real'), { targetPosition: { x: 20, y: 2 } })
  await expect(themes.quotations).toHaveCount(2)
  await expect(themes.saved).toBeVisible()
  await lookAt(page, 'themes')

  await themes.memo.getByRole('button', { name: /State of the memo/ }).click()
  await page.getByRole('option', { name: 'Confirmed' }).click()
  await expect(themes.memo.getByText(/^Confirmed by [^,]+, today, \d\d:\d\d\. Read only$/)).toBeVisible()
  await expect(themes.text).toHaveAttribute('contenteditable', 'false')
  await themes.passages.first().getByRole('button', { name: 'Quote in the memo' }).click()
  await expect(page.getByText('The memo is confirmed. Set it back to draft to quote in it.')).toBeVisible()
  await expect(themes.quotations).toHaveCount(2)

  await themes.quotations.first().getByRole('button', { name: /^\[/ }).click()
  await expect(page.getByRole('document', { name: 'Transcript: P07, service manager' })).toBeVisible()
})

test('by keys alone: sub-theme, move, rename, quote, undo', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.addCodes(['Protected time'])
  await page.getByRole('button', { name: 'Sub-theme' }).press('Enter')
  await themes.nameFresh('Kitchen table')
  await expect(themes.line('Kitchen table')).toHaveAttribute('aria-level', '2')

  await themes.tree.focus()
  await page.keyboard.type('Kitch')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(themes.line('Kitchen table')).toHaveAttribute('aria-level', '1')
  await page.keyboard.press('Control+z')
  await expect(themes.line('Kitchen table')).toHaveAttribute('aria-level', '2')

  await page.keyboard.press('Home')
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.memo.waitFor()
  await themes.passages.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(themes.passages.nth(1)).toBeFocused()
  await page.keyboard.press('q')
  await expect(themes.quotations).toHaveCount(1)

  await themes.text.focus()
  await page.keyboard.type('Written down, it holds.')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' Promised')
  await expect(themes.text.locator('strong')).toHaveText(' Promised')
  await page.keyboard.press('Control+z')
  await expect(themes.text.locator('strong')).toHaveCount(0)
  await expect(themes.text).toContainText('Written down, it holds.')
})

test('half-typed words survive a reload, and what is pasted comes cleaned', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('The first of them')
  await page.getByRole('button', { name: 'Theme', exact: true }).click()
  await themes.nameFresh('Permission')
  await page.getByRole('button', { name: 'Write a memo' }).click()
  await themes.text.click()
  await page.keyboard.type('Half a sent')
  await page.reload()
  // In the theme they are of, not in the first.
  await expect(page.getByRole('heading', { name: 'Permission', exact: true })).toBeVisible()
  await expect(themes.text).toContainText('Half a sent')

  await themes.text.click()
  await page.keyboard.press('Control+End')
  await themes.text.evaluate(element => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      '<style>p {color: red}</style><p style="color: red">ence, <b onclick="alert(1)">bold</b> words</p><p>and a second paragraph</p>',
    )
    data.setData('text/plain', 'ence, bold words\nand a second paragraph')
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await expect(themes.text.locator('p')).toHaveText(['Half a sentence, bold words', 'and a second paragraph'])
  await expect(themes.text.locator('strong')).toHaveText('bold')
  await expect(themes.saved).toBeVisible()

  await page.getByRole('radio', { name: 'Map' }).click()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Map' })).toBeChecked()
})

test('undo in a memo goes on with the study’s steps where its own are exhausted', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Permission')
  await page.getByRole('button', { name: 'Write a memo' }).click()
  await themes.text.click()
  await page.keyboard.type('Written before')
  await expect(themes.saved).toBeVisible()
  await page.reload()
  await expect(themes.text).toContainText('Written before')

  await themes.text.click()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Undone: /)).toBeVisible()
  await expect(themes.text).not.toContainText('Written before')
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByText(/^Done again: /)).toBeVisible()
  await expect(themes.text).toContainText('Written before')
})

test('the map moves codes and themes by menu, and memos are listed', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('First')
  await themes.addCodes(['Protected time', 'Paperwork'])
  await page.getByRole('button', { name: 'Theme', exact: true }).click()
  await themes.nameFresh('Second')

  await page.getByRole('radio', { name: 'Map' }).click()
  const second = page.getByRole('region', { name: 'Second' })
  await page.getByRole('button', { name: 'Paperwork' }).click()
  await page.getByRole('menuitem', { name: 'Move to' }).click()
  await page.getByRole('menuitem', { name: 'Second' }).click()
  await expect(second.getByRole('button', { name: 'Paperwork' })).toBeVisible()
  const first = page.getByRole('region', { name: 'First' })
  await page.getByRole('button', { name: 'Undo: Moved the code “Paperwork”' }).click()
  await expect(first.getByRole('button', { name: 'Paperwork' })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Paperwork' })).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(second.getByRole('button', { name: 'Paperwork' })).toBeVisible()
  await expect(first.getByRole('button', { name: 'Paperwork' })).toHaveCount(0)
  await page
    .getByRole('button', { name: 'Protected time' })
    .dragTo(second, { targetPosition: { x: 60, y: 20 } })
  await expect(second.getByRole('button', { name: 'Protected time' })).toBeVisible()
  // What stands behind each card, in the layer chosen; who speaks is one press away.
  const behind = (theme: string) => page.getByRole('list', { name: `Evidence for ${theme}` })
  await expect(behind('First')).toHaveText('No consensus passage yet')
  await expect(behind('Second')).toContainText(/\d+ passages in \d sources/)
  await expect(
    second.getByRole('button', { name: /^Protected time ?, \d+ passages? in \d sources?/ }),
  ).toBeVisible()
  const agreed = await behind('Second').innerText()
  await lookAt(page, 'themes-map')
  await page.getByRole('button', { name: 'Who speaks in Second' }).focus()
  await page.keyboard.press('Enter')
  const details = page.getByRole('dialog', { name: 'Who speaks in “Second”' })
  await expect(
    details.getByRole('row', { name: /^Staff interviews \d+ passages? in \d sources?/ }),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Each coder’s own' }).click()
  await expect(behind('Second')).not.toHaveText(agreed)
  await page.getByRole('radio', { name: 'Consensus' }).click()

  await page.getByRole('radio', { name: 'Evidence' }).click()
  await expect(themes.line('First')).toHaveAccessibleName(/Passages 0/)
  await page.getByRole('radio', { name: 'Statements' }).click()
  await page.getByRole('button', { name: '“First”: no consensus passage stands behind this theme' }).click()
  await expect(themes.evidence.getByRole('heading', { name: 'First' })).toBeVisible()

  await page.getByRole('radio', { name: 'Memos' }).click()
  await page.getByRole('button', { name: 'New memo' }).click()
  await page.getByLabel('Title').fill('What I bring to this')
  await page.getByRole('button', { name: 'Begin the memo' }).click()
  await expect(page.getByText('About the study')).toBeVisible()
  await themes.text.click()
  await page.keyboard.type('I was an occupational therapist once.')
  await expect(themes.saved).toBeVisible()
  await lookAt(page, 'memo')
  await page.getByRole('button', { name: 'All memos' }).click()
  const row = page.getByRole('row', { name: /What I bring to this/ })
  await expect(row).toContainText('6')
  await lookAt(page, 'memos')
})

test.describe('with people', () => {
  test.use({ made: { rulings: 'all', cases: true } })

  test('the evidence of one code says of that code who speaks, and each polarity can be listed alone', async ({
    app,
  }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Themes')
    const themes = new ThemesPage(page)
    await themes.begin('A day')
    await themes.addCodes(['Protected time', 'Competing caseload', 'Paperwork'])
    await page.getByRole('radio', { name: 'Map' }).click()
    const title = async (code: string) =>
      (await page.getByRole('button', { name: new RegExp(`^${code}`) }).getAttribute('title')) ?? ''
    const ofTheme = await page.getByRole('list', { name: 'Evidence for A day' }).innerText()
    const ofCodes = new Map<string, string>()
    for (const code of ['Protected time', 'Competing caseload', 'Paperwork'])
      ofCodes.set(code, await title(code))
    const whoIn = (words: string) => /\d+ of \d+ people at \d+ of \d+ sites/.exec(words)?.[0] ?? ''
    expect([...ofCodes.values()].some(words => whoIn(words) !== whoIn(ofTheme))).toBe(true)
    await page.getByRole('radio', { name: 'Evidence' }).click()
    for (const [code, words] of ofCodes) {
      await themes.line(code).click()
      await expect(themes.evidence.getByText(whoIn(words), { exact: true })).toBeVisible()
    }
    await themes.line('A day').click()
    await expect(themes.evidence.getByText(whoIn(ofTheme), { exact: true })).toBeVisible()
    const all = await themes.passages.count()
    const polarity = themes.evidence.getByRole('button', { name: /^\d+ (barrier|facilitator)s?/ }).first()
    const [, n] = /^(\d+) /.exec((await polarity.textContent()) ?? '') ?? []
    await polarity.press('Enter')
    await expect(themes.passages).toHaveCount(Number(n))
    await lookAt(page, 'themes-one-polarity')
    await themes.line('Paperwork').click()
    await themes.line('A day').click()
    await expect(themes.passages).toHaveCount(all)
  })
})

test('whoever types on at once names one theme, whole', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  const lines = themes.tree.getByRole('treeitem')

  await test.step('the first one, Theme and Sub-theme, each as fast as keys go', async () => {
    await page.getByRole('button', { name: 'Add the first theme' }).focus()
    await typeAtOnce(page, 'Enter', 'Room to do it')
    await page.keyboard.press('Enter')
    await expect(themes.line('Room to do it')).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('button', { name: 'Theme', exact: true }).focus()
    await typeAtOnce(page, 'Space', 'What it costs <b> & who pays')
    await page.keyboard.press('Enter')
    await expect(themes.line('What it costs <b> & who pays')).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('button', { name: 'Sub-theme' }).focus()
    await typeAtOnce(page, 'Enter', 'Unpaid hours of others')
    await page.keyboard.press('Enter')
    await expect(themes.line('Unpaid hours of others')).toHaveAttribute('aria-level', '2')
    await expect(themes.evidence.getByRole('heading', { name: 'Unpaid hours of others' })).toBeVisible()
    await expect(lines).toHaveCount(3)
  })
  await test.step('clicked, typed on and left; Escape makes none; each is one step', async () => {
    await page.getByRole('button', { name: 'Theme', exact: true }).click()
    await page.keyboard.type('Never so called')
    await page.keyboard.press('Escape')
    await expect(lines).toHaveCount(3)
    await page.getByRole('button', { name: 'Theme', exact: true }).click()
    await page.keyboard.type('Cover')
    await themes.line('Room to do it').click()
    await expect(themes.line('Cover')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(lines).toHaveCount(3)
  })
  await test.step('a name that is too long stays to be put right', async () => {
    await page.getByRole('button', { name: 'Theme', exact: true }).click()
    await page.keyboard.insertText('x'.repeat(401))
    await page.keyboard.press('Enter')
    await expect(page.getByText('A name has at most 400 characters; this one has 401.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(lines).toHaveCount(3)
  })
  await test.step('on the map a sub-theme is named on the card, and left empty none is made', async () => {
    await page.getByRole('radio', { name: 'Map' }).click()
    const card = page.getByRole('region', { name: 'Room to do it' })
    const field = page.getByRole('textbox', { name: 'Name of the sub-theme under Room to do it' })
    const begin = async () => {
      await card.getByRole('button', { name: 'Actions for Room to do it' }).click()
      await page.getByRole('menuitem', { name: 'Add a sub-theme' }).click()
      await expect(field).toBeFocused()
    }
    await begin()
    await page.keyboard.type('Kitchen table')
    await page.keyboard.press('Enter')
    await expect(card.getByRole('region', { name: 'Kitchen table' })).toBeVisible()
    await expect(field).toHaveCount(0)
    await begin()
    await page.keyboard.press('Escape')
    await expect(field).toHaveCount(0)
    await expect(card.getByRole('region')).toHaveCount(1)
  })
})

test('a memo that is begun has the keyboard, with what was typed meanwhile', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Write a memo' }).focus()
  await typeAtOnce(page, 'Enter', 'The day is real where')
  await expect(themes.text).toBeFocused()
  await page.keyboard.type(' it is written down.')
  await expect(themes.text).toHaveText('The day is real where it is written down.')
  await expect(themes.saved).toBeVisible()
  await page.reload()
  await expect(themes.text).toHaveText('The day is real where it is written down.')

  await page.getByRole('button', { name: 'Theme', exact: true }).click()
  await page.keyboard.type('Another')
  await page.keyboard.press('Enter')
  await expect(themes.line('Another')).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Begin with claim and evidence' }).click()
  await page.keyboard.type('They wait.')
  await expect(themes.text.locator('h2').first()).toHaveText('Claim')
  await expect(themes.text.locator('h2').first().locator('xpath=following-sibling::*[1]')).toHaveText(
    'They wait.',
  )
})

test('a code with a long name stays on its card on the map', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Framework')
  const long = '<i>Preparation of mentors and all whom it may concern</i> & "עברית" > Preparation'
  await page.getByRole('treeitem', { name: 'Paperwork' }).click()
  await page.keyboard.press('F2')
  await page.keyboard.type(long)
  await page.keyboard.press('Enter')
  await new Frame(page).go('Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.addCodes([long])
  await page.getByRole('radio', { name: 'Map' }).click()
  const card = page.getByRole('region', { name: 'Room to do it' })
  const chip = card.getByRole('list', { name: /^Codes of/ }).getByRole('button')
  await expect(chip).toBeVisible()
  const [inner, outer] = [await chip.boundingBox(), await card.boundingBox()]
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThan((outer?.x ?? 0) + (outer?.width ?? 0))
  expect(await chip.getAttribute('title')).toContain(long)
})
