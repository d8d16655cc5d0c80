import { expect } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { openBench } from './pages/open-bench.ts'

const test = madeStudy(new URL('./make-rough-study.ts', import.meta.url))

test('of a long coded turn what is seen is painted in its frame, and little more than that', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, 'Ann Lee', 'One line')
  // It was open already: choosing it again gives the text the keyboard.
  await expect(code.transcript).toBeFocused()
  const caret = page.getByTestId('caret')
  const top = () => code.transcript.evaluate(view => view.scrollTop)
  await page.keyboard.press('PageDown')
  await expect.poll(top).toBeGreaterThan(200)
  expect(await top()).toBeLessThan(700)
  await expect(caret).toBeInViewport()
  await page.keyboard.press('PageDown')
  await expect.poll(top).toBeGreaterThan(700)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect.poll(top).toBeLessThan(100)
  await page.keyboard.press('ControlOrMeta+a')
  // Its end, where the caret is, is megabytes away.
  await page.keyboard.press('Enter')
  await code.chooser.fill('code 4321')
  await page.keyboard.press('Enter')
  await expect(code.stripe('Code 4321').first()).toBeVisible()

  // As whoever turns the wheel does: a place that was moved to by key is no longer kept then.
  await code.transcript.hover()
  await page.mouse.wheel(0, 10)
  const seen = await code.transcript.evaluate(async view => {
    /** Until the next frame is on the screen. */
    const frame = () =>
      new Promise<void>(resolve => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve()
          port2.postMessage(null)
        })
      })
    const ranges = () =>
      [...CSS.highlights]
        .filter(([name]) => /-(solid|dashed)$/.test(name))
        .flatMap(([, highlight]) => [...highlight])
        .map(range => {
          const live = document.createRange()
          live.setStart(range.startContainer, range.startOffset)
          live.setEnd(range.endContainer, range.endOffset)
          return live
        })
    /** Places down the middle of the viewport whose letter lies in no range, and the letters painted in all. */
    const look = () => {
      const { left, top, width, height } = view.getBoundingClientRect()
      const painted = ranges()
      const unpainted: string[] = []
      for (let step = 1; step < 20; step++) {
        const y = top + (height * step) / 20
        const place = document.caretPositionFromPoint(left + width * 0.4, y)
        const line = place?.getClientRect()
        // What stands over the text is none of it.
        if (!(place?.offsetNode instanceof Text) || !place.offsetNode.parentElement?.closest('[data-row]'))
          continue
        if (!line || line.top > y || line.bottom < y) continue
        if (!painted.some(range => range.isPointInRange(place.offsetNode, place.offset)))
          unpainted.push(`${step} at ${view.scrollTop}`)
      }
      return { unpainted, letters: painted.reduce((sum, range) => sum + range.toString().length, 0) }
    }
    const looks: ReturnType<typeof look>[] = []
    const go = async (to: number) => {
      view.scrollTop = to
      await frame()
      looks.push(look())
    }
    for (let at = 0; at < 40; at++) await go(view.scrollTop + 230)
    for (let at = 0; at < 20; at++) await go(view.scrollTop - 170)
    await go(view.scrollHeight)
    await go(0)
    await go(view.scrollHeight / 2)
    return {
      unpainted: looks.flatMap(({ unpainted }) => unpainted),
      least: Math.min(...looks.map(({ letters }) => letters)),
      most: Math.max(...looks.map(({ letters }) => letters)),
    }
  })
  expect(seen.unpainted).toEqual([])
  expect(seen.least).toBeGreaterThan(300)
  // The window holds less than 2,000 letters of it; a block of the line, which is its row, has 2,000.
  expect(seen.most).toBeLessThan(4_000)
  // Millions of letters from where it begins, the name of the code is beside the text again.
  const named = page.getByRole('region', { name: 'Codings beside the text' }).getByText('Code 4321')
  // All at once: names come and go as the margin is measured. They stand more than a small window apart.
  const nearView = () =>
    named.evaluateAll(names =>
      names.some(name => {
        const { top, bottom } = name.getBoundingClientRect()
        return top >= -innerHeight && bottom <= 2 * innerHeight
      }),
    )
  await expect.poll(nearView).toBe(true)
  // Seen and not asked of axe, which would look at all of its letters: the screen is the one of other tests.
  await page.screenshot({ path: 'test-results/screens/code-long-turn.png' })
})
