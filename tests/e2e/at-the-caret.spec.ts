import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { typeAtOnce } from './pages/type-at-once.ts'

/** The fresh text, open for its coder. */
const bench = (page: Page) => openBench(page, people.coding, freshTitle)

test('what a key does goes to the coding at the caret, not to one that the caret has left', async ({
  app,
}) => {
  const { page } = app
  const code = await bench(page)
  await code.transcript.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await code.choose('fear')
  await expect.poll(async () => (await code.painted()).length).toBe(1)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Delete')
  const refusal = page.getByText('No coding here to remove.')
  await expect(refusal).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Home')
  await expect(refusal).toHaveCount(0)
  await expect.poll(async () => (await code.painted()).length).toBe(1)
  await page.keyboard.press('Delete')
  await expect(page.getByText('Removed “Fear and confidence”.')).toBeVisible()
})

test('a code taken off its key leaves the other codes on theirs, and the next one takes its place', async ({
  app,
}) => {
  const { page } = app
  const code = await bench(page)
  const item = (name: string) => code.framework.getByRole('treeitem', { name: new RegExp(`^${name}`) })
  const choose = async (name: string, entry: string) => {
    await item(name).click({ button: 'right' })
    await page.getByRole('menuitem', { name: entry, exact: true }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
  await choose('Paperwork', 'Pin on key 1')
  await expect(item('Paperwork')).toContainText('key 1')
  await choose('Referral routes', 'Pin on key 2')
  await expect(item('Referral routes')).toContainText('key 2')
  await choose('Paperwork', 'Take off its key')
  await expect(item('Paperwork')).not.toContainText('key')
  await expect(item('Referral routes')).toContainText('key 2')
  await choose('Fear and confidence', 'Pin on key 1')
  await expect(item('Fear and confidence')).toContainText('key 1')
})

test('a drag that is let go over the framework selects to where its line begins', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  const words = await code.boxOf('vocational rehab')
  const tree = await code.framework.boundingBox()
  if (!tree) throw new Error('no framework')
  for (const name of await code.framework.getByRole('treeitem').all()) {
    const place = await name.boundingBox()
    if (!place || place.y + place.height > 700) continue
    await page.mouse.move(words.x + words.width / 2, words.y + words.height / 2)
    await page.mouse.down()
    await page.mouse.move(place.x + place.width - 30, words.y + words.height / 2, { steps: 4 })
    await page.mouse.up()
    const { anchor, focus } = await code.selected()
    expect(focus.row).toBe(anchor.row)
    expect(focus.at).toBeLessThan(anchor.at)
    break
  }
})

test('a retired code that is typed is said to be retired', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  const engine = await engineWindow(page, people.lead)
  const [framework] = await engine.client.codebook.frameworks({})
  const code = framework?.codes.find(({ name }) => name === 'Paperwork')
  await engine.client.codebook.updateCodes({ codes: [code?.id ?? ''], status: 'retired' })
  engine.close()
  await new Frame(page).go('Code')
  const bench = new CodePage(page)
  await bench.open(freshTitle)
  await bench.transcript.focus()
  await page.keyboard.press('Enter')
  await bench.chooser.fill('paperwork')
  await expect(page.getByText('“paperwork” is retired, so nothing is coded with it.')).toBeVisible()
  await expect(page.getByText('No codes yet.')).toHaveCount(0)
})

test('two passages that meet by a key are said to be one, and which mark was lost', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('clinic', 'days')
  await code.choose('paperw')
  await page.keyboard.press('f')
  const week = await code.boxOf('week')
  await page.mouse.dblclick(week.x + week.width / 2, week.y + week.height / 2)
  await code.choose('paperw')
  await page.keyboard.press('b')
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect.poll(() => code.painted()).toContain('0 solid: a week')
  await page.keyboard.press('Alt+Shift+ArrowLeft')
  await expect(
    page
      .getByText('the two are one passage now. One was a facilitator and one a barrier: it is a barrier.')
      .first(),
  ).toBeVisible()
  await expect.poll(async () => (await code.painted()).length).toBe(1)
})

test('what is done to several codes is done to those that are seen, and the tree keeps the keyboard', async ({
  app,
}) => {
  const { page } = app
  await new SignInPage(page).signIn(people.lead)
  await new Frame(page).go('Framework')
  const tree = page.getByRole('tree', { name: 'Framework' })
  const item = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name}`) })
  await item('Paperwork').click()
  await item('Referral routes').click({ modifiers: ['ControlOrMeta'] })
  await expect(page.getByRole('heading', { name: '2 codes' })).toBeVisible()
  await page.getByRole('searchbox', { name: /Filter/ }).fill('referral')
  await expect(item('Paperwork')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: '2 codes' })).toHaveCount(0)
  await item('Referral routes').click({ button: 'right' })
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(tree).toBeFocused()

  // What is shown only since something is found below it is not taken with the others.
  await page.getByRole('searchbox', { name: /Filter/ }).fill('work')
  await expect(item('Paperwork')).toBeVisible()
  const found = Number.parseInt(
    (await page
      .getByText(/^\d+ codes?$/)
      .first()
      .textContent()) ?? '',
    10,
  )
  expect(found).toBeGreaterThan(1)
  expect(await tree.getByRole('treeitem').count()).toBeGreaterThan(found)
  await tree.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveCount(found)
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveCount(found)
})

test('find goes through what is said, and passes over who says it', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  const engine = await engineWindow(page, people.coding)
  const [dense] = (await engine.client.sources.list({})).filter(({ title }) => title === denseTitle)
  const { text, parts } = await engine.client.sources.open({ source: dense?.id ?? '' })
  engine.close()
  const timesIn = (words: string) => words.split('Interviewer').length - 1
  const said = parts.reduce((sum, { bodyStart, end }) => sum + timesIn(text.slice(bodyStart, end)), 0)
  expect(said).toBeGreaterThan(0)
  expect(timesIn(text)).toBeGreaterThan(said)
  await code.open(denseTitle)
  await code.transcript.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('Interviewer')
  await expect(page.getByRole('search')).toContainText(`1 of ${said}`)
})

test('a drag selects what it is drawn over, also where a field had the keyboard', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('clinic', 'week')
  await expect.poll(async () => (await code.selected()).words).toBe('clinic two days a week')
  await page.getByRole('searchbox', { name: 'Filter codes' }).click()
  await code.drag('vocational', 'rehab')
  await expect.poll(async () => (await code.selected()).words).toBe('vocational rehab')
  await page.getByRole('searchbox', { name: 'Filter codes' }).click()
  const box = await code.boxOf('clinic')
  await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2)
  await expect.poll(async () => (await code.selected()).words).toBe('clinic')
})

test('a click within selected words puts the caret there, and a drag of them takes them along', async ({
  app,
}) => {
  const { page } = app
  const code = await bench(page)
  const words = 'clinic two days a week'
  const isCaretIn = async (word: string) => {
    const { anchor, focus } = await code.selected()
    const at = (await textOf(focus.row)).indexOf(word)
    return anchor.at === focus.at && focus.at > at && focus.at < at + word.length
  }
  const textOf = async (row: number) =>
    (await code.transcript.locator(`[data-row="${row}"] > :last-child`).textContent()) ?? ''
  const middleOf = async (word: string) => {
    const { x, y, width, height } = await code.boxOf(word)
    return [x + width / 2, y + height / 2] as const
  }
  await code.drag('clinic', 'week')
  await expect.poll(async () => (await code.selected()).words).toBe(words)
  await expect(code.bar).toBeVisible()
  await page.mouse.click(...(await middleOf('days a week')))
  await expect(code.bar).toHaveCount(0)
  await expect.poll(() => isCaretIn('days a week')).toBe(true)
  await page.keyboard.press('Shift+ControlOrMeta+ArrowRight')
  await expect.poll(async () => words.includes((await code.selected()).words)).toBe(true)

  await code.drag('clinic', 'week')
  await page.mouse.dblclick(...(await middleOf('two days')))
  await expect.poll(async () => (await code.selected()).words).toMatch(/^(two|days)$/)

  await code.drag('clinic', 'week')
  await page.mouse.move(...(await middleOf('two days')))
  await page.mouse.down()
  await code.framework.getByRole('treeitem', { name: /^Fear and confidence/ }).hover()
  await page.mouse.up()
  await expect.poll(() => code.painted()).toContain(`0 solid: ${words}`)
})

test('an exact selection stays as it was drawn while it is dragged to a code', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('vocational', 'brain', 'Alt')
  const { words } = await code.selected()
  expect(words).toMatch(/^\S*nal rehab, bra?$/)
  const { x, y, width, height } = await code.boxOf('rehab,')
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await code.framework.getByRole('treeitem', { name: /^Fear and confidence/ }).hover()
  await page.mouse.up()
  await expect.poll(() => code.painted()).toContain(`0 solid: ${words}`)
  expect((await code.selected()).words).toBe(words)
})

test('a comment being written is kept when its coding goes, and asked for again it is written on', async ({
  app,
}) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('clinic', 'week')
  await code.choose('fear')
  const field = code.panel.getByRole('textbox', { name: 'Comment on Fear and confidence' })
  await page.keyboard.press('c')
  await expect(field).toBeFocused()
  await page.keyboard.type('half a')
  await code.transcript.focus()
  await page.keyboard.press('c')
  await expect(field).toBeFocused()
  await page.keyboard.type(' comment')
  await expect(field).toHaveValue('half a comment')
  const engine = await engineWindow(page, people.coding)
  const [source] = (await engine.client.sources.list({})).filter(({ title }) => title === freshTitle)
  const mine = await engine.client.codings.inSource({ source: source?.id ?? '' })
  await engine.client.codings.remove({ codings: mine.map(({ id }) => id) })
  await expect(page.getByText('The coding that this is about was removed.')).toBeVisible()
  const words = code.panel.getByRole('textbox', { name: 'Your words' })
  await expect(words).toBeFocused()
  await expect(words).toHaveValue('half a comment')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(code.panel.getByRole('list', { name: 'Annotations here' })).toContainText('half a comment')
  engine.close()
})

test('the last code is one that is there', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('clinic', 'week')
  await code.choose('fear')
  await typeAtOnce(page, 'Enter', 'Brand new')
  await page.keyboard.press('Enter')
  await expect(code.framework.getByRole('treeitem', { name: /^Brand new/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(code.framework.getByRole('treeitem', { name: /^Brand new/ })).toHaveCount(0)
  await code.drag('vocational', 'rehab')
  await page.keyboard.press('.')
  await expect.poll(() => code.painted()).toContain('0 solid: vocational rehab')
})

test('the caret goes along with the coding that is chosen, by a key and by undo', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  const focus = async () => (await code.selected()).focus.at
  await code.drag('clinic', 'week')
  await code.choose('fear')
  await page.keyboard.press('Escape')
  const end = await focus()
  for (let step = 0; step < 2; step++) await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => code.painted()).toContain('0 solid: clinic two days')
  await expect.poll(focus).toBe(end - ' a week'.length)
  for (let step = 0; step < 2; step++) await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => code.painted()).toContain('0 solid: clinic two days a week')
  for (let step = 0; step < 2; step++) await page.keyboard.press('ControlOrMeta+ArrowRight')
  await expect.poll(focus).toBe(end)
  for (let step = 0; step < 2; step++) await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => code.painted()).toContain('0 solid: clinic two days')
  await expect.poll(focus).toBe(end - ' a week'.length)
})

test('with words selected, Delete removes no coding that is only a part of them', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  const notices = new Frame(page).notices
  await code.drag('clinic', 'week')
  await code.choose('fear')
  const word = await code.boxOf('vocational')
  await page.mouse.dblclick(word.x + word.width / 2, word.y + word.height / 2)
  await code.choose('paper')
  await expect.poll(async () => (await code.painted()).length).toBe(2)
  await page.keyboard.press('ControlOrMeta+a')
  await expect(code.panel).toContainText(/Turns 1–\d+ · [\d,]+ words selected/)
  await page.keyboard.press('Delete')
  await expect(notices).toContainText('2 codings of yours meet the selected words: nothing was removed.')
  expect(await code.painted()).toHaveLength(2)
  await code.transcript.press('Escape')
  const again = await code.boxOf('vocational')
  await page.mouse.dblclick(again.x + again.width / 2, again.y + again.height / 2)
  await expect.poll(async () => (await code.selected()).words).toBe('vocational')
  await page.keyboard.press('Delete')
  await expect(notices).toContainText('Removed “Paperwork”.')
  await expect.poll(() => code.painted()).toEqual(['0 solid: clinic two days a week'])
})

test('what is refused again is said in the place of the first time', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.submitted, denseTitle)
  await code.margin.getByRole('button').first().click()
  await page.keyboard.press('Delete')
  const refusals = page.getByText('so it stands as it is')
  await expect(refusals).toHaveCount(1)
  const first = await refusals.elementHandle()
  await page.keyboard.press('f')
  await expect.poll(() => first?.evaluate(element => element.isConnected)).toBe(false)
  await expect(refusals).toHaveCount(1)
})

test('beside a selection it is said that the round is submitted, and no code is offered', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.submitted, denseTitle)
  await code.transcript.focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Shift+ControlOrMeta+ArrowRight')
  await expect(
    code.transcript.getByText(/^You have submitted “.+”: nothing is added here until it is closed\.$/),
  ).toBeVisible()
  await expect(code.bar).toHaveCount(0)
  await lookAt(page, 'submitted-selection')
})

test('who is no coder is told so beside the selection and by the key, and may annotate', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.lead, denseTitle)
  const words = 'You are not a coder in this study. A lead can add the role under Study, People.'
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Shift+ControlOrMeta+ArrowRight')
  await expect(code.transcript.getByText(words)).toBeVisible()
  await expect(code.transcript.getByRole('button', { name: /^Annotate/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(new Frame(page).notices).toContainText(words)
  await expect(code.chooser).toHaveCount(0)
})

test('undo of a step in another text leads to it, and redo again', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('clinic', 'week')
  await code.choose('fear')
  await expect.poll(async () => (await code.painted()).length).toBe(1)
  await code.open(denseTitle)
  await expect(code.transcript).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('document', { name: `Transcript: ${freshTitle}` })).toBeVisible()
  await expect.poll(async () => (await code.painted()).length).toBe(0)
  await expect(new Frame(page).notices).toContainText(
    `Undone: Coded “Fear and confidence” in “${freshTitle}”`,
  )
  const { words } = await code.selected()
  expect(words).toBe('')
  await code.open(denseTitle)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(() => code.painted()).toContain('0 solid: clinic two days a week')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(new Frame(page).notices).toContainText('There is nothing of yours to redo.')
})

test('choosing a coding breaks its name nowhere else', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  await code.drag('clinic', 'week')
  await code.choose('belief')
  await page.keyboard.press('ControlOrMeta+Home')
  const name = code.stripe('Belief in its worth')
  await expect(name).not.toHaveAttribute('data-active')
  const before = await name.boundingBox()
  await name.click()
  await expect(name).toHaveAttribute('data-active')
  await page.mouse.move(0, 0)
  await expect(name).not.toHaveAttribute('data-whole')
  expect(await name.boundingBox()).toEqual(before)
})

test('Page Down and Page Up go by what is in view, to the ends of the text, and say whose turn it is', async ({
  app,
}) => {
  const { page } = app
  const code = await bench(page)
  const { keyboard } = page
  const view = () =>
    code.transcript.evaluate(({ scrollTop, clientHeight }) => ({ top: scrollTop, page: clientHeight }))
  const at = async () => (await code.selected()).focus
  await expect(code.transcript).toBeFocused()
  await keyboard.press('ControlOrMeta+Home')
  const first = await at()
  let before = await view()
  for (let pressed = 0; pressed < 3; pressed++) {
    await keyboard.press('PageDown')
    await expect(page.getByTestId('caret')).toBeInViewport()
    const now = await view()
    expect(now.top - before.top).toBeGreaterThan(before.page / 2)
    expect(now.top - before.top).toBeLessThanOrEqual(before.page)
    before = now
  }
  await expect(
    page.locator('[data-live-announcer]').filter({ hasText: /^(M1|Interviewer), turn \d+: \w/ }),
  ).toHaveCount(1)
  for (let pressed = 0; pressed < 3; pressed++) await keyboard.press('PageUp')
  await expect.poll(async () => (await view()).top).toBeLessThan(before.page / 2)
  await keyboard.press('PageUp')
  expect(await at()).toEqual(first)
  let last = first
  for (
    let next: typeof first | null = null, pages = 0;
    JSON.stringify(next) !== JSON.stringify(last);
    pages++
  ) {
    expect(pages).toBeLessThan(60)
    last = next ?? last
    await keyboard.press('PageDown')
    next = await at()
  }
  await keyboard.press('ControlOrMeta+End')
  expect(await at()).toEqual(last)
})

test('a key that is held does once what changes a coding', async ({ app }) => {
  const { page } = app
  const code = await bench(page)
  const hold = async (key: string) => {
    for (let times = 0; times < 5; times++) await page.keyboard.down(key)
    await page.keyboard.up(key)
  }
  await code.drag('clinic', 'week')
  await code.choose('fear')
  await code.choose('paper')
  const many = async () => (await code.painted()).length
  await expect.poll(many).toBe(2)
  // Nothing is chosen and two are at the caret: which it would be is asked.
  await page.keyboard.press('ControlOrMeta+Home')
  const { x, y, height } = await code.boxOf('days a week')
  await page.mouse.click(x + 5, y + height / 2)
  await hold('Delete')
  await expect(page.getByText('Press Delete again to remove it.')).toBeVisible()
  expect(await many()).toBe(2)
  await hold('Delete')
  await expect.poll(many).toBe(1)
  await hold('b')
  await expect(code.panel.getByText('Barrier', { exact: true })).toBeVisible()
})
