import type { Locator } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'
import { SignInPage } from './pages/sign-in-page.ts'

/** The row at the top of the viewport. */
const topRow = (transcript: Locator) =>
  transcript.evaluate(view => {
    const { top } = view.getBoundingClientRect()
    const row = [...view.querySelectorAll('[data-row]')].find(
      each => each.getBoundingClientRect().bottom > top + 1,
    )
    return row?.getAttribute('data-row')
  })

test('the reading view is chosen beside the text, remembered, and keeps the place', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  const look = () =>
    code.transcript.evaluate(view => {
      const body = view.querySelector('[data-row] > :last-child')
      const { fontSize, fontFamily } = getComputedStyle(body ?? view)
      return { size: fontSize, serif: fontFamily.includes('Serif'), width: body?.clientWidth ?? 0 }
    })
  /** What stands beside the first six turns: who, when, which. */
  const gutter = () =>
    code.transcript.evaluate(view =>
      [...view.querySelectorAll('[data-row]')].slice(0, 6).flatMap(row =>
        ['::before', '::after'].flatMap(part => {
          // What is drawn, without what is read aloud in its place.
          const [content = ''] = getComputedStyle(row, part).content.split(' / ')
          return [...content.matchAll(/"([^"]*)"/g)].flatMap(([, words = '']) =>
            words.split(/\s+/).filter(Boolean),
          )
        }),
      ),
    )

  await test.step('keys make the letters larger and smaller; the row at the top stays', async () => {
    await code.transcript.evaluate(async view => {
      view.scrollTop = view.scrollHeight * 0.6
      // Rows that were estimated take their true height in the frames after.
      for (let still = 0, last = -1; still < 5; ) {
        await new Promise(requestAnimationFrame)
        still = view.scrollHeight === last ? still + 1 : 0
        last = view.scrollHeight
      }
    })
    const before = await topRow(code.transcript)
    expect(before).not.toBe('0')
    for (const [key, size] of [
      ['ControlOrMeta+Alt+=', '19px'],
      ['ControlOrMeta+Alt+=', '20px'],
      ['ControlOrMeta+Alt+-', '19px'],
      ['ControlOrMeta+Alt+0', '18px'],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(look).toMatchObject({ size })
      await expect.poll(() => topRow(code.transcript)).toBe(before)
    }
  })
  await test.step('the popover sets size, width and letters, and the place stays', async () => {
    const before = await topRow(code.transcript)
    const { width } = await look()
    await page.getByRole('button', { name: 'Reading view' }).click()
    const view = page.getByRole('dialog', { name: 'Reading view' })
    await lookAt(page, 'reading-view')
    await view.getByRole('spinbutton', { name: 'Size of transcripts' }).fill('24')
    await page.keyboard.press('Enter')
    await view.getByRole('spinbutton', { name: 'Width of the text' }).fill('40')
    await page.keyboard.press('Enter')
    await view.getByText('Without').click()
    await expect.poll(look).toMatchObject({ size: '24px', serif: false })
    expect((await look()).width).toBeLessThan(width)
    await expect.poll(() => topRow(code.transcript)).toBe(before)
  })
  await test.step('numbers, speakers and times are shown or not', async () => {
    const view = page.getByRole('dialog', { name: 'Reading view' })
    await code.transcript.evaluate(view => {
      view.scrollTop = 0
    })
    await expect
      .poll(gutter)
      .toEqual(expect.arrayContaining(['Interviewer', '0:03', '1', 'M1', '0:09', '2', '0:23', '4', '5']))
    await view.getByText('Every 5th').click()
    await expect.poll(gutter).toContain('5')
    await expect.poll(gutter).not.toContain('4')
    await view.getByText('None').click()
    await expect.poll(gutter).not.toContain('5')
    await view.getByText('Times of the recording').click()
    await expect.poll(gutter).toEqual(['Interviewer', 'M1', 'Interviewer', 'M1', 'Interviewer', 'M1'])
    await view.getByText('Who speaks, beside each turn').click()
    await expect.poll(gutter).toEqual([])
    await view.getByText('Whole text at once').click()
    await expect
      .poll(() =>
        code.transcript
          .locator('[data-row]')
          .last()
          .evaluate(row => getComputedStyle(row.parentElement ?? row).contentVisibility),
      )
      .toBe('visible')
  })
  await test.step('it is so for the next text, and after the window was opened anew', async () => {
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(code.transcript).toBeVisible()
    await expect.poll(look).toMatchObject({ size: '24px', serif: false })
    await code.open(denseTitle)
    await expect.poll(look).toMatchObject({ size: '24px', serif: false })
    await lookAt(page, 'reading-view-bare')
  })
  await test.step('the preferences bring the usual look back', async () => {
    await page.keyboard.press('ControlOrMeta+,')
    await page.getByRole('button', { name: 'Back to the usual look' }).click()
    await expect.poll(look).toMatchObject({ size: '18px', serif: true })
    await lookAt(page, 'preferences')
  })
})

test('a width that the window has no room for is told beside its setting, at once', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const dialog = page.getByRole('dialog', { name: 'Reading view' })
  const open = () => page.getByRole('button', { name: 'Reading view' }).click()
  const said = dialog.getByRole('status')
  const widest = async (to: string) => {
    await dialog.getByRole('spinbutton', { name: 'Width of the text' }).fill(to)
    await page.keyboard.press('Enter')
  }
  const lineWidth = () =>
    code.transcript
      .locator('[data-row] > :last-child')
      .first()
      .evaluate(body => body.clientWidth)
  await open()
  await expect(said).toHaveText(/^This window has room for 5\d characters/)
  await lookAt(page, 'reading-view-no-room')
  const most = await lineWidth()
  await widest('44')
  await expect(said).toBeEmpty()
  await expect.poll(lineWidth).toBeLessThan(most)
  await widest('90')
  await expect(said).toHaveText(/^This window has room for 5\d characters/)
  expect(await lineWidth()).toBe(most)
  await widest('72')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Hide the framework pane' }).click()
  await open()
  await expect(dialog).toBeVisible()
  await expect.poll(lineWidth).toBeGreaterThan(most)
  await expect(said).toBeEmpty()
})
