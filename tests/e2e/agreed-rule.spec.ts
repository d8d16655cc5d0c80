import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { people } from './pages/compared-people.ts'
import { test } from './pages/compared-window.ts'
import { Frame } from './pages/frame.ts'
import { StudyPage } from './pages/study-page.ts'

test('a lead says when codings count as agreed, by keyboard; the docket shows what that settles, and a ruling takes its place', async ({
  app,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.getByRole('button', { name: people.reviewer }).click()
  await new Frame(page).go('Study')
  const study = new StudyPage(page)
  const dialog = page.getByRole('dialog', { name: /^What counts as agreed/ })
  await test.step('the rule, with a reason', async () => {
    await study.rounds.getByRole('button', { name: 'What counts as agreed…' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /Counts as agreed/ }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialog.getByRole('spinbutton', { name: 'Overlap at least' }).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('50')
    await page.keyboard.press('Tab')
    await dialog.getByLabel('Why').fill('We differ by a breath before the sentence.')
    await lookAt(page, 'agreed-rule')
    await dialog.getByRole('button', { name: 'Count like this' }).focus()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await expect(study.rounds).toContainText(/overlap of 50\s% or more, the union stands/)
    await expect(study.rounds).toContainText(/\d+ by rule/)
    await lookAt(page, 'study-agreed-rule')
  })
  await test.step('the docket', async () => {
    await new Frame(page).go('Adjudicate')
    const docket = new AdjudicatePage(page)
    await docket.difference.waitFor()
    const all = await docket.listed()
    await page.getByRole('button', { name: /State/ }).click()
    await page.getByRole('option', { name: 'Settled by rule' }).click()
    await expect.poll(() => docket.listed()).toBeLessThan(all)
    const byRule = await docket.listed()
    await docket.queue.first().click()
    await expect(docket.difference).toContainText('Agreed by the round’s rule')
    await lookAt(page, 'adjudicate-by-rule')
    await page.keyboard.press('1')
    await expect.poll(() => docket.listed()).toBe(byRule - 1)
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => docket.listed()).toBe(byRule)
    await page.setViewportSize({ width: 1024, height: 640 })
    await page.screenshot({ path: 'test-results/screens/adjudicate-by-rule-small.png' })
  })
})
