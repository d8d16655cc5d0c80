import { join } from 'node:path'
import { expect, lookAt } from './harness.ts'
import { madeStudy } from './made-study.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { StudyPage } from './pages/study-page.ts'

const maker = new URL('./make-two-leads.ts', import.meta.url)
const corrected = madeStudy(maker)
let folder = ''
const blind = madeStudy(maker, made => {
  folder = made
  return ['blind']
})

corrected(
  'a text that two leads corrected is looked at side by side, and the other is taken by keys',
  async ({ app }) => {
    const { page } = app
    await new SignInPage(page).signIn('Lena Dorn')
    await new StudyPage(page).waiting.getByRole('button', { name: /^Decide 1 step/ }).press('Enter')
    const decision = page.getByRole('list', { name: 'To be decided' }).getByRole('listitem')
    await expect(decision).toContainText('“Interview 1” was corrected on both sides.')
    const words = decision.getByRole('row').filter({ hasText: 'We walked' }).getByRole('cell')
    await expect(words).toHaveCount(2)
    const [stands = '', other = ''] = await words.locator('mark').allTextContents()
    expect([stands, other].toSorted()).toEqual(['chemist', 'surgery'])
    await lookAt(page, 'merge-two-texts')
    await decision.getByRole('button', { name: 'Take the other' }).focus()
    await page.keyboard.press('Enter')
    await expect(decision).toContainText('The other was taken.')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(words.locator('mark').first()).toHaveText(stands)
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(decision).toContainText('The other was taken.')
  },
)

blind('a lead who codes blind merges what came, and reads no figure of it', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn('Lena Dorn')
  await new StudyPage(page).rounds.getByRole('button', { name: 'Merge returns…' }).press('Enter')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files…' }).press('Enter')
  await (await choosing).setFiles([join(folder, 'BK.tandem-return')])
  const withheld = 'What came, and how many steps, is not told to a coder of the blind round'
  const preview = page.getByRole('region', { name: 'What would come' })
  await expect(preview).toContainText(withheld)
  await expect(preview).not.toContainText(/\d+ (?:sent|steps?|arrived)/)
  await lookAt(page, 'merge-withheld')
  await preview.getByRole('button', { name: 'Merge 1 package' }).press('Enter')
  const came = page.getByRole('region', { name: 'What came' })
  await expect(came).toContainText(withheld)
  await expect(came.getByRole('button', { name: 'Compare' })).toHaveCount(0)
  await page.getByRole('button', { name: /Beth Kerr, “Round 1”/ }).press('Enter')
  const merged = page.getByRole('region', { name: 'Merged so far' })
  await expect(merged).toContainText(withheld)
  await expect(merged).not.toContainText(/\d+ (?:sent|steps?|arrived)/)
})
