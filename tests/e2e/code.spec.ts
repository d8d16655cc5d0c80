import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'

import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'

const sentence = 'I can see the little red dot, yes.'

test('codes by mouse: words, several codes, handles, stripes, removing and undoing', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const frame = new Frame(page)

  await test.step('a drag from word to word selects whole words and brings the bar beside them', async () => {
    await code.drag('clinic', 'week')
    await expect(frame.status).toContainText('5 words, 22 characters selected')
    await expect(code.bar).toBeVisible()
    const words = await code.boxOf('clinic two days a week')
    const bar = await code.bar.boundingBox()
    expect(bar && (bar.y + bar.height <= words.y || bar.y >= words.y + words.height)).toBe(true)
  })
  await test.step('with Alt the selection stays as it was drawn', async () => {
    // “vocational rehab, brain”: 23 characters from end to end.
    await code.drag('vocational', 'brain', 'Alt')
    await expect(frame.status).toContainText(/ 1\d characters selected/)
  })
  await test.step('double click takes a word, triple the sentence, a fourth the turn', async () => {
    const box = await code.boxOf('dot, yes')
    const at = [box.x + 5, box.y + box.height / 2] as const
    await page.mouse.dblclick(...at)
    await expect(frame.status).toContainText('1 word, 3 characters selected')
    await page.mouse.click(...at, { clickCount: 3 })
    await expect(frame.status).toContainText(`8 words, ${sentence.length} characters selected`)
  })
  await test.step('the bar’s button opens the type-ahead; choosing paints the passage and draws its stripe', async () => {
    await code.bar.getByRole('button', { name: 'Code', exact: true }).click()
    await page.keyboard.type('fear')
    await page.getByRole('option', { name: 'Fear and confidence' }).click()
    await expect.poll(() => code.painted()).toEqual([`0 solid: ${sentence}`])
    await expect(code.stripe('Fear and confidence')).toBeVisible()
  })
  await test.step('a double click in the framework adds a second code to the same passage, in its own lane', async () => {
    await code.framework.getByRole('treeitem', { name: /^Paperwork/ }).dblclick()
    await expect.poll(() => code.painted()).toEqual([`0 solid: ${sentence}`, `1 solid: ${sentence}`])
  })
  await test.step('dragging the handle changes the extent', async () => {
    await code.stripe('Fear and confidence').click()
    await code.dragHandle('end', 'dot, ')
    await expect.poll(() => code.painted()).toContain('0 solid: I can see the little red dot')
  })
  await test.step('text dragged onto a code, and a code dragged onto text, are coded', async () => {
    await code.drag('thirty', 'years')
    const words = await code.boxOf('years')
    const onto = code.framework.getByRole('treeitem', { name: /^Referral routes/ })
    await onto.scrollIntoViewIfNeeded()
    const target = await onto.boundingBox()
    if (!target) throw new Error('no such code in view')
    await page.mouse.move(words.x + words.width / 2, words.y + words.height / 2)
    await page.mouse.down()
    await page.mouse.move(target.x + 60, target.y + 14, { steps: 8 })
    await page.mouse.up()
    await expect.poll(() => code.painted()).toContain('0 solid: thirty-one years')
    const turn = await code.boxOf('little red dot?')
    await code.framework
      .getByRole('treeitem', { name: /^Belief in its worth/ })
      .dragTo(code.transcript, { targetPosition: await code.within(turn) })
    await expect.poll(() => code.painted()).toContainEqual(expect.stringMatching(/^0 solid: Okay, I think/))
  })
  await test.step('removing is undone and done again', async () => {
    await code.stripe('Paperwork').click()
    await page.keyboard.press('Delete')
    await expect(code.stripe('Paperwork')).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(code.stripe('Paperwork')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(code.stripe('Paperwork')).toHaveCount(0)
  })
})

test('codes by keyboard alone: choosing, polarity, comment, annotation, extent', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await expect(code.transcript).toBeFocused()

  await test.step('without a selection the turn at the caret is coded; several codes go to one passage', async () => {
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('fear')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('paper')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('the red dot')
    await page.keyboard.press('Enter')
    await expect(code.transcript).toBeFocused()
    await expect.poll(() => code.painted()).toEqual([0, 1, 2].map(lane => `${lane} solid: ${sentence}`))
    await expect(code.stripe('the red dot')).toBeVisible()
  })
  await test.step('B marks the coding just made as a barrier; C comments; N annotates', async () => {
    await page.keyboard.press('b')
    await expect(code.card('the red dot')).toContainText('barrier')
    await page.keyboard.press('c')
    await page.keyboard.type('Said with a sigh.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.card('the red dot')).toContainText('Said with a sigh.')
    await expect(code.transcript).toBeFocused()
    await page.keyboard.press('n')
    await page.keyboard.type('Ask again next time.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.panel.getByRole('list', { name: 'Annotations here' })).toContainText(
      'Ask again next time.',
    )
    await expect(code.transcript).toBeFocused()
  })
  await test.step('Alt and arrows change the extent by a word', async () => {
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(() => code.painted()).toContain('2 solid: I can see the little red dot')
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await expect.poll(() => code.painted()).toContain('2 solid: can see the little red dot')
  })
  await test.step('words are selected with Shift; V makes a code of them; . uses it again', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await page.keyboard.press('v')
    await expect(code.stripe('Okay')).toBeVisible()
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('.')
    await expect(code.stripe('Okay')).toHaveCount(2)
  })
  await test.step('the same code on overlapping text becomes one passage', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await page.keyboard.press('.')
    await expect(code.stripe('Okay')).toHaveCount(2)
    await expect.poll(() => code.painted()).toContain('0 solid: Okay, I')
  })
  await test.step('Delete removes the coding at the caret; undo brings it back', async () => {
    await page.keyboard.press('Delete')
    await expect(code.stripe('Okay')).toHaveCount(1)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(code.stripe('Okay')).toHaveCount(2)
  })
  await test.step('find counts and shows words that are not drawn', async () => {
    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.type('allotment')
    await expect(page.getByRole('searchbox', { name: 'Find in this text' })).toBeFocused()
    await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('all of the text is selected and copied exactly, labels between turns included', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('ControlOrMeta+c')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.startsWith('Okay, I think')).toBe(true)
    const spoken = await code.transcript.evaluate(view =>
      [...view.querySelectorAll('[data-row]')].map(row => row.lastElementChild?.textContent ?? ''),
    )
    const missing = spoken.filter(body => !copied.includes(body))
    expect(missing).toEqual([])
  })
  await test.step('the coded passages are a plain list in reading order', async () => {
    await code.panel.getByRole('radio', { name: /^All \(/ }).click()
    const list = page.getByRole('list', { name: 'Coded passages in reading order' })
    await expect(list.getByRole('listitem').first()).toContainText('Okay')
    await list.getByRole('button').first().click()
    await expect(code.transcript).toBeFocused()
  })
})

test('the type-ahead is shown whole wherever the turn stands that it is asked for', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, denseTitle)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  for (const size of [
    { width, height },
    { width: width / 2, height: height / 2 },
  ]) {
    await page.setViewportSize(size)
    for (const scrolled of [0, 85, 400]) {
      for (const down of [0.2, 0.5, 0.8]) {
        await code.transcript.evaluate((view, to) => view.scrollTo({ top: to }), scrolled)
        const view = await code.transcript.boundingBox()
        if (!view) throw new Error('The transcript is not in view')
        await page.mouse.click(view.x + view.width / 2, view.y + view.height * down)
        await expect(code.transcript).toBeFocused()
        await expect(page.getByTestId('caret')).toBeAttached()
        await page.keyboard.press('Enter')
        await expect(code.chooser).toBeFocused()
        await expect(code.chooser).toBeInViewport({ ratio: 1 })
        await page.keyboard.press('Escape')
        await expect(code.transcript).toBeFocused()
        await page.keyboard.press('Escape')
        await expect(code.bar).toBeHidden()
      }
    }
  }
})

test('a densely coded text: every coded row in view is painted in the frame that shows it', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, denseTitle)
  await code.boxOf('sign here')
  await lookAt(page, 'code-dense')
  const bare = await code.transcript.evaluate(async view => {
    const paintedRows = () =>
      new Set(
        [...CSS.highlights]
          .filter(([name]) => /-(solid|dashed)$/.test(name))
          .flatMap(([, highlight]) => [...highlight])
          .map(range => range.startContainer.parentElement?.closest('[data-row]')),
      )
    const frame = () => new Promise(requestAnimationFrame)
    const everCoded = new Set<Element>()
    const unseen: string[] = []
    const visit = () => {
      const around = view.getBoundingClientRect()
      const painted = paintedRows()
      for (const row of view.querySelectorAll('[data-row]')) {
        const { top, bottom } = row.getBoundingClientRect()
        if (painted.has(row)) everCoded.add(row)
        else if (everCoded.has(row) && bottom > around.top && top < around.bottom) {
          unseen.push(row.getAttribute('data-row') ?? '')
        }
      }
    }
    for (const step of [700, -450]) {
      for (let at = 0; at < 40; at++) {
        view.scrollTop += step
        await frame()
        visit()
      }
    }
    view.scrollTop = view.scrollHeight
    await frame()
    visit()
    view.scrollTop = 0
    await frame()
    visit()
    return { unseen, coded: everCoded.size }
  })
  expect(bare.coded).toBeGreaterThan(10)
  expect(bare.unseen).toEqual([])
})

test('what was written stays until it is kept, and coding twice says so', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await expect(page.getByRole('heading', { level: 1, name: `Code: ${freshTitle}` })).toBeAttached()

  await test.step('an annotation the engine refuses waits to be written on', async () => {
    await page.keyboard.press('n')
    const field = code.panel.getByRole('textbox', { name: 'New annotation' })
    await expect(field).toBeInViewport({ ratio: 1 })
    const tooLong = 'x'.repeat(20_001)
    await field.fill(tooLong)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByText(/longer than 20000 characters/).first()).toBeVisible()
    await expect(code.transcript).toBeFocused()
    await expect(code.panel.getByText(/^Not saved yet, about/)).toBeVisible()
    await page.keyboard.press('n')
    await expect(field).toBeFocused()
    expect((await field.inputValue()).length).toBe(tooLong.length)
    await field.press('Escape')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('the same code on the same passage changes nothing and says so', async () => {
    await page.keyboard.press('Alt+ArrowDown')
    await code.choose('paper')
    await expect(code.stripe('Paperwork')).toBeVisible()
    await page.keyboard.press('.')
    await expect(page.getByText(/“Paperwork” is already on this passage/).first()).toBeVisible()
    await expect(code.stripe('Paperwork')).toHaveCount(1)
  })
})

test('submitted work is shown with a lock and says why it stands', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.submitted, denseTitle)
  const frame = new Frame(page)
  await code.boxOf('sign here')
  await code.margin.getByRole('button').first().click()
  await expect(code.panel.getByText('submitted').first()).toBeVisible()
  const before = (await code.painted()).length
  await page.keyboard.press('Delete')
  await expect(page.getByText(/belongs to a round you have submitted/).first()).toBeVisible()
  expect((await code.painted()).length).toBe(before)
  await expect(frame.status).toContainText(people.submitted)
})
