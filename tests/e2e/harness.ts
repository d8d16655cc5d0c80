import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { type Door, root, startDoor } from './door.ts'

export type Theme = 'light' | 'dark' | 'high-contrast'

/** What went wrong in a page without anyone asking: blocked by the policy, thrown, or logged as an error. */
export interface Trouble {
  violations: string[]
  errors: string[]
}

/** One window on the study. */
export interface Window {
  page: Page
  trouble: Trouble
}

interface Fixtures {
  /** A running door on a library of its own. */
  door: Door
  /**
   * Opens another window of the same browser (the first exchanges the token). When the test ends, no window may
   * have met a policy violation or an error.
   */
  openWindow: () => Promise<Window>
  /** The first window. */
  app: Window
}

/** Playwright's `test` with a door and windows on it. */
export const test = base.extend<Fixtures>({
  door: async ({ browserName }, use, info) => {
    info.annotations.push({ type: 'browser', description: browserName })
    const door = await startDoor()
    await use(door)
    await door.stop()
  },
  openWindow: async ({ door, context }, use) => {
    const windows: Window[] = []
    await use(async () => {
      const page = await context.newPage()
      const trouble = await watch(page)
      await page.goto(windows.length === 0 ? door.address : door.origin)
      await page
        .getByRole('main')
        .waitFor({ timeout: 20_000 })
        .catch(() => {
          throw new Error(`The window stayed empty: ${JSON.stringify(trouble, null, 2)}`)
        })
      const opened = { page, trouble }
      windows.push(opened)
      return opened
    })
    for (const { trouble } of windows) expect(trouble).toEqual({ violations: [], errors: [] })
  },
  app: async ({ openWindow }, use) => use(await openWindow()),
})

export { expect } from '@playwright/test'

/** Collects policy violations and errors from a page about to be opened. */
async function watch(page: Page): Promise<Trouble> {
  const trouble: Trouble = { violations: [], errors: [] }
  await page.exposeFunction('tandemViolation', (what: string) => trouble.violations.push(what))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => {
      const report = (window as unknown as { tandemViolation(what: string): void }).tandemViolation
      report(
        `${event.effectiveDirective} blocked ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      )
    })
  })
  page.on('pageerror', error => trouble.errors.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') trouble.errors.push(message.text())
  })
  return trouble
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** The rules of axe that a theme can break; all others go by what the page is made of. */
const ofColours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const
const ofAll = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const

/**
 * The serious and critical findings of axe on the page as it stands, one line each; empty is good. React Aria's own
 * announcer is left out: for seven seconds it holds what it has said, by the id of a button that may be gone by then.
 * So is what it hides from the ear around the open list of a field: the keyboard is in the field, and the list is closed
 * before it is anywhere else.
 */
export async function accessibilityFaults(
  page: Page,
  rules: typeof ofAll | typeof ofColours = ofAll,
): Promise<string[]> {
  const isThere = await page.evaluate("typeof axe === 'object'")
  if (!isThere) await page.evaluate(await readFile(axeSource, 'utf8'))
  const results = await page.evaluate<AxeResults>(
    `axe.run({ exclude: ['[data-live-announcer]'] }, {
      resultTypes: ['violations'],
      runOnly: ${JSON.stringify(rules)},
    })`,
  )
  const isListOpen = (await page.locator('[role="combobox"][aria-expanded="true"]').count()) > 0
  return results.violations
    .filter(({ id }) => !(id === 'aria-hidden-focus' && isListOpen))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary}`),
    )
}

/** Looks at the page in light, dark and high contrast: pictures in `test-results/screens/NAME-THEME.png`, and no serious axe finding. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark', 'high-contrast'] satisfies Theme[]) {
    await page.emulateMedia({
      colorScheme: theme === 'dark' ? 'dark' : 'light',
      contrast: theme === 'high-contrast' ? 'more' : 'no-preference',
      reducedMotion: 'reduce',
    })
    await page.screenshot({ path: join(root, `test-results/screens/${name}-${theme}.png`) })
    const faults = await accessibilityFaults(page, theme === 'light' ? ofAll : ofColours)
    expect(faults, `${name} in ${theme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
}
