import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { Frame } from './pages/frame.ts'

const title = 'P07, service manager, Site 3'

test.describe('with all ruled', () => {
  test.use({ made: { rulings: 'all' } })

  test('the panel tells by key what stands in the consensus here, by whom, and where both agree', async ({
    app,
  }) => {
    const { page } = app
    await openScreen(page, people.reviewer, 'Compare')
    await new Frame(page).go('Code')
    const code = new CodePage(page)
    await code.open(title)
    await code.transcript.focus()
    await page.keyboard.press('ControlOrMeta+a')
    const stands = code.panel.getByRole('list', { name: 'In the consensus here' })
    await expect(stands).toHaveCount(0)
    await code.panel.getByRole('button', { name: 'In the consensus' }).focus()
    await page.keyboard.press('Enter')
    await expect(
      stands.getByRole('listitem').filter({ hasText: 'Both coders agree · First round' }),
    ).not.toHaveCount(0)
    const ruled = stands.getByRole('listitem').filter({ hasText: `Both stand · ${people.reviewer}` })
    await expect(ruled).not.toHaveCount(0)
    await ruled.first().scrollIntoViewIfNeeded()
    await lookAt(page, 'consensus-here')
  })
})

test.describe('with names hidden', () => {
  test.use({ made: { namesHidden: true } })

  test('who judges finds no coder named in Code, and Compare waits', async ({ app }) => {
    const { page } = app
    await openScreen(page, people.judge, 'Compare')
    await expect(page.getByText('“First round” is judged with names hidden')).toBeVisible()
    await lookAt(page, 'compare-names-hidden')
    await new Frame(page).go('Code')
    const code = new CodePage(page)
    await code.open(title)
    await code.transcript.focus()
    await page.keyboard.press('ControlOrMeta+a')
    const cards = code.panel.getByRole('list', { name: 'Codings here' })
    await expect(cards).toContainText('A coder of the round, name hidden')
    await expect(code.panel).not.toContainText(people.a)
    await expect(code.panel).not.toContainText(people.b)
    await lookAt(page, 'code-names-hidden')
  })
})
