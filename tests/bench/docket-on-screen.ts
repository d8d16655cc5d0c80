import { chromium, type Page } from '@playwright/test'
import { buildAll } from '../../scripts/build.ts'
import { startDoor } from '../e2e/door.ts'
import { browserOfTheTests } from './browser-of-the-tests.ts'
import { type Spread, spreadOf } from './measure.ts'

/** How often each key is pressed; before the next, the screen has come to rest. */
const presses = 15

export interface OnScreen {
  /** What the page's own thread works from a key till the frame that shows the next difference. */
  processor: Spread
  /** How long that takes by the clock, whatever else the machine does. */
  wall: Spread
}

/**
 * What a reviewer waits for in the browser, on the docket of the study at `path`, in milliseconds: the next difference by
 * `N`, and by a ruling. The member `reviewer` signs in by name.
 */
export async function docketOnScreen(
  path: string,
  reviewer: string,
): Promise<Record<'next' | 'ruling', OnScreen>> {
  await buildAll(line => console.error(line))
  const door = await startDoor({ study: path })
  const { launchOptions = {}, viewport = null } = await browserOfTheTests()
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport })
    await page.goto(door.address)
    await page.getByRole('button', { name: reviewer }).first().click()
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('button', { name: 'Adjudicate' })
      .click()
    const difference = page.getByRole('article', { name: /^Difference / })
    await difference.waitFor({ timeout: 120_000 })
    await difference.focus()
    return { next: await timed(page, 'n', 'KeyN', 0), ruling: await timed(page, '1', 'Digit1', 1) }
  } finally {
    await browser.close()
    await door.stop()
  }
}

/** @param rules how many differences each press settles */
async function timed(page: Page, key: string, code: string, rules: 0 | 1): Promise<OnScreen> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async (): Promise<number> =>
    ((await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
      ?.value ?? 0) * 1000
  const [processor, wall]: [number[], number[]] = [[], []]
  const settled = page.getByRole('meter', { name: 'Differences settled' })
  const count = async () => Number.parseInt((await settled.getAttribute('aria-valuetext')) ?? '', 10)
  const first = await count()
  for (let n = 0; n < presses; n++) {
    // What followed the ruling before has come, and was drawn.
    while ((await count()) < first + rules * n) await page.evaluate(nextPause)
    await page.evaluate(nextPause)
    const before = await worked()
    wall.push(await page.evaluate(pressed, { key, code }))
    processor.push((await worked()) - before)
  }
  return { processor: spreadOf(processor), wall: spreadOf(wall) }
}

/** Waits in the page till it has nothing to do. */
const nextPause = (): Promise<void> => new Promise(done => void requestIdleCallback(() => done()))

/** Presses a key in the page; answers after how many milliseconds a frame has shown another difference. */
const pressed = (given: { key: string; code: string }): Promise<number> =>
  new Promise(done => {
    const shown = () =>
      document.querySelector('article[aria-label^="Difference"]')?.getAttribute('aria-label')
    const [before, began] = [shown(), performance.now()]
    const look = () =>
      requestAnimationFrame(() => (shown() === before ? look() : done(performance.now() - began)))
    const event = new KeyboardEvent('keydown', { ...given, bubbles: true, cancelable: true })
    ;(document.activeElement ?? document.body).dispatchEvent(event)
    look()
  })
