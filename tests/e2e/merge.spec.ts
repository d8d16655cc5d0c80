import { join } from 'node:path'
import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { dropOnto } from './pages/drop-onto.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { StudyPage } from './pages/study-page.ts'

let folder = ''
const test = madeStudy(new URL('./make-returned-study.ts', import.meta.url), made => {
  folder = made
  return []
})

test('returns are looked at, merged by keyboard, decided, undone and brought back', async ({ app }) => {
  test.setTimeout(180_000)
  const { page } = app
  await new SignInPage(page).signIn('Lena Dorn')
  const study = new StudyPage(page)
  const frame = new Frame(page)
  const came = page.getByRole('region', { name: 'What came' })
  const preview = page.getByRole('region', { name: 'What would come' })

  await test.step('the study says what was handed out and what came back so far', async () => {
    await expect(study.rounds).toContainText(/Beth Kerr.*coding.*today.*anyone.*today.*so far.*Tove Sand/)
    await expect(
      study.rounds.getByRole('button', { name: 'Hand out again “Round 1” to Tove Sand…' }),
    ).toBeVisible()
    await lookAt(page, 'merge-study')
  })

  await test.step('what would come is shown first, of a blind round only how much', async () => {
    await study.rounds.getByRole('button', { name: 'Merge returns…' }).focus()
    await page.keyboard.press('Enter')
    const files = ['BK desk', 'BK laptop', 'TS', 'TS damaged', 'BK early'].map(name =>
      join(folder, `${name}.tandem-return`),
    )
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files…' }).press('Enter')
    await (await choosing).setFiles(files)
    await expect(preview.getByRole('listitem').filter({ hasText: 'Refused' })).toContainText(
      'TS damaged.tandem-return is damaged: it was cut off or changed on its way here.',
    )
    await expect(preview).toContainText('BK early.tandem-return was already merged on')
    await expect(preview).toContainText('Blind until both submit: what it holds is not shown.')
    await expect(preview).not.toContainText(/tiredness|Waiting|At the desk/i)
    await lookAt(page, 'merge-preview')
  })

  await test.step('all that can be comes in one step, and adds up', async () => {
    await preview.getByRole('button', { name: 'Merge 3 packages' }).focus()
    await page.keyboard.press('Enter')
    await expect(came).toContainText('Merged 3 packages in one step; what was refused stayed out.')
    await expect(came.getByRole('listitem').filter({ hasText: 'Beth Kerr' }).first()).toContainText(
      'Changes 1 coding',
    )
    await expect(came).toContainText('Codes that may be one')
    await expect(came.getByRole('list', { name: 'Codes that may be one' })).toContainText(
      'Called the same, and on the same words at 1 place',
    )
    await lookAt(page, 'merge-came')
  })

  await test.step('what met is decided, with both values in view', async () => {
    await came.getByRole('button', { name: 'Done' }).press('Enter')
    const decision = page.getByRole('list', { name: 'To be decided' }).getByRole('listitem')
    // Both steps that met have come, and what they met in is one thing to decide.
    await expect(decision).toHaveCount(1)
    await expect(page.getByRole('region', { name: 'Merged so far' })).toContainText('BK laptop.tandem-return')
    await expect(decision).toContainText('its comment was changed on both sides')
    await expect(decision).toContainText(/At the desk|On the train/)
    await lookAt(page, 'merge-decisions')
    await frame.go('Study')
    await expect(study.waiting).toContainText('Decide 1 step that met another in merging')
    await lookAt(page, 'merge-study-after')
    await study.rounds.getByRole('button', { name: 'Close the round…' }).click()
    const closing = page.getByRole('dialog', {
      name: /^Close “Round 1” with \d+ differences? and 1 decision left open\?$/,
    })
    await lookAt(page, 'round-closing')
    await closing.getByRole('button', { name: 'Cancel' }).click()
    await study.waiting.getByRole('button', { name: /^Decide 1 step/ }).click()
    const [stood = ''] = await decision.getByRole('definition').allTextContents()
    await decision.getByRole('button', { name: 'Take the other' }).focus()
    await page.keyboard.press('Enter')
    await expect(decision).toContainText('The other was taken.')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(decision.getByRole('button', { name: 'Take the other' })).toBeVisible()
    await expect(decision.getByRole('definition').first()).toHaveText(stood)
  })

  await test.step('the sheet goes to the printer as a page of its own', async () => {
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: 'test-results/screens/merge-printed.png' })
    await expect(page.getByText('What was merged into “Back to work”')).toBeVisible()
    await expect(frame.rail).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
  })

  await test.step('one undo takes all of it back, and the files bring it again', async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(
      page.getByRole('region', { name: 'Merged so far' }).getByText('Undone', { exact: true }),
    ).toHaveCount(3)
    await frame.go('Study')
    await expect(study.rounds).toContainText('Being coded')
    await dropOnto(page, join(folder, 'TS.tandem-return'))
    await expect(preview).toContainText('Tove Sand, “Round 1”')
    await preview.getByRole('button', { name: 'Put aside' }).click()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await frame.go('Study')
    await expect(study.rounds).toContainText('Both submitted')
    await expect(study.rounds).toContainText(/Tove Sand.*submitted/)
  })

  await test.step('the proposals stand in the framework with who proposed them, to be accepted', async () => {
    await frame.go('Framework')
    const proposed = page.getByRole('region', { name: 'Proposed by coders' })
    await expect(proposed).toContainText(/Tiredness.*proposed in “Round 1” by Beth Kerr · 1 coding/)
    await expect(proposed.getByRole('list', { name: 'Codes that may be one' })).toContainText('Tove Sand')
    await lookAt(page, 'merge-proposals')
    await proposed
      .getByRole('button', { name: /^Merge “.*” into “.*”…$/ })
      .first()
      .press('Enter')
    const merging = page.getByRole('dialog', { name: /^Merge “/ })
    await expect(merging.getByRole('combobox', { name: 'Into' })).toHaveValue(/tiredness/i)
    await expect(merging.getByRole('button', { name: 'Merge', exact: true })).toBeEnabled()
    await lookAt(page, 'merge-proposed-pair')
    await merging.getByRole('button', { name: 'Cancel' }).click()
    await proposed.getByRole('button', { name: 'Accept “tiredness” of Tove Sand' }).press('Enter')
    await expect(proposed.getByRole('button', { name: /^Accept/ })).toHaveCount(1)
  })

  await test.step('the round is compared', async () => {
    await frame.go('Compare')
    await expect(page.getByRole('main')).toContainText('Round 1')
  })
})
