import { freshTitle, people, test } from './bench-study.ts'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'

test('selecting, finding and a second window, all held against the stored text', async ({
  app,
  openWindow,
}) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { keyboard, mouse } = page
  const frame = new Frame(page)
  await new SignInPage(page).signIn(people.coding)
  await frame.go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  await expect(code.transcript).toBeFocused()
  const engine = await engineWindow(page, people.coding)
  const source = (await engine.client.sources.list({})).find(({ title }) => title === freshTitle)?.id ?? ''
  const { text } = await engine.client.sources.open({ source })
  const copied = async () => {
    await keyboard.press('ControlOrMeta+c')
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const coded = async () => {
    const [last] = (await engine.client.codings.inSource({ source })).toSorted((a, b) =>
      a.createdAt < b.createdAt ? 1 : -1,
    )
    return last ? text.slice(last.start, last.end) : ''
  }

  await test.step('a drag below the lower edge scrolls on, and what it took is exact', async () => {
    const from = await code.boxOf('recording')
    const around = await code.transcript.boundingBox()
    if (!around) throw new Error('no transcript')
    await mouse.move(Math.round(from.x + 6), Math.round(from.y + from.height / 2))
    await mouse.down()
    await mouse.move(around.x + 200, around.y + around.height - 30, { steps: 4 })
    const scrolled = () => code.transcript.evaluate(({ scrollTop }) => scrollTop)
    await expect
      .poll(async () => {
        await mouse.move(around.x + 200 + Math.random() * 4, around.y + around.height + 12)
        return scrolled()
      })
      .toBeGreaterThan(1500)
    await mouse.up()
    const words = await copied()
    expect(words.slice(0, 22)).toBe('recording. Can you see'.slice(0, 22))
    expect(words.length).toBeGreaterThan(1500)
    const at = text.indexOf(words)
    expect(at).toBeGreaterThan(-1)
    // What is counted is what is read: without the labels of who speaks and what parts the turns.
    const read = words.replace(/\s*\n\s*([^:\n]+: )?/g, '')
    await expect(frame.status).toContainText(`${read.length.toLocaleString('en-GB')} characters selected`)
    await keyboard.press('Enter')
    await keyboard.type('fear')
    await keyboard.press('Enter')
    await expect.poll(coded).toBe(words)
    await keyboard.press('ControlOrMeta+z')
    await expect.poll(coded).toBe('')
  })

  await test.step('a click with Shift far away takes all between, and it survives what happens around it', async () => {
    await keyboard.press('Escape')
    await keyboard.press('Escape')
    await keyboard.press('ControlOrMeta+Home')
    await expect(page.getByTestId('caret')).toBeInViewport()
    const begin = await code.boxOf('little red dot?')
    await mouse.click(Math.round(begin.x + 2), Math.round(begin.y + begin.height / 2))
    await expect
      .poll(async () => (await code.selected()).focus)
      .toEqual({ row: 0, at: text.slice(text.indexOf('Okay')).indexOf('little red') })
    await code.transcript.evaluate(view => {
      view.scrollTop = view.scrollHeight / 2
    })
    const around = await code.transcript.boundingBox()
    if (!around) throw new Error('no transcript')
    await keyboard.down('Shift')
    await mouse.click(around.x + 220, around.y + around.height / 2)
    await keyboard.up('Shift')
    const words = await copied()
    expect(words.slice(0, 15)).toBe('little red dot?')
    expect(text).toContain(words)
    expect(words.length).toBeGreaterThan(5000)
    await code.transcript.evaluate(view => {
      view.scrollTop = view.scrollHeight
    })
    await keyboard.press('ControlOrMeta+Alt+=')
    await page.setViewportSize({ width: 1150, height: 700 })
    const code1 = (await engine.client.codebook.frameworks({}))[0]?.codes[0]?.id ?? ''
    await engine.client.codings.add({ source, start: text.length - 40, end: text.length - 20, code: code1 })
    await expect(code.painted()).resolves.toBeDefined()
    await page.setViewportSize({ width: 1280, height: 720 })
    await keyboard.press('ControlOrMeta+Alt+0')
    expect(await copied()).toBe(words)
    await engine.client.history.undo({})
  })

  await test.step('all of a text is copied whole, drawn or not', async () => {
    await keyboard.press('ControlOrMeta+a')
    const all = await copied()
    expect(text.includes(all)).toBe(true)
    expect(all.length).toBeGreaterThan(text.length - 40)
    await keyboard.press('Escape')
  })

  await test.step('what is found becomes the selection, and F3 goes on from it with the field closed', async () => {
    await keyboard.press('ControlOrMeta+Home')
    const places = [...text.matchAll(/because/gi)].length
    await keyboard.press('ControlOrMeta+f')
    await keyboard.type('because')
    await expect(page.getByText(`1 of ${places}`)).toBeVisible()
    await keyboard.press('Shift+F3')
    await expect(page.getByText(`${places} of ${places}`)).toBeVisible()
    await keyboard.press('F3')
    await keyboard.press('Escape')
    await expect(code.transcript).toBeFocused()
    const first = await code.selected()
    expect(first.words.toLowerCase()).toBe('because')
    await expect(page.getByTestId('caret')).toBeInViewport()
    await keyboard.press('F3')
    await expect(page.getByText(`2 of ${places}`)).toBeVisible()
    await expect.poll(async () => (await code.selected()).focus).not.toEqual(first.focus)
    expect((await code.selected()).words.toLowerCase()).toBe('because')
    await expect(page.getByTestId('caret')).toBeInViewport()
    await expect(code.transcript).toBeFocused()
  })

  await test.step('another window of the same coder codes, and nothing here is disturbed', async () => {
    const other = (await openWindow()).page
    await new SignInPage(other).signIn(people.coding)
    await new Frame(other).go('Code')
    const there = new CodePage(other)
    await there.open(freshTitle)
    await expect(there.transcript).toBeFocused()
    await keyboard.press('ControlOrMeta+Home')
    await keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await keyboard.press('Enter')
    await keyboard.type('pap')
    const held = [await code.transcript.evaluate(view => view.scrollTop), await code.chooser.inputValue()]
    await other.keyboard.press('Alt+ArrowDown')
    await there.choose('fear')
    await expect(code.stripe('Fear and confidence')).toBeVisible()
    expect([await code.transcript.evaluate(view => view.scrollTop), await code.chooser.inputValue()]).toEqual(
      held,
    )
    await expect(code.chooser).toBeFocused()
    await keyboard.press('Escape')
    expect((await code.selected()).words).toBe('Okay')
    await other.keyboard.press('ControlOrMeta+z')
    await expect(code.stripe('Fear and confidence')).toHaveCount(0)
    expect((await code.selected()).words).toBe('Okay')
  })
  engine.close()
})
