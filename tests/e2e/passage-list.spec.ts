import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'

const test = madeStudy(new URL('./make-rough-study.ts', import.meta.url))

test('the list of all coded passages keeps the keyboard, however many they are', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  const code = new CodePage(page)
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await new Frame(page).go('Code')
  const list = page.getByRole('list', { name: 'Coded passages in reading order' })
  /** The passage the keyboard is on, by its place from 1. */
  const held = list.locator('li:has(button:focus)')
  const expectHeld = async (place: number) => {
    await expect(held).toHaveAttribute('aria-posinset', String(place))
    await expect(held).toBeInViewport({ ratio: 0.9 })
  }

  for (const [title, count] of [
    ['One word', 300],
    ['Many turns', 2000],
  ] as const) {
    await test.step(`${title}: keys go along ${count} passages`, async () => {
      await code.open(title)
      const all = code.panel.getByRole('radio', { name: `All (${count.toLocaleString('en-GB')})` })
      await all.click()
      await list.getByRole('button').first().focus()
      await expectHeld(1)
      await keyboard.press('End')
      await expectHeld(count)
      await keyboard.press('ArrowDown')
      await expectHeld(count)
      await keyboard.press('ArrowUp')
      await expectHeld(count - 1)
      await keyboard.press('Home')
      await expectHeld(1)
      await keyboard.press('ArrowDown')
      await expectHeld(2)
      await keyboard.press('PageDown')
      const after = Number(await held.getAttribute('aria-posinset'))
      expect(after).toBeGreaterThan(4)
      await expectHeld(after)
      await keyboard.press('PageUp')
      await expectHeld(2)
      await lookAt(page, `passage-list-${count}`)
    })
    await test.step(`${title}: a passage that is scrolled away keeps the keyboard, and no letter codes`, async () => {
      await list.hover()
      await page.mouse.wheel(0, 8000)
      await expect(held).not.toBeInViewport()
      await expect(held).toHaveAttribute('aria-posinset', '2')
      await keyboard.press('v')
      await keyboard.press('.')
      await keyboard.press('ArrowDown')
      await expectHeld(3)
      await keyboard.press('End')
      await expectHeld(count)
      await expect(
        code.panel.getByRole('radio', { name: `All (${count.toLocaleString('en-GB')})` }),
      ).toBeVisible()
    })
    await test.step(`${title}: Tab comes back to where it was; Enter goes to the passage`, async () => {
      await keyboard.press('Shift+Tab')
      await expect(held).toHaveCount(0)
      await keyboard.press('Tab')
      await expectHeld(count)
      await keyboard.press('Enter')
      await expect(code.transcript).toBeFocused()
      await expect(page.getByTestId('caret')).toBeInViewport()
    })
  }
})

test('a passage of a code that is scrolled out of view keeps the keyboard', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await new Frame(page).go('Framework')
  const framework = new FrameworkPage(page)
  await page.getByRole('searchbox', { name: 'Filter codes and definitions' }).fill('Branch 1')
  await framework.line('Branch 1').click()
  await page.getByRole('tab', { name: /^Passages/ }).click()
  await page.getByRole('checkbox', { name: 'With the codes under it' }).click({ force: true })
  const held = framework.passages.locator('li:has(button:focus)')
  await framework.passages.getByRole('button').nth(1).focus()
  await expect(held).toHaveAttribute('aria-setsize', '100')
  await framework.passages.hover()
  await page.mouse.wheel(0, 20_000)
  await expect(held).not.toBeInViewport()
  await expect(held).toHaveAttribute('aria-posinset', '2')
  await page.keyboard.press('Enter')
  await expect(new CodePage(page).transcript).toBeFocused()
})

test('a name of 400 characters leaves room for whose coding it is, and is read whole', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  const code = new CodePage(page)
  await page.getByRole('button', { name: /^Ann Lee/ }).click()
  await new Frame(page).go('Code')
  await code.open('One word')
  const list = page.getByRole('list', { name: 'Coded passages in reading order' })
  const long = /^(Long and on .* 12)$/

  await test.step('the caret on 300 codings says how many, and three of them', async () => {
    await expect(code.transcript).toBeFocused()
    await keyboard.press('ControlOrMeta+Home')
    for (const _ of ['Before', 'it', 'Overcoded']) await keyboard.press('ControlOrMeta+ArrowRight')
    const said = page.locator('[aria-live]').filter({ hasText: '300 codings here: ' })
    await expect(said).toHaveText(/300 codings here: [^,]+, [^,]+, [^,]+ and 297 more$/)
    expect((await said.textContent())?.length).toBeLessThan(330)
  })
  await test.step('in the list the initials are in the window', async () => {
    await code.panel.getByRole('radio', { name: 'All (300)' }).click()
    await list.getByRole('button').first().focus()
    for (const key of ['Home', 'End']) {
      await keyboard.press(key)
      const rightmost = () =>
        list
          .getByText('AL', { exact: true })
          .evaluateAll(all => Math.max(...all.map(initials => initials.getBoundingClientRect().right)))
      await expect.poll(rightmost).toBeGreaterThan(0)
      expect(await rightmost()).toBeLessThan(1280 - 8)
    }
    const chip = list.getByTitle(long)
    for (let at = 0; at < 300 && (await chip.count()) === 0; at += 4) await keyboard.press('PageUp')
    await chip.scrollIntoViewIfNeeded()
    const entry = list.getByRole('button').filter({ has: page.getByTitle(long) })
    const { x, width } = (await entry.getByText('AL', { exact: true }).boundingBox()) ?? { x: 0, width: 9999 }
    expect(x + width).toBeLessThan(1280 - 8)
    await lookAt(page, 'passage-list-long-name')
    await entry.click()
    await expect(code.transcript).toBeFocused()
  })
  await test.step('its definition beside the framework has all of it', async () => {
    await code.panel.getByRole('radio', { name: 'At the caret' }).click()
    for (const around of [page.getByRole('region', { name: 'Framework', exact: true }), code.panel]) {
      const unfold = around.getByRole('button', { name: 'What it means', expanded: false })
      if ((await unfold.count()) > 0) await unfold.click()
      await around.getByRole('button', { name: 'Whole name' }).click()
      const name = around.getByRole('heading', { name: long })
      await name.scrollIntoViewIfNeeded()
      const cut = await name.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
      expect(cut).toBeLessThanOrEqual(1)
    }
    await lookAt(page, 'long-name-whole')
  })
})
