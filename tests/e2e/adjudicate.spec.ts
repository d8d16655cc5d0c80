import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { Frame } from './pages/frame.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

test('differences are settled by key, one after another, and taken back', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await expect(docket.difference).toBeVisible()
  const all = await docket.listed()
  expect(await docket.place()).toBe(1)
  await expect(docket.difference).toContainText('Both coders’ own work stays.')
  await lookAt(page, 'adjudicate')

  for (const [index, key] of ['1', '2', '3', '0'].entries()) {
    await page.keyboard.press(key)
    await expect(docket.difference).toHaveAccessibleName(`Difference ${index + 2} of ${all}`)
  }
  await expect(docket.settled(4, all)).toBeAttached()
  await expect(page.getByText('AM 1 · BK 1 · both 1 · neither 1')).toBeVisible()

  await typeAtOnce(page, 'r', 'The code is about the first call.')
  await expect(page.getByRole('combobox', { name: 'Reason' })).toHaveValue(
    'The code is about the first call.',
  )
  await page.keyboard.press('Alt+1')
  await expect(docket.difference).toHaveAccessibleName(`Difference 6 of ${all}`)
  await page.keyboard.press('p')
  await expect(docket.difference).toContainText('AM’s reading stands')
  await expect(docket.difference).toContainText('The code is about the first call.')
  await lookAt(page, 'adjudicate-settled')

  await page.keyboard.press('w')
  await expect(docket.settled(4, all)).toBeAttached()
  await page.keyboard.press('Control+z')
  await expect(docket.settled(5, all)).toBeAttached()

  await page.keyboard.press('n')
  await page.keyboard.press('r')
  await expect(page.getByRole('option', { name: 'The code is about the first call.' })).toBeVisible()
})

test('every key counts, however fast', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await expect(docket.difference).toBeVisible()
  const all = await docket.listed()
  for (let n = 0; n < 12; n++) await page.keyboard.press(['1', '2', '3'][n % 3] ?? '1')
  await expect(docket.difference).toHaveAccessibleName(`Difference 13 of ${all}`)
  await expect(docket.settled(12, all)).toBeAttached()
  await expect(page.getByText('AM 4 · BK 4 · both 4')).toBeVisible()
  // The queue is one stop, and arrows go along it.
  await docket.current.focus()
  await page.keyboard.press('ArrowDown')
  await expect(docket.current).toBeFocused()
  await expect(docket.difference).toHaveAccessibleName(`Difference 14 of ${all}`)
  // Scrolled away it keeps the keyboard, and the next one comes into view.
  const list = page.getByRole('list', { name: 'Differences' })
  await list.hover()
  await page.mouse.wheel(0, 20_000)
  await expect(list.locator(`[aria-posinset="${all}"]`)).toBeInViewport()
  await expect(docket.current).not.toBeInViewport()
  await expect(docket.current).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(docket.difference).toHaveAccessibleName(`Difference 15 of ${all}`)
  await expect(docket.current).toBeFocused()
  await expect(docket.current).toBeInViewport()
})

test('the next difference takes nothing over from the one before', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  const all = await docket.listed()
  const frame = new Frame(page)
  const comment = page.getByRole('textbox', { name: 'Comment' })
  const meaning = page.getByRole('region', { name: 'What the codes mean' })
  const goTo = async (nth: number, code: string) => {
    await docket.queue.nth(nth).click()
    await expect(docket.difference).toHaveAccessibleName(`Difference ${nth + 1} of ${all}`)
    await expect(meaning).toContainText(code)
  }
  const said = page.locator('[data-live-announcer]').first()

  await test.step('a button that was pressed is not pressed again by the next key', async () => {
    await page.getByRole('button', { name: 'Both', exact: true }).click()
    await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
    await expect(docket.difference).toBeFocused()
    await expect(said).toContainText(`Both stand. ${all - 1} left. Difference 2 of ${all}.`)
    await page.keyboard.press('Space')
    await expect(docket.settled(1, all)).toBeAttached()
    await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
  })

  await test.step('an extent that was being set, and a reason, stay with theirs', async () => {
    await page.getByRole('combobox', { name: 'Reason' }).fill('Begun, not given')
    await page.keyboard.press('Enter')
    await page.keyboard.press('4')
    await expect(page.getByRole('button', { name: 'This extent stands' })).toBeVisible()
    await goTo(2, 'IT and access')
    await expect(page.getByRole('button', { name: 'This extent stands' })).toBeHidden()
    await expect(page.getByRole('combobox', { name: 'Reason' })).toHaveValue('')
    await goTo(1, 'Unsure what counts')
    await expect(page.getByRole('combobox', { name: 'Reason' })).toHaveValue('Begun, not given')
  })

  await test.step('a comment that was begun waits for whoever comes back, and for nobody else', async () => {
    await comment.fill('To ask the coders')
    await goTo(2, 'IT and access')
    await expect(comment).toHaveValue('')
    await goTo(1, 'Unsure what counts')
    await expect(comment).toHaveValue('To ask the coders')
    await frame.command('Sign in as someone else…')
    await page.getByRole('button', { name: people.a }).click()
    await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
    await expect(comment).toHaveValue('')
    await frame.command('Sign in as someone else…')
    await page.getByRole('button', { name: people.reviewer }).click()
    await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
  })

  await test.step('what is said of a step covers nothing that is worked with', async () => {
    await page.keyboard.press('3')
    await docket.queue.nth(1).click()
    await page.keyboard.press('w')
    const toast = page.getByText('The ruling was withdrawn.')
    await expect(toast).toBeVisible()
    const [covers, foot] = await Promise.all([
      toast.boundingBox(),
      page.getByRole('button', { name: 'Neither' }).boundingBox(),
    ])
    expect((covers?.y ?? 0) + (covers?.height ?? 0)).toBeLessThan(foot?.y ?? 0)
    await lookAt(page, 'adjudicate-toast')
  })
})

test('a new extent is set by keys and by mouse', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  await page.keyboard.press('4')
  const end = page.getByRole('slider', { name: 'End of the extent' })
  await expect(end).toBeFocused()
  const before = await end.getAttribute('aria-valuetext')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(end).not.toHaveAttribute('aria-valuetext', before ?? '')
  await lookAt(page, 'adjudicate-extent')
  await page.keyboard.press('Enter')
  await expect(page.getByText('new extent 1')).toBeVisible()
  await expect(docket.difference).toBeFocused()

  await page.getByRole('button', { name: 'Adjust the extent' }).click()
  const start = page.getByRole('slider', { name: 'Beginning of the extent' })
  const from = await end.boundingBox()
  if (!from) throw new Error('No end to drag')
  const words = await end.getAttribute('aria-valuetext')
  await page.mouse.move(from.x, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x - 60, from.y + 8, { steps: 5 })
  await page.mouse.up()
  await expect(start).toBeVisible()
  await expect(end).not.toHaveAttribute('aria-valuetext', words ?? '')
  await page.getByRole('button', { name: /This extent stands/ }).click()
  await expect(page.getByText('new extent 2')).toBeVisible()
  await expect(docket.settled(2, all)).toBeAttached()
})

test('another code is found by typing', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  await typeAtOnce(page, '5', 'paperw')
  await expect(page.getByRole('article', { name: 'Definition of Paperwork' })).toBeVisible()
  await lookAt(page, 'adjudicate-other-code')
  await page.keyboard.press('Enter')
  await expect(page.getByText('other code 1')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(docket.difference).toBeFocused()
  await page.keyboard.press('p')
  await expect(docket.difference).toContainText('Another code: Paperwork')
})

test('the queue is narrowed by kind', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  await page.getByRole('button', { name: /Every kind/ }).click()
  await page.getByRole('option', { name: 'Polarity' }).click()
  await expect(page.getByText('3 differences of')).toBeVisible()
  await expect.poll(() => docket.listed()).toBe(3)
  await expect(docket.difference).toContainText(/as (facilitator|barrier)/)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => docket.listed()).toBe(all)
})

for (const [width, height] of [
  [1024, 640],
  [640, 360],
] as const) {
  test(`in a window of ${width} by ${height} the words, their readings and the keys are reached`, async ({
    app,
  }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Adjudicate')
    const docket = new AdjudicatePage(page)
    await docket.difference.waitFor()
    await page.setViewportSize({ width, height })
    const marked = docket.difference.locator('[data-marked]').first()
    await expect(marked).toBeInViewport()
    await lookAt(page, `adjudicate-${width}`)
    const neither = page.getByRole('button', { name: 'Neither' })
    await neither.scrollIntoViewIfNeeded()
    await neither.click()
    await expect(docket.difference).toHaveAccessibleName(/^Difference 2 of/)
    await expect(docket.difference).toBeFocused()
    await expect(marked).toBeInViewport()
    await page.getByRole('button', { name: 'Definitions' }).click()
    await expect(page.getByRole('region', { name: 'What the codes mean' })).toBeVisible()
    await typeAtOnce(page, 'r', 'Kept while the window changes')
    await page.setViewportSize({ width: 1280, height: 720 })
    await expect(page.getByRole('combobox', { name: 'Reason' })).toHaveValue('Kept while the window changes')
  })
}

test('slight differences are settled together, and undone in one step', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog', { name: 'Settle slight differences together' })
  await dialog.getByRole('spinbutton', { name: 'Also those of up to' }).fill('120')
  await page.keyboard.press('Tab')
  const settle = dialog.getByRole('button', { name: /^Settle \d+ differences?$/ })
  await expect(settle).toBeEnabled()
  await lookAt(page, 'adjudicate-batch')
  const count = Number(/\d+/.exec(await settle.innerText())?.[0])
  await settle.click()
  await expect(docket.settled(count, all)).toBeAttached()
  await page.keyboard.press('Control+z')
  await expect(docket.settled(0, all)).toBeAttached()
})

test('a coder can see what was decided, but not decide', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.a, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await expect(page.getByText('A reviewer or lead settles differences.')).toBeVisible()
  const all = await docket.listed()
  await page.keyboard.press('1')
  await page.keyboard.press('n')
  await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
  await expect(docket.settled(0, all)).toBeAttached()
})

test.describe('when one is left', () => {
  test.use({ made: { rulings: 'all but one' } })

  test('the last ruling says where the consensus is, and the coders’ own work is as it was', async ({
    app,
  }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Compare')
    const figures = page.getByRole('region', { name: 'Overall' })
    // The docket's line is asked for by itself and may come later.
    await expect(figures).toContainText('To adjudicate')
    const before = await figures.innerText()
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('button', { name: 'Adjudicate' })
      .click()
    await page.getByRole('article').waitFor()
    await page.keyboard.press('1')
    await expect(page.getByText(/^All \d+ differences of “First round” are settled/)).toBeVisible()
    await lookAt(page, 'adjudicate-all-settled')
    // A key too many does not turn the last ruling round.
    const shown = page.getByRole('article')
    await page.keyboard.press('2')
    await expect(shown.getByText('This is settled. Press the key again to rule otherwise.')).toBeVisible()
    await expect(shown).toContainText('AM’s reading stands')
    await page.keyboard.press('2')
    await expect(shown).toContainText('BK’s reading stands')
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Compare' }).click()
    await expect(figures).toContainText('To adjudicate')
    expect(await figures.innerText()).toBe(before)
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('button', { name: 'Adjudicate' })
      .click()
    await page.getByRole('button', { name: 'Go to Themes' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Themes' })).toBeVisible()
  })
})

test('the chosen difference of the queue has a mark in forced colours', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await expect(docket.difference).toBeVisible()
  await page.emulateMedia({ forcedColors: 'active' })
  await expect(docket.current).toHaveCSS('outline-style', 'solid')
  await expect(docket.current).toHaveCSS('outline-width', '2px')
})

test('undo and redo lead to the difference they changed, and the keys go on from there', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  const at = (n: number) => expect(docket.difference).toHaveAccessibleName(`Difference ${n} of ${all}`)
  for (const [settled, key] of ['1', '3', '0'].entries()) {
    await page.keyboard.press(key)
    await expect(docket.settled(settled + 1, all)).toBeAttached()
  }
  for (let n = 0; n < 4; n++) await page.keyboard.press('n')
  await at(8)
  await page.keyboard.press('Control+z')
  await at(3)
  await page.keyboard.press('Control+z')
  await at(2)
  await expect(docket.settled(1, all)).toBeAttached()
  await page.keyboard.press('Control+Shift+z')
  await at(2)
  await page.keyboard.press('Control+Shift+z')
  await at(3)
  await expect(docket.settled(3, all)).toBeAttached()
  await page.keyboard.press('Control+z')
  await at(3)
  await expect(docket.settled(2, all)).toBeAttached()
  await lookAt(page, 'adjudicate-undone')
  await page.keyboard.press('1')
  await at(4)
  await expect(docket.settled(3, all)).toBeAttached()
  // So does the way back that a message offers.
  await page.keyboard.press('p')
  await at(3)
  await page.keyboard.press('w')
  await expect(page.getByText('The ruling was withdrawn.')).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  await at(5)
  await page.getByRole('log').getByRole('button', { name: 'Undo' }).click()
  await at(3)
  await expect(docket.settled(3, all)).toBeAttached()
})
