import type { Page } from '@playwright/test'
import { denseTitle, freshTitle, people, test } from './bench-study.ts'
import { expect } from './harness.ts'
import { AutocodePage } from './pages/autocode-page.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { readAloud } from './pages/read-aloud.ts'
import { SignInPage } from './pages/sign-in-page.ts'

/** The first turn of the fresh text that this session leaves uncoded. */
const longTurn =
  "Yes. So I've been an OT for, what is it now, thirty-one years, and nineteen of those in vocational rehab, brain injury mostly"

/** Collects what the live regions of the page come to hold; a toast by its sentence. Answers what was said, which grows. */
async function listen(page: Page): Promise<readonly string[]> {
  const heard: string[] = []
  await page.exposeFunction('tandemHeard', (words: string) => heard.push(words))
  await page.evaluate(() => {
    const { tandemHeard } = window as unknown as { tandemHeard(words: string): void }
    new MutationObserver(changes => {
      const said = new Set<Node>()
      for (const { target, addedNodes } of changes) {
        const near = target instanceof Element ? target : target.parentElement
        const region = near?.closest('[aria-live], [role="status"], [role="alert"], [role="log"]')
        if (!region || region.closest('[inert], [aria-hidden="true"]')) continue
        if (region.role === 'log') for (const node of addedNodes) said.add(node)
        else said.add(region)
      }
      for (const node of said) {
        const sentence = node instanceof Element ? (node.querySelector('p') ?? node) : node
        const words = (sentence.textContent ?? '').replaceAll('\u00a0', ' ').trim()
        if (words !== '') tandemHeard(words)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return heard
}

test('a session at the keyboard says each thing once', async ({ app }) => {
  const { page } = app
  const { keyboard } = page
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  const heard = await listen(page)
  const due: string[] = []
  /** Everything said till now is this and what was due before it: nothing twice, and nothing else. */
  const expectSaid = async (sentence: string) => {
    due.push(sentence)
    await expect.poll(() => heard).toEqual(due)
  }
  const toText = async () => {
    await keyboard.press('Escape')
    await keyboard.press('Escape')
  }

  await test.step('coding, polarity, extent, joining', async () => {
    await keyboard.press('Alt+ArrowDown')
    await expectSaid('M1, turn 2: I can see the little red dot, yes.')
    await code.choose('fear')
    await expectSaid('Coded “Fear and confidence”: I can see the little red dot, yes.')
    await code.choose('paper')
    await expectSaid('Coded “Paperwork”: I can see the little red dot, yes.')
    await keyboard.press('b')
    await expectSaid('“Paperwork”: barrier')
    await keyboard.press('b')
    await expectSaid('“Paperwork”: no barrier any more')
    await keyboard.press('Alt+ArrowLeft')
    await expectSaid('“Paperwork” ends at: I can see the little red dot')
    await keyboard.press('.')
    await expectSaid('You had “Paperwork” on overlapping text: the two are one passage now.')
    await keyboard.press('.')
    await expectSaid('“Paperwork” is already on this passage: nothing changed.')
  })
  await test.step('the caret leaves codings and comes into them', async () => {
    await toText()
    await expectSaid('Nothing selected')
    await keyboard.press('Alt+ArrowDown')
    await expectSaid(
      'Interviewer, turn 3: Lovely. So, um, thank you. Could you start by telling me how you came to be a mentor on Return to Rhythm? Not coded here',
    )
    await keyboard.press('Alt+ArrowUp')
    await expectSaid(
      'M1, turn 2: I can see the little red dot, yes. 2 codings here: Fear and confidence and Paperwork',
    )
  })
  await test.step('what the caret comes to, by character, word, sentence, line and turn', async () => {
    const says = async (key: string, words: string) => {
      await keyboard.press(key)
      await expectSaid(words)
    }
    await says('ArrowRight', 'space')
    await says('ControlOrMeta+ArrowRight', 'can')
    await says('Home', 'I can see the little red dot, yes.')
    await says('Shift+ControlOrMeta+ArrowRight', 'I selected')
    await says('Shift+ControlOrMeta+ArrowRight', 'can selected')
    await says('Shift+ArrowLeft', 'n unselected')
    await says('Escape', 'Nothing selected')
    await says('ControlOrMeta+ArrowDown', 'n see the little red dot, yes.')
    await says('End', 'end of turn')
    await says('Home', 'I can see the little red dot, yes.')
  })
  await test.step('removing, undoing, doing again', async () => {
    await keyboard.press('Delete')
    await expectSaid(
      '“Paperwork” is chosen, one of 2 codings of yours here. Press Delete again to remove it.',
    )
    await keyboard.press('Delete')
    await expectSaid('Removed “Paperwork”.')
    await keyboard.press('ControlOrMeta+z')
    await expectSaid('Undone: Removed “Paperwork” from “Mentor, Site 4”')
    await keyboard.press('ControlOrMeta+Shift+z')
    await expectSaid('Done again: Removed “Paperwork” from “Mentor, Site 4”')
  })
  await test.step('how many were found, which is looked at, and that there is none', async () => {
    await keyboard.press('ControlOrMeta+f')
    const words = page.getByRole('searchbox', { name: 'Find in this text' })
    await words.fill('red dot')
    await expectSaid('2 of 3')
    await keyboard.press('Enter')
    await expectSaid('3 of 3')
    await words.fill('xylophone')
    await expectSaid('None found')
    await toText()
  })
  await test.step('the next uncoded turn', async () => {
    await code.transcript.focus()
    await keyboard.press('ControlOrMeta+Home')
    await expectSaid(
      "Interviewer, turn 1: Okay, I think that's recording. Can you see the little red dot? Not coded here",
    )
    await keyboard.press('u')
    await expectSaid(`Uncoded turn: M1, ${longTurn.replace(/ mostly$/, '…')}`)
  })
  await test.step('how many passages autocode finds and codes', async () => {
    const autocode = new AutocodePage(page)
    await autocode.open()
    await autocode.words.fill('clinic')
    await keyboard.press('Enter')
    await expectSaid('3 passages found, 3 accepted')
    await keyboard.press(' ')
    await expectSaid('2 of 3 accepted')
  })
})

test('a turn is read as who speaks and when, then the words, without its number', async ({ app }) => {
  const { page } = app
  await new SignInPage(page).signIn(people.coding)
  await new Frame(page).go('Code')
  const code = new CodePage(page)
  await code.open(freshTitle)
  for (const width of [1280, 900]) {
    await page.setViewportSize({ width, height: 720 })
    const read = await readAloud(page, `Transcript: ${freshTitle}`)
    expect(read.slice(0, 4), `${width} px wide`).toEqual([
      'Interviewer 0:03',
      "Okay, I think that's recording. Can you see the little red dot?",
      'M1 0:09',
      'I can see the little red dot, yes.',
    ])
  }
  await page.getByRole('button', { name: 'Reading view' }).click()
  await page.getByText('Whole text at once').click()
  await page.keyboard.press('Escape')
  const speakers = await code.transcript
    .locator('[data-speaker]')
    .evaluateAll(rows =>
      rows.map(row => `${row.getAttribute('data-speaker')} ${row.getAttribute('data-time')}`),
    )
  expect(speakers.length).toBeGreaterThan(20)
  const read = await readAloud(page, `Transcript: ${freshTitle}`)
  expect(read.filter(piece => speakers.includes(piece))).toEqual(speakers)
})

test('nothing moves by itself where motion is to be reduced', async ({ app }) => {
  const { page } = app
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(() => {
    for (const kind of ['animationstart', 'transitionrun'])
      addEventListener(kind, event => document.body.setAttribute('data-moved', String(event.target)), true)
  })
  await new SignInPage(page).signIn(people.coding)
  const frame = new Frame(page)
  await frame.go('Code')
  const code = new CodePage(page)
  await code.open(denseTitle)
  await code.margin.getByRole('button').first().click()
  await page.keyboard.press('Enter')
  await expect(code.chooser).toBeFocused()
  await page.keyboard.press('Escape')
  const autocode = new AutocodePage(page)
  await autocode.open()
  await page.keyboard.press('Escape')
  await frame.go('Framework')
  await page.getByRole('treeitem').nth(2).click()
  await page.getByRole('tab', { name: /^Passages/ }).click()
  const scrolling = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter(each => getComputedStyle(each).scrollBehavior === 'smooth'),
  )
  expect(scrolling).toEqual([])
  await expect(page.locator('[data-moved]')).toHaveCount(0)
})
