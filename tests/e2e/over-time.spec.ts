import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { ComparePage } from './pages/compare-page.ts'
import { people } from './pages/compared-people.ts'
import { test as compared, openScreen } from './pages/compared-window.ts'

/* Compare, Over time: on a study of two rounds, the second coded over three weeks; a text of the first was put right. */
const test = madeStudy(new URL('./make-over-time-study.ts', import.meta.url))

test.use({ viewport: { width: 1280, height: 720 } })

test('kept results say what changed since, are kept, computed again and laid side by side', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('Over time')
  await expect(compare.kept.getByRole('row')).toHaveCount(5)
  await expect(page.getByText('What is shown above, counted in characters, is kept.')).toBeVisible()
  const first = compare.kept.getByRole('row', { name: /First round, characters/ })
  await expect(first).toContainText('The text of “A long one, sorry” was revised since')
  await expect(compare.kept.getByRole('row', { name: /Second round, characters/ })).toContainText(
    'Nothing it rests on has changed',
  )
  await lookAt(page, 'over-time')

  // The two rounds' results by the unit shown stand side by side unasked, the largest change first.
  await expect(
    page.getByText(/^From “First round”, characters .* to “Second round”, characters/),
  ).toBeVisible()
  const steps = await compare.change.locator('tbody tr td:last-child small').allTextContents()
  const sizes = steps
    .filter(step => /^[+−\d]/.test(step))
    .map(step => Math.abs(Number(step.replace(/[−+<\s]/g, ''))))
  expect(sizes.length).toBeGreaterThan(10)
  expect(sizes).toEqual(sizes.toSorted((x, y) => y - x))
  await page.getByRole('heading', { name: 'Change' }).scrollIntoViewIfNeeded()
  await lookAt(page, 'over-time-change')

  await page.getByRole('button', { name: 'Compute again: Second round, words' }).click()
  await expect(page.getByText(/“Second round”, words: every one of \d+ figures? came out/)).toBeVisible()
  await page.getByRole('button', { name: 'Compute again: First round, characters' }).click()
  await expect(page.getByText(/“First round”, characters: \d+ tables? came out otherwise/)).toBeVisible()

  await page.getByRole('button', { name: /Count$/ }).click()
  await page.getByRole('option', { name: 'Turns' }).click()
  await expect(page.getByText('counted in turns, is not kept yet')).toBeVisible()
  await page.getByRole('button', { name: 'Keep this result' }).click()
  await expect(compare.kept.getByRole('row', { name: /Second round, turns/ })).toContainText(people.reviewer)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(compare.kept.getByRole('row', { name: /Second round, turns/ })).toHaveCount(0)
})

test('results are chosen, and drift is read, by keys alone', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  await page.getByRole('tab', { name: 'By code', exact: true }).focus()
  await page.keyboard.press('End')
  const compare = new ComparePage(page)
  await expect(compare.kept.getByRole('row', { selected: true })).toHaveCount(2)

  // The first two results: one round by characters and by words, which cannot be set against each other.
  await compare.kept.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(compare.kept.getByRole('row', { selected: true })).toHaveCount(2)
  await expect(page.getByText('The first counts characters and the second words.')).toBeVisible()
  await expect(compare.change).toContainText('no difference taken')

  const chart = page.getByRole('img', { name: /^Overlap \(F1\) of Asha Mistry and BK by order of coding/ })
  await chart.scrollIntoViewIfNeeded()
  await expect(chart).toHaveAccessibleName(/all codes\. 1–3: \d+\.\d%; 4–6: /)
  const byOrder = page.getByRole('table', { name: 'Asha Mistry, by order of coding' })
  await expect(byOrder.getByRole('row')).toHaveCount(6)
  await lookAt(page, 'over-time-drift')
  await page.getByRole('radio', { name: 'By order of coding' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const byWeek = page.getByRole('table', { name: 'Asha Mistry, by week' })
  await expect(byWeek.getByRole('row')).toHaveCount(5)
  await lookAt(page, 'over-time-weeks')
})

compared.describe('in a reflexive study', () => {
  compared.use({ made: { stance: 'reflexive' } })

  compared('no coefficient is shown over time unless asked for', async ({ app }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Compare')
    const compare = new ComparePage(page)
    await compare.view('Over time')
    await expect(compare.kept.getByRole('row')).toHaveCount(3)
    await expect(page.getByRole('table', { name: 'Asha Mistry, by order of coding' })).toBeVisible()
    await expect(page.getByText(/came in within a minute, as from a file/).first()).toBeVisible()
    await expect(page.getByText('Cohen’s κ')).toHaveCount(0)
    await page.getByRole('button', { name: 'Show coefficients' }).click()
    await expect(compare.kept.getByRole('columnheader', { name: 'Cohen’s κ' })).toBeVisible()
  })
})
