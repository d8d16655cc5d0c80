import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { FrameworkPane } from './pages/framework-pane.ts'
import { openBench } from './pages/open-bench.ts'

const test = madeStudy(new URL('./make-rough-study.ts', import.meta.url))

test('what a filter finds is in view under 11 levels, and an emptied name is said to stand', async ({
  app,
}) => {
  const { page } = app
  await openBench(page, 'Ann Lee', 'One word')
  await test.step('the one code found is in view, and the keyboard stays in the field', async () => {
    const pane = new FrameworkPane(page)
    await pane.filter.fill('long and')
    await expect(pane.line('Long and on')).toBeInViewport({ ratio: 1 })
    await expect(pane.filter).toBeFocused()
    await lookAt(page, 'deep-framework-filter')
    await pane.filter.press('Escape')
  })
  await test.step('an emptied name is said to stand', async () => {
    await new Frame(page).go('Framework')
    const framework = new FrameworkPage(page)
    await framework.line('Level 1').click()
    await framework.field('Name').fill('')
    await framework.tree.focus()
    await expect(framework.field('Name')).toHaveValue('Level 1')
    const said = page.locator('[role="alert"][data-live-announcer]')
    await expect(said).toContainText('A code needs a name: it is still “Level 1”')
  })
})
