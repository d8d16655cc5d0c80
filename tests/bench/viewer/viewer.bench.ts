import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import { buildAll } from '../../../scripts/build.ts'
import { browserOfTheTests } from '../browser-of-the-tests.ts'
import { type Spread, spreadOf } from '../measure.ts'
import { type Cell, cellsFor, nameOf } from './cells.ts'
import { servePages } from './pages.ts'
import { contestants, type Name, patience, visitsOf } from './plan.ts'
import { type Ratio, ratiosOf } from './ratios.ts'
import { openScreen } from './screen.ts'
import { gather, type Samples, type Visited, visit, type Wanted } from './visit.ts'

/** The figures of a contestant by name. */
export type Figures = Record<string, Spread>

/** Figures by the name of the cell, then by contestant. */
export type Measured = Record<string, Partial<Record<Name, Figures>>>

export interface ViewerResult {
  notes: Record<string, string>
  contestants: typeof contestants
  /** Visits that broke off: their figures are not among the others. */
  failures: string[]
  ratios: Ratio[]
  figures: Measured
}

const notes = {
  unit: 'ms, or what the figure’s name says; runs is how many measurements a figure is made of',
  'first paint':
    'from mounting to the end of the first frame that shows the codings in view; on the Code screen from the press on “Code”, the engine’s answers included; each on a fresh page in a fresh browser context',
  window:
    'each contestant is opened in a window that runs: React has drawn it and changed it before, as the app has when a text is opened',
  'add one, remove one':
    'twelve on each page, the first of which is told apart too; from the call, at the beginning of a frame, to the end of the first frame laid out with the outcome; on the Code screen the call is a key’s event',
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
    const failures: string[] = []
    for (const each of cells) {
      const open = (name: Name) =>
        name === 'screen'
          ? openScreen(browser, { viewport }, pages.screenScript, each)
          : openPage(browser, { viewport }, pages.address, name, each)
      figures[nameOf(each)] = await measureCell(each, names, open, failures)
    }
    if (failures.length > 0) process.exitCode = 1
    return { notes, contestants, failures, ratios: ratiosOf(figures), figures }
  } finally {
    await browser.close()
    await pages.stop()
  }
}

/**
 * Visits the contestants in turn, so that a machine that is busy for a while is so for all of them; one that is
 * slow is left out of further quick turns. A visit that breaks off is noted in `failures`, and the others go on.
 */
async function measureCell(
  cell: Cell,
  names: readonly Name[],
  open: (name: Name) => Promise<Visited>,
  failures: string[],
): Promise<Partial<Record<Name, Figures>>> {
  const entered: {
    name: Name
    visited: Visited
    visits: readonly Wanted[]
    samples: Samples
    spent: number
  }[] = []
  try {
    for (const name of names) {
      entered.push({ name, visited: await open(name), visits: visitsOf(name, cell), samples: {}, spent: 0 })
    }
    for (let turn = 0; turn < Math.max(...entered.map(({ visits }) => visits.length)); turn++) {
      for (const each of entered) {
        const wanted = each.visits[turn]
        if (!wanted || (each.spent > patience && !wanted.scroll)) continue
        const began = performance.now()
        try {
          gather(each.samples, await each.visited.visit(wanted))
        } catch (error) {
          failures.push(`${nameOf(cell)}, visit ${turn + 1}, ${each.name}: ${String(error).split('\n')[0]}`)
          console.error(failures.at(-1))
        }
        const took = performance.now() - began
        each.spent += took
        const painted = each.samples['first paint']?.at(-1)?.toFixed(0)
        console.error(
          `${nameOf(cell)}, visit ${turn + 1}, ${each.name}: first paint ${painted} ms (${(took / 1000).toFixed(0)} s)`,
        )
      }
    }
    return Object.fromEntries(
      entered.map(({ name, samples }) => [
        name,
        Object.fromEntries(Object.entries(samples).map(([figure, values]) => [figure, spreadOf(values)])),
      ]),
    )
  } finally {
    for (const { visited } of entered) await visited.stop()
  }
}

/** Making the largest material takes a while on a busy machine, in ms. */
const longestLoad = 120_000

/** A contestant's page. */
async function openPage(
  browser: Browser,
  options: BrowserContextOptions,
  page: string,
  name: Name,
  cell: Cell,
): Promise<Visited> {
  const address = new URL(page)
  address.search = new URLSearchParams({
    contestant: name,
    characters: String(cell.characters),
    codings: String(cell.codings),
  }).toString()
  return {
    async visit(wanted) {
      await using context = await browser.newContext(options)
      const page = await context.newPage()
      page.setDefaultTimeout(longestLoad)
      await page.goto(address.href)
      await page.waitForFunction(() => 'viewer' in window)
      return await visit(page, wanted)
    },
    stop: async () => {},
  }
}

/** How the browser tests start Chromium. The configuration stands outside the rooms, so it is read when run. */
const flagValue = (flags: readonly string[], name: string): string | undefined =>
  flags.find(flag => flag.startsWith(`${name}=`))?.slice(name.length + 1)
