import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { FrameworkPage } from './pages/framework-page.ts'

test('two codes for one thing are merged, compared with the version before, and taken apart', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Framework')
  const framework = new FrameworkPage(page)

  await test.step('a version is frozen: where nothing has changed, with a note that says what it is for', async () => {
    await framework.line('Coding framework').click()
    await page.getByRole('button', { name: 'Freeze a version…' }).click()
    const freeze = page.getByRole('button', { name: 'Freeze version' })
    await expect(page.getByRole('dialog')).toContainText(/Nothing has changed since version \d+\./)
    await expect(freeze).toBeDisabled()
    await lookAt(page, 'framework-freeze-unchanged')
    await page.getByLabel('Note').fill('Before the merge')
    await freeze.click()
    await expect(page.getByRole('button', { name: 'Compare with now' }).first()).toBeVisible()
  })
  await test.step('the dialog shows both meanings, and takes a reason', async () => {
    await framework.line('Unsure what counts').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Merge into…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge “Unsure what counts”' })
    await dialog.getByRole('combobox', { name: 'Into' }).fill('Belief in')
    await page.getByRole('option', { name: /^Belief in its worth/ }).click()
    await expect(dialog.getByRole('region', { name: 'Belief in its worth' })).toContainText('stays')
    await dialog.getByRole('combobox', { name: 'Reason' }).fill('Both doubt the worth.')
    await lookAt(page, 'framework-merge-dialog')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  })
  await test.step('the merged code is kept on the page of the other', async () => {
    await expect(framework.line('Unsure what counts')).toHaveCount(0)
    const merged = page.getByRole('region', { name: 'Merged codes' })
    await expect(merged).toContainText('Both doubt the worth.')
    await merged.scrollIntoViewIfNeeded()
    await lookAt(page, 'framework-merged-codes')
  })
  await test.step('the version tells what was done, and why', async () => {
    await framework.line('Coding framework').click()
    await page.getByRole('button', { name: 'Compare with now' }).first().click()
    const differences = page.getByRole('region', { name: 'Differences' })
    await expect(differences).toContainText('Unsure what counts')
    await expect(differences).toContainText('Both doubt the worth.')
    // It comes into view in its pane; the screen around it stays where it is.
    await expect(differences.getByRole('heading').first()).toBeInViewport()
    await expect(page.getByRole('main')).toHaveJSProperty('scrollTop', 0)
    await lookAt(page, 'framework-version-differences')
  })
  await test.step('taken apart, it is a code again', async () => {
    await framework.line('Belief in its worth').click()
    await page.getByRole('button', { name: 'Take apart' }).click()
    await expect(framework.line('Unsure what counts')).toBeVisible()
  })
})
