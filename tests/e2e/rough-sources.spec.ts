import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { openBench } from './pages/open-bench.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

const test = madeStudy(new URL('./make-rough-study.ts', import.meta.url))

test('a line of 5 MB, 50,000 turns, emoji, 300 codings on a word, 5,000 codes: all are worked with', async ({
  app,
}) => {
  const { page } = app
  const code = new CodePage(page)
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await new Frame(page).go('Code')

  for (const [title, last] of [
    ['Many turns', 'Turn 50000 of it.'],
    ['Emoji', '🏳️‍🌈'],
    ['One line', 'The very end.'],
  ] as const) {
    await test.step(`${title}: read to the end, coded, undone, found`, async () => {
      await code.open(title)
      await expect(code.transcript).toBeFocused()
      await page.keyboard.press('ControlOrMeta+End')
      await expect(code.transcript.getByText(last).last()).toBeInViewport()
      await page.keyboard.press('ControlOrMeta+Home')
      await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
      await code.choose('code 4321')
      await expect(code.stripe('Code 4321')).toBeVisible()
      await page.keyboard.press('ControlOrMeta+z')
      await expect(code.stripe('Code 4321')).toHaveCount(0)
      await typeAtOnce(page, 'ControlOrMeta+f', last)
      await expect(page.getByText(/^1 of [\d,]+$/).first()).toBeVisible()
      await page.keyboard.press('Escape')
    })
  }
  await test.step('a long text keeps its height from its first frame on, while its rows are made', async () => {
    await page.evaluate(() => {
      const heights: number[] = []
      Object.assign(window, { heights })
      const look = () => {
        const view = document.querySelector('[role="document"][aria-label="Transcript: Many turns"]')
        if (view) heights.push(view.scrollHeight)
        requestAnimationFrame(look)
      }
      look()
    })
    await code.open('Many turns')
    await expect(code.transcript.locator('[data-row="2000"]')).toBeAttached()
    const heights = await page.evaluate(() => (window as unknown as { heights: number[] }).heights)
    const last = heights.at(-1) ?? 0
    for (const height of heights) expect(Math.abs(height - last)).toBeLessThan(last / 10)
  })
  await test.step('300 codings on one word: a few are shown, the rest are counted', async () => {
    await code.open('One word')
    await expect(code.transcript).toBeFocused()
    const { x, y, width, height } = await code.boxOf('Overcoded')
    await page.mouse.click(x + width / 2, y + height / 2)
    await expect(code.panel.getByRole('heading', { name: '300 codings' })).toBeVisible()
    await expect(code.panel.getByRole('button', { name: 'Show 50 more of 300' })).toBeAttached()
    await expect(code.margin.getByText(/^and \d+ more$/)).toBeVisible()
    const more = code.margin.getByRole('button', {
      name: /^and \d+ more codings here: go to the first of them$/,
    })
    await expect(more).toHaveAttribute('title', /codings here: go to the first of them$/)
    // Five lines under the word, and no more letters painted than these take.
    const lines = () =>
      page.evaluate(() =>
        [...CSS.highlights]
          .filter(([name]) => /-(solid|dashed)$/.test(name))
          .reduce((sum, [, { size }]) => sum + size, 0),
      )
    expect(await lines()).toBe(5)
    await lookAt(page, 'rough-one-word')
    await code.choose('code 4321')
    await expect(code.panel.getByRole('heading', { name: '301 codings' })).toBeVisible()
    // The whole turn, seen before the word and after it.
    expect(await lines()).toBe(7)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(code.panel.getByRole('heading', { name: '300 codings' })).toBeVisible()
  })
  await test.step('a name of 401 characters is refused where it is typed', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('y'.repeat(401))
    await expect(page.getByText('A name has at most 400 characters; this one has 401.')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(code.chooser).toHaveValue('y'.repeat(401))
    await lookAt(page, 'rough-chooser')
    await page.keyboard.press('Escape')
  })
  await test.step('12 levels and 5,000 codes on the Framework screen', async () => {
    await new Frame(page).go('Framework')
    const framework = new FrameworkPage(page)
    await framework.line('Level 11').click()
    await page.keyboard.press('ArrowDown')
    await expect(framework.field('Name')).toHaveValue(/^Long and on .* 12$/)
    await lookAt(page, 'rough-framework')
    await framework.field('Name').fill('z'.repeat(401))
    await framework.tree.focus()
    const refused = 'A name has at most 400 characters; this one has 401.'
    await expect(page.getByText(refused).first()).toBeVisible()
    await expect(
      page.locator('[role="alert"][data-live-announcer]').filter({ hasText: refused }),
    ).toHaveCount(1)
    await expect(framework.field('Name')).toHaveValue('z'.repeat(401))
    await framework.tree.press('End')
    await expect(framework.line('Code 4999')).toBeInViewport()
  })
})

test('a text of 50,000 turns is worked with where the whole text is asked for, and that it is not whole is said', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, 'Ann Lee', 'Right to left')
  await page.getByRole('button', { name: 'Reading view' }).click()
  await page.getByText('Whole text at once').click()
  await page.keyboard.press('Escape')
  await code.open('Many turns')
  await expect(page.getByText(/^This text has more than 5,000 paragraphs/)).toBeAttached()
  await expect(code.transcript).toBeFocused()
  await page.keyboard.press('ControlOrMeta+End')
  await expect(code.transcript.getByText('Turn 50000 of it.')).toBeInViewport()
})

test('what is jumped to, or coded out of view, is in view, however long the text and slow the machine', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, 'Ann Lee', 'Many turns')
  const words = code.transcript.getByText('Turn 30001 of it.')
  await typeAtOnce(page, 'ControlOrMeta+f', 'Turn 30001 of')
  await page.keyboard.press('Enter')
  await expect(words).toBeInViewport()
  await page.keyboard.press('Escape')
  const away = async () => {
    await code.transcript.hover()
    await page.mouse.wheel(0, 9_000)
    await expect(words).not.toBeInViewport()
  }
  await test.step('the chooser comes with the passage', async () => {
    await away()
    await page.keyboard.press('Enter')
    await expect(code.chooser).toBeInViewport({ ratio: 1 })
    await expect(words).toBeInViewport()
    await page.keyboard.type('code 61')
    await page.keyboard.press('Enter')
    await expect(code.stripe('Code 61')).toBeVisible()
  })
  await test.step('a key that codes brings it back', async () => {
    await away()
    await page.keyboard.press('v')
    await expect(words).toBeInViewport()
  })
  await test.step('undo leads to it from another text', async () => {
    await page.keyboard.press('ControlOrMeta+Home')
    await code.open('One word')
    await expect(code.transcript).toBeFocused()
    const protocol = await page.context().newCDPSession(page)
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    await page.keyboard.press('ControlOrMeta+z')
    await expect(words).toBeInViewport({ timeout: 60_000 })
    // Rows far away take their true height in a frame after.
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await expect(code.transcript.locator('[data-row="600"]')).toBeAttached()
    await expect(words).toBeInViewport()
  })
})
