import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { type Turn, turns } from './pages/many-scripts.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const names = Object.keys(turns) as Turn[]
const leftward: readonly Turn[] = ['arabic', 'hebrew', 'mixedArabic']
/** Its words as they are stored: letters and their accents in one where Unicode has such a letter. */
const said = (turn: Turn) => turns[turn].normalize('NFC')
const rowOf = (turn: Turn) => names.indexOf(turn)

const test = textStudy(async folder => {
  const interview = join(folder, 'many-scripts.txt')
  await writeFile(
    interview,
    Object.values(turns)
      .map(words => `P1: ${words}\n`)
      .join(''),
  )
  return [interview]
})

test('selecting, coding and the caret in every script', async ({ app }) => {
  const { page } = app
  const asked = spansAskedFor(page)
  await page.reload()
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await expect(code.transcript).toBeFocused()
  const engine = await engineWindow(page, coder)
  const [source] = await engine.client.sources.list({})
  if (!source) throw new Error('The interview is not there')
  const { text } = await engine.client.sources.open({ source: source.id })

  const goTo = async (turn: Turn) => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+Home')
    for (let at = 0; at < rowOf(turn); at++) await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => (await code.selected()).focus).toEqual({ row: rowOf(turn), at: 0 })
  }
  const caretX = async () => (await page.getByTestId('caret').boundingBox())?.x ?? Number.NaN

  await test.step('arrows go as in the browser’s own fields, by whole characters, and the caret with them', async () => {
    const field = await page.context().newPage()
    for (const turn of names) {
      await field.setContent('<textarea dir="auto"></textarea>')
      await field.locator('textarea').fill(said(turn))
      await field.locator('textarea').evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 0))
      const inField = () =>
        field.locator('textarea').evaluate((area: HTMLTextAreaElement) => area.selectionStart)
      await goTo(turn)
      const isLeftward = leftward.includes(turn)
      const onward = isLeftward ? 'ArrowLeft' : 'ArrowRight'
      const back = isLeftward ? 'ArrowRight' : 'ArrowLeft'
      const isOneWay = !turn.startsWith('mixed')
      let x = await caretX()
      for (let step = 0; step < 20; step++) {
        const key = step < 16 ? onward : back
        await Promise.all([field.keyboard.press(key), page.keyboard.press(key)])
        const { at } = (await code.selected()).focus
        expect(at, `${turn}, step ${step}`).toBe(await inField())
        const moved = (await caretX()) - x
        x += moved
        if (isOneWay) expect(Math.sign(moved), `${turn} to ${at}`).toBe(key === 'ArrowLeft' ? -1 : 1)
      }
    }
    await field.close()
  })

  await test.step('where two directions meet, the caret stands before what follows and the handles hold the passage', async () => {
    await goTo('mixed')
    const words = 'مرحبا بكم 123 مرة'
    const start = said('mixed').indexOf(words)
    const [passage, digits, after] = [
      await code.boxOf(words),
      await code.boxOf('123'),
      await code.boxOf('and then'),
    ]
    const caretAt = async (at: number) => {
      await page.keyboard.press('Home')
      for (let step = 0; step < at; step++) await page.keyboard.press('ArrowRight')
      expect((await code.selected()).focus.at).toBe(at)
      return (await caretX()) + 1
    }
    expect(await caretAt(start)).toBeCloseTo(passage.x + passage.width, -0.5)
    expect(await caretAt(said('mixed').indexOf('123'))).toBeCloseTo(digits.x, -0.5)
    const end = await caretAt(start + words.length)
    expect(end).toBeGreaterThan(passage.x + passage.width - 1)
    expect(end).toBeLessThan(after.x + 1)
    await caretAt(start)
    for (let word = 0; word < 4; word++) await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    expect((await code.selected()).words).toBe(words)
    await code.choose('wait')
    await expect.poll(() => code.painted()).toEqual([`0 solid: ${words}`])
    const handle = async (edge: string) => {
      const box = await page.locator(`[data-edge="${edge}"]`).boundingBox()
      return box ? box.x + box.width / 2 : Number.NaN
    }
    // The margin and what stands in it are drawn in the pause after the text.
    await expect(page.locator('[data-edge="start"]')).toBeVisible()
    await expect(page.locator('[data-edge="end"]')).toBeVisible()
    // They are put anew when the engine gives the coding its own id.
    await expect.poll(() => handle('start')).toBeCloseTo(passage.x + passage.width, -0.5)
    await expect.poll(() => handle('end')).toBeCloseTo(passage.x, -0.5)
    await page.keyboard.press('Delete')
    await expect.poll(() => code.painted()).toEqual([])
  })

  await test.step('what the mouse draws, to whole words or with Alt to the letter, is what is coded and painted', async () => {
    for (const turn of names) {
      for (const [held, from, to] of [
        ['Alt', 0.13, 0.31],
        [undefined, 0.9, 0.62],
      ] as const) {
        await page.keyboard.press('Escape')
        await page.keyboard.press('Escape')
        const box = await code.boxOf(said(turn).slice(0, 40))
        // Whole pixels, as a mouse has: for its first step a drag reckons from the pixel it began in.
        const across = (share: number) => Math.round(box.x + box.width * share)
        const y = Math.round(box.y + Math.min(box.height, 20) / 2)
        if (held) await page.keyboard.down(held)
        await page.mouse.move(across(from), y)
        await page.mouse.down()
        await page.mouse.move(across(to), y, { steps: 3 })
        await page.mouse.up()
        if (held) await page.keyboard.up(held)
        await expect.poll(async () => (await code.selected()).words, `${turn} ${from}`).not.toBe('')
        const { words } = await code.selected()
        await page.keyboard.press('.')
        await expect.poll(() => code.painted(), `${turn} ${from}`).toEqual([`0 solid: ${words}`])
        await page.keyboard.press('ControlOrMeta+z')
        await expect.poll(() => code.painted()).toEqual([])
      }
    }
  })

  await test.step('so are words and characters selected by key', async () => {
    for (const turn of names) {
      await goTo(turn)
      const onward = leftward.includes(turn) ? 'ArrowLeft' : 'ArrowRight'
      await page.keyboard.press(`ControlOrMeta+${onward}`)
      for (const key of ['Shift', 'Shift', 'ControlOrMeta+Shift', 'Shift']) {
        await page.keyboard.press(`${key}+${onward}`)
      }
      await page.keyboard.press(`Shift+${onward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'}`)
      const { words } = await code.selected()
      expect(words).not.toBe('')
      await page.keyboard.press('.')
      await expect.poll(() => code.painted(), turn).toContain(`0 solid: ${words.trim()}`)
    }
    await lookAt(page, 'many-scripts')
  })

  await test.step('where the writing turns the same key goes on, and with Shift the other one back', async () => {
    for (const keys of ['ControlOrMeta+Shift', 'ControlOrMeta', 'Shift']) {
      await goTo('plain')
      await page.keyboard.press('End')
      const places: number[] = []
      for (let step = 0; step < 4; step++) {
        await page.keyboard.press(`${keys}+ArrowRight`)
        const { focus } = await code.selected()
        places.push(focus.row * 1000 + focus.at)
      }
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
      expect(places.at(-1)).toBeGreaterThan(rowOf('arabic') * 1000)
      if (!keys.includes('Shift')) continue
      const longest = (await code.selected()).words.length
      await page.keyboard.press(`${keys}+ArrowLeft`)
      expect((await code.selected()).words.length).toBeLessThan(longest)
    }
  })

  await test.step('no half of a character was ever asked for, and the engine has what was painted', async () => {
    expect(asked.length).toBeGreaterThan(30)
    const halves = asked.filter(
      ({ start, end }) => !isGraphemeBoundary(text, start) || !isGraphemeBoundary(text, end),
    )
    expect(halves).toEqual([])
    const held = await engine.client.codings.inSource({ source: source.id })
    expect(held.map(({ start, end }) => `0 solid: ${text.slice(start, end)}`).sort()).toEqual(
      (await code.painted()).sort(),
    )
    engine.close()
  })
})

/** The passages that the page asks the engine to code, from its next loading on. */
function spansAskedFor(page: Page): { start: number; end: number }[] {
  const asked: { start: number; end: number }[] = []
  page.on('websocket', socket =>
    socket.on('framesent', ({ payload }) => {
      const { method, input } = JSON.parse(String(payload)) as {
        method?: string
        input?: { start: number; end: number }
      }
      if (method === 'codings.add' && input) asked.push(input)
    }),
  )
  return asked
}
