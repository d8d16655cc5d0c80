import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type PlaywrightTestConfig,
} from '@playwright/test'
import { buildAll } from '../../../scripts/build.ts'
import { type Spread, spreadOf } from '../measure.ts'
import { type Cell, cellsFor, nameOf } from './cells.ts'
import { type Pages, servePages } from './pages.ts'
import { contestants, type Name, visitsOf } from './plan.ts'
import { type Ratio, ratiosOf } from './ratios.ts'
import { measureScreen } from './screen.ts'
import { makeVisits, type Samples, visit } from './visit.ts'

/** The figures of a contestant by name. */
export type Figures = Record<string, Spread>

/** Figures by the name of the cell, then by contestant. */
export type Measured = Record<string, Partial<Record<Name, Figures>>>

export interface ViewerResult {
  notes: Record<string, string>
  contestants: typeof contestants
  ratios: Ratio[]
  figures: Measured
}

const notes = {
  unit: 'ms, or what the figure’s name says; runs is how many measurements a figure is made of',
  'first paint':
    'from mounting to the end of the first frame that shows the codings in view; on the Code screen from the press on “Code”, the engine’s answers included; each on a fresh page in a fresh browser context',
  'add one, remove one':
    'from the call, at the beginning of a frame, to the end of the first frame laid out with the outcome; on the Code screen the call is a key’s event',
  'keystroke to frame': 'a real key, from the event’s own time, so waiting for the next frame is in it',
  'longest frame after adding': 'while what was put off is done; on the Code screen the list is read again',
  scroll:
    'half a viewport a frame, more where the text would take over 600 frames; frame: from one beginning to the next; work: the page’s own, from the scroll event on',
  heap: 'JavaScript heap after garbage collection, with the page’s own code; before the scroll',
}

/**
 * The reader’s benchmark in Chromium: floor, peer, our viewer and the whole Code screen in the same run, each alone in
 * a page, with the ratios to reach. Says how far it is on the error stream.
 * @param flags `--all` for every size; `--cell=60k/2k` for one; `--only=NAME` for one contestant
 */
export async function bench(flags: readonly string[] = []): Promise<ViewerResult> {
  const only = flagValue(flags, '--only')
  const cell = flagValue(flags, '--cell')
  const cells = cellsFor(flags.includes('--all') || cell !== undefined).filter(
    each => cell === undefined || nameOf(each) === cell,
  )
  const names = (Object.keys(contestants) as Name[]).filter(
    name => only === undefined || only.split(',').includes(name),
  )
  if (cells.length === 0 || names.length === 0) throw new Error('There is no such size or contestant.')
  await buildAll(line => console.error(line))
  const { launchOptions = {}, viewport = null } = await browserOfTheTests()
  const pages = await servePages()
  const browser = await chromium.launch(launchOptions)
  try {
    const figures: Measured = {}
    for (const each of cells) {
      const row: Partial<Record<Name, Figures>> = {}
      for (const name of names) {
        const began = performance.now()
        const samples = await measure(browser, { viewport }, pages, name, each)
        row[name] = Object.fromEntries(
          Object.entries(samples).map(([figure, values]) => [figure, spreadOf(values)]),
        )
        const took = ((performance.now() - began) / 1000).toFixed(0)
        console.error(
          `${nameOf(each)} ${name}: first paint ${row[name]?.['first paint']?.median} ms (${took} s)`,
        )
      }
      figures[nameOf(each)] = row
    }
    return { notes, contestants, ratios: ratiosOf(figures), figures }
  } finally {
    await browser.close()
    await pages.stop()
  }
}

/** Making the largest material takes a while on a busy machine, in ms. */
const longestLoad = 120_000

async function measure(
  browser: Browser,
  options: BrowserContextOptions,
  pages: Pages,
  name: Name,
  cell: Cell,
): Promise<Samples> {
  const visits = visitsOf(name, cell)
  if (name === 'screen') return measureScreen(browser, options, pages.screenScript, cell, visits)
  const address = new URL(pages.address)
  address.search = new URLSearchParams({
    contestant: name,
    characters: String(cell.characters),
    codings: String(cell.codings),
  }).toString()
  return makeVisits(visits, async wanted => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    page.setDefaultTimeout(longestLoad)
    await page.goto(address.href)
    await page.waitForFunction(() => 'viewer' in window)
    const samples = await visit(page, wanted)
    await context.close()
    return samples
  })
}

/** How the browser tests start Chromium. The configuration stands outside the rooms, so it is read when run. */
async function browserOfTheTests() {
  const url = new URL('../../../playwright.config.ts', import.meta.url).href
  const { default: config } = (await import(url)) as { default: PlaywrightTestConfig }
  return config.projects?.[0]?.use ?? {}
}

const flagValue = (flags: readonly string[], name: string): string | undefined =>
  flags.find(flag => flag.startsWith(`${name}=`))?.slice(name.length + 1)
