import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, lookAt, test } from './harness.ts'
import { CodePage } from './pages/code-page.ts'
import { Frame } from './pages/frame.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { SourcesPage } from './pages/sources-page.ts'
import { StartPage } from './pages/start-page.ts'
import { StudyPage } from './pages/study-page.ts'

test('a lead plans a round with a stratified sample by keyboard, prints the plan and ends its blinding', async ({
  app,
  door,
}) => {
  const { page } = app
  const start = new StartPage(page)
  const signIn = new SignInPage(page)
  const study = new StudyPage(page)
  const sources = new SourcesPage(page)
  const frame = new Frame(page)
  await page.setViewportSize({ width: 1280, height: 720 })

  await test.step('a study of two coders with nine sources in two data sets', async () => {
    await start.create('Planned rounds')
    await signIn.addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
    await study.addPerson('Kwame Lund', ['Coder'])
    await frame.go('Sources')
    for (const [set, many] of [
      ['Mentors', 6],
      ['Therapists', 3],
    ] as const) {
      const files: string[] = []
      for (let n = 1; n <= many; n++) {
        const file = join(door.folder, `${set} ${n}.txt`)
        await writeFile(
          file,
          `Interviewer: How did week ${n} go?\n${set} ${n}: We walked to the shop and back.\n`,
        )
        files.push(file)
      }
      const dialog = await sources.choose(files)
      await dialog.getByRole('combobox', { name: 'Data set' }).fill(set)
      await page.keyboard.press('Escape')
      await dialog.getByRole('button', { name: `Import ${many} sources` }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await frame.go('Study')
  })

  const dialog = page.getByRole('dialog', { name: 'Open a round' })
  await test.step('who and how, by keyboard alone', async () => {
    await study.rounds.getByRole('button', { name: 'Open a round…' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Title').focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('Calibration')
    await dialog.getByLabel('Due').focus()
    await page.keyboard.type('31 February 2031')
    await page.keyboard.press('Tab')
    await expect(dialog).toContainText('is not a date')
    await dialog.getByLabel('Due').focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('5 March 2019')
    await expect(dialog).toContainText('That day is over: the round is late from the start.')
    await lookAt(page, 'round-due-over')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('5 March 2131')
    await dialog.getByRole('switch', { name: 'Coders may propose codes' }).focus()
    await page.keyboard.press('Space')
    await dialog.getByLabel('What the round is for').focus()
    await page.keyboard.type('To see whether the definitions hold.')
    await lookAt(page, 'plan-who-and-how')
  })

  await test.step('a third of each data set is drawn, and the same seed draws the same', async () => {
    await dialog.getByRole('tab', { name: 'Who and how' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(dialog.getByRole('tabpanel', { name: 'Sources' })).toBeVisible()
    await dialog.getByRole('radio', { name: 'Draw a sample' }).focus()
    await page.keyboard.press('Space')
    await dialog.getByLabel('Share', { exact: true }).fill('34')
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Seed', { exact: true }).fill('7')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /Within/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Data set' }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('status')).toContainText('3 sources drawn of 9.')
    const strata = dialog.getByRole('table', { name: 'What each stratum gives' })
    await expect(strata).toContainText('Mentors2 of 6')
    await expect(strata).toContainText('Therapists1 of 3')
    const drawn = async () => dialog.getByRole('table', { name: 'Sources drawn' }).innerText()
    const first = await drawn()
    await lookAt(page, 'plan-sample')
    // One of 45 seeds draws the same again: it is gone on until one does not.
    let seed = 7
    const anew = async () => {
      await dialog.getByLabel('Seed', { exact: true }).fill(String(++seed))
      await page.keyboard.press('Enter')
      return drawn()
    }
    await expect.poll(anew).not.toBe(first)
    await dialog.getByLabel('Seed', { exact: true }).fill('7')
    await page.keyboard.press('Enter')
    await expect.poll(drawn).toBe(first)
    await dialog.getByRole('button', { name: 'Open with 3 sources' }).focus()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
  })

  const round = study.rounds
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Calibration' }) })
  await test.step('the round says how it was planned', async () => {
    await expect(round).toContainText('3 sources drawn of 9')
    await expect(round).toContainText('reported on characters')
    await expect(round).toContainText('no codes proposed')
    await expect(round).toContainText(/due 5 Mar(ch)? 2131, in [\d,]+ days/)
    await expect(round).toContainText('To see whether the definitions hold.')
    await expect(round).toContainText('Blind until both submit')
    await expect(round.getByRole('table', { name: 'Coders of “Calibration”' })).toContainText('coding')
    await lookAt(page, 'round-planned')
  })

  await test.step('its plan is a page to print', async () => {
    const saved = page.waitForEvent('download')
    await round.getByRole('button', { name: 'Plan to print' }).click()
    const file = join(door.folder, 'plan.html')
    await (await saved).saveAs(file)
    const html = await readFile(file, 'utf8')
    expect(html).toContain('stratified by data set, in proportion; seed 7')
    expect(html).toContain('Coders code only, with the framework as it stands')
  })

  await test.step('a code that is not there is not offered, and the type-ahead says why', async () => {
    await round.getByRole('button', { name: 'Code', exact: true }).click()
    const bench = new CodePage(page)
    await bench.drag('walked', 'back')
    await page.keyboard.press('Enter')
    await bench.chooser.fill('A code there is not')
    await expect(
      page.getByRole('status').filter({ hasText: 'with the framework as it stands' }),
    ).toBeVisible()
    await expect(page.getByRole('option', { name: /New code/ })).toHaveCount(0)
    await lookAt(page, 'no-new-codes')
    await page.keyboard.press('Escape')
    await frame.go('Study')
  })

  await test.step('the lead ends the blinding, with a reason, and it stays said', async () => {
    await round.getByRole('button', { name: 'End the blinding…' }).click()
    const asking = page.getByRole('dialog', { name: 'End the blinding of “Calibration”?' })
    await expect(asking).toContainText('Rosa Bell and Kwame Lund see each other’s codings')
    await expect(asking).toContainText('cannot be undone')
    await expect(asking.getByRole('button', { name: 'End the blinding' })).toBeDisabled()
    await asking.getByLabel('Why').fill('A training round: we look at it together.')
    await lookAt(page, 'unblind')
    await asking.getByRole('button', { name: 'End the blinding' }).click()
    await asking.waitFor({ state: 'hidden' })
    await expect(round).not.toContainText('Blind until both submit')
    await expect(round).toContainText('when Rosa Bell ended it: A training round: we look at it together.')
    await frame.go('History')
    await expect(page.getByRole('main')).toContainText('Ended the blinding of “Calibration”')
  })
})
