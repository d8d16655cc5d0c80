import { freshTitle, people, test } from './bench-study.ts'
import { expect } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

test('whoever types on at once loses no letter', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  await expect(code.transcript).toBeFocused()
  await page.keyboard.press('PageDown')

  await test.step('Enter, a code', async () => {
    await typeAtOnce(page, 'Enter', 'fear and confidence')
    await expect(code.chooser).toHaveValue('fear and confidence')
    await page.keyboard.press('Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('C, a comment', async () => {
    await typeAtOnce(page, 'c', 'Said with a sigh.')
    await expect(code.panel.getByRole('textbox', { name: /^Comment on/ })).toHaveValue('Said with a sigh.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('N, an annotation', async () => {
    await typeAtOnce(page, 'n', 'never seen before')
    await expect(code.panel.getByRole('textbox', { name: 'New annotation' })).toHaveValue('never seen before')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.transcript).toBeFocused()
  })
  await test.step('find, twice', async () => {
    const field = page.getByRole('searchbox', { name: 'Find in this text' })
    await typeAtOnce(page, 'ControlOrMeta+f', 'allotment')
    await expect(field).toHaveValue('allotment')
    await code.transcript.focus()
    await typeAtOnce(page, 'ControlOrMeta+f', 'clinic')
    await expect(field).toHaveValue('clinic')
  })
  await test.step('the palette', async () => {
    await typeAtOnce(page, 'ControlOrMeta+k', 'preferences')
    await expect(page.getByRole('searchbox', { name: 'Find a command' })).toHaveValue('preferences')
  })
})
