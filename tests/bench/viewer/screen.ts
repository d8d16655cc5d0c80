import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { startDoor } from '#tests/e2e/door.ts'
import { SignInPage } from '#tests/e2e/pages/sign-in-page.ts'
import { StartPage } from '#tests/e2e/pages/start-page.ts'
import type { Cell } from './cells.ts'
import { coders, makeViewerStudy, title } from './viewer-study.ts'
import { type Samples, type Visited, visit } from './visit.ts'

/** How many keys are really pressed in each visit. */
const keys = 3

/** The Code screen of the app on a study with this text and these codings. */
export async function openScreen(
  browser: Browser,
  options: BrowserContextOptions,
  script: string,
  cell: Cell,
): Promise<Visited> {
  const door = await startDoor()
  try {
    await makeViewerStudy(door.folder, cell)
    // The first window exchanges the token; the measured ones have its cookie.
    const first = await browser.newContext(options)
    await (await first.newPage()).goto(door.address)
    const storageState = await first.storageState()
    await first.close()
    return {
      async visit(wanted) {
        await using context = await browser.newContext({ ...options, storageState })
        const page = await context.newPage()
        await page.goto(door.origin)
        await enter(page)
        await page.evaluate(script)
        await page.evaluate(cell => {
          window.viewer = window.measureScreen(cell)
        }, cell)
        return await visit(page, wanted, () => pressKeys(page))
      },
      stop: () => door.stop(),
    }
  } catch (error) {
    await door.stop()
    throw error
  }
}

/** Opens the study from the list of recent ones and signs in. */
async function enter(page: Page): Promise<void> {
  await new StartPage(page).recent(title).click()
  await new SignInPage(page).signIn(coders[0])
  await page.getByRole('navigation', { name: 'Screens' }).waitFor()
}

/** Presses the pinned code's key and then Delete, as a person does. */
async function pressKeys(page: Page): Promise<Samples> {
  const times: number[] = []
  for (let nth = 0; nth < keys; nth++) {
    await page.evaluate(at => window.viewer.prepare(at), nth)
    for (const key of ['1', 'Delete']) {
      await page.evaluate(() => window.viewer.awaitKey())
      await page.keyboard.press(key)
      times.push(await page.evaluate(() => window.viewer.keyShown()))
      await page.evaluate(() => window.viewer.settle())
    }
  }
  return { 'keystroke to frame': times }
}
