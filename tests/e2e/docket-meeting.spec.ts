import { expect, lookAt } from './harness.ts'
import { AdjudicatePage } from './pages/adjudicate-page.ts'
import { people } from './pages/compared-people.ts'
import { openScreen, test } from './pages/compared-window.ts'
import { engineWindow } from './pages/engine-window.ts'

test('a difference is parked, talked over, and decided in a meeting', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const all = await docket.listed()
  await page.getByRole('textbox', { name: 'Comment' }).fill('The words say both.')
  await page.getByRole('button', { name: 'Say it' }).click()
  await expect(page.getByRole('region', { name: 'Discussion' })).toContainText('The words say both.')

  await docket.difference.focus()
  await page.keyboard.press('d')
  await page.getByRole('textbox', { name: 'What is to be talked over' }).fill('One code or two?')
  await page.getByRole('button', { name: 'Put it on the agenda' }).click()
  await expect(docket.difference).toHaveAccessibleName(`Difference 2 of ${all}`)
  await page.keyboard.press('p')
  await expect(page.getByRole('region', { name: 'Discussion' })).toContainText('One code or two?')
  await lookAt(page, 'adjudicate-discussion')

  await page.getByRole('button', { name: 'Meeting…' }).click()
  await page.getByRole('textbox', { name: 'Who is there' }).fill('AM, BK')
  await page.getByRole('button', { name: 'Open the meeting' }).click()
  await expect.poll(() => docket.listed()).toBe(1)
  await expect(page.getByText(/with AM, BK: 1 on the agenda/)).toBeVisible()
  await lookAt(page, 'adjudicate-meeting')
  // The passage has its room, and is read to its end and back by key.
  const passage = page.getByRole('region', { name: 'Passage' })
  expect((await passage.boundingBox())?.height).toBeGreaterThan(250)
  await docket.difference.focus()
  const [first, last] = [passage.locator('[data-from]').first(), passage.locator('[data-from]').last()]
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(first).toBeInViewport()
  await expect(last).not.toBeInViewport()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await expect(last).toBeInViewport({ ratio: 1 })
  await expect(first).not.toBeInViewport()
  await page.keyboard.press('3')
  await expect(page.getByText(/with AM, BK: 0 on the agenda/)).toBeVisible()
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await expect.poll(() => docket.listed()).toBe(all)
  await page.keyboard.press('Control+z')
  await expect(docket.settled(0, all)).toBeAttached()
  await expect(page.getByRole('button', { name: 'Meeting…' })).toBeVisible()

  await page.getByRole('button', { name: /By source/ }).click()
  await page.getByRole('option', { name: 'Most in dispute first' }).click()
  await expect.poll(() => docket.listed()).toBe(all)
})

test('pairs of codes are decided by Enter, what was begun waits for the next meeting, and the passage keeps its room', async ({
  app,
  study,
}) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  const { client, close } = await engineWindow(page, people.reviewer)
  const { round } = study
  const items = await client.adjudication.disagreements({ round })
  const [first] = items
  const codes = (await client.codebook.frameworks({})).flatMap(framework => framework.codes)
  const [one = '', two = '', three = '', four = ''] = codes.map(({ id }) => id)
  const question = 'Should these two be one, or is there a difference in what they mean that matters to us?'
  for (const pair of [
    [one, two],
    [two, three],
    [three, four],
    [one, four],
  ])
    await client.adjudication.park({ round, codes: pair, question })
  await client.adjudication.park({ round, disagreement: first?.id ?? '' })
  // What two codes differed on is no difference once they are one.
  const gone = items.find(({ kind }) => kind === 'code')
  await client.adjudication.park({ round, disagreement: gone?.id ?? '' })
  await client.codebook.mergeCodes({ codes: [gone?.otherCode ?? ''], into: gone?.code ?? '' })
  close()
  await page.getByRole('button', { name: 'Meeting…' }).click()
  await page.getByRole('textbox', { name: 'Who is there' }).fill('AM, BK')
  await page.getByRole('button', { name: 'Open the meeting' }).click()
  await expect(page.getByText(/with AM, BK: 6 on the agenda/)).toBeVisible()
  await expect(page.getByText('One of them is about a difference that is no longer there.')).toBeVisible()
  await page.getByRole('button', { name: 'Take it off' }).click()
  await expect(page.getByText(/with AM, BK: 5 on the agenda/)).toBeVisible()
  const passage = page.getByRole('region', { name: 'Passage' })
  await expect(passage.locator('[data-marked]').first()).toBeInViewport()
  expect((await passage.boundingBox())?.height).toBeGreaterThan(200)
  await page.getByRole('button', { name: /Pairs of codes to decide/ }).click()
  await lookAt(page, 'adjudicate-meeting-pairs')
  const said = page.getByPlaceholder('What was decided')
  await expect(said).toHaveCount(4)
  await said.first().fill('Keep both')
  await said.first().press('Enter')
  await expect(page.getByText(/with AM, BK: 4 on the agenda/)).toBeVisible()
  await said.first().fill('Not yet talked out')
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await expect(page.getByText(/What was written on 1 pair of codes is not decided/)).toBeVisible()
  await expect.poll(() => docket.listed()).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Meeting…' }).click()
  await page.getByRole('textbox', { name: 'Who is there' }).fill('AM, BK')
  await page.getByRole('button', { name: 'Open the meeting' }).click()
  await page.getByRole('button', { name: /Pairs of codes to decide/ }).click()
  await expect(said.first()).toHaveValue('Not yet talked out')
})

test('with names hidden the keys speak of the readings as they are shown', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  await page.getByRole('button', { name: 'How to judge…' }).click()
  await page.getByText('Hide the coders’ names').click()
  await page.getByRole('button', { name: 'Judge like this' }).click()
  await expect(docket.difference).toContainText('The first reader')
  await expect(docket.difference).not.toContainText(people.a)
  await expect(docket.difference).not.toContainText(people.b)
  await lookAt(page, 'adjudicate-names-hidden')
  // Nor are slight differences settled by the extent of one of them, which would tell whose is whose all through.
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog', { name: 'Settle slight differences together' })
  await dialog.getByRole('button', { name: /What stands/ }).click()
  await expect(page.getByRole('option')).toHaveText([/^The wider extent/])
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  const all = await docket.listed()
  for (let at = 1; at <= 4; at++) {
    await page.keyboard.press('1')
    await expect(docket.difference).toHaveAccessibleName(`Difference ${at + 1} of ${all}`)
    await page.keyboard.press('p')
    await expect(docket.difference).toContainText('The first reader’s reading stands')
    await expect(docket.difference.getByRole('button', { pressed: true })).toContainText('The first reader')
    await page.keyboard.press('n')
  }
})

test('the notes of a ruling are changed where it stands, and the reviewer stays there', async ({ app }) => {
  const { page } = app
  await openScreen(page, people.reviewer, 'Adjudicate')
  const docket = new AdjudicatePage(page)
  await docket.difference.waitFor()
  await page.keyboard.press('1')
  await expect(docket.difference).toHaveAccessibleName(/^Difference 2 of/)
  await page.keyboard.press('p')
  const first = /^Difference 1 of/
  await expect(docket.difference).toHaveAccessibleName(first)
  await page.keyboard.press('r')
  await page.keyboard.type('Agreed in the end.')
  await page.keyboard.press('Enter')
  await docket.difference.getByRole('button', { name: 'Keep the notes' }).click()
  await expect(docket.difference.getByRole('button', { name: 'Keep the notes' })).toBeHidden()
  await expect(docket.difference).toHaveAccessibleName(first)
  await expect(docket.difference).toContainText('Agreed in the end.')
  await expect(page.getByRole('button', { name: /^Undo: Changed the notes of a ruling/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(docket.difference).not.toContainText('Agreed in the end.')
  await expect(docket.difference.getByRole('button', { pressed: true })).toBeVisible()
})
