import { expect, lookAt } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { FrameworkPage } from './pages/framework-page.ts'

test.use({ made: { rulings: 'all' } })

test('a code is split, and its passages are judged by keys, left, taken up and taken back', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Framework')
  const framework = new FrameworkPage(page)
  const judged = page.getByRole('meter', { name: 'Codings judged' })
  const total = async () => Number((await judged.getAttribute('aria-valuetext'))?.split(' of ')[1])

  await test.step('two parts are named: one that is there, one that is new', async () => {
    await framework.line('Belief in its worth').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Split…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Split “Belief in its worth”' })
    await dialog.getByRole('combobox', { name: 'Part 1' }).fill('Unsure')
    await page.getByRole('option', { name: /^Unsure what counts/ }).click()
    await dialog.getByRole('combobox', { name: 'Part 2' }).fill('Worth to others')
    await page.keyboard.press('Escape')
    await dialog.getByRole('combobox', { name: 'Reason' }).fill('For oneself and for others.')
    await lookAt(page, 'framework-split-dialog')
    await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  })

  await test.step('the passages of the consensus come one by one, by key', async () => {
    await expect(page.getByRole('tab', { name: /^Re-judge/ })).toHaveAttribute('aria-selected', 'true')
    await expect(judged).toHaveAttribute('aria-valuetext', /^0 of \d+$/)
    await lookAt(page, 'framework-split-queue')
    const passage = page.getByRole('region', { name: 'Passage to judge' })
    const first = await passage.locator('mark').textContent()
    await page.keyboard.press('1')
    await expect(passage.locator('mark')).not.toHaveText(first ?? '')
    await expect(judged).toHaveAttribute('aria-valuetext', /^1 of /)
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('Alt+2')
    await page.keyboard.press('s')
    await expect(judged).toHaveAttribute('aria-valuetext', /^2 of /)
    await page.keyboard.press('p')
    await expect(page.getByRole('button', { name: /Unsure what counts/, pressed: true })).toBeVisible()
    await expect(page.getByRole('button', { name: /Worth to others/, pressed: true })).toBeVisible()
  })

  await test.step('each step is taken back by itself', async () => {
    await page.keyboard.press('Control+z')
    await expect(judged).toHaveAttribute('aria-valuetext', /^1 of /)
    await page.keyboard.press('Control+Shift+z')
    await expect(judged).toHaveAttribute('aria-valuetext', /^2 of /)
  })

  await test.step('a coder finds their own waiting, and goes through them to the end', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Sign in as someone else')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: people.a }).click()
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Study' }).click()
    await page.getByRole('button', { name: /of the split code “Belief in its worth”/ }).click()
    await expect(judged).toHaveAttribute('aria-valuetext', /^0 of \d+$/)
    const many = await total()
    for (let n = 1; n <= many; n++) {
      await page.keyboard.press(n % 3 === 0 ? '0' : String(n % 3))
      await expect(judged).toHaveAttribute('aria-valuetext', `${n} of ${many}`)
    }
    await expect(page.getByText(`All ${many} codings are judged.`)).toBeVisible()
    await lookAt(page, 'framework-split-done')
    await page.getByRole('tab', { name: /^Passages/ }).click()
    await expect(framework.passages.getByRole('listitem').first()).toBeVisible()
  })
})
