import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect, lookAt } from './harness.ts'
import { engineWindow } from './pages/engine-window.ts'
import { Frame } from './pages/frame.ts'
import { openBench } from './pages/open-bench.ts'

/** What this person has written on a text. */
async function written(page: Page, title: string) {
  const other = await engineWindow(page, people.coding)
  const source = (await other.client.sources.list({})).find(each => each.title === title)?.id ?? ''
  const notes = async () => await other.client.annotations.inSource({ source })
  const codings = async () => await other.client.codings.inSource({ source, layer: 'independent' })
  return { other, notes, codings }
}

test('an annotation stays with the words it was begun on, and no key throws it away', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const { notes } = await written(page, freshTitle)
  const field = code.panel.getByRole('textbox', { name: 'New annotation' })

  await test.step('the caret goes elsewhere: it is about the same words', async () => {
    await code.drag('clinic', 'week')
    await page.keyboard.press('n')
    await expect(code.panel.getByText('About “clinic two days a week”')).toBeVisible()
    await page.keyboard.type('Only two days.')
    const elsewhere = await code.boxOf('little red dot')
    await page.mouse.click(elsewhere.x + 5, elsewhere.y + 5)
    await page.keyboard.press('n')
    await expect(field).toHaveValue('Only two days.')
    // What is selected is not what it is about.
    await expect(code.bar).toBeHidden()
    await expect(code.panel.getByText('About “clinic two days a week”')).toBeVisible()
    await lookAt(page, 'annotation-elsewhere')
  })
  await test.step('Escape leaves it in the panel, and it is written on where it was begun', async () => {
    await field.press('Escape')
    await expect(code.transcript).toBeFocused()
    const waiting = code.panel.getByText('Not saved yet, about “clinic two days a week”:')
    await expect(waiting).toBeVisible()
    await lookAt(page, 'annotation-waiting')
    // Asked for where the caret is, it is another: each stays with its own words.
    await page.keyboard.press('n')
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('')
    await expect(waiting).toBeVisible()
    await page.keyboard.type('The dot.')
    await code.drag('clinic', 'week')
    await page.keyboard.press('n')
    await expect(field).toHaveValue('Only two days.')
    await expect(code.panel.getByText('The dot.')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect.poll(async () => (await notes()).map(({ text }) => text)).toEqual(['Only two days.'])
    await expect(waiting).toHaveCount(0)
    await code.panel.getByRole('button', { name: 'Discard' }).click()
    await expect(code.panel.getByText('The dot.')).toHaveCount(0)
    await page.getByRole('button', { name: 'Put it back' }).click()
    await expect(code.panel.getByText('The dot.')).toBeVisible()
    await code.panel.getByRole('button', { name: 'Discard' }).click()
    const words = 'clinic two days a week'
    expect((await notes()).map(({ start, end }) => end - start)).toEqual([words.length])
  })
  await test.step('one that is not wanted is discarded', async () => {
    await page.keyboard.press('n')
    await expect(field).toBeFocused()
    await page.keyboard.type('Not this.')
    await page.keyboard.press('Escape')
    await code.panel.getByRole('button', { name: 'Discard' }).click()
    await expect(code.panel.getByText(/^Not saved yet/)).toHaveCount(0)
    expect(await notes()).toHaveLength(1)
  })
})

test('a comment and an annotation that another window changed meanwhile are not written over', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const { other, notes, codings } = await written(page, freshTitle)
  await code.drag('clinic', 'week')
  await code.choose('paper')
  const comments = async () => (await codings()).map(({ comment }) => comment)
  await expect.poll(async () => (await comments()).length).toBe(1)
  const [coding = ''] = (await codings()).map(({ id }) => id)

  await page.keyboard.press('c')
  const comment = code.panel.getByRole('textbox', { name: /^Comment on/ })
  await expect(comment).toBeFocused()
  await page.keyboard.type('Mine.')
  await other.client.codings.update({ coding, comment: 'Theirs.' })
  await expect(page.getByText('This comment was changed elsewhere while it is open here.')).toBeInViewport()
  await expect(page.getByText('It now says: “Theirs.” What you typed is in the field.')).toBeVisible()
  await lookAt(page, 'comment-met')
  await page.keyboard.press('ControlOrMeta+Enter')
  expect(await comments()).toEqual(['Theirs.'])
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect(comment).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(comments).toEqual(['Mine.'])

  await page.keyboard.press('n')
  await page.keyboard.type('A note.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await notes()).length).toBe(1)
  const [note = ''] = (await notes()).map(({ id }) => id)
  // By keyboard: the card's buttons are there for whoever does not point at it.
  await code.panel.getByRole('button', { name: 'Change annotation' }).press('Enter')
  const words = code.panel.getByRole('textbox', { name: 'Annotation', exact: true })
  await words.fill('A note of mine.')
  await other.client.annotations.update({ annotation: note, text: 'A note of theirs.' })
  await expect(page.getByText('This annotation was changed elsewhere while it is open here.')).toBeVisible()
  await page.getByRole('button', { name: 'Take theirs' }).click()
  await expect(words).toHaveValue('A note of theirs.')
})

test('what several codes at once join is said, with the mark that is lost', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const { codings } = await written(page, freshTitle)
  const choose = async (...names: string[]) => {
    for (const [at, name] of names.entries())
      await code.framework
        .getByRole('treeitem', { name: new RegExp(`^${name}`) })
        .click(at === 0 ? {} : { modifiers: ['ControlOrMeta'] })
    await code.framework.press('Enter')
  }
  await code.drag('clinic', 'two')
  await code.choose('belief')
  await page.keyboard.press('f')
  await code.drag('a', 'week')
  await code.drag('days', 'week')
  await code.choose('belief')
  await page.keyboard.press('b')
  await expect
    .poll(async () => (await codings()).map(({ polarity }) => polarity).sort())
    .toEqual(['barrier', 'facilitator'])
  await code.drag('clinic', 'week')
  await choose('Belief in its worth', 'Referral routes')
  await expect(
    page.getByText(
      'You had “Belief in its worth” on overlapping text 2 times: all of it is one passage now. One of “Belief in its worth” was a facilitator and one a barrier: it is a barrier.',
    ),
  ).toBeVisible()
  await expect.poll(async () => (await codings()).length).toBe(2)
  await choose('Belief in its worth', 'Referral routes')
  await expect(
    page.getByText(
      '“Belief in its worth” and “Referral routes” are already on this passage: nothing changed.',
    ),
  ).toBeVisible()
})

test('a handle dragged past the other end leaves the word there', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await code.drag('clinic', 'week')
  await code.choose('paper')
  await code.stripe('Paperwork').click()
  await code.dragHandle('end', 'vocational')
  await expect.poll(() => code.painted()).toEqual(['0 solid: clinic'])
})

test('Escape while a handle is dragged leaves the coding as it was, and the next where it is', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const { codings } = await written(page, freshTitle)
  await code.drag('clinic', 'week')
  await code.choose('paper')
  const whole = '0 solid: clinic two days a week'
  await expect.poll(() => code.painted()).toEqual([whole])
  const extents = async () => (await codings()).map(({ start, end }) => [start, end])
  const before = await extents()
  const pull = async () => {
    const grip = await page.locator('[data-edge="end"] > *').boundingBox()
    if (!grip) throw new Error('No coding has handles')
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
    await page.mouse.down()
    await page.mouse.move(grip.x + 60, grip.y + 35, { steps: 4 })
    await expect.poll(() => code.painted()).not.toContain(whole)
    await page.keyboard.press('Escape')
    await expect.poll(() => code.painted()).toEqual([whole])
    await page.mouse.up()
  }
  // With words selected, as just after coding them, and with the coding alone chosen.
  await pull()
  await code.stripe('Paperwork').click()
  await pull()
  expect(await extents()).toEqual(before)
  await code.drag('little', 'dot')
  await code.choose('fear')
  await expect.poll(() => code.painted()).toEqual([whole, '0 solid: little red dot'])
})

test('who comes back to a text is where it was left; another person begins anew', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, denseTitle)
  const frame = new Frame(page)
  await expect(code.transcript).toBeFocused()
  await page.keyboard.press('ControlOrMeta+End')
  const caret = page.getByTestId('caret')
  await expect(caret).toBeInViewport()
  const isHere = async () => {
    await expect(caret).toBeInViewport()
    await expect
      .poll(() =>
        code.transcript.evaluate(view => view.scrollTop + 2 * view.clientHeight > view.scrollHeight),
      )
      .toBe(true)
  }
  await isHere()
  await test.step('from another screen', async () => {
    await frame.go('Framework')
    await frame.go('Code')
    await isHere()
  })
  await test.step('from another text', async () => {
    await code.open(freshTitle)
    await expect(code.transcript).toBeFocused()
    expect(await code.transcript.evaluate(view => view.scrollTop)).toBe(0)
    await code.open(denseTitle)
    await isHere()
  })
  await test.step('by the name of the screen that is open', async () => {
    await frame.go('Code')
    await expect(page).toHaveURL(/source=/)
    await code.transcript.focus()
    await isHere()
  })
  await test.step('after a reload', async () => {
    await page.reload()
    await expect(code.transcript).toBeFocused()
    await isHere()
  })
  await test.step('another person: not at their place, and no key does what they did last', async () => {
    await page.keyboard.press('ControlOrMeta+Home')
    await code.choose('paper')
    await frame.leaveAsMember()
    const reader = await openBench(page, people.lead, freshTitle)
    await expect(reader.transcript).toBeFocused()
    expect(await reader.transcript.evaluate(view => view.scrollTop)).toBe(0)
    await page.keyboard.press('.')
    await expect(page.getByText('No code used yet since this window opened.')).toBeVisible()
  })
})

test('who closes or reloads the window while something is being written is asked first', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const asked: string[] = []
  page.on('dialog', async dialog => {
    asked.push(dialog.type())
    await dialog.accept()
  })
  await code.drag('clinic', 'week')
  await page.keyboard.press('n')
  await page.keyboard.type('Half a thought')
  await page.reload()
  await expect(code.transcript).toBeFocused()
  expect(asked).toEqual(['beforeunload'])
  await page.reload()
  await expect(code.transcript).toBeFocused()
  expect(asked).toEqual(['beforeunload'])
})

test('a drag is ended on the last line in view', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const view = await code.transcript.boundingBox()
  const from = await code.boxOf('nineteen of those')
  if (!view) throw new Error('no transcript')
  await page.mouse.move(from.x + 5, from.y + from.height / 2)
  await page.mouse.down()
  const low = view.y + view.height - 40
  await page.mouse.move(from.x + 60, low, { steps: 6 })
  const { frames, top } = await code.transcript.evaluate(async scroller => {
    let frames = 0
    for (; frames < 20; frames++) await new Promise(requestAnimationFrame)
    return { frames, top: scroller.scrollTop }
  })
  expect(frames).toBe(20)
  expect(top).toBe(0)
  await page.mouse.up()
})

test('words about a coding that is gone are left by Escape where they are', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const { other, codings } = await written(page, freshTitle)
  await code.drag('clinic', 'week')
  await code.choose('paper')
  await expect.poll(async () => (await codings()).length).toBe(1)
  const [coding = ''] = (await codings()).map(({ id }) => id)
  await page.keyboard.press('c')
  await page.keyboard.type('Only')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await codings())[0]?.comment).toBe('Only')
  await page.keyboard.press('c')
  await page.keyboard.type(' here.')
  await other.client.codings.remove({ codings: [coding] })
  const words = code.panel.getByRole('textbox', { name: 'Your words' })
  await expect(words).toHaveValue('Only here.')
  await words.press('Escape')
  await expect(code.transcript).toBeFocused()
  await expect(words).toHaveValue('Only here.')
  await words.press('ControlOrMeta+Enter')
  await expect(words).toHaveCount(0)
})

test('a copied passage names all who speak in it', async ({ app }) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const code = await openBench(page, people.coding, freshTitle)
  await expect(code.transcript).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await page.keyboard.press('ControlOrMeta+Shift+c')
  const [first = '', second = ''] = await code.transcript.evaluate(view =>
    [...view.querySelectorAll('[data-speaker]')].slice(0, 2).map(row => row.getAttribute('data-speaker')),
  )
  expect(first).not.toBe(second)
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain(`” (${first} and ${second}, ${freshTitle})`)
})

test('numbers stand beside the turns in a narrow window too', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  await page.setViewportSize({ width: 640, height: 720 })
  await expect
    .poll(() =>
      code.transcript.evaluate(view =>
        [...view.querySelectorAll('[data-row]')]
          .slice(0, 3)
          .map(row => getComputedStyle(row, '::after').content.replace(/[^0-9]/g, '')),
      ),
    )
    .toEqual(['1', '2', '3'])
  await lookAt(page, 'code-narrow')
})

test('words about what was removed once their form was closed are shown in that text, and named in others', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const { other, notes, codings } = await written(page, freshTitle)
  const left = code.panel.getByRole('region', { name: 'Not saved elsewhere' })
  const leave = async () => {
    await page.keyboard.press('Escape')
    await expect(code.transcript).toBeFocused()
  }
  await code.drag('clinic', 'week')
  await code.choose('belief')
  await page.keyboard.press('c')
  await expect(code.panel.getByRole('textbox', { name: /^Comment on/ })).toBeFocused()
  await page.keyboard.type('About the clinic.')
  await leave()
  await expect(code.panel.getByText('Not saved yet:')).toBeVisible()
  await expect(left).toHaveCount(0)

  await test.step('the coding goes: its words are there wherever the caret is', async () => {
    await page.keyboard.press('Delete')
    await expect(left).toContainText('what it was about was removed: “clinic two days a week”')
    await expect(left).toContainText('About the clinic.')
    await page.keyboard.press('ControlOrMeta+End')
    await expect(left).toContainText('About the clinic.')
    await lookAt(page, 'words-left')
  })
  await test.step('the coding comes back: they are its own again', async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(left).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+y')
    await expect(left).toContainText('About the clinic.')
  })
  await test.step('in another text it is said where they wait', async () => {
    await code.open(denseTitle)
    await expect(left).toContainText(`What you wrote in “${freshTitle}” is not saved yet.`)
    await left.getByRole('button', { name: 'Open it' }).click()
    await expect(page.getByRole('document', { name: `Transcript: ${freshTitle}` })).toBeVisible()
  })
  await test.step('they are kept as an annotation on their words', async () => {
    await left.getByRole('button', { name: 'Keep as an annotation' }).click()
    await expect(left).toHaveCount(0)
    await expect.poll(async () => (await notes()).map(({ text }) => text)).toEqual(['About the clinic.'])
    const [note] = await notes()
    expect((note?.end ?? 0) - (note?.start ?? 0)).toBe('clinic two days a week'.length)
    expect(await codings()).toEqual([])
  })
  await test.step('words about an annotation that was removed are discarded, and nothing is asked any more', async () => {
    await code.boxOf('clinic')
    await code.drag('clinic', 'week')
    await code.panel.getByRole('button', { name: 'Change annotation' }).press('Enter')
    await page.keyboard.type(' And more.')
    await leave()
    const [note] = await notes()
    await other.client.annotations.remove({ annotation: note?.id ?? '' })
    await expect(left).toContainText('About the clinic. And more.')
    await left.getByRole('button', { name: 'Discard' }).click()
    await expect(left).toHaveCount(0)
    const asked: string[] = []
    page.on('dialog', dialog => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await page.reload()
    await expect(code.transcript).toBeFocused()
    expect(asked).toEqual([])
  })
})

test('what is annotated is dotted in the text', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const dotted = () =>
    page.evaluate(() =>
      [...CSS.highlights]
        .filter(([name]) => /^tandem-\d+-note$/.test(name))
        .flatMap(([name, highlight]) =>
          [...highlight].map(range => {
            const live = document.createRange()
            live.setStart(range.startContainer, range.startOffset)
            live.setEnd(range.endContainer, range.endOffset)
            const words = range.startContainer.parentElement
            const drawn = words && getComputedStyle(words, `::highlight(${name})`)
            return `${drawn?.textDecorationLine} ${drawn?.textDecorationStyle}: ${live.toString()}`
          }),
        ),
    )
  expect(await dotted()).toEqual([])
  await code.drag('clinic', 'week')
  await page.keyboard.press('n')
  await page.keyboard.type('Only two days.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(dotted).toEqual(['underline dotted: clinic two days a week'])
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(dotted).toEqual([])
})

test('a code that came after the version a passage was coded with is said to be newer', async ({ app }) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const lead = await engineWindow(page, people.lead)
  const frameworks = await lead.client.codebook.frameworks({})
  const framework = frameworks.find(({ codes }) => codes.some(({ name }) => name === 'Paperwork'))
  if (!framework) throw new Error('no framework has Paperwork')
  await lead.client.codebook.addCode({ framework: framework.id, name: 'Lift share' })
  lead.close()
  const filter = page.getByRole('searchbox', { name: 'Filter codes' })
  await filter.fill('Lift')
  await expect(code.framework.getByRole('treeitem', { name: /^Lift share/ })).toBeVisible()
  await filter.fill('')
  await code.drag('clinic', 'week')
  await code.choose('paper')
  await expect(code.card('Paperwork')).toContainText(/Coded with version \d+ of the framework$/)
  await code.choose('lift')
  await expect(code.card('Lift share')).toContainText(
    /Coded with version \d+ of the framework; the code is newer$/,
  )
})

test('what is typed on for a field that another window took away does nothing, and what became of the text is said', async ({
  app,
}) => {
  const { page } = app
  const code = await openBench(page, people.coding, freshTitle)
  const mine = await engineWindow(page, people.coding)
  const { client, close } = await engineWindow(page, people.lead)
  const sources = await client.sources.list({})
  const fresh = sources.find(({ title }) => title === freshTitle)?.id ?? ''
  const count = async () => {
    const all = await Promise.all(
      sources
        .filter(({ id }) => id !== fresh)
        .map(({ id }) => mine.client.codings.inSource({ source: id, layer: 'independent' })),
    )
    return all.flat().length
  }
  await code.drag('clinic', 'week')
  await page.keyboard.press('n')
  await expect(code.panel.getByRole('textbox', { name: 'New annotation' })).toBeFocused()
  await page.keyboard.type('I believe')
  const before = await count()
  await client.sources.remove({ source: fresh })
  await expect(code.transcript).not.toHaveAttribute('aria-label', `Transcript: ${freshTitle}`)
  await expect(new Frame(page).notices).toContainText(`“${freshTitle}” was removed from the study.`)
  await page.keyboard.type(' very much.')
  await expect(new Frame(page).notices).toContainText('The field that you were typing in is gone')
  expect(before).toBeGreaterThan(0)
  expect(await count()).toBe(before)
  mine.close()
  close()
})
