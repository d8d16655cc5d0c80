import { expect, lookAt } from './harness.ts'
import { ComparePage } from './pages/compare-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'

test('codes stand against codes, and a cell opens its passages by keys alone', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  const tabs = page.getByRole('tablist', { name: 'What to look at' })
  await tabs.getByRole('tab', { name: 'By code', exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(compare.confusion).toBeVisible()
  await lookAt(page, 'compare-confusion')

  const meeting = compare.confusion.getByRole('button', { name: /in place of the other$/ }).first()
  await meeting.focus()
  const said = (await meeting.innerText()) + (await meeting.getAttribute('title'))
  const passages = Number(/(\d+) passages?,/.exec(said)?.[1])
  expect(passages).toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await expect(compare.panel.getByRole('heading', { name: 'Two codes on the same text' })).toBeVisible()
  await expect(compare.passages).toHaveCount(passages)
  await lookAt(page, 'compare-confusion-passages')
})

test('a meeting of two codes opens the transcript with both, and the matrix is sorted by keys', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('Codes against codes')
  await compare.confusion
    .getByRole('button', { name: /in place of the other$/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')

  // Both coders' codings of both codes stand in the transcript.
  await compare.passages.first().focus()
  await page.keyboard.press('Enter')
  const transcript = page.getByRole('document', { name: `codings of ${people.a} and ${people.b}` })
  await expect(transcript.getByRole('button', { name: new RegExp(`, ${people.a}`) }).first()).toBeVisible()
  await expect(transcript.getByRole('button', { name: new RegExp(`, ${people.b}`) }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(compare.confusion).toBeVisible()

  await compare.panel.getByRole('radio', { name: `Only AM’s` }).click()
  await expect(
    compare.panel.getByText(/^\d+ passages?$/).or(compare.panel.getByText('No such passage')),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(compare.panel).toBeHidden()

  const heads = compare.confusion.getByRole('columnheader')
  await heads.nth(0).getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(heads.nth(0)).toHaveAttribute('aria-sort', 'ascending')
})

test('what met no code of the other opens its passages', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('Codes against codes')
  await page.getByText('All codes used').click()
  const alone = compare.confusion.getByRole('button', { name: /BK gave none: \d/ }).first()
  const size = Number(
    /none: ([\d,]+) character/.exec((await alone.getAttribute('title')) ?? '')?.[1]?.replace(',', ''),
  )
  await alone.click()
  await expect(
    compare.panel.getByRole('heading', { name: 'Coded by AM, with no code by the other' }),
  ).toBeVisible()
  await expect(compare.passages.first()).toBeVisible()
  const disputes = await compare.disputes()
  expect(disputes.reduce((sum, each) => sum + each, 0)).toBe(size)
})

test('pairs of codes to discuss open their passages and the framework', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('Codes against codes')
  await page.getByRole('radio', { name: 'Pairs to discuss' }).click()
  await expect(compare.pairs).toBeVisible()
  await page.getByRole('button', { name: /From which share/ }).click()
  await page.getByRole('option', { name: 'From 10%' }).click()
  await expect(compare.pairs.getByRole('row')).not.toHaveCount(1)
  await lookAt(page, 'compare-pairs')
  await compare.pairs.focus()
  await page.keyboard.press('ArrowDown')
  await expect(compare.panel.getByRole('heading', { name: 'Two codes on the same text' })).toBeVisible()
  await expect(compare.passages.first()).toBeVisible()
  await compare.panel.getByRole('button', { name: 'Both codes in Framework' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Framework' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Selected codes' }).getByRole('listitem')).toHaveCount(2)
})

test('differences are listed worst first, narrowed, opened and led to Adjudicate by keys', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('Differences')
  await expect(compare.differences).toBeVisible()
  await expect(page.getByText('What a difference costs is')).toBeVisible()
  await lookAt(page, 'compare-differences')

  const cells = compare.differences.locator('tbody tr td:nth-child(4)')
  const characters = (await cells.allInnerTexts()).map(text => Number(text.replace(',', '')))
  expect(characters.length).toBeGreaterThan(10)
  expect(characters).toEqual(characters.toSorted((x, y) => y - x))

  const kinds = page.getByRole('list', { name: 'Kinds' })
  const all = kinds.getByRole('button', { name: /^All differences/ })
  await expect(all).toHaveAttribute('aria-pressed', 'true')
  const extent = kinds.getByRole('button', { name: /^Extent \d+/ })
  const count = Number(/Extent (\d+)/.exec(await extent.innerText())?.[1])
  await extent.focus()
  await page.keyboard.press('Enter')
  await expect(cells).toHaveCount(count)

  await compare.differences.focus()
  await page.keyboard.press('ArrowDown')
  await expect(compare.panel.getByRole('heading', { name: 'One difference' })).toBeVisible()
  await expect(compare.panel.getByText('over different words')).toBeVisible()
  await lookAt(page, 'compare-difference')
  await compare.panel.getByRole('button', { name: 'Show in the transcript' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('document', { name: `codings of ${people.a} and ${people.b}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await compare.panel.getByRole('button', { name: 'Adjudicate' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Adjudicate' })).toBeVisible()
  await expect(page.getByText('over different words')).toBeVisible()
})

test('every figure says what it is, its interval or why there is none, and opens its passages', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Compare')
  const compare = new ComparePage(page)
  await compare.view('All figures')
  const table = page.getByRole('table', { name: 'Figures of all codes' })
  await expect(table).toBeVisible()
  await lookAt(page, 'compare-all-figures')
  for (const name of ['Percent agreement', 'Cohen’s kappa', 'Gwet’s AC1', 'Kappa pooled over codes']) {
    const row = table.getByRole('row', { name: new RegExp(`^${name}`) })
    await expect(row).toContainText(/[\d.]+ to [\d.]+|no interval/)
    await expect(row.getByRole('button')).toHaveAccessibleName(new RegExp(`^${name} [\\d.]+`))
  }
  await expect(table.getByRole('row', { name: /^Cohen’s kappa/ })).toContainText('Cohen 1960')
  // Conventions are named only when asked, and as conventions.
  const conventions = page.getByText(/^Cohen’s κ: By the convention of Landis/)
  await expect(conventions).toBeHidden()
  await page.getByRole('button', { name: 'What would conventions call this?' }).click()
  await expect(conventions).toContainText('These are conventions: they contradict each other')
  await expect(page.getByText(/^Prevalence: AM gave a code to/)).toBeVisible()

  const groups = page.getByRole('table', { name: 'Figures of frameworks, themes and data sets' })
  await groups.scrollIntoViewIfNeeded()
  await lookAt(page, 'compare-groups')
  await groups.getByRole('button', { name: /^Normalisation Process Theory: Cohen’s kappa/ }).click()
  await expect(compare.panel.getByText('Normalisation Process Theory')).toBeVisible()
  await expect(compare.passages.first()).toBeVisible()
  await page.keyboard.press('Escape')

  await table.getByRole('button', { name: /^Cohen’s kappa/ }).focus()
  await page.keyboard.press('Enter')
  await expect(compare.passages.first()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /Figures of/ }).click()
  await page.getByRole('option', { name: 'Making sense of it' }).click()
  const own = page.getByRole('table', { name: 'Figures of Making sense of it' })
  await expect(own.getByRole('row', { name: /^Cohen’s kappa/ })).toContainText('Nobody used this code')
})

test.describe('in a reflexive study', () => {
  test.use({ made: { stance: 'reflexive' } })

  test('the views speak of readings and show no coefficient until asked', async ({ app }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Compare')
    const compare = new ComparePage(page)
    await compare.view('Readings')
    await expect(page.getByText('What a reading costs is')).toBeVisible()
    await expect(page.getByRole('tabpanel').getByText('κ')).toHaveCount(0)
    await compare.view('All figures')
    const table = page.getByRole('table', { name: 'Figures of all codes' })
    await expect(table.getByRole('row', { name: /^Percent agreement/ })).toBeVisible()
    await expect(table.getByRole('row', { name: /kappa/ })).toHaveCount(0)
    await page.getByRole('tabpanel').getByRole('button', { name: 'Show coefficients' }).click()
    await expect(table.getByRole('row', { name: /^Cohen’s kappa/ })).toBeVisible()
  })
})
