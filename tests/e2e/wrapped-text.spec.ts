import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const sentence =
  'I had been waiting for the letter for about six weeks before anybody\nrang, and then when they did ring it was a different person who had not\nread the notes at all.'
const test = textStudy(async folder => {
  const file = join(folder, 'Interview 1.txt')
  await writeFile(
    file,
    `INT: How was that?\n\nP1: ${sentence} So I had to start again from the beginning with\nmy whole story.\n\nINT: I see.\n`,
  )
  return [file]
})

test('a triple click takes the sentence over the line breaks of a text that was broken to fit', async ({
  app,
}) => {
  const { page } = app
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  const { x, y, width, height } = await code.boxOf('notes')
  await page.mouse.click(x + width / 2, y + height / 2, { clickCount: 3 })
  await expect.poll(async () => (await code.selected()).words).toBe(sentence)
  await lookAt(page, 'wrapped-sentence')
})
