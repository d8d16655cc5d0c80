import type { Page } from '@playwright/test'
import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { ComparePage } from './pages/compare-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen } from './pages/compared-window.ts'

const maker = new URL('./make-many-coders-study.ts', import.meta.url)
const test = madeStudy(maker)
const reflexive = madeStudy(maker, () => ['reflexive'])

/** Compares all three people, with the keyboard alone. */
async function compareThree(page: Page): Promise<ComparePage> {
  await openScreen(page, people.reviewer, 'Compare')
  await page.getByRole('button', { name: /First round Compare$/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: /^People outside rounds/ }).focus()
  await page.keyboard.press('Enter')
  const coders = page.getByRole('button', { name: 'Coders: AM, BK' })
  await coders.focus()
  await page.keyboard.press('Enter')
  const go = page.getByRole('button', { name: 'Compare them' })
  await page.getByRole('checkbox', { name: people.a }).focus()
  await page.keyboard.press('Space')
  await expect(go).toBeDisabled()
  await page.keyboard.press('Space')
  await page.getByRole('checkbox', { name: people.reviewer }).focus()
  await page.keyboard.press('Space')
  await go.focus()
  await page.keyboard.press('Enter')
  const compare = new ComparePage(page)
  await expect(compare.overall).toContainText('AM, BK and CT')
  // The screen is another one now, and the keyboard is at its beginning.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  return compare
}

test('three people are compared outside rounds, and every figure opens who coded what', async ({ app }) => {
  const { page } = app
  const compare = await compareThree(page)
  await expect(compare.overall).toContainText('Fleiss’ κ')
  await expect(compare.overall).toContainText('over 3 sources that at least two have read')
  await lookAt(page, 'many-coders')

  const one = compare.overall.getByRole('button', { name: /^One alone/ })
  const count = Number(/One alone\s*(\d+)/.exec(await one.innerText())?.[1])
  expect(count).toBeGreaterThan(0)
  await one.click()
  await expect(compare.panel.getByRole('heading', { name: 'One alone coded it' })).toBeVisible()
  await expect(compare.panel).toContainText(`${count} passage`)
  await page.keyboard.press('Escape')
  await expect(compare.panel).toBeHidden()

  const all = compare.figure('All who read it coded it, .*: [1-9]\\d* passage').first()
  await all.focus()
  await page.keyboard.press('Enter')
  await expect(compare.panel.getByText(/^Read by 3/)).toBeVisible()
  await expect(compare.passages.first()).toContainText(/Coded: (AM, BK, CT|AM, BK)/)
  await lookAt(page, 'many-coders-passages')
  await compare.passages.first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeHidden()
})

test('a pair of coders opens the comparison of the two', async ({ app }) => {
  const { page } = app
  await compareThree(page)
  await page.getByRole('radio', { name: 'By pair of coders' }).click()
  const pairs = page.getByRole('grid', { name: 'Agreement by pair of coders' })
  await expect(pairs).toBeVisible()
  await lookAt(page, 'many-coders-pairs')
  await pairs
    .getByRole('button', {
      name: new RegExp(`^${people.a} and ${people.reviewer}: Cohen’s kappa .*2 sources$`),
    })
    .first()
    .click()
  const compare = new ComparePage(page)
  await expect(page.getByRole('button', { name: 'Coders: AM, CT' })).toBeVisible()
  await expect(compare.overall.getByRole('button', { name: /^Only CT/ })).toBeVisible()
  await page.getByRole('button', { name: 'Coders: AM, CT' }).click()
  await expect(page.getByRole('checkbox', { name: people.b })).not.toBeChecked()
  await lookAt(page, 'many-coders-choice')
})

reflexive('in a reflexive study coefficients come only when asked for', async ({ app }) => {
  const { page } = app
  const compare = await compareThree(page)
  await expect(compare.overall).not.toContainText('κ')
  await expect(page.getByRole('columnheader', { name: /kappa/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show coefficients' }).click()
  await expect(compare.overall).toContainText('Fleiss’ κ')
})
