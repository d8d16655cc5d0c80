import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { ComparePage } from './pages/compare-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'

test('every figure opens its passages, most in dispute first, and these open the transcript', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  const onlyFirst = compare.overall.getByRole('button', { name: /^Only AM/ })
  await expect(onlyFirst).toBeVisible()
  await lookAt(page, 'compare')

  const count = Number(/Only AM\s*(\d+)/.exec(await onlyFirst.innerText())?.[1])
  expect(count).toBeGreaterThan(0)
  await onlyFirst.click()
  await expect(compare.panel.getByRole('heading', { name: 'Only AM coded' })).toBeVisible()
  await expect(compare.panel).toContainText(`${count} passages`)
  await expect(compare.passages).toHaveCount(count)
  const disputes = await compare.disputes()
  expect(disputes).toHaveLength(count)
  expect(disputes).toEqual(disputes.toSorted((x, y) => y - x))

  const cell = compare.figure(`Only ${people.a} coded it, .*: [1-9]\\d* passage`).first()
  const [, code, passages] =
    /coded it, (.*): (\d+) passage/.exec((await cell.getAttribute('title')) ?? '') ?? []
  const inCell = Number(passages)
  await cell.click()
  await expect(compare.passages).toHaveCount(inCell)
  await lookAt(page, 'compare-passages')

  await compare.passages.first().click()
  const transcript = page.getByRole('document', { name: `codings of ${people.a} and ${people.b}` })
  await expect(transcript).toBeVisible()
  await expect(transcript.getByText(people.b)).toBeVisible()
  await expect(
    transcript.getByRole('button', { name: new RegExp(`${code}, ${people.a}`) }).first(),
  ).toBeVisible()
  await lookAt(page, 'compare-transcript')

  await page.keyboard.press('Escape')
  await expect(compare.overall).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(compare.panel).toBeHidden()
})

test('a kappa stays in view when its passages open, and the docket’s counts open the docket', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  const kappa = compare.byCode.getByRole('button', { name: /Cohen’s kappa \d/ }).first()
  await kappa.click()
  await expect(compare.panel).toBeVisible()
  await expect(kappa).toHaveAttribute('aria-current', 'true')
  await expect(kappa).toBeInViewport({ ratio: 1 })

  const omissions = compare.overall.getByRole('button', { name: /^\d+ omissions?$/ })
  const count = Number.parseInt(await omissions.innerText(), 10)
  await expect(compare.overall).toContainText(/omissions?: AM alone \d+, BK alone \d+/)
  await omissions.click()
  await expect(page.getByText(new RegExp(`^${count} differences? of`))).toBeVisible()
  await expect.poll(() => new AdjudicatePage(page).listed()).toBe(count)
})

test('undefined figures say why, and are never a number', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  const unused = compare.byCode.getByRole('button', { name: /^Making sense of it: Cohen’s kappa/ })
  await expect(unused).toHaveAccessibleName(
    'Making sense of it: Cohen’s kappa not available: Nobody used this code',
  )
  await expect(unused).toContainText('n/a')
  // Three sources are too few to draw from: their turns are drawn.
  await expect(compare.overall.getByRole('button', { name: /Cohen’s kappa [\d.]+, interval/ })).toBeVisible()
  await page.getByRole('button', { name: /Count$/ }).click()
  await page.getByRole('option', { name: 'Sources' }).click()
  await expect(compare.overall).toContainText('No interval: 3 sources, and fewer than 8')
})

test('the matrix is walked, opened and sorted by keys alone', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('By code and source')
  await expect(compare.matrix).toBeVisible()
  await lookAt(page, 'compare-matrix')

  await compare.matrix.getByRole('button').nth(0).focus()
  await page.keyboard.press('Control+Home')
  const focused = page.locator('*:focus')
  await expect(focused).toHaveAttribute('data-at', '0 0')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(compare.matrix.getByRole('columnheader').nth(1)).toHaveAttribute('aria-sort', 'ascending')
  await page.keyboard.press('Enter')
  await expect(compare.matrix.getByRole('columnheader').nth(1)).toHaveAttribute('aria-sort', 'descending')
  await page.keyboard.press('ArrowDown')
  await expect(focused).toHaveAttribute('data-at', '1 1')
  await page.keyboard.press('Enter')
  await expect(compare.panel).toBeVisible()
  await expect(compare.passages.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(compare.panel).toBeHidden()
})

test('unit and interviewer’s turns change what is counted', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await expect(compare.overall).toContainText('Counted in characters')
  await page.getByRole('button', { name: /Count$/ }).click()
  await page.getByRole('option', { name: 'Turns' }).click()
  await expect(compare.overall).toContainText('Counted in turns')
  await page.getByText('Interviewer’s turns').click()
  await expect(compare.overall).toContainText('Left out: Interviewer')
})

test.describe('while a round is open', () => {
  test.use({ made: { round: 'open' } })

  test('nothing is shown but who still has to submit', async ({ app }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Compare')
    await expect(
      page.getByRole('heading', { name: '“First round” is blind until both submit' }),
    ).toBeVisible()
    await expect(page.getByText(`${people.b} has still to submit`)).toBeVisible()
    await expect(page.getByRole('grid')).toHaveCount(0)
    await lookAt(page, 'compare-blind')
  })
})

test.describe('in a reflexive study', () => {
  test.use({ made: { stance: 'reflexive' } })

  test('coefficients come only when asked for', async ({ app }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Compare')
    const compare = new ComparePage(page)
    await expect(compare.overall).toContainText('read by one only')
    await expect(page.getByText('Cohen’s κ')).toHaveCount(0)
    await page.getByRole('button', { name: 'Show coefficients' }).click()
    await expect(compare.overall).toContainText('Cohen’s κ')
  })
})
