import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { root } from './door.ts'
import { expect } from './harness.ts'
import { openBench } from './pages/open-bench.ts'
import { coder, textStudy } from './text-study.ts'

const turns = Array.from({ length: 400 }, (_, nth) =>
  nth % 2 === 0
    ? `Interviewer: What came after step ${nth}?`
    : `Maren: Then we waited again, ${nth} weeks it was, and nobody could say what it was that we waited for.`,
)
const last = 'Maren: And with that the very last sentence was reached.'

const test = textStudy(async folder => {
  const file = join(folder, 'A long talk.txt')
  await writeFile(file, [...turns, last].join('\n\n'))
  return [file]
})

/** The words of each page that would come out of the printer. */
async function printed(page: Page): Promise<string[]> {
  const pdf = await page.pdf({
    path: join(root, 'test-results/screens/text-printed.pdf'),
    format: 'A4',
    margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
  })
  const read = await getDocument({ data: new Uint8Array(pdf) }).promise
  const pages = []
  for (let nth = 1; nth <= read.numPages; nth++) {
    const { items } = await (await read.getPage(nth)).getTextContent()
    pages.push(items.map(item => ('str' in item ? item.str : '')).join(' '))
  }
  return pages.map(words => words.replace(/\s+/g, ' '))
}

test('a text is printed whole, with its codings underlined and nothing of the window', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, coder, 'A long talk')
  await page.emulateMedia({ colorScheme: 'dark' })
  await code.transcript.press('ControlOrMeta+a')
  await page.keyboard.press('Enter')
  await code.chooser.fill('waiting')
  await page.keyboard.press('Enter')
  await expect(code.stripe('Waiting').first()).toBeVisible()
  await code.transcript.press('ControlOrMeta+Home')
  const drawn = await page.getByText('A long talk').count()

  await test.step('by the browser, whole and on its own', async () => {
    const pages = await printed(page)
    expect(pages.length).toBeGreaterThan(5)
    expect(pages[0]).toMatch(/^1 \/ \d+ A long talk.*Maren.*Then we waited again, 1 weeks/)
    const all = pages.join(' ')
    for (const nth of [1, 199, 399]) expect(all).toContain(`again, ${nth} weeks it was`)
    expect(pages.at(-1)).toContain('And with that the very last sentence was reached.')
    for (const words of ['Framework', 'Passage', 'Compare']) expect(all).not.toContain(words)
    // Named once, under the turn it begins in.
    expect(all.split('Waiting')).toHaveLength(2)
    expect(pages[0]).toContain('Waiting')
  })
  await test.step('the lines under its words are those of light paper, though the window is dark', async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
    expect(await scheme()).toBe('light')
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    expect(await scheme()).not.toBe('light')
  })
  await test.step('afterwards nothing of it is left in the window', async () => {
    await expect(page.getByText('A long talk')).toHaveCount(drawn)
    await expect(code.transcript).toBeFocused()
  })
  await test.step('its last words are underlined though they are far from the viewport', async () => {
    const underlined = async () => (await code.painted()).some(each => each.includes('very last sentence'))
    expect(await underlined()).toBe(false)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await underlined()).toBe(true)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await expect.poll(underlined).toBe(false)
  })
  await test.step('by the command, too', async () => {
    const asked = await page.evaluateHandle(() => {
      const asked = { times: 0 }
      window.print = () => {
        asked.times++
      }
      return asked
    })
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('Print this text')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked.evaluate(({ times }) => times)).toBe(1)
  })
})
