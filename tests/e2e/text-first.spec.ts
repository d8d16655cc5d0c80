import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'

test('a text known by name is asked for at once, and drawn coded before what stands beside it', async ({
  app,
}) => {
  const { page } = app
  const said = saidOnTheWire(page)
  await page.reload()
  const frame = new Frame(page)
  await new SignInPage(page).signIn(people.coding)
  await frame.go('Code')
  const code = new CodePage(page)
  await code.open(denseTitle)
  await frame.go('Study')
  await expect(code.transcript).toBeHidden()

  said.length = 0
  await page.evaluate(noteWhatIsThere)
  await frame.go('Code')
  await expect(page.getByRole('document', { name: `Transcript: ${denseTitle}` })).toBeVisible()
  expect(said).toContain('sources.list')
  expect(said.indexOf('sources.open')).toBeGreaterThan(-1)
  expect(said.indexOf('sources.open')).toBeLessThan(said.indexOf('answer to sources.list'))

  const { painted, beside } = await page.evaluate(() => window.whenFirst)
  expect(painted).toBeGreaterThan(0)
  expect(beside).toBe(0)
  await expect(code.framework).toBeVisible()
  await expect(code.panel.getByRole('heading').first()).toBeVisible()
})

test('the list of sources can be opened while a text is on its way, and stays open when it comes', async ({
  app,
}) => {
  const { page } = app
  const letText = await holdTexts(page)
  await page.reload()
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const sources = page.getByRole('combobox', { name: 'Source' })
  await sources.click()
  await expect(page.getByRole('option', { name: freshTitle })).toBeVisible()
  const code = new CodePage(page)
  await expect(code.transcript).toBeHidden()
  letText()
  // Behind an open list the text is nothing to assistive technology.
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await expect(sources).toBeFocused()
  await page.getByRole('option', { name: freshTitle }).click()
  await expect(page.getByRole('document', { name: `Transcript: ${freshTitle}` })).toBeFocused()
})

test('a list that is closing takes no press meant for the text under it', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await expect(code.transcript).toBeFocused()
  await page.getByRole('combobox', { name: 'Source' }).click()
  await expect(page.getByRole('option', { name: denseTitle })).toBeVisible()
  const other = await page.getByRole('option', { name: freshTitle }).boundingBox()
  const own = await page.getByRole('option', { name: denseTitle }).boundingBox()
  if (!other || !own) throw new Error('The list is not open')
  await page.mouse.click(own.x + own.width / 2, own.y + own.height / 2)
  await page.mouse.click(other.x + other.width / 2, other.y + other.height / 2)
  await expect(code.transcript).toBeFocused()
  await expect(page.getByRole('option')).toHaveCount(0)
  await expect(page.getByRole('document', { name: `Transcript: ${denseTitle}` })).toBeVisible()
})

interface Noted {
  /** How many ranges are painted, and how many of the framework and the passage panel are in the page. */
  painted: number
  beside: number
}

declare global {
  interface Window {
    whenFirst: Promise<Noted>
  }
}

/** Keeps what the page has when the first row of a text comes into it. */
function noteWhatIsThere(): void {
  window.whenFirst = new Promise(resolve => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-row]')) return
      observer.disconnect()
      const beside = document.querySelectorAll('[role="tree"], section[aria-label="Passage"] h2').length
      resolve({ painted: [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0), beside })
    }).observe(document.body, { subtree: true, childList: true })
  })
}

/** Holds back every text the engine answers with, from the page's next loading on; answers how to let them through. */
async function holdTexts(page: Page): Promise<() => void> {
  const asked = new Set<number>()
  let held: (() => void)[] | null = []
  await page.routeWebSocket(/./, socket => {
    const engine = socket.connectToServer()
    socket.onMessage(message => {
      const { id, method } = JSON.parse(String(message)) as { id: number; method?: string }
      if (method === 'sources.open') asked.add(id)
      engine.send(message)
    })
    engine.onMessage(message => {
      const { type, id } = JSON.parse(String(message)) as { type: string; id: number }
      if (held && type === 'answer' && asked.has(id)) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return () => {
    for (const pass of held ?? []) pass()
    held = null
  }
}

/** What the page asks the engine from its next loading on, and what is answered, in order. */
function saidOnTheWire(page: Page): string[] {
  const said: string[] = []
  const asked = new Map<number, string>()
  page.on('websocket', socket => {
    socket.on('framesent', ({ payload }) => {
      const { id, method } = JSON.parse(String(payload)) as { id: number; method?: string }
      if (method === undefined) return
      asked.set(id, method)
      said.push(method)
    })
    socket.on('framereceived', ({ payload }) => {
      const { type, id } = JSON.parse(String(payload)) as { type: string; id: number }
      if (type === 'answer') said.push(`answer to ${asked.get(id)}`)
    })
  })
  return said
}
