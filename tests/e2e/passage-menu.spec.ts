import { freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'

test('a passage and a coding have a menu, by the mouse and by its key', async ({ app }) => {
  const { page } = app
  const { keyboard, mouse } = page
  const code = await openBench(page, people.coding, freshTitle)
  const menu = page.getByRole('menu', { name: 'Passage', exact: true })
  const item = (name: RegExp | string) => page.getByRole('menuitem', { name })

  await test.step('on selected words: they stay selected, and are coded', async () => {
    await code.drag('clinic', 'week')
    const box = await code.boxOf('clinic')
    await mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' })
    await expect(menu).toBeVisible()
    await lookAt(page, 'passage-menu')
    await expect(page.getByText('5 words, 22 characters selected')).toBeVisible()
    await item(/^Code the passage/).click()
    await expect(code.chooser).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Code', exact: true })).toBeFocused()
    await keyboard.type('paper')
    await keyboard.press('Enter')
    await expect(code.stripe('Paperwork')).toHaveCount(1)
  })

  await test.step('by the menu key, at the caret: what is coded here, and what may be done to it', async () => {
    await expect(code.transcript).toBeFocused()
    await keyboard.press('ContextMenu')
    await expect(menu).toBeVisible()
    await item(/^Paperwork/).focus()
    await keyboard.press('ArrowRight')
    await item(/^Barrier/).press('Enter')
    await expect(menu).toHaveCount(0)
    await expect(code.transcript).toBeFocused()
    await expect(code.margin.getByRole('button', { name: /Paperwork, coded by .*, barrier/ })).toHaveCount(1)
  })

  await test.step('on the name of a coding: that coding', async () => {
    await code.stripe('Paperwork').click({ button: 'right' })
    await expect(menu).toContainText('Paperwork')
    await lookAt(page, 'coding-menu')
    await item(/^Remove it/).click()
    await expect(code.stripe('Paperwork')).toHaveCount(0)
    await expect(new Frame(page).notices).toContainText('Removed “Paperwork”.')
  })

  await test.step('Escape leaves all as it was, with the keyboard in the text', async () => {
    const box = await code.boxOf('rehab')
    await mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' })
    await expect(menu).toBeVisible()
    await keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
    await expect(code.transcript).toBeFocused()
  })
})

test('the passage next to one just coded is selected from its first letter on', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const word = await code.boxOf('clinic')
  await page.mouse.dblclick(word.x + word.width / 2, word.y + word.height / 2)
  await code.choose('paper')
  const painted = await code.painted()
  await expect(page.locator('[data-edge="end"] > *')).toBeVisible()
  const first = await code.boxOf('clinic')
  const next = await code.boxOf('allotment')
  // In the space after the coded word, which was under its grip once.
  await page.mouse.move(first.x + first.width + 3, first.y + first.height / 2)
  await page.mouse.down()
  await page.mouse.move(next.x + next.width / 2, next.y + next.height / 2, { steps: 4 })
  await page.mouse.up()
  expect((await code.selected()).words).toBe('two days a week and an allotment')
  expect(await code.painted()).toEqual(painted)
})

test('the bar and the chooser leave the selected words in view at the beginning of a text', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
  const selected = async () => {
    const { words } = await code.selected()
    return code.boxOf(words)
  }
  const isClear = async (over: { x: number; y: number; width: number; height: number } | null) => {
    const words = await selected()
    if (!over) return false
    return over.y >= words.y + words.height || over.y + over.height <= words.y
  }
  await expect.poll(async () => isClear(await code.bar.boundingBox())).toBe(true)
  await page.keyboard.press('Enter')
  const chooser = page.getByRole('group', { name: 'Choose a code' })
  await expect.poll(async () => isClear(await chooser.boundingBox())).toBe(true)
  await lookAt(page, 'chooser-at-the-beginning')
})

test('a notice undoes what it names, and none is left for the next person', async ({ app, openWindow }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const frame = new Frame(page)
  await code.drag('clinic', 'week')
  await code.choose('paper')
  await expect(code.stripe('Paperwork')).toHaveCount(1)
  await page.keyboard.press('Delete')
  await expect(frame.notices).toContainText('Removed “Paperwork”.')

  const { page: other } = await openWindow()
  const there = await openBench(other, people.coding, freshTitle)
  await there.drag('vocational', 'rehab')
  await there.choose('belief')
  await expect(code.stripe('Belief in its worth')).toHaveCount(1)
  await frame.notices.getByRole('button', { name: 'Undo' }).click()
  await expect(code.stripe('Paperwork')).toHaveCount(1)
  await expect(code.stripe('Belief in its worth')).toHaveCount(1)

  await page.keyboard.press('ControlOrMeta+Home')
  await code.stripe('Paperwork').focus()
  await page.keyboard.press('Delete')
  await expect(frame.notices).toContainText('Removed “Paperwork”.')
  await frame.command('Sign in as someone else')
  await expect(frame.notices.getByText('Removed')).toHaveCount(0)
})

test('a long coding is named in view as it is scrolled through, and pressed there keeps the place', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('ControlOrMeta+Shift+Home')
  await code.choose('paper')
  // All at once: names come and go as the margin is measured.
  const inView = async () => {
    const pane = await code.transcript.boundingBox()
    const boxes = await code.margin.locator('button[title*="Paperwork"]').evaluateAll(all =>
      all.map(one => {
        const { x, y, height } = one.getBoundingClientRect()
        return { x, y, height }
      }),
    )
    const shown = boxes.find(box => pane && box.y > pane.y && box.y + box.height < pane.y + pane.height)
    return shown ?? null
  }
  await code.transcript.hover()
  const top = () => code.transcript.evaluate(view => view.scrollTop)
  for (const wheeled of [700, 1400, 2100]) {
    await page.mouse.wheel(0, 700)
    await expect.poll(top).toBeGreaterThan(wheeled - 100)
    await expect.poll(inView).not.toBeNull()
  }
  const before = await top()
  const label = await inView()
  await page.mouse.click((label?.x ?? 0) + 10, (label?.y ?? 0) + 8)
  await expect(code.transcript).toBeFocused()
  await expect(page.getByTestId('caret')).toBeInViewport()
  expect(await top()).toBe(before)
})
