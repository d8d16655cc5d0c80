import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

async function codedIn(page: Page, title: string): Promise<number> {
  const { client, close } = await engineWindow(page, people.coding)
  const source = (await client.sources.list({})).find(each => each.title === title)?.id ?? ''
  const codings = await client.codings.inSource({ source })
  close()
  return codings.length
}

test('Delete on a code beside the text removes that coding, and the text has the keyboard', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await code.drag('clinic', 'week')
  await code.choose('belief')
  await code.choose('paper')
  await code.stripe('Belief in its worth').focus()
  await page.keyboard.press('Delete')
  await expect(code.stripe('Belief in its worth')).toHaveCount(0)
  await expect(code.stripe('Paperwork')).toHaveCount(1)
  await expect(code.transcript).toBeFocused()
  await expect(new Frame(page).notices).toContainText('Removed “Belief in its worth”.')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(code.stripe('Belief in its worth')).toHaveCount(1)
})

test('Delete on a coding that stands as it is says why', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.submitted, denseTitle)
  const before = await codedIn(page, denseTitle)
  const name = (await code.margin.getByRole('button').first().textContent()) ?? ''
  await code.margin.getByRole('button').first().focus()
  await page.keyboard.press('Backspace')
  await expect(code.transcript).toBeFocused()
  await expect(new Frame(page).notices).toContainText(
    `“${name}” belongs to a round you have submitted, so it stands as it is.`,
  )
  expect(await codedIn(page, denseTitle)).toBe(before)
})

test('every button beside a selection is in view in a narrow window', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 640, height: 360 })
  const code = await openBench(page, people.coding, freshTitle)
  const select = async () => {
    const box = await code.boxOf('clinic')
    await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2)
  }
  await select()
  await code.choose('belief')
  await expect(code.bar.getByRole('button')).toHaveCount(4)
  for (const button of await code.bar.getByRole('button').all())
    await expect(button).toBeInViewport({ ratio: 1 })
  const [bar, text] = [await code.bar.boundingBox(), await code.transcript.boundingBox()]
  if (!bar || !text) throw new Error('no bar beside the text')
  expect(bar.x).toBeGreaterThanOrEqual(text.x)
  expect(bar.x + bar.width).toBeLessThanOrEqual(text.x + text.width)
  await lookAt(page, 'selection-bar-narrow')
})

for (const around of ['with', 'without'] as const) {
  test(`at 200 % the codes to choose from are whole in view under the words, ${around} a hint`, async ({
    app,
  }) => {
    const { page } = app
    await page.setViewportSize({ width: 640, height: 360 })
    const code = await openBench(page, people.coding, freshTitle)
    const isKnown = page.getByRole('button', { name: 'Got it' })
    if (around === 'without') {
      await isKnown.click()
      await expect(isKnown).toHaveCount(0)
    } else await expect(isKnown).toBeVisible()
    const box = page.getByRole('group', { name: 'Choose a code' })
    const meaning = box.getByRole('region', { name: 'What the code means' })
    await code.transcript.focus()
    await page.keyboard.press('ControlOrMeta+Home')
    for (const turn of [3, 4]) {
      for (let step = 1; step < turn; step++) await page.keyboard.press('Alt+ArrowDown')
      await page.keyboard.press('ControlOrMeta+Shift+ArrowDown')
      await typeAtOnce(page, 'Enter', 'fear')
      await expect(meaning.getByRole('heading')).toHaveText('Fear and confidence')
      await expect(box).toBeInViewport({ ratio: 1 })
      await expect(box.getByText('codes and stays')).toBeInViewport({ ratio: 1 })
      await meaning.evaluate(region => region.scrollTo(0, region.scrollHeight))
      await expect(meaning.getByRole('definition').last()).toBeInViewport()
      const [view, inner] = [await code.transcript.boundingBox(), await box.boundingBox()]
      if (!view || !inner) throw new Error('nothing to choose from')
      expect(inner.y + inner.height).toBeLessThanOrEqual(view.y + view.height)
      const words = await code.selectedBox()
      expect(words.y + words.height).toBeLessThanOrEqual(inner.y)
      expect(words.y + words.height).toBeGreaterThan(view.y + 20)
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+Home')
    }
  })
}

test('the bar is whole in view at the end of a long selection, too', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 640, height: 360 })
  const code = await openBench(page, people.coding, freshTitle)
  await code.transcript.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(code.bar).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ControlOrMeta+Shift+End')
  await expect
    .poll(() =>
      code.transcript.evaluate(view => {
        const end = [...view.querySelectorAll('[data-row]')].at(-1)?.getBoundingClientRect()
        return end ? end.bottom > view.getBoundingClientRect().top : false
      }),
    )
    .toBe(true)
  await expect(code.bar).toBeInViewport({ ratio: 1 })
})

test('a selection leaves the lines of five codes in view', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const words = await code.boxOf('in vocational rehab, brain injury')
  await page.mouse.click(words.x + 30, words.y + words.height / 2)
  for (const typed of ['belief', 'paper', 'referral', 'fear', 'employer']) await code.choose(typed)
  await expect(code.bar).toBeVisible()
  await expect
    .poll(async () => new Set((await code.painted()).map(each => each[0])))
    .toEqual(new Set('01234'))
  const native = () =>
    code.transcript.evaluate(view => {
      const body = view.querySelector('[data-row] > :last-child')
      return body && getComputedStyle(body, '::selection').backgroundColor
    })
  // The page's own selection fills its line, over what hangs down from the one above: what is painted does not.
  expect(await native()).toBe('rgba(0, 0, 0, 0)')
  const selected = await page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => name.endsWith('-selected'))
      .reduce((n, [, { size }]) => n + size, 0),
  )
  expect(selected).toBeGreaterThan(0)
  await lookAt(page, 'selection-over-five')
  const { x, y } = await code.boxOf('clinic')
  await page.mouse.move(x, y + 5)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 5, { steps: 3 })
  await expect.poll(native).not.toBe('rgba(0, 0, 0, 0)')
  await page.mouse.up()
  await expect.poll(native).toBe('rgba(0, 0, 0, 0)')
})

test('the bar goes with its words where another width of the window moves them', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  // Low in the window, so that more lines above it move it out of a small one.
  for (let turn = 0; turn < 8; turn++) await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('ControlOrMeta+Shift+ArrowDown')
  await expect(code.bar).toBeInViewport()
  /** How far the bar is from the words once both stand still, in px; 0 where it is put away. */
  const apart = () =>
    page.evaluate(async () => {
      const places = () => {
        const bar = document.querySelector('[role="toolbar"][aria-label="Selected passage"]')
        return [bar, document.getSelection()?.getRangeAt(0)].map(each => each?.getBoundingClientRect())
      }
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
      let [bar, words] = places()
      for (let still = 0; still < 20; still++) {
        await frame()
        const now = places()
        if (now[0]?.top !== bar?.top || now[1]?.top !== words?.top) still = 0
        ;[bar, words] = now
      }
      if (!bar || !words || bar.bottom < 0) return 0
      return Math.max(words.top - bar.bottom, bar.top - words.bottom, 0)
    })
  expect(await apart()).toBeLessThan(60)
  for (const [width, height] of [
    [1024, 640],
    [1280, 720],
    [1024, 400],
    [1280, 720],
    [700, 500],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await apart()).toBeLessThan(60)
  }
})

test('the bar beside a selection leaves the codes beside the text to be pressed', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await code.drag('clinic', 'week')
  await code.choose('belief')
  // Near the end of a line: a bar that begins there would reach into the margin.
  const word = await code.boxOf('got')
  expect(word.x).toBeGreaterThan(700)
  await page.mouse.dblclick(word.x + word.width / 2, word.y + word.height / 2)
  await expect(code.bar).toBeInViewport({ ratio: 1 })
  const [bar, label] = [await code.bar.boundingBox(), await code.stripe('Belief in its worth').boundingBox()]
  expect((bar?.x ?? 0) + (bar?.width ?? 0)).toBeLessThanOrEqual(label?.x ?? 0)
})

test('Delete in the framework removes the code, and the keyboard goes to the one beside it', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const tree = code.framework
  const line = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name}`) })
  const atKeyboard = () =>
    tree.evaluate(element => {
      const id = element.getAttribute('aria-activedescendant') ?? ''
      return document.getElementById(id)?.textContent
    })
  await tree.getByRole('treeitem').first().click()
  for (const name of ['Aaaa', 'Bbbb', 'Cccc']) {
    await page.keyboard.press('Insert')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(line(name)).toBeVisible()
    await expect(tree).toBeFocused()
  }
  await line('Bbbb').click()
  await page.keyboard.press('Delete')
  const why = page.getByRole('dialog', { name: 'Remove “Bbbb”?' })
  await why.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
  await expect(line('Bbbb')).toHaveCount(0)
  await expect.poll(atKeyboard).toMatch(/^(Aaaa|Cccc)/)
  await expect(tree).toBeFocused()
  await expect(new Frame(page).notices).toContainText('Removed “Bbbb”.')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(line('Bbbb')).toBeVisible()
  await line('Bbbb').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeVisible()
})
