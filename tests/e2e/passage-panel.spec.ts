import { freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'

test('the panel tells who, when and what of a passage, and its history', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  const steps = code.panel.getByRole('list', { name: 'Steps, newest first' })

  await test.step('a coding names its coder, its time to the minute, its comment and its polarity', async () => {
    await page.keyboard.press('Alt+ArrowDown')
    await code.choose('fear')
    await page.keyboard.press('b')
    const card = code.card('Fear and confidence')
    await expect(card).toContainText('Barrier')
    await page.keyboard.press('c')
    await page.keyboard.type('Said with a sigh.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(card).toContainText('Said with a sigh.')
    await expect(card).toContainText(people.coding)
    await expect(card.getByRole('time')).toHaveAttribute('title', /^\w+day \d+ \w+ \d{4}, \d\d:\d\d$/)
  })
  await test.step('its history is asked for when it is unfolded, by key, and follows what is done', async () => {
    await expect(steps).toHaveCount(0)
    const unfold = code.panel.getByRole('button', { name: 'History of this passage' })
    await unfold.focus()
    await page.keyboard.press('Enter')
    await expect(steps.getByRole('listitem')).toContainText([
      '“Fear and confidence”: commented',
      '“Fear and confidence”: marked as a barrier',
      'Coded “Fear and confidence”',
    ])
    await code.transcript.focus()
    await page.keyboard.press('Alt+ArrowLeft')
    await page.keyboard.press('Delete')
    await expect(steps.getByRole('listitem').first()).toContainText('Removed “Fear and confidence”')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(steps.getByRole('listitem')).toContainText([
      'Undid: removed “Fear and confidence”',
      'Undone',
      'moved its end 1 word earlier',
    ])
    await lookAt(page, 'passage-history')
  })
  await test.step('it is that of the passage looked at', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await expect(code.panel.getByText('Nothing that you may see was done here yet.')).toBeVisible()
  })
  await test.step('a passage of the list is lit when it is gone to', async () => {
    await code.panel.getByRole('radio', { name: /^All \(/ }).click()
    const list = page.getByRole('list', { name: 'Coded passages in reading order' })
    await list.getByRole('button').first().click()
    const lit = () =>
      page.evaluate(() =>
        [...CSS.highlights]
          .filter(([name]) => name.endsWith('-flash'))
          .reduce((n, [, { size }]) => n + size, 0),
      )
    await expect.poll(lit).toBeGreaterThan(0)
    await expect.poll(lit).toBe(0)
  })
})
