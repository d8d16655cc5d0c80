import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import type { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'
import { StudyPage } from './pages/study-page.ts'

const round = 'First round'

/** Closes the round, which this study's lead may do. */
async function closeRound(page: Page): Promise<void> {
  const lead = await engineWindow(page, people.lead)
  const [first] = await lead.client.rounds.list({})
  await lead.client.rounds.close({ round: first?.id ?? '', leaveOpen: true })
  lead.close()
}

/** Codes words of the text that is in the round, and begins a comment on them. */
async function beginComment(page: Page, code: CodePage, words: string): Promise<void> {
  await code.drag('meeting', 'favour')
  await code.choose('fear')
  await page.keyboard.press('c')
  await expect(code.panel.getByRole('textbox', { name: /^Comment on/ })).toBeFocused()
  await page.keyboard.type(words)
}

test('words of a comment that is open when another window submits the round are kept', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, denseTitle)
  const other = await engineWindow(page, people.coding)
  await beginComment(page, code, 'Said in passing.')
  const me = (await other.client.members.list({})).find(({ name }) => name === people.coding)?.id ?? ''
  const [first] = (await other.client.rounds.list({})).filter(({ title }) => title === round)
  await other.client.rounds.submit({ round: first?.id ?? '', coder: me })
  await expect(code.panel.getByRole('alert')).toContainText(
    'The coding that this is about was submitted and no longer changes.',
  )
  const words = code.panel.getByRole('textbox', { name: 'Your words' })
  await expect(words).toBeFocused()
  await expect(words).toHaveValue('Said in passing.')
  await page.keyboard.type(' And more.')
  await lookAt(page, 'comment-submitted')
  const annotate = code.panel.getByRole('button', { name: 'Annotate' }).first()
  await expect(annotate).toBeDisabled()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(words).toHaveValue('Said in passing. And more.')
  await closeRound(page)
  await expect(annotate).toBeEnabled()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(code.panel.getByRole('list', { name: 'Annotations here' })).toContainText(
    'Said in passing. And more.',
  )
  await expect(code.transcript).toBeFocused()
  other.close()
})

test('whoever submits a round is told of words in it that are not saved, and finds them afterwards', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, denseTitle)
  const frame = new Frame(page)
  await beginComment(page, code, 'Said in passing.')
  await page.keyboard.press('Escape')
  await expect(code.panel.getByText('Not saved yet:')).toBeVisible()
  await expect(page.getByRole('status').getByText(/^Not saved yet: what you wrote stays/)).toBeAttached()

  const dialog = page.getByRole('alertdialog')
  const submit = async () => {
    await frame.go('Study')
    await new StudyPage(page).rounds.getByRole('button', { name: 'Submit my work…' }).click()
    await expect(dialog).toContainText(`What you wrote in “${denseTitle}” is not saved yet.`)
  }
  await test.step('the dialog names the text and leads there', async () => {
    await submit()
    await lookAt(page, 'submit-unsaved')
    await dialog.getByRole('button', { name: 'Open it' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('document', { name: `Transcript: ${denseTitle}` })).toBeVisible()
    await expect(code.panel.getByText('Not saved yet:')).toBeVisible()
  })
  await test.step('submitted nevertheless, they can be read and kept as an annotation', async () => {
    await submit()
    await dialog.getByRole('button', { name: 'Submit my work' }).click()
    await expect(dialog).toBeHidden()
    await frame.go('Code')
    const left = code.panel.getByRole('region', { name: 'Not saved elsewhere' })
    await expect(left).toContainText('what it is about was submitted and no longer changes: “meeting')
    await expect(left).toContainText('Said in passing.')
    await expect(code.panel.getByText('Not saved yet:')).toHaveCount(0)
    await expect(left).toContainText(
      'What you wrote can be kept as an annotation once “First round” is closed.',
    )
    await lookAt(page, 'words-submitted')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await left.getByRole('button', { name: 'Copy' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Said in passing.')
    await closeRound(page)
    await left.getByRole('button', { name: 'Keep as an annotation' }).click()
    await expect(left).toHaveCount(0)
    await expect(code.panel.getByRole('list', { name: 'Annotations here' })).toContainText('Said in passing.')
  })
})

test('an annotation of a submitted round says so and is not offered to be changed; what was being written is kept', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, denseTitle)
  const other = await engineWindow(page, people.coding)
  await code.drag('meeting', 'favour')
  await page.keyboard.press('n')
  await page.keyboard.type('A note.')
  await page.keyboard.press('ControlOrMeta+Enter')
  const change = code.panel.getByRole('button', { name: 'Change annotation' })
  await change.press('Enter')
  await page.keyboard.type(' And more.')
  const me = (await other.client.members.list({})).find(({ name }) => name === people.coding)?.id ?? ''
  const [first] = await other.client.rounds.list({})
  await other.client.rounds.submit({ round: first?.id ?? '', coder: me })
  await expect(code.panel.getByRole('region', { name: 'Not saved elsewhere' })).toContainText(
    'A note. And more.',
  )
  await expect(code.transcript).toBeFocused()
  await expect(code.panel.getByRole('list', { name: 'Annotations here' })).toContainText('submitted')
  await expect(change).toHaveCount(0)
  other.close()
})

test('words about a coding that is joined with another go on with the joined one', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const left = code.panel.getByRole('region', { name: 'Not saved elsewhere' })
  const comment = code.panel.getByRole('textbox', { name: /^Comment on/ })
  const waiting = code.card('Paperwork').getByText('Not saved yet:')
  await code.drag('clinic', 'two')
  await code.choose('paper')
  await code.drag('week', 'allotment')
  await code.choose('paper')
  await page.keyboard.press('c')
  await expect(comment).toBeFocused()
  await page.keyboard.type('Of the allotment.')
  await page.keyboard.press('Escape')
  await expect(waiting).toHaveCount(1)
  // The older of the two is the one that stays.
  await code.drag('two', 'week')
  await code.choose('paper')
  await expect(code.card('Paperwork')).toHaveCount(1)
  await expect(waiting).toHaveCount(1)
  await expect(code.panel.getByText('Of the allotment.')).toBeVisible()
  await expect(left).toHaveCount(0)

  await test.step('apart again they are with the one they were about', async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(code.card('Paperwork')).toHaveCount(2)
    await expect(waiting).toHaveCount(1)
    await expect(code.card('Paperwork').filter({ hasText: 'week and an allotment' })).toContainText(
      'Of the allotment.',
    )
    await expect(left).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+y')
    await expect(code.card('Paperwork')).toHaveCount(1)
  })
  await test.step('written on, they are its comment', async () => {
    await code.card('Paperwork').getByRole('button', { name: 'Write on' }).click()
    await expect(comment).toHaveValue('Of the allotment.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(code.card('Paperwork').getByText('Of the allotment.')).toBeVisible()
    await expect(waiting).toHaveCount(0)
  })
})

test('words being written as their coding is joined stay with it too', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await code.drag('clinic', 'two')
  await code.choose('paper')
  await code.drag('week', 'allotment')
  await code.choose('paper')
  await page.keyboard.press('c')
  await expect(code.panel.getByRole('textbox', { name: /^Comment on/ })).toBeFocused()
  await page.keyboard.type('Of the allotment.')
  await code.drag('two', 'week')
  await code.choose('paper')
  await expect(code.card('Paperwork').getByText('Not saved yet:')).toHaveCount(1)
  await expect(code.panel.getByText('was removed')).toHaveCount(0)
  await page.keyboard.press('c')
  await expect(code.panel.getByRole('textbox', { name: /^Comment on/ })).toHaveValue('Of the allotment.')
})

test('joining says how many were joined and where it ends now, and the next key leaves that to be read', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const frame = new Frame(page)
  for (const [from, to] of [
    ['two', 'days'],
    ['week', 'allotment'],
  ] as const) {
    await code.drag(from, to)
    await code.choose('paper')
  }
  await code.drag('small', 'clinic')
  await code.choose('paper')
  // Answered by the engine: what is said of it comes before what the next key says.
  await expect(page.getByRole('status')).toContainText(['Coded “Paperwork”: small clinic'])
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByRole('status')).toContainText([
    /“Paperwork”, joined with the passage it met, ends at: .*two days$/,
  ])
  const joined = 'You had “Paperwork” on overlapping text: the two are one passage now.'
  await expect(frame.notices.getByText(joined)).toBeVisible()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByRole('status')).toContainText([/^“Paperwork” ends at: .*two days a$/])
  await expect(frame.notices.getByText(joined)).toBeVisible()

  // From where nothing is selected: words that are can be dragged themselves.
  await code.drag('allotment', 'small')
  await code.choose('paper')
  await expect(
    frame.notices.getByText('You had “Paperwork” on overlapping text 2 times: all of it is one passage now.'),
  ).toBeVisible()
})

test('an offer to redo goes once something else was done', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const other = await engineWindow(page, people.coding)
  const { notices } = new Frame(page)
  const source = (await other.client.sources.list({})).find(({ title }) => title === freshTitle)?.id ?? ''
  await code.drag('clinic', 'two')
  await code.choose('paper')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(notices.getByRole('button', { name: 'Redo' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Redo: / })).toBeEnabled()
  await other.client.annotations.add({ source, start: 100, end: 110, text: 'Meanwhile.' })
  await expect(notices.getByRole('button', { name: 'Redo' })).toHaveCount(0)
  other.close()
})

test('words of a name and of those above it code with that code; a name that is new is made', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await code.drag('clinic', 'two')
  await code.choose('doing paperwork')
  await expect(code.card('Paperwork')).toHaveCount(1)
  await expect(code.card('doing paperwork')).toHaveCount(0)
  await code.drag('week', 'allotment')
  await code.choose('paperwork at home')
  await expect(code.card('paperwork at home')).toHaveCount(1)
})
