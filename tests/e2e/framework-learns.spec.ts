import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { FrameworkPage } from './pages/framework-page.ts'

test('pairs that may be one are looked through by keys: told apart, merged, and taken back', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Framework')
  const framework = new FrameworkPage(page)
  const pairs = page.getByRole('region', { name: 'Pairs that may be one' })
  await framework.line('Employer resistance').click()
  await page.keyboard.press('Insert')
  await page.keyboard.type('Resistance of employers')
  await page.keyboard.press('Enter')
  await expect(framework.line('Resistance of employers')).toBeVisible()
  await framework.line('Coding framework').click()
  await expect(pairs).toBeVisible()
  // From the tree the keys would look for a code by its letter.
  await pairs.getByRole('button', { name: 'Not the same' }).focus()

  await test.step('the pair is found among the others, with both meanings', async () => {
    for (
      let n = 0;
      n < 20 && !(await pairs.getByRole('region', { name: 'Resistance of employers' }).isVisible());
      n++
    )
      await page.keyboard.press('n')
    await expect(pairs).toContainText('Their names are alike')
    await expect(pairs).toContainText(/The first is used [\d,]+ times?, the second [\d,]+ times?\./)
    await expect(pairs.getByRole('region', { name: 'Employer resistance' })).toBeVisible()
    await pairs.scrollIntoViewIfNeeded()
    await lookAt(page, 'framework-pairs')
  })
  await test.step('told apart, it is not proposed again, till that is taken back', async () => {
    const both = pairs.getByRole('region', { name: 'Resistance of employers' })
    await page.keyboard.press('x')
    await expect(both).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await framework.line('Coding framework').click()
    await expect(pairs).toBeVisible()
  })
  await test.step('merged, the lesser goes into the other', async () => {
    await pairs.getByRole('button', { name: 'Not the same' }).focus()
    for (
      let n = 0;
      n < 20 && !(await pairs.getByRole('region', { name: 'Resistance of employers' }).isVisible());
      n++
    )
      await page.keyboard.press('n')
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: 'Merge “Resistance of employers”' })
    await expect(dialog.getByRole('combobox', { name: 'Into' })).toHaveValue('Employer resistance')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(framework.line('Resistance of employers')).toHaveCount(0)
  })
})

test('a ruling becomes an example of its code with one key, and stands with its definition', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  await page.getByRole('article', { name: /^Difference 1 of/ }).focus()
  await page.keyboard.press('1')
  await expect(page.getByRole('article', { name: /^Difference 2 of/ })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('article', { name: /^Difference 1 of/ })).toBeVisible()
  await page.keyboard.press('t')
  const examples = page.getByRole('region', { name: 'Examples from rulings' }).first()
  await expect(examples).toContainText('Typical')
  await lookAt(page, 'adjudicate-example')
  const words = (await examples.getByRole('blockquote').textContent()) ?? ''
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('region', { name: 'Examples from rulings' })).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(examples).toContainText(words)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Framework' }).click()
  const code = page.getByRole('tree', { name: 'Frameworks and codes' })
  await expect(code).toBeVisible()
})

test('a code that goes from a frozen version goes with a reason', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Framework')
  const framework = new FrameworkPage(page)
  const versions = page.getByRole('region', { name: 'Versions' })
  await framework.line('Employer resistance').click()
  await page.keyboard.press('Insert')
  await expect(page.getByLabel('New name for New code')).toBeFocused()
  await page.keyboard.type('Passing thought')
  await page.keyboard.press('Enter')
  await expect(framework.line('Passing thought')).toBeVisible()
  await framework.line('Coding framework').click()
  await page.getByRole('button', { name: 'Freeze a version…' }).click()
  await page
    .getByRole('dialog', { name: /^Freeze version/ })
    .getByRole('button', { name: 'Freeze version' })
    .click()
  await framework.line('Passing thought').click()
  await page.keyboard.press('Delete')
  const removing = page.getByRole('dialog', { name: 'Remove “Passing thought”?' })
  await removing.getByRole('combobox', { name: 'Reason' }).fill('Nobody used it')
  await lookAt(page, 'framework-remove')
  await removing.getByRole('button', { name: 'Remove' }).click()
  await expect(framework.line('Passing thought')).toBeHidden()
  await framework.line('Coding framework').click()
  await versions.getByRole('button', { name: /now/ }).first().click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Passing thought' }).first()).toContainText(
    'Nobody used it',
  )
})

test.describe('in an open blind round', () => {
  test.use({ made: { round: 'open' } })

  test('a coder is told that what they add is a proposal', async ({ app }) => {
    const { page } = app
    await openScreen(page, people.b, 'Framework')
    await expect(page.getByRole('note')).toContainText('“First round” is open: what you add is a proposal')
    await lookAt(page, 'framework-lock')
  })
})
