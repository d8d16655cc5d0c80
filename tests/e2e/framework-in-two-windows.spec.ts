import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Code } from '#shared/model/codebook.ts'
import { expect, lookAt } from './harness.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { FrameworkPage } from './pages/framework-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { coder, textStudy } from './text-study.ts'

const test = textStudy(async folder => {
  const file = join(folder, 'Interview 1.txt')
  await writeFile(file, 'Mentor: We walked to the shop.')
  return [file]
})

/** The Framework screen on codes Alpha with two under it, and Beta; and another window of the study. */
async function opened(page: Page) {
  await new SignInPage(page).signIn(coder)
  await new Frame(page).go('Framework')
  const other = await engineWindow(page, coder)
  const codes = new Map<string, Code>()
  for (const [name, under] of [
    ['Alpha'],
    ['Alpha one', 'Alpha'],
    ['Alpha two', 'Alpha'],
    ['Beta'],
  ] as const) {
    const parent = codes.get(under ?? '')?.id ?? null
    codes.set(name, await other.client.codebook.addCode({ name, parent, definition: `${name} said.` }))
  }
  const id = (name: string) => codes.get(name)?.id ?? ''
  const said = async (name: string) =>
    (await other.client.codebook.frameworks({}))
      .flatMap(({ codes }) => codes)
      .find(code => code.name === name)
  const framework = new FrameworkPage(page)
  await expect(framework.line('Beta')).toBeVisible()
  return { framework, other, id, said }
}

test('what another made of a definition that is being written is told, and one of the two stays', async ({
  app,
}) => {
  const { page } = app
  const { framework, other, id, said } = await opened(page)
  const meet = async (theirs: string, mine: string) => {
    await framework.field('Definition').focus()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type(mine)
    await other.client.codebook.updateCode({ code: id('Beta'), definition: theirs })
    await expect(page.getByText('This definition was changed elsewhere')).toBeVisible()
  }
  await framework.line('Beta').click()
  await meet('Theirs.', ' Mine.')
  await expect(page.getByText('It now says: “Theirs.”')).toBeVisible()
  await lookAt(page, 'framework-definition-met')

  await test.step('nothing is written over theirs, and mine is still there after another code', async () => {
    await framework.line('Alpha one').click()
    await expect(framework.field('Definition')).toHaveValue('Alpha one said.')
    expect((await said('Beta'))?.definition).toBe('Theirs.')
    await framework.line('Beta').click()
    await expect(framework.field('Definition')).toHaveValue('Beta said. Mine.')
  })
  await test.step('mine is kept where I say so', async () => {
    await page.getByRole('button', { name: 'Keep mine' }).press('Enter')
    await expect(framework.field('Definition')).toBeFocused()
    await expect(page.getByText('This definition was changed elsewhere')).toHaveCount(0)
    await expect.poll(async () => (await said('Beta'))?.definition).toBe('Beta said. Mine.')
  })
  await test.step('or theirs', async () => {
    await meet('Theirs again.', ' And more.')
    await page.getByRole('button', { name: 'Take theirs' }).press('Enter')
    await expect(framework.field('Definition')).toHaveValue('Theirs again.')
    await expect(framework.field('Definition')).toBeFocused()
    await framework.tree.focus()
    expect((await said('Beta'))?.definition).toBe('Theirs again.')
  })
  other.close()
})

test('a code that another window removes leaves what is typed of it, and the keyboard in its field', async ({
  app,
}) => {
  const { page } = app
  const { framework, other, id, said } = await opened(page)
  const gone = page.getByText('“Alpha two” was removed or merged elsewhere while you were writing about it.')
  const write = async () => {
    await framework.field('Definition').focus()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type(' Half')
    await other.client.codebook.removeCodes({ codes: [id('Alpha two')], because: '' })
    await expect(gone).toBeVisible()
    await expect(framework.field('Definition')).toBeFocused()
    await page.keyboard.type('-written')
  }
  await framework.line('Alpha two').click()
  await write()
  await lookAt(page, 'framework-code-gone')

  await test.step('it goes on where the removal is undone', async () => {
    await other.client.history.undo({})
    await expect(gone).toHaveCount(0)
    await expect(framework.field('Definition')).toHaveValue('Alpha two said. Half-written')
    await framework.tree.focus()
    await expect.poll(async () => (await said('Alpha two'))?.definition).toBe('Alpha two said. Half-written')
  })
  await test.step('or is added again', async () => {
    await write()
    await page.getByRole('button', { name: 'Add it again' }).press('Enter')
    await expect(framework.line('Alpha two')).toHaveAttribute('aria-level', '3')
    await expect(framework.tree).toBeFocused()
    await expect(framework.field('Definition')).toHaveValue('Alpha two said. Half-written Half-written')
  })
  await test.step('where nothing was typed, the tree has the keyboard, and it is said', async () => {
    await framework.line('Alpha one').click()
    await framework.field('Example').focus()
    await other.client.codebook.removeCodes({ codes: [id('Alpha one')], because: '' })
    await expect(page.getByText('“Alpha one” was removed or merged elsewhere.')).toBeVisible()
    await expect(framework.tree).toBeFocused()
  })
  other.close()
})

test('a code that is being named stays where the code above it is removed in another window', async ({
  app,
}) => {
  const { page } = app
  const { framework, other, id, said } = await opened(page)
  await framework.line('Alpha two').click()
  await page.keyboard.press('Shift+Insert')
  await expect(page.getByLabel('New name for New code')).toBeFocused()
  await page.keyboard.type('Child of')
  await other.client.codebook.removeCodes({ codes: [id('Alpha two')], because: '' })
  await expect(page.getByText('“Alpha two” was removed or merged elsewhere.')).toContainText(
    'The code you are naming comes under “Alpha”.',
  )
  await page.keyboard.type(' two')
  await expect(page.getByLabel('New name for New code')).toHaveValue('Child of two')
  await other.client.codebook.removeCodes({ codes: [id('Alpha')], because: '' })
  await expect(page.getByText('The code you are naming comes at the top level.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(framework.line('Child of two')).toHaveAttribute('aria-level', '2')
  expect((await said('Child of two'))?.parent).toBe(null)
  other.close()
})

test('a new code’s name is left by a click, and the code that was clicked is the chosen one', async ({
  app,
}) => {
  const { page } = app
  const { framework, other, said } = await opened(page)
  await framework.line('Alpha one').click()
  await page.keyboard.press('Insert')
  await expect(page.getByLabel('New name for New code')).toBeFocused()
  await page.keyboard.type('Hope')
  await framework.line('Beta').click()
  await expect(framework.line('Hope')).toHaveAttribute('aria-level', '3')
  await expect.poll(async () => (await said('Hope'))?.name).toBe('Hope')
  await expect(page.getByLabel('New name for New code')).toHaveCount(0)
  await expect(framework.line('Beta')).toHaveAttribute('aria-selected', 'true')
  await expect(framework.field('Name')).toHaveValue('Beta')
  await page.keyboard.press('ArrowUp')
  await expect(framework.field('Name')).toHaveValue('Hope')
  other.close()
})

test('at the end of its framework a code stays, without a word, and the key is not the browser’s', async ({
  app,
}) => {
  const { page } = app
  const { framework, other, id } = await opened(page)
  await other.client.codebook.addFromLibrary({ library: 'npt' })
  const refused = page.getByText('A code stays in its own framework.')
  await framework.line('Beta').click()
  const before = await framework.outline()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+ArrowDown')
  await new Frame(page).go('Code')
  const tree = page.getByRole('tree', { name: 'Framework', exact: true })
  const taken = async (name: string, key: string) => {
    await tree.getByRole('treeitem', { name: new RegExp(`^${name}`) }).click()
    await page.evaluate(() => {
      const isTaken = new Promise(resolve => {
        addEventListener('keydown', event => event.key !== 'Alt' && resolve(event.defaultPrevented))
      })
      Object.assign(window, { isTaken })
    })
    await page.keyboard.press(key)
    return page.evaluate(() => (window as unknown as { isTaken: Promise<boolean> }).isTaken)
  }
  expect(await taken('Beta', 'Alt+ArrowLeft')).toBe(true)
  expect(await taken('Beta', 'Alt+ArrowDown')).toBe(true)
  expect(await taken('Waiting', 'Alt+ArrowRight')).toBe(true)
  expect(await taken('Normalisation', 'Alt+ArrowRight')).toBe(true)
  await expect(tree).toBeVisible()
  await expect(refused).toHaveCount(0)
  await new Frame(page).go('Framework')
  expect((await framework.outline()).slice(0, before.length)).toEqual(before)
  expect(id('Beta')).not.toBe('')
  other.close()
})

test('what is let go below an open code comes first under it, where the line is drawn', async ({ app }) => {
  const { page } = app
  const { framework, other } = await opened(page)
  const alpha = framework.line('Alpha').first()
  await expect(alpha).toHaveAttribute('aria-expanded', 'true')
  const { height = 0 } = (await alpha.boundingBox()) ?? {}
  await framework.line('Beta').dragTo(alpha, { targetPosition: { x: 60, y: height - 2 } })
  await expect(framework.line('Beta')).toHaveAttribute('aria-level', '3')
  await expect(framework.line('Beta')).toHaveAttribute('aria-posinset', '1')
  await expect(framework.tree).toBeFocused()
  other.close()
})

test('a name that another window changed while one writes it is not written over unseen', async ({ app }) => {
  const { page } = app
  const { framework, other, id, said } = await opened(page)
  const field = page.getByRole('textbox', { name: /^New name for/ })
  await framework.line('Beta').click()
  await framework.tree.press('F2')
  await field.fill('Mine')
  await other.client.codebook.updateCode({ code: id('Beta'), name: 'Theirs' })
  await expect(page.getByRole('textbox', { name: 'New name for Theirs' })).toHaveValue('Mine')
  await field.press('Enter')
  await expect(
    page.getByText('“Theirs” was changed elsewhere while you were changing it: its name.'),
  ).toBeVisible()
  expect(await said('Theirs')).toBeDefined()

  await test.step('what was typed is still there, and is kept where it is meant', async () => {
    await expect(field).toHaveValue('Mine')
    await field.press('Enter')
    await expect.poll(async () => (await said('Mine'))?.id).toBe(id('Beta'))
  })
  await test.step('where nothing was typed, their name stays', async () => {
    await expect(framework.line('Mine')).toBeVisible()
    await framework.tree.press('F2')
    await expect(field).toHaveValue('Mine')
    await other.client.codebook.updateCode({ code: id('Beta'), name: 'Theirs again' })
    await expect(page.getByRole('textbox', { name: 'New name for Theirs again' })).toHaveValue('Mine')
    await field.press('Enter')
    await expect(framework.line('Theirs again')).toBeVisible()
    expect(await said('Theirs again')).toBeDefined()
  })
})
