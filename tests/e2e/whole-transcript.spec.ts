import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { buildRows } from '#renderer/transcript/rows.ts'
import { root } from './door.ts'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { type EngineWindow, engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { typeAtOnce } from './pages/type-at-once.ts'
import { coder, textStudy } from './text-study.ts'

/*
 * A whole interview coded without a mouse, every step of it taken back and done again, and the window loaded anew on
 * the way. What the window shows is held against what the engine answers to a window of its own.
 */

const test = textStudy(async () => [join(root, 'engine/sample/files/p07-service-manager-site-3.txt')])

test('a whole transcript by keyboard alone, and every step undone and done again', async ({ app }) => {
  test.setTimeout(150_000)
  const { page } = app
  const pressed = await watchMouse(page)
  const code = new CodePage(page)
  const { keyboard } = page

  await test.step('from the list of members to the text', async () => {
    await new SignInPage(page).heading.waitFor()
    await tabTo(page, page.getByRole('button', { name: coder }))
    await keyboard.press('Enter')
    const rail = page.getByRole('navigation', { name: 'Screens' })
    await tabTo(page, rail.getByRole('button', { name: 'Code', exact: true }))
    await keyboard.press('Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('a code is pinned from the framework’s own menu', async () => {
    const waiting = code.framework.getByRole('treeitem', { name: /^Waiting/ })
    await tabTo(page, code.framework, 'Shift+Tab')
    await keyboard.press('ArrowDown')
    await expect(waiting).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('Shift+F10')
    const pin = page.getByRole('menuitem', { name: 'Pin on key 1' })
    await pin.waitFor()
    for (let line = 0; line < 3; line++) {
      if (await pin.evaluate(found => found === document.activeElement)) break
      await keyboard.press('ArrowDown')
    }
    await expect(pin).toBeFocused()
    await keyboard.press('Enter')
    await expect(waiting).toHaveAccessibleName(/key 1/)
    await tabTo(page, code.transcript)
  })

  const engine = await engineWindow(page, coder)
  const [{ id: source } = { id: '' }] = await engine.client.sources.list({})
  const { text, parts, interviewers } = await engine.client.sources.open({ source })
  const wanted = buildRows(text, parts, interviewers).filter(
    row => !row.continued && !row.asking && row.kind !== 'header',
  )
  const turns = wanted.length
  const before = await standing(engine, source)
  expect(turns).toBeGreaterThan(25)

  await test.step('every turn of the participant is coded, one way or another', async () => {
    const bare = async () => {
      const held = (await engine.client.codings.inSource({ source })).filter(({ coder }) => coder !== null)
      return wanted
        .filter(turn => !held.some(({ start, end }) => start < turn.bodyEnd && end > turn.bodyStart))
        .map(turn => text.slice(turn.bodyStart, turn.bodyEnd))
    }
    for (let nth = 0; nth < turns; nth++) {
      await keyboard.press('u')
      await waysToCode[nth % waysToCode.length]?.(page, nth)
      if (nth % 4 === 1) await keyboard.press('f')
      if (nth % 4 === 2) await keyboard.press('b')
      if (nth % 5 === 2) await keyboard.press('Alt+ArrowLeft')
      if (nth % 5 === 4) await keyboard.press('Alt+Shift+ArrowRight')
      if (nth % 7 === 3) await write(page, 'c', `Heard again at turn ${nth}.`)
      if (nth % 7 === 5) await write(page, 'n', `Ask about turn ${nth}.`)
      if (nth % 9 === 8) {
        await keyboard.press('Delete')
        await keyboard.press('.')
      }
      if (nth === 12) await keyboard.press('[')
      if (nth === 13) await keyboard.press(']')
      if (nth === 14) {
        await typeAtOnce(page, 'ControlOrMeta+f', 'because')
        await keyboard.press('F3')
        await keyboard.press('Escape')
        await expect(code.transcript).toBeFocused()
        expect((await code.selected()).words.toLowerCase()).toBe('because')
      }
      await expect.poll(async () => (await bare()).length, `after turn ${nth}`).toBe(turns - nth - 1)
      if (nth === Math.floor(turns / 2)) {
        await page.reload()
        await expect(code.transcript).toBeFocused()
      }
    }
    await keyboard.press('u')
    await expect(page.getByText('Every turn here has a coding of yours.').first()).toBeVisible()
    // The last nudge may still be on its way to the engine.
    await new Frame(page).savedAt()
  })

  const after = await standing(engine, source)
  await test.step('the engine has all of it', async () => {
    expect(after.codings.length).toBeGreaterThanOrEqual(turns)
    expect(new Set(after.codings.map(({ polarity }) => polarity))).toEqual(
      new Set([null, 'facilitator', 'barrier']),
    )
    expect(after.codings.filter(({ comment }) => comment !== '').length).toBeGreaterThan(2)
    expect(after.notes.length).toBeGreaterThan(2)
    expect(after.codes.length).toBeGreaterThan(before.codes.length + 5)
  })
  await test.step('all is undone, beyond a reload, to how it stood', async () => {
    const steps = await untilNoMore(page, engine, 'undo', async nth => {
      if (nth !== 20) return
      await page.reload()
      await expect(code.transcript).toBeFocused()
    })
    expect(steps).toBeGreaterThan(turns * 1.5)
    expect(await standing(engine, source)).toEqual(before)
    await keyboard.press('ControlOrMeta+Home')
    await expect.poll(() => code.painted()).toEqual([])
  })
  await test.step('and done again', async () => {
    await untilNoMore(page, engine, 'redo')
    expect(await standing(engine, source)).toEqual(after)
    await keyboard.press('ControlOrMeta+End')
    await expect.poll(async () => (await code.painted()).length).toBeGreaterThan(1)
  })
  engine.close()
  expect(await pressed()).toEqual([])
})

const waysToCode: readonly ((page: Page, nth: number) => Promise<void>)[] = [
  page => chosen(page, 'wait'),
  page => page.keyboard.press('1'),
  page => page.keyboard.press('.'),
  (page, nth) => chosen(page, `Idea of turn ${nth}`),
  async page => {
    for (let word = 0; word < 3; word++) await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await page.keyboard.press('v')
  },
  async page => {
    await page.keyboard.press('ControlOrMeta+Shift+ArrowDown')
    await page.keyboard.press('1')
  },
]

async function chosen(page: Page, typed: string): Promise<void> {
  await typeAtOnce(page, 'Enter', typed)
  await page.keyboard.press('Enter')
}

/** A comment or an annotation, kept; then the text has the keyboard again. */
async function write(page: Page, key: 'c' | 'n', words: string): Promise<void> {
  await typeAtOnce(page, key, words)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(new CodePage(page).transcript).toBeFocused()
}

/** What the engine holds: codings and annotations of the source, and all codes. */
async function standing({ client }: EngineWindow, source: string) {
  const frameworks = await client.codebook.frameworks({})
  return {
    codings: (await client.codings.inSource({ source })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    notes: (await client.annotations.inSource({ source })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    codes: frameworks.flatMap(({ codes }) => codes.map(({ name }) => name)).toSorted(),
  }
}

/** Undoes or does again until nothing is left of it; answers how many steps that were. */
async function untilNoMore(
  page: Page,
  { client }: EngineWindow,
  way: 'undo' | 'redo',
  meanwhile: (nth: number) => Promise<void> = async () => {},
): Promise<number> {
  const newest = async () => (await client.history.list({ limit: 1 })).entries[0]?.id
  for (let nth = 0; ; nth++) {
    if ((await client.history.state({}))[way] === null) return nth
    const last = await newest()
    await page.keyboard.press(way === 'undo' ? 'ControlOrMeta+z' : 'ControlOrMeta+Shift+z')
    await expect.poll(newest, { intervals: [10, 20, 50, 100] }).not.toBe(last)
    await meanwhile(nth)
  }
}

/** Tabs until something has the keyboard. */
async function tabTo(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // Held fast: a list that opens on the way hides the rest of the window from assistive technology.
  const element = await to.elementHandle()
  for (let stop = 0; stop < 40; stop++) {
    if (await element?.evaluate(found => found === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error('Tab does not lead there')
}

/** Every press of a mouse or finger in the page, over all its loadings. */
async function watchMouse(page: Page): Promise<() => Promise<string[]>> {
  const presses: string[] = []
  await page.exposeFunction('tandemPressed', (what: string) => presses.push(what))
  await page.addInitScript(() => {
    const { tandemPressed } = window as unknown as { tandemPressed(what: string): void }
    for (const type of ['pointerdown', 'mousedown', 'wheel', 'touchstart'])
      addEventListener(type, event => event.isTrusted && tandemPressed(type), true)
  })
  await page.reload()
  return async () => presses
}
