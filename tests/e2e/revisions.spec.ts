import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asRecognised } from '#shared/model/speakers.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const words = [
  'Interviewer: How did the first week go?',
  'Anna: We waked to the shop and back. It was enough for one day.',
  'Interviewer: And the form?',
  'Anna: The form took longer than the walk. Nobody had told me.',
].join('\n')

const test = textStudy(async folder => {
  const file = join(folder, 'Interview.txt')
  await writeFile(file, words)
  return [file]
})

test('a turn is corrected, what waits is placed, and the earlier text is read and put back', async ({
  app,
  openWindow,
}) => {
  const { page } = app
  const { keyboard } = page
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await expect(code.transcript).toBeFocused()
  const engine = await engineWindow(page, coder)
  const [source] = await engine.client.sources.list({})
  const [waiting] = (await engine.client.codebook.frameworks({})).flatMap(({ codes }) => codes)
  const at = (of: string) => ({ start: words.indexOf(of), end: words.indexOf(of) + of.length })
  for (const passage of ['waked to the shop', 'It was enough', 'Nobody had told me'])
    await engine.client.codings.add({ source: source?.id ?? '', code: waiting?.id ?? '', ...at(passage) })
  const coded = async () => {
    const { text } = await engine.client.sources.open({ source: source?.id ?? '' })
    const codings = await engine.client.codings.inSource({ source: source?.id ?? '' })
    return codings.map(({ start, end }) => text.slice(start, end))
  }
  const other = await openWindow()
  const beside = new CodePage(other.page)
  await new SignInPage(other.page).signIn(coder)
  await new Frame(other.page).go('Code')
  await expect(beside.transcript).toContainText('We waked to the shop')

  await test.step('the dialog shows what changes and whom it touches before it is saved', async () => {
    const box = await code.boxOf('waked')
    await page.mouse.click(box.x + 4, box.y + box.height / 2)
    await keyboard.press('ControlOrMeta+Shift+E')
    const dialog = page.getByRole('dialog', { name: 'Correct text' })
    const field = dialog.getByRole('textbox', { name: 'Words' })
    await expect(field).toHaveValue('We waked to the shop and back. It was enough for one day.')
    await expect(dialog.getByRole('button', { name: 'Save correction' })).toBeDisabled()
    await field.fill('We walked to the shop and back. It was enough for one day.')
    const effects = dialog.getByRole('region', { name: 'What changes' })
    await expect(effects.locator('ins').first()).toContainText('walked')
    await expect(effects).toContainText('1 thing will wait to be looked at')
    await dialog.getByRole('textbox', { name: 'Speaker' }).fill('OT 18')
    await expect(effects.locator('ins').first()).toContainText('OT 18')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Misheard')
    await lookAt(page, 'correct-text')
    await dialog.getByRole('button', { name: 'Save correction' }).click()
    await expect(dialog).toBeHidden()
    await expect(code.transcript).toContainText('We walked to the shop')
    expect(await coded()).toEqual(['walked to the shop', 'It was enough', 'Nobody had told me'])
    const { parts } = await engine.client.sources.open({ source: source?.id ?? '' })
    expect(parts.map(({ speaker }) => speaker)).toEqual(['Interviewer', 'OT 18', 'Interviewer', 'Anna'])
  })

  await test.step('another window shows the new text with its codings in place, without being loaded again', async () => {
    await expect(beside.transcript).toContainText('We walked to the shop')
    await expect
      .poll(async () => (await beside.painted()).map(painted => painted.replace(/^.*: /, '')))
      .toEqual(expect.arrayContaining(['walked to the shop', 'It was enough']))
  })

  await test.step('what waits is accepted or placed on other words by key', async () => {
    const turn = await code.boxOf('The form took longer')
    await page.mouse.click(turn.x + 4, turn.y + turn.height / 2)
    await keyboard.press('ControlOrMeta+Shift+E')
    const dialog = page.getByRole('dialog', { name: 'Correct text' })
    await dialog.getByRole('textbox', { name: 'Words' }).fill('The form took longer than the walk.')
    await expect(dialog.getByText('nothing left of it')).toBeVisible()
    await dialog.getByRole('button', { name: 'Save correction' }).click()
    await expect(page.getByText('2 things of yours to look at')).toBeVisible()
    await page.getByRole('button', { name: 'Look' }).click()
    const list = page.getByRole('region', { name: 'Passages to look at' })
    await expect(list).toContainText('1 of 2')
    await expect(list).toContainText('waked to the shop')
    await expect(code.transcript).toBeFocused()
    await lookAt(page, 'passages-to-look-at')
    await keyboard.press('a')
    await expect(list).toContainText('1 of 1')
    await expect(list).toContainText('Nothing is left of these words.')
    await code.drag('took', 'longer')
    await keyboard.press('p')
    await expect(list).toBeHidden()
    await expect.poll(coded).toEqual(['walked to the shop', 'It was enough', 'took longer'])
  })

  await test.step('the earlier texts are read, and one is put back', async () => {
    await keyboard.press('ControlOrMeta+k')
    await keyboard.type('Earlier texts')
    await keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Earlier texts' })
    await expect(dialog.getByRole('button', { name: /Corrected/ })).toHaveCount(2)
    await dialog.getByRole('button', { name: /2\. Corrected/ }).click()
    await expect(dialog).toContainText('Misheard')
    await lookAt(page, 'earlier-texts')
    await dialog.getByRole('button', { name: /1\. As imported/ }).click()
    await expect(dialog).toContainText('We waked to the shop and back.')
    await dialog.getByRole('button', { name: 'Put this text back' }).click()
    await expect(dialog).toBeHidden()
    await expect(code.transcript).toContainText('Nobody had told me.')
    await keyboard.press('ControlOrMeta+z')
    await expect(code.transcript).not.toContainText('Nobody had told me.')
  })
  engine.close()
})

test('an open correction outlives a change of the text and one Escape, and names a label as it is written', async ({
  app,
}) => {
  const { page } = app
  const { keyboard } = page
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  const engine = await engineWindow(page, coder)
  const [{ id: source } = { id: '' }] = await engine.client.sources.list({})
  await engine.client.speakers.choose({
    source,
    choice: { ...asRecognised, names: [{ label: 'Anna', name: 'Anna Berg' }] },
  })
  await expect(code.transcript.locator('[data-speaker="Anna Berg"]')).toHaveCount(2)
  const open = async () => {
    const box = await code.boxOf('waked')
    await page.mouse.click(box.x + 4, box.y + box.height / 2)
    await keyboard.press('ControlOrMeta+Shift+E')
  }
  const dialog = page.getByRole('dialog', { name: 'Correct text' })
  const field = dialog.getByRole('textbox', { name: 'Words' })
  const save = dialog.getByRole('button', { name: 'Save correction' })
  const leaving = dialog.getByText('Press Escape again to leave without keeping this.')
  const draft = 'We walked to the shop and back. It was enough for one day.'

  await test.step('the first Escape says that it would leave, and anything else stays', async () => {
    await open()
    await expect(dialog.getByRole('textbox', { name: 'Speaker' })).toHaveValue('Anna')
    await field.fill(draft)
    await expect(save).toBeEnabled()
    await keyboard.press('Escape')
    await expect(leaving).toBeVisible()
    await expect(page.locator('[role="status"][data-live-announcer]')).toContainText('Press Escape again')
    await expect(field).toBeFocused()
    await lookAt(page, 'leaving-a-draft')
    await keyboard.press('End')
    await expect(leaving).toBeHidden()
    await expect(field).toHaveValue(draft)
  })

  await test.step('another window changes the text: the words are kept, and nothing is saved', async () => {
    const { revision, text } = await engine.client.sources.open({ source })
    const start = text.indexOf('first week')
    await engine.client.revisions.correct({
      source,
      revision,
      edits: [{ start, end: start, text: 'very ' }],
    })
    await expect(dialog.getByText('The text was changed in another window meanwhile.')).toBeVisible()
    await expect(field).toHaveValue(draft)
    await expect(save).toBeDisabled()
    await lookAt(page, 'correct-text-stale')
    await keyboard.press('Escape')
    await expect(leaving).toBeVisible()
    await keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect((await engine.client.sources.open({ source })).text).toBe(
      text.replace('first week', 'very first week'),
    )
  })

  await test.step('opened again it corrects the same turn of the new text', async () => {
    await open()
    await expect(field).toHaveValue('We waked to the shop and back. It was enough for one day.')
    await keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await open()
    await field.fill(draft)
    await save.click()
    await expect(dialog).toBeHidden()
    const { text } = await engine.client.sources.open({ source })
    expect(text).toBe(words.replace('first week', 'very first week').replace('waked', 'walked'))
  })
  engine.close()
})

test('what can be done with a passage to look at is in view in a small window, however long its words', async ({
  app,
}) => {
  const { page } = app
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Code')
  const engine = await engineWindow(page, coder)
  const [{ id: source } = { id: '' }] = await engine.client.sources.list({})
  const [code] = (await engine.client.codebook.frameworks({})).flatMap(({ codes }) => codes)
  /** Replaces words of the newest text, and answers where the new ones are. */
  const retype = async (was: string, now: string) => {
    const { revision, text } = await engine.client.sources.open({ source })
    const start = text.indexOf(was)
    const edits = [{ start, end: start + was.length, text: now }]
    await engine.client.revisions.correct({ source, revision, edits })
    return { start, end: start + now.length }
  }
  const long = 'It took longer than the walk to the shop and back. '.repeat(14).trim()
  const span = await retype('Nobody had told me.', long)
  await engine.client.codings.add({ source, code: code?.id ?? '', ...span })
  await retype(long, long.replaceAll('shop', 'market'))
  await page.getByRole('button', { name: 'Look' }).click()
  const list = page.getByRole('region', { name: 'Passages to look at' })
  for (const [width, height] of [
    [1280, 720],
    [1024, 640],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const name of ['Accept', 'Place on the selection', 'Drop', 'Close the list'])
      await expect(list.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
    await expect(list.getByRole('region', { name: 'Before and now' })).toHaveAttribute('tabindex', '0')
    await lookAt(page, `passages-to-look-at-${width}`)
  }
  engine.close()
})
