import type { Page } from '@playwright/test'

/** What is measured in one visit. */
export interface Wanted {
  /** How often a coding is added and removed, and how often a place far away is jumped to. */
  changes: number
  jumps: number
  scroll: boolean
  /** Looks at each frame of a further scroll for coded text without its highlight. */
  look: boolean
}

/** A contestant ready to be visited in one size, each time on a fresh page. */
export interface Visited {
  visit(wanted: Wanted): Promise<Samples>
  stop(): Promise<void>
}

/** The figures of one visit or of several: every measurement under the figure's name. */
export type Samples = Record<string, readonly number[]>

/**
 * Measures whatever the page has made ready as `window.viewer`, from its first paint to its last frame. The heap is
 * taken after the changes and before the text is travelled through. `between` measures more before that.
 */
export async function visit(
  page: Page,
  wanted: Wanted,
  between: () => Promise<Samples> = async () => ({}),
): Promise<Samples> {
  const samples: Samples = {}
  const put = (name: string, ...values: readonly number[]) => gather(samples, { [name]: values })
  put('first paint', await page.evaluate(() => window.viewer.firstPaint()))
  for (let nth = 0; nth < wanted.changes; nth++) {
    const { add, remove, afterwards } = await page.evaluate(at => window.viewer.change(at), nth)
    put('add one', add)
    if (nth === 0) put('add one, the first', add)
    put('remove one', remove)
    put('longest frame after adding', afterwards)
  }
  const { nodes, used, embedder } = await sizeOf(page)
  put('DOM elements', nodes)
  put('heap, MB', used)
  put('heap of the DOM, MB', embedder)
  const hit = await page.evaluate(() => window.viewer.hit())
  if (hit !== null) put('hit test, µs', hit)
  gather(samples, await between())
  for (let nth = 0; nth < wanted.jumps; nth++)
    put('jump', await page.evaluate(at => window.viewer.jump(at), nth))
  if (wanted.scroll) {
    const { frames, work } = await page.evaluate(() => window.viewer.scroll())
    put('scroll, frame', ...frames)
    put('scroll, work in a frame', ...work)
  }
  if (wanted.look) {
    const looked = await page.evaluate(() => window.viewer.lookThrough())
    if (looked) {
      put('frames looked at', looked.frames)
      put('frames with coded text uncoded', looked.uncoded)
    }
  }
  return samples
}

/** Adds the samples of one visit to those of others. */
export function gather(all: Samples, further: Samples): void {
  for (const [name, values] of Object.entries(further)) all[name] = [...(all[name] ?? []), ...values]
}

/** Elements, and the heap after everything that can be let go has been, in MB. */
async function sizeOf(page: Page): Promise<{ nodes: number; used: number; embedder: number }> {
  const nodes = await page.evaluate(() => window.viewer.elements())
  const session = await page.context().newCDPSession(page)
  for (let again = 0; again < 3; again++) await session.send('HeapProfiler.collectGarbage')
  const usage = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const { usedSize, embedderHeapUsedSize = 0 } = usage
  return { nodes, used: usedSize / 2 ** 20, embedder: embedderHeapUsedSize / 2 ** 20 }
}
