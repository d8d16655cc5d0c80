import { join } from 'node:path'
import { root } from './door.ts'
import { accessibilityFaults, expect, lookAt, test } from './harness.ts'
import { Frame } from './pages/frame.ts'
import { SafetyPage } from './pages/safety-page.ts'
import { SignInPage } from './pages/sign-in-page.ts'
import { StartPage } from './pages/start-page.ts'

const first = 'the night staff were asked'
const second = 'and so were the porters'

test('a study is given a passphrase, survives a forgotten one, and is locked anew when somebody leaves', async ({
  app,
}) => {
  // Each try of a passphrase takes its time on purpose, and there are a dozen.
  test.slow()
  const { page } = app
  const safety = new SafetyPage(page)
  const frame = new Frame(page)
  const start = new StartPage(page)
  await start.create('Night-time rehabilitation')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  let recoveryKey = ''

  await test.step('it says plainly that anybody can read it', async () => {
    await expect(safety.section).toContainText('No passphrase')
    await expect(safety.section).toContainText('Whoever has the study’s folder')
    await lookAt(page, 'safety-open')
  })

  await test.step('a first passphrase is asked for twice, with what is missing, and not when it is too short', async () => {
    await safety.section.getByRole('button', { name: 'Set a passphrase…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set a passphrase' })
    await dialog.getByLabel('Passphrase', { exact: true }).fill('short')
    await expect(dialog).toContainText('7 characters more, or 3 words.')
    await expect(dialog.getByRole('button', { name: 'Set the passphrase' })).toBeDisabled()
    await safety.type(dialog, 'Passphrase', first)
    await lookAt(page, 'safety-set')
    await dialog.getByRole('button', { name: 'Set the passphrase' }).click()
  })

  await test.step('what became of the backups is told with the one the change made', async () => {
    await expect(
      page.getByText(
        /The passphrase is set\. \d+ backups? locked in the same way, with the one made just before\./,
      ),
    ).toBeVisible()
  })

  await test.step('the recovery key is shown once, and does not go with one Escape', async () => {
    recoveryKey = await safety.readRecoveryKey()
    expect(recoveryKey).toMatch(/^(\w{4}-){7}\w{4}$/)
    await lookAt(page, 'recovery-key')
    await page.keyboard.press('Escape')
    await expect(safety.recoveryKey).toContainText('Press Escape again')
  })

  await test.step('printed, it is a page of its own', async () => {
    await page.emulateMedia({ media: 'print' })
    await expect(
      page.getByRole('heading', { name: 'Recovery key', includeHidden: true }).last(),
    ).toBeVisible()
    await expect(page.getByRole('main', { includeHidden: true })).toBeHidden()
    await expect(safety.recoveryKey).toBeHidden()
    const pdf = await page.pdf({ path: join(root, 'test-results/screens/recovery-key.pdf'), format: 'A4' })
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
    await page.screenshot({ path: join(root, 'test-results/screens/recovery-key-printed.png') })
    await page.emulateMedia({ media: null })
    await safety.keepRecoveryKey()
    await expect(safety.section).toContainText('Locked with a passphrase')
    await lookAt(page, 'safety-locked')
  })

  await test.step('locked now, the window shows nothing of it, and a wrong passphrase is told from damage', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+L')
    await expect(safety.locked).toContainText('“Night-time rehabilitation” is locked')
    await expect(page.getByText('Rosa Bell').first()).toBeHidden()
    await lookAt(page, 'locked')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(safety.locked).toBeVisible()
    await safety.unlock('the day staff were asked')
    await expect(safety.locked).toContainText('not the passphrase of this study')
    await expect(safety.locked).toContainText('not damaged')
  })

  await test.step('the recovery key opens it and sets a new passphrase; a slip of the finger is told from a wrong key', async () => {
    await safety.locked.getByRole('button', { name: 'Use the recovery key' }).click()
    const slip = recoveryKey.replace(/.$/, last => (last === '7' ? '8' : '7'))
    await safety.locked.getByLabel('Recovery key').fill(slip)
    await safety.type(safety.locked, 'New passphrase', second)
    await safety.locked.getByRole('button', { name: 'Set the passphrase and open' }).click()
    await expect(safety.locked).toContainText('not the recovery key as it was printed')
    await lookAt(page, 'locked-recovery')
    await safety.locked.getByLabel('Recovery key').fill(recoveryKey.toLowerCase().replaceAll('-', ' '))
    await safety.locked.getByRole('button', { name: 'Set the passphrase and open' }).click()
    await expect(safety.locked).toBeHidden()
    await expect(frame.status).toContainText('Rosa Bell')
    await expect(safety.section).toContainText('Locked with a passphrase')
  })

  await test.step('who changes the passphrase sees at once what is to be done where somebody left', async () => {
    await safety.change('Change the passphrase…')
    const dialog = page.getByRole('dialog', { name: 'Change the passphrase' })
    await expect(dialog.getByText('If somebody left who knew it, choose “Somebody left…”')).toBeInViewport()
    await lookAt(page, 'safety-change')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('somebody left: another passphrase and another recovery key, once the one there is was given', async () => {
    await safety.change('Somebody left…')
    const dialog = page.getByRole('dialog', { name: 'Somebody left' })
    await dialog.getByLabel('Passphrase now').fill(first)
    await safety.type(dialog, 'New passphrase', first)
    await dialog.getByRole('button', { name: 'Lock it anew' }).click()
    await expect(dialog).toContainText('not the passphrase of this study')
    await dialog.getByLabel('Passphrase now').fill(second)
    await lookAt(page, 'safety-rotate')
    await dialog.getByRole('button', { name: 'Lock it anew' }).click()
    await expect(safety.recoveryKey).toBeVisible({ timeout: 60_000 })
    expect(await safety.readRecoveryKey()).not.toBe(recoveryKey)
    await safety.keepRecoveryKey()
  })

  await test.step('and removed again', async () => {
    await safety.change('Remove the passphrase…')
    const dialog = page.getByRole('dialog', { name: 'Remove the passphrase?' })
    await dialog.getByLabel('Passphrase now').fill(first)
    await dialog.getByRole('button', { name: 'Remove it' }).click()
    await expect(safety.section).toContainText('No passphrase', { timeout: 60_000 })
    await page.keyboard.press('ControlOrMeta+Shift+L')
    await expect(safety.locked).toHaveCount(0)
  })
})

test('a window that nobody works in locks, loses nothing half typed, and is where it was when it opens', async ({
  app,
  openWindow,
}) => {
  test.slow()
  const { page } = app
  const safety = new SafetyPage(page)
  const frame = new Frame(page)
  await new StartPage(page).create('Behind a door', { passphrase: first })
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await frame.go('Themes')
  await page.getByRole('radio', { name: 'Memos' }).click()
  await page.getByRole('button', { name: 'New memo' }).first().click()
  const making = page.getByRole('dialog')
  await making.getByLabel('Title').fill('On waiting')
  await making.getByRole('button', { name: 'Begin the memo' }).click()
  const memo = page.getByRole('textbox', { name: 'On waiting' })
  await expect(memo).toBeVisible()
  await page.clock.install()
  await memo.click()
  await page.keyboard.type('People wait for the bus')

  await test.step('the memo is being typed when the quarter of an hour is over', async () => {
    await page.clock.fastForward('14:00')
    await page.keyboard.type(' and')
    await page.clock.fastForward('14:00')
    await expect(safety.locked).toHaveCount(0)
    await page.clock.fastForward('02:00')
    await expect(safety.locked).toBeVisible()
    await expect(memo).toBeHidden()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  await test.step('a reload asks for the passphrase here, and comes back to the same person', async () => {
    await safety.unlock(first)
    await expect(safety.locked).toBeHidden()
    await expect(memo).toHaveText('People wait for the bus and')
    await expect(frame.status).toContainText('Rosa Bell')
    await memo.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' wait')
    await page.clock.fastForward('00:02')
    await page.keyboard.press('ControlOrMeta+Shift+L')
    await page.reload()
    await expect(safety.locked).toContainText('“Behind a door” is locked')
    await safety.unlock(first)
    await expect(frame.status).toContainText('Rosa Bell')
    await expect(memo).toHaveText('People wait for the bus and wait')
  })

  await test.step('“Lock now” locks every window, and each is opened by itself', async () => {
    const other = (await openWindow()).page
    await other
      .getByRole('list', { name: 'Recent studies' })
      .getByRole('button', { name: 'Behind a door', exact: true })
      .click()
    const asked = other.getByRole('dialog', { name: /is locked$/ })
    await asked.getByLabel('Passphrase').fill(first)
    await asked.getByRole('button', { name: 'Open' }).click()
    await other.getByRole('button', { name: /Rosa Bell/ }).click()
    await new Frame(other).command('Lock the study now')
    await expect(safety.locked).toBeVisible()
    await expect(other.getByRole('dialog', { name: /is locked$/ })).toBeVisible()
    await safety.unlock(first)
    await expect(frame.status).toContainText('Rosa Bell')
    await expect(other.getByRole('dialog', { name: /is locked$/ })).toBeVisible()
    await other.getByRole('button', { name: 'Leave it locked' }).click()
    await expect(other.getByRole('heading', { name: 'Recent studies' })).toBeVisible()
  })
})

test('a dialog that is half filled in stays so behind the lock', async ({ app }) => {
  const { page } = app
  const safety = new SafetyPage(page)
  await new StartPage(page).create('Behind a door', { passphrase: first })
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead', 'Coder'] })
  await page.clock.install()
  await page.getByRole('button', { name: 'Add a person…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a person' })
  await dialog.getByLabel('Name').fill('Kwame Lund')
  await page.clock.fastForward('16:00')
  await expect(safety.locked).toBeVisible()
  await expect(dialog).toBeHidden()
  await page.keyboard.type(first)
  await page.keyboard.press('Enter')
  await expect(safety.locked).toBeHidden()
  await expect(dialog.getByLabel('Name')).toHaveValue('Kwame Lund')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Change Kwame Lund' })).toBeVisible()
})

test('all of it by keyboard alone', async ({ app }) => {
  const { page } = app
  const safety = new SafetyPage(page)
  await new StartPage(page).create('By keys')
  await new SignInPage(page).addYourself('Rosa Bell', { roles: ['Lead'] })
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const tabTo = async (name: string) => {
    for (let n = 0; n < 60; n++) {
      await press('Tab')
      const focused = page.locator(':focus')
      if ((await focused.count()) > 0 && (await focused.first().textContent())?.includes(name)) return
    }
    throw new Error(`Tab never came to “${name}”`)
  }
  await tabTo('Set a passphrase…')
  await press('Enter')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await page.keyboard.type(first)
  await press('Tab')
  await page.keyboard.type(first)
  await press('Enter')
  await expect(safety.recoveryKey).toBeVisible()
  await tabTo('I have kept it')
  await press('Enter')
  await expect(safety.recoveryKey).toBeHidden()
  await press('ControlOrMeta+Shift+L')
  await expect(safety.locked.getByLabel('Passphrase')).toBeFocused()
  await tabTo('Use the recovery key')
  await press('Enter')
  await expect(safety.locked.getByLabel('Recovery key')).toBeFocused()
  await tabTo('Use the passphrase')
  await press('Enter')
  await expect(safety.locked.getByLabel('Passphrase')).toBeFocused()
  await page.keyboard.type(first)
  await press('Enter')
  await expect(safety.locked).toBeHidden()
})
