import type { Page } from '@playwright/test'
import { freshTitle, people, test } from './bench-study.ts'
import { expect } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'

/** How wide the pane of that id is drawn, in px. */
const width = async (page: Page, pane: string) =>
  Math.round(await page.locator(`#${pane}`).evaluate(element => element.getBoundingClientRect().width))

const bench = (page: Page) => openBench(page, people.coding, freshTitle)

/** Presses Shift Tab from the source till the keyboard is out of the panes; answers whether it was ever in something 0 px wide. */
async function tabsBackIntoNothing(page: Page): Promise<boolean> {
  await page.getByRole('combobox', { name: 'Source' }).focus()
  for (let nth = 0; nth < 8; nth++) {
    await page.keyboard.press('Shift+Tab')
    const isNothing = await page.evaluate(
      () => document.activeElement?.closest('[data-panel]')?.getBoundingClientRect().width === 0,
    )
    if (isNothing) return true
  }
  return false
}

test('a pane folded away is gone for the keyboard and the ear, and gives the keyboard to its divider', async ({
  app,
}) => {
  const { page } = app
  const code = await bench(page)
  await code.framework.focus()
  await new Frame(page).command('Show or hide the framework pane')
  await expect(page.getByRole('region', { name: 'Framework', exact: true })).toHaveCount(0)
  expect(await width(page, 'framework')).toBe(0)
  expect(await tabsBackIntoNothing(page)).toBe(false)

  const divider = page.getByRole('separator', { name: 'Between Framework and Transcript' })
  await divider.focus()
  await page.keyboard.press('Enter')
  await expect(code.framework).toBeVisible()
  await code.framework.focus()
  const box = await divider.boundingBox()
  if (!box) throw new Error('no divider')
  await page.mouse.move(box.x, box.y + 200)
  await page.mouse.down()
  await code.framework.focus()
  await page.mouse.move(box.x - 220, box.y + 200, { steps: 6 })
  await page.mouse.up()
  await expect(page.getByRole('region', { name: 'Framework', exact: true })).toHaveCount(0)
  await expect(divider).toBeFocused()
})

for (const [at, size] of [
  ['at 200 %', { width: 640, height: 360 }],
  ['in a window of half the least size', { width: 512, height: 320 }],
] as const) {
  test(`${at} each pane beside the text is shown and hidden by a button and a command`, async ({ app }) => {
    const { page } = app
    await page.setViewportSize(size)
    const code = await bench(page)
    const button = (words: string) => page.getByRole('button', { name: words, exact: true })
    for (const again of [false, true]) {
      if (again && (await button('Hide the framework pane').isVisible()))
        await button('Hide the framework pane').click()
      await button('Show the framework pane').click()
      await expect(button('Hide the framework pane')).toBeInViewport({ ratio: 1 })
      expect(await width(page, 'framework')).toBeGreaterThanOrEqual(180)
      await code.framework.getByRole('treeitem').first().click()
      await expect(code.framework).toBeFocused()
    }
    await button('Show the passage panel').click()
    await expect(code.panel).toBeVisible()
    expect(await width(page, 'passage')).toBeGreaterThanOrEqual(180)
    await expect(button('Hide the passage panel')).toBeInViewport({ ratio: 1 })
    await new Frame(page).command('Show or hide the passage panel')
    await expect(button('Show the passage panel')).toBeInViewport({ ratio: 1 })
    expect(await tabsBackIntoNothing(page)).toBe(false)
  })
}

test('panes are remembered as they were left: folded, and by their width whatever that of the window', async ({
  app,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 700, height: 500 })
  await bench(page)
  await page.getByRole('button', { name: 'Hide the passage panel' }).click()
  const divider = page.getByRole('separator', { name: 'Between Framework and Transcript' })
  await page.getByRole('button', { name: 'Show the framework pane' }).or(divider).first().waitFor()
  if ((await width(page, 'framework')) === 0)
    await page.getByRole('button', { name: 'Show the framework pane' }).click()
  await divider.focus()
  await page.keyboard.press('ArrowRight')
  const left = await width(page, 'framework')
  expect(left).toBeGreaterThan(180)
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Show the passage panel' })).toBeVisible()
  await expect.poll(async () => Math.abs((await width(page, 'framework')) - left)).toBeLessThanOrEqual(1)
})

test('what a small window has no room for is there again in a larger one', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 640, height: 360 })
  await bench(page)
  const button = (words: string) => page.getByRole('button', { name: words, exact: true })
  await button('Show the framework pane').click()
  await expect(button('Hide the framework pane')).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.reload()
  await expect(button('Hide the passage panel')).toBeVisible()
  await expect.poll(() => width(page, 'passage')).toBeGreaterThan(180)
})

test('a pane folded only for want of room comes back once there is room, one that a person folded does not', async ({
  app,
}) => {
  const { page } = app
  const small = { width: 640, height: 720 }
  const large = { width: 1280, height: 720 }
  const button = (words: string) => page.getByRole('button', { name: words, exact: true })
  const bothAreBack = async () => {
    await expect(button('Hide the framework pane')).toBeVisible()
    await expect(button('Hide the passage panel')).toBeVisible()
    expect(await width(page, 'framework')).toBeGreaterThanOrEqual(180)
    expect(await width(page, 'passage')).toBeGreaterThanOrEqual(180)
    expect(await width(page, 'transcript')).toBeGreaterThanOrEqual(380)
  }
  await bench(page)

  await test.step('where the panes were left before in a larger window', async () => {
    await page.getByRole('separator', { name: 'Between Framework and Transcript' }).focus()
    await page.keyboard.press('ArrowRight')
    const left = await width(page, 'framework')
    await page.setViewportSize(small)
    await page.reload()
    await expect(button('Show the framework pane')).toBeVisible()
    await page.setViewportSize(large)
    await bothAreBack()
    expect(Math.abs((await width(page, 'framework')) - left)).toBeLessThanOrEqual(1)
  })
  await test.step('where another took its place in the small one', async () => {
    await page.setViewportSize(small)
    await expect(button('Show the framework pane')).toBeVisible()
    await button('Show the framework pane').click()
    await expect(button('Show the passage panel')).toBeVisible()
    await page.setViewportSize({ width: 660, height: 720 })
    await expect.poll(() => width(page, 'transcript')).toBeGreaterThan(380)
    await expect(button('Hide the framework pane')).toBeVisible()
    await page.setViewportSize(large)
    await bothAreBack()
  })
  await test.step('and not where it was folded by hand', async () => {
    await button('Hide the framework pane').click()
    await page.setViewportSize(small)
    await expect.poll(() => width(page, 'transcript')).toBeLessThan(500)
    await page.setViewportSize(large)
    await expect.poll(() => width(page, 'transcript')).toBeGreaterThan(800)
    await expect(button('Hide the passage panel')).toBeVisible()
    expect(await width(page, 'framework')).toBe(0)
  })
})

test('how wide a pane can be in a small window is not remembered as how wide a person left it', async ({
  app,
}) => {
  const { page } = app
  const button = (words: string) => page.getByRole('button', { name: words, exact: true })
  await bench(page)
  const usual = await width(page, 'framework')
  await page.setViewportSize({ width: 640, height: 360 })
  await button('Show the framework pane').click()
  await expect(button('Hide the framework pane')).toBeInViewport({ ratio: 1 })
  expect(await width(page, 'framework')).toBeLessThan(usual)
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect(button('Hide the passage panel')).toBeVisible()
  await expect.poll(() => width(page, 'framework')).toBe(usual)
  await page.reload()
  await expect(button('Hide the passage panel')).toBeVisible()
  await expect.poll(() => width(page, 'framework')).toBe(usual)
})

for (const small of [
  { width: 1024, height: 640 },
  { width: 640, height: 720 },
]) {
  test(`opened ${small.width} px wide and widened, the panes are as in a window opened so wide`, async ({
    app,
  }) => {
    const { page } = app
    const code = await bench(page)
    const heads = code.page
      .getByRole('region', { name: 'Framework', exact: true })
      .getByText('All', { exact: true })
      .first()
    const both = async () => [await width(page, 'framework'), await width(page, 'passage')]
    await expect(heads).toBeVisible()
    const usual = await both()
    await page.setViewportSize(small)
    await page.reload()
    await expect.poll(async () => (await both())[1]).toBeLessThan(usual[1] ?? 0)
    await page.setViewportSize({ width: 1280, height: 720 })
    await expect.poll(both).toEqual(usual)
    await expect(heads).toBeVisible()
  })
}

test('widened, a pane that a small window had no room for is as wide as a person left it', async ({
  app,
}) => {
  const { page } = app
  await bench(page)
  const divider = page.getByRole('separator', { name: 'Between Framework and Transcript' })
  await divider.focus()
  await page.keyboard.press('End')
  const left = await width(page, 'framework')
  expect(left).toBeGreaterThan(400)
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.reload()
  await expect(divider).toBeVisible()
  await expect.poll(() => width(page, 'framework')).toBeLessThan(left - 20)
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect.poll(async () => Math.abs((await width(page, 'framework')) - left)).toBeLessThanOrEqual(1)
})
