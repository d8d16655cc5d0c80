import { chromium, type Page } from '@playwright/test'
import { buildAll } from '../../scripts/build.ts'
import { startDoor } from '../e2e/door.ts'
import { browserOfTheTests } from './browser-of-the-tests.ts'
import { type Spread, spreadOf } from './measure.ts'

/** How often each key is pressed; before the next, the screen has come to rest. */
const presses = 15

export interface OnScreen {
  /** What the page's own thread works from a key to the end of the frame that shows the next difference. */
  processor: Spread
  /** How long that takes by the clock, the wait for the next frame and whatever else the machine does included. */
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
  const traced: TraceEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => traced.push(...(value as unknown as TraceEvent[])))
  const settled = page.getByRole('meter', { name: 'Differences settled' })
  const count = async () => Number.parseInt((await settled.getAttribute('aria-valuetext')) ?? '', 10)
  const first = await count()
  const wall: number[] = []
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] },
  })
  for (let n = 0; n < presses; n++) {
    // What followed the ruling before has come, and was drawn.
    while ((await count()) < first + rules * n) await page.evaluate(nextPause)
    await page.evaluate(nextPause)
    wall.push(await page.evaluate(pressed, { key, code }))
  }
  const complete = new Promise<void>(done => devtools.once('Tracing.tracingComplete', () => done()))
  await devtools.send('Tracing.end')
  await complete
  await devtools.detach()
  return { processor: spreadOf(workedBetween(traced)), wall: spreadOf(wall) }
}

/** What a trace tells of one event: when it began, how long it took and how much of that its thread worked, in µs. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
}

const [begins, ends] = ['the key', 'the frame is over'] as const

/** How long the page's own thread worked from each key to the end of its frame, in ms. */
function workedBetween(traced: readonly TraceEvent[]): number[] {
  const marks = traced
    .filter(({ name }) => name === begins || name === ends)
    .sort((one, other) => one.ts - other.ts)
  const [{ pid, tid } = { pid: 0, tid: 0 }] = marks
  const tasks = traced.filter(
    each => each.name.endsWith('RunTask') && each.ph === 'X' && each.pid === pid && each.tid === tid,
  )
  return marks.flatMap(({ name, ts: from }, at) => {
    const end = marks[at + 1]
    if (name !== begins || end?.name !== ends) return []
    const worked = tasks.map(({ ts, dur = 0, tdur = dur }) => {
      const within = Math.min(ts + dur, end.ts) - Math.max(ts, from)
      // Of a task that is only partly within, as much of its work as of its time.
      return within <= 0 || dur === 0 ? 0 : (tdur * within) / dur
    })
    return [worked.reduce((sum, each) => sum + each, 0) / 1000]
  })
}

/** Waits in the page till it has nothing to do. */
const nextPause = (): Promise<void> => new Promise(done => void requestIdleCallback(() => done()))

/** Presses a key in the page; answers after how many milliseconds a frame that shows another difference was drawn. */
const pressed = (given: { key: string; code: string }): Promise<number> =>
  new Promise(done => {
    const shown = () =>
      document.querySelector('article[aria-label^="Difference"]')?.getAttribute('aria-label')
    const before = shown()
    const began = performance.mark('the key').startTime
    const over = () => done(performance.mark('the frame is over').startTime - began)
    const look = () =>
      requestAnimationFrame(() => {
        if (shown() === before) return look()
        // The next task after the frame: its layout and paint are behind it.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = over
        port2.postMessage(null)
      })
    const event = new KeyboardEvent('keydown', { ...given, bubbles: true, cancelable: true })
    ;(document.activeElement ?? document.body).dispatchEvent(event)
    look()
  })
