import { expect, lookAt, type Window } from './harness.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { ThemesPage } from './pages/themes-page.ts'

test.use({ made: { rulings: 'all', cases: true } })

test('by keys alone: a live number is put into a sentence, shows its list, and is changed', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.addCodes(['Protected time'])
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.text.focus()
  await page.keyboard.type('Time was protected for ')
  await page.keyboard.press('Control+Alt+n')
  const dialog = page.getByRole('dialog', { name: 'Insert a live number' })
  const behind = dialog.getByRole('combobox', { name: 'Behind which code, theme or query' })
  await behind.fill('Room to')
  const choices = page.getByRole('listbox')
  await expect(choices).toBeVisible()
  const hasRoom = await choices.evaluate(
    ({ clientWidth, parentElement }) => clientWidth <= (parentElement?.clientWidth ?? 0),
  )
  expect(hasRoom, 'the list lies within its surface').toBe(true)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Which of them' }).press('Enter')
  await page.getByRole('option', { name: 'Role: OT' }).press('Enter')
  await expect(dialog.getByRole('status')).toContainText(/^\d+ of the \d+ OTs/)
  await expect(dialog.getByRole('status')).toContainText('consensus')
  const said = (await dialog.getByRole('status').locator('p').first().innerText()).trim()
  await lookAt(page, 'live-number-dialog')
  await dialog.getByRole('button', { name: 'Insert the number' }).press('Enter')
  await expect(dialog).toBeHidden()
  await page.keyboard.type(' we heard.')
  await expect(themes.text.locator('p').first()).toHaveText(`Time was protected for ${said} we heard.`)
  await expect(themes.saved).toBeVisible()

  const chip = themes.text.getByRole('button', { name: said })
  await expect(async () => {
    await page.keyboard.press('ArrowLeft')
    await expect(chip).toHaveAttribute('data-selected', 'true', { timeout: 50 })
  }).toPass()
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: said })
  const [counts] = said.split(' ')
  await expect(list.getByRole('region', { name: `Counted: ${counts}`, exact: true })).toBeVisible()
  await lookAt(page, 'live-number-list')
  await list.getByRole('button', { name: 'Change what is counted…' }).press('Enter')
  const change = page.getByRole('dialog', { name: 'Change a live number' })
  await change.getByRole('button', { name: 'Said as' }).press('Enter')
  await page.getByRole('option', { name: 'Per cent' }).press('Enter')
  await change.getByRole('button', { name: 'Change the number' }).press('Enter')
  await expect(themes.text.locator('p').first()).toHaveText(/^Time was protected for [\d.]+% we heard\.$/)
  await expect(themes.saved).toBeVisible()
  await page.reload()
  await expect(themes.text.locator('p').first()).toHaveText(/[\d.]+% we heard\.$/)
})

test('a quotation is edited by keys, its source untouched, attributed by template, and its voices counted', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.addCodes(['Protected time'])
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.memo.waitFor()
  await themes.passages.first().focus()
  await page.keyboard.press('q')
  const quotation = themes.quotations.first()
  const verbatim = (await themes.passages.first().locator('p').innerText()).trim()
  await expect(quotation.locator('blockquote')).toHaveText(verbatim)

  await quotation.getByRole('button', { name: 'Edit the quotation' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Edit the quotation' })
  const words = dialog.getByRole('textbox', { name: /^Verbatim/ })
  await words.focus()
  await page.keyboard.press('Control+Home')
  for (let n = 0; n < 3; n++) await page.keyboard.press('Control+Shift+ArrowRight')
  await dialog.getByRole('button', { name: 'Leave out […]' }).press('Enter')
  await words.focus()
  await page.keyboard.press('Control+End')
  await dialog.getByRole('textbox', { name: 'Clarification' }).fill('laughs')
  await dialog.getByRole('button', { name: 'Put in [ ]' }).press('Enter')
  await lookAt(page, 'edit-quotation')
  await dialog.getByRole('button', { name: 'Keep the edits' }).press('Enter')
  await expect(quotation.locator('blockquote')).toHaveText(/^\[…\].*\[laughs\]$/s)
  await quotation.getByRole('button', { name: 'Verbatim' }).press('Enter')
  await expect(quotation.locator('blockquote')).toHaveText(verbatim)
  await quotation.getByRole('button', { name: 'As quoted' }).press('Enter')
  await expect(themes.saved).toBeVisible()

  await themes.memo.getByRole('button', { name: 'More about the memo' }).press('Enter')
  await page.getByRole('menuitem', { name: 'How passages are attributed…' }).press('Enter')
  const attribution = page.getByRole('dialog', { name: 'How passages are attributed' })
  await attribution.getByRole('textbox', { name: 'Interviews' }).fill('[{person}, {nobody}]')
  await expect(attribution.getByText(/is nothing an attribution can name/)).toBeVisible()
  await attribution.getByRole('textbox', { name: 'Interviews' }).fill('[{person}, {site}]')
  await expect(attribution.getByText(/\[OT \d, Site \d\]/).first()).toBeVisible()
  await lookAt(page, 'attribution')
  await attribution.getByRole('button', { name: 'Keep the templates' }).press('Enter')
  await expect(quotation).toContainText(/\[OT \d, Site 1\]/)

  await themes.memo.getByRole('button', { name: 'More about the memo' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Voices in this memo…' }).press('Enter')
  const voices = page.getByRole('dialog', { name: 'Voices in this memo' })
  await expect(voices.getByRole('row', { name: /OT \d/ })).toContainText('100%')
  await lookAt(page, 'voices')
})

test('a table, a footnote and a link are put in, kept, and lead nowhere from here', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.text.focus()
  await page.keyboard.type('Time is promised')
  await page.keyboard.press('Control+Alt+f')
  const note = page.getByRole('dialog', { name: 'Footnote' })
  await note
    .getByRole('textbox', { name: 'What it says' })
    .fill('At Site 1 in writing, <b>elsewhere</b> not.')
  await note.getByRole('button', { name: 'Insert the footnote' }).press('Enter')
  await expect(themes.text.getByRole('button', { name: /^Footnote: At Site 1/ })).toBeVisible()
  await page.keyboard.type(' as ')
  await page.keyboard.press('Control+Alt+k')
  const link = page.getByRole('dialog', { name: 'Link' })
  await link.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)')
  await expect(link.getByText('Links lead to http, https or mailto addresses only.')).toBeVisible()
  await link.getByRole('textbox', { name: 'Address' }).fill('example.org/plan')
  await link.getByRole('button', { name: 'Make the link' }).press('Enter')
  const made = themes.text.getByRole('link', { name: 'example.org/plan' })
  await expect(made).toHaveAttribute('href', 'https://example.org/plan')
  const before = page.url()
  await made.click()
  expect(page.url()).toBe(before)
  expect(page.context().pages()).toHaveLength(1)
  await page.keyboard.press('Control+End')
  await themes.memo.getByRole('button', { name: 'Insert' }).click()
  await page.getByRole('menuitem', { name: 'Table' }).click()
  await expect(themes.text.locator('tr')).toHaveCount(3)
  await themes.text.locator('th, td').first().click()
  await page.keyboard.type('Site')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Promised')
  await themes.memo.getByRole('button', { name: 'Table' }).click()
  await page.getByRole('menuitem', { name: 'Row below' }).click()
  await expect(themes.text.locator('tr')).toHaveCount(4)
  await expect(themes.saved).toBeVisible()
  await lookAt(page, 'memo-table')
  await page.reload()
  await expect(themes.text.locator('th').nth(1)).toHaveText('Promised')
})

test('a memo is begun under headings, talked over, confirmed, and its earlier texts are compared', async ({
  app,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Begin with claim and evidence' }).press('Enter')
  await expect(themes.text.locator('h2')).toHaveText([
    'Claim',
    'Evidence',
    'Counter-evidence',
    'Framework reading',
    'Open questions',
  ])
  await themes.text.locator('p').first().click()
  await page.keyboard.type('Time is promised in writing.')
  await expect(themes.saved).toBeVisible()

  await themes.memo.getByRole('button', { name: 'Comments' }).press('Enter')
  const comments = themes.memo.getByRole('region', { name: 'Comments on the memo' })
  await comments.getByRole('textbox', { name: 'Comment' }).fill('At which <sites>?')
  await comments.getByRole('button', { name: 'Say it' }).press('Enter')
  await expect(comments.getByRole('listitem')).toContainText('Catrin Talbot, today')
  await expect(comments.getByRole('listitem')).toContainText('At which <sites>?')
  await expect(themes.memo.getByRole('button', { name: 'Comments: 1' })).toBeVisible()
  await lookAt(page, 'memo-comments')

  await themes.memo.getByRole('button', { name: 'More about the memo' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Earlier texts…' }).press('Enter')
  const history = page.getByRole('dialog', { name: 'Earlier texts of the memo' })
  await expect(history.getByRole('status')).toHaveText('5 words added, 0 words removed.')
  await expect(history.locator('ins')).toContainText('Time is promised in writing.')
  await lookAt(page, 'memo-history')
  await history.getByRole('button', { name: 'Put the earlier text back' }).press('Enter')
  await expect(themes.text).not.toContainText('Time is promised')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(themes.text).toContainText('Time is promised in writing.')
})

test('in a small window the tools stand in one row, and what has no room is in their menu', async ({
  app,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 1024, height: 640 })
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.text.focus()
  await page.keyboard.type('Half a day')
  await expect(themes.saved).toBeVisible()
  const tools = page.getByRole('toolbar', { name: 'How the words are set' })
  const rows = async () => {
    const boxes = await Promise.all(
      [...(await tools.getByRole('button').all()), themes.saved].map(each => each.boundingBox()),
    )
    const middles = boxes.map(box => (box ? box.y + box.height / 2 : Number.NaN))
    return Math.max(...middles) - Math.min(...middles)
  }
  await expect.poll(rows).toBeLessThan(8)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+b')
  await expect(themes.text.locator('strong')).toHaveText('Half a day')
  await tools.getByRole('button', { name: 'Insert, undo, redo' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Undo in the memo' }).press('Enter')
  await expect(themes.text.locator('strong')).toHaveCount(0)
  await expect(themes.text).toContainText('Half a day')
  await page.setViewportSize({ width: 1600, height: 640 })
  await expect(tools.getByRole('button', { name: 'Undo in the memo' })).toBeVisible()
  await expect.poll(rows).toBeLessThan(8)
})

test('two people write in one memo: other paragraphs come together, one paragraph is asked about', async ({
  app,
  openWindow,
}) => {
  const { page, hers, other, his } = await twoAtOneMemo(app, openWindow, [
    'Time is promised.',
    'It is not kept.',
  ])
  await hers.text.locator('p').first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' In writing.')
  await other.keyboard.type(' Ask Site 2.')
  for (const { text, saved } of [hers, his]) {
    await expect(text.locator('p')).toHaveText([
      'Time is promised. In writing.',
      'It is not kept. Ask Site 2.',
    ])
    await expect(saved).toBeVisible()
  }

  // His hand does not rest while she writes at the other end of his paragraph.
  const words = ' His own words, which he has only begun to write.'
  const typing = other.keyboard.type(words, { delay: 100 })
  await hers.text.locator('p').last().click()
  await page.keyboard.press('Home')
  await page.keyboard.type('Hers: ')
  await page.keyboard.press('Tab')
  await typing
  await expect(his.memo).toContainText(`${people.reviewer} wrote in this place today, `)
  await expect(his.text.locator('p').last()).toHaveText(`It is not kept. Ask Site 2.${words}`)
  await expect(hers.text.locator('p').last()).toHaveText('Hers: It is not kept. Ask Site 2.')
  await lookAt(other, 'memo-met')
  await other.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await expect(other.getByRole('button', { name: 'Keep mine' })).toBeHidden()
  await expect(hers.text.locator('p').last()).toHaveText(`It is not kept. Ask Site 2.${words}`)
  await his.memo.getByRole('button', { name: 'More about the memo' }).press('Enter')
  await other.getByRole('menuitem', { name: 'Earlier texts…' }).press('Enter')
  const earlier = other.getByRole('dialog', { name: 'Earlier texts of the memo' })
  await expect(earlier.locator('del')).toContainText('Hers: ')
})

test('a footnote, a number and a quotation that are open here are the ones changed, whatever another writes meanwhile', async ({
  app,
  openWindow,
}) => {
  const { page, hers, other, his } = await twoAtOneMemo(app, openWindow, ['Time is promised.'])
  await hers.text.locator('p').first().click()
  await page.keyboard.press('End')
  await page.keyboard.press('Control+Alt+f')
  const note = page.getByRole('dialog', { name: 'Footnote' })
  const says = note.getByRole('textbox', { name: 'What it says' })
  await says.fill('At Site 1.')
  await note.getByRole('button', { name: 'Insert the footnote' }).press('Enter')
  await hers.addCodes(['Protected time'])
  await hers.passages.first().focus()
  await page.keyboard.press('q')
  const notes = his.text.getByRole('button', { name: /^Footnote: / })
  await expect(notes).toHaveCount(1)
  await expect(his.quotations.first().locator('blockquote')).not.toHaveText('…')
  const write = async (words: string) => {
    await his.text.locator('p').first().click()
    await other.keyboard.press('Home')
    await other.keyboard.type(words)
    await expect(hers.text).toContainText(words)
  }

  await hers.text.getByRole('button', { name: 'Footnote: At Site 1.' }).click()
  await says.fill('At Site 1 and Site 2.')
  await write('Ravi says: ')
  await note.getByRole('button', { name: 'Change the footnote' }).press('Enter')
  await expect(notes).toHaveCount(1)
  await expect(notes).toHaveAccessibleName('Footnote: At Site 1 and Site 2.')

  await hers.text.getByRole('button', { name: /^Footnote: / }).click()
  await says.fill('Mine.')
  await notes.click()
  const hisNote = other.getByRole('dialog', { name: 'Footnote' })
  await hisNote.getByRole('textbox', { name: 'What it says' }).fill('His.')
  await hisNote.getByRole('button', { name: 'Change the footnote' }).press('Enter')
  await expect(note).toContainText('It now says: “His.”')
  await expect(note.getByRole('button', { name: 'Change the footnote' })).toBeDisabled()
  await lookAt(page, 'footnote-met')
  await note.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await note.getByRole('button', { name: 'Change the footnote' }).press('Enter')
  await expect(notes).toHaveAccessibleName('Footnote: Mine.')

  const edit = async (themes: ThemesPage, clarification: string) => {
    await themes.quotations.first().getByRole('button', { name: 'Edit the quotation' }).press('Enter')
    const dialog = themes.page.getByRole('dialog', { name: 'Edit the quotation' })
    await dialog.getByRole('textbox', { name: /^Verbatim/ }).focus()
    await themes.page.keyboard.press('Control+Home')
    await dialog.getByRole('textbox', { name: 'Clarification' }).fill(clarification)
    await dialog.getByRole('button', { name: 'Put in [ ]' }).press('Enter')
    return dialog
  }
  const herEdits = await edit(hers, 'hers')
  const hisEdits = await edit(his, 'his')
  await hisEdits.getByRole('button', { name: 'Keep the edits' }).press('Enter')
  await expect(herEdits).toContainText('This quotation was changed elsewhere while it is open here.')
  await expect(herEdits).toContainText('The memo has: “[his]')
  await expect(herEdits.getByRole('list', { name: 'Edits' })).toContainText('[hers]')
  await lookAt(page, 'quotation-met')
  await herEdits.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await herEdits.getByRole('button', { name: 'Keep the edits' }).press('Enter')
  await expect(his.quotations.first().locator('blockquote')).toHaveText(/^\[hers\]/)

  await hers.quotations.first().getByRole('button', { name: 'Edit the quotation' }).press('Enter')
  await his.quotations.first().getByRole('button', { name: 'Take the quotation out' }).press('Enter')
  await expect(herEdits).toContainText('This quotation was taken out of the memo elsewhere')
  await herEdits.getByRole('button', { name: 'Put it in again' }).press('Enter')
  await expect(his.quotations.first().locator('blockquote')).toHaveText(/^\[hers\]/)
})

test('what is typed while another confirms the memo, or removes it, is kept and said', async ({
  app,
  openWindow,
}) => {
  const { page, hers, other, his } = await twoAtOneMemo(app, openWindow, ['Time is promised.'])
  const state = hers.memo.getByRole('button', { name: /State of the memo/ })
  await state.press('Enter')
  const confirmed = page.getByRole('option', { name: 'Confirmed' })
  await expect(confirmed).toBeVisible()
  // His hand does not rest while she confirms it.
  const typing = other.keyboard.type(' Not everywhere, and he writes on and on.', { delay: 100 })
  await expect(his.text).toContainText(' Not')
  await confirmed.press('Enter')
  await expect(his.memo).toContainText(`${people.reviewer} confirmed the memo while you were typing here.`)
  await typing
  await expect(his.text).toContainText(' Not')
  await expect(hers.text).toHaveText('Time is promised.')
  await lookAt(other, 'memo-confirmed-meanwhile')
  await his.memo.getByRole('button', { name: 'Show what was confirmed' }).press('Enter')
  await expect(his.text).toHaveText('Time is promised.')
  await his.memo.getByRole('button', { name: 'More about the memo' }).press('Enter')
  await other.getByRole('menuitem', { name: 'Earlier texts…' }).press('Enter')
  const earlier = other.getByRole('dialog', { name: 'Earlier texts of the memo' })
  await expect(earlier.locator('del')).toContainText('Not')
  await other.keyboard.press('Escape')
  await state.press('Enter')
  await page.getByRole('option', { name: 'Draft' }).press('Enter')

  await expect(his.text).toBeEditable()
  await his.text.locator('p').last().click()
  await other.keyboard.press('End')
  await hers.memo.getByRole('button', { name: 'More about the memo' }).press('Enter')
  const remove = page.getByRole('menuitem', { name: 'Remove the memo' })
  await expect(remove).toBeVisible()
  await other.keyboard.type(' What then?')
  await remove.press('Enter')
  await expect(other.getByText('Your text is the memo', { exact: false }).first()).toBeVisible()
  // Whoever goes elsewhere by keyboard has pressed another key than a letter.
  await other.keyboard.press('Tab')
  await other.getByRole('radio', { name: 'Memos' }).press('Space')
  await other.getByRole('row', { name: /written when it was removed/ }).click()
  await expect(his.text).toContainText('What then?')
})

test('an undo that comes with the last key shows in the memo what the study has', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await themes.text.focus()
  await page.keyboard.type('Time is promised.')
  await expect(themes.saved).toBeVisible()
  await page.keyboard.type(' Quickly.')
  await page.getByRole('button', { name: /^Undo: / }).click()
  await expect(themes.text).not.toContainText('Quickly.')
  await expect(themes.saved).toBeVisible()
  const shown = await themes.text.innerText()
  await page.reload()
  await expect(themes.text).toHaveText(shown.trim())
})

test('what a theme says is kept as it is written, and another’s is not written over', async ({
  app,
  openWindow,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await themes.begin('Room to do it')
  await themes.evidence.getByRole('button', { name: 'Say what this theme says' }).press('Enter')
  const hers = themes.evidence.getByRole('textbox', { name: 'What the theme says' })
  await expect(hers).toBeFocused()
  await page.keyboard.type('Time is promised.')
  await expect(themes.evidence.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await page.reload()
  await expect(themes.evidence).toContainText('Time is promised.')
  await themes.evidence.getByRole('button', { name: 'Edit what the theme says' }).press('Enter')
  await hers.press('End')
  await page.keyboard.type(' And kept.')
  await page.keyboard.press('Escape')
  await expect(hers).toBeHidden()
  await expect(themes.evidence).toContainText('Time is promised. And kept.')

  const { page: other } = await openWindow()
  await openScreen(other, people.a, 'Themes')
  const theirs = new ThemesPage(other)
  await theirs.line('Room to do it').click()
  await theirs.evidence.getByRole('button', { name: 'Edit what the theme says' }).press('Enter')
  const his = theirs.evidence.getByRole('textbox', { name: 'What the theme says' })
  const typing = his.pressSequentially(' So says he, slowly.', { delay: 100 })
  await themes.evidence.getByRole('button', { name: 'Edit what the theme says' }).press('Enter')
  await hers.fill('Hers.')
  await hers.press('Escape')
  await typing
  await expect(theirs.evidence).toContainText('Until you choose, it says: “Hers.”')
  await lookAt(other, 'theme-says-met')
  await theirs.evidence.getByRole('button', { name: 'Take theirs' }).press('Enter')
  await expect(theirs.evidence).toContainText('Hers.')
  await expect(theirs.evidence).not.toContainText('So says he')
})

test('a memo and the list of memos say who confirmed it and when', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Themes')
  const themes = new ThemesPage(page)
  await page.getByRole('radio', { name: 'Memos' }).press('Space')
  await page.getByRole('button', { name: 'New memo' }).press('Enter')
  await page.getByLabel('Title').fill('What I bring to this')
  await page.getByRole('button', { name: 'Begin the memo' }).press('Enter')
  await themes.memo.getByRole('button', { name: /State of the memo/ }).press('Enter')
  await page.getByRole('option', { name: 'Confirmed' }).press('Enter')
  await expect(themes.memo.getByText(`Confirmed by ${people.reviewer}, today, `)).toBeVisible()
  await page.getByRole('button', { name: 'All memos' }).press('Enter')
  const row = page.getByRole('row', { name: /What I bring to this/ })
  await expect(row).toContainText(`confirmed${people.reviewer}, today, `)
  await lookAt(page, 'memos-confirmed')
})

/** A memo under a theme that the reviewer began, written so far, and open in a coder's window too, at its end. */
async function twoAtOneMemo(
  { page }: Window,
  openWindow: () => Promise<Window>,
  paragraphs: readonly string[],
) {
  await openScreen(page, people.reviewer, 'Themes')
  const hers = new ThemesPage(page)
  await hers.begin('Room to do it')
  await page.getByRole('button', { name: 'Write a memo' }).press('Enter')
  await hers.text.focus()
  for (const [n, words] of paragraphs.entries()) {
    if (n > 0) await page.keyboard.press('Enter')
    await page.keyboard.type(words)
  }
  await expect(hers.saved).toBeVisible()
  const { page: other } = await openWindow()
  await openScreen(other, people.a, 'Themes')
  const his = new ThemesPage(other)
  await his.line('Room to do it').click()
  await expect(his.text.locator('p')).toHaveText(paragraphs)
  await his.text.locator('p').last().click()
  await other.keyboard.press('End')
  return { page, hers, other, his }
}
