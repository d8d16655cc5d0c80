import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const flags = '🇩🇰🇬🇧'.repeat(60)
const marked = `a${'\u0323'.repeat(5000)}`.normalize('NFC')

const test = textStudy(async folder => {
  const chat = join(folder, 'chat.txt')
  await writeFile(chat, `${flags}\n\nstart ${marked} end of the marks\n`)
  return [chat]
})

test('the caret goes by whole characters through any run of flags and over any number of marks', async ({
  app,
}) => {
  const { page } = app
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await expect(code.transcript).toBeFocused()
  const isAt = (row: number, at: number) =>
    expect.poll(async () => (await code.selected()).focus).toEqual({ row, at })

  await page.keyboard.press('ControlOrMeta+Home')
  // To the end of the line, then of the turn.
  await page.keyboard.press('End')
  await page.keyboard.press('End')
  await isAt(0, flags.length)
  for (let step = 1; step <= 3; step++) {
    await page.keyboard.press('Shift+ArrowLeft')
    await isAt(0, flags.length - 4 * step)
  }
  await code.choose('wait')
  await expect.poll(() => code.painted()).toEqual([`0 solid: ${flags.slice(-12)}`])

  await page.keyboard.press('Alt+ArrowDown')
  await isAt(1, 0)
  await page.keyboard.press('ControlOrMeta+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  expect((await code.selected()).words.replaceAll('\n', '') === marked).toBe(true)
  await code.choose('wait')
  // It is drawn in several rows.
  const painted = async () =>
    (await code.painted()).flatMap(row =>
      row.includes(flags.slice(-12)) ? [] : row.slice('0 solid: '.length),
    )
  await expect.poll(async () => (await painted()).join('') === marked).toBe(true)
})
