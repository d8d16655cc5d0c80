import type { Locator, Page } from '@playwright/test'

/** How the study is locked, on the Study screen; and the window when it is locked. */
export class SafetyPage {
  readonly page: Page
  readonly section: Locator
  readonly locked: Locator
  readonly recoveryKey: Locator

  constructor(page: Page) {
    this.page = page
    this.section = page.getByRole('region', { name: 'Safety' })
    this.locked = page.getByRole('dialog', { name: /is locked$/ })
    this.recoveryKey = page.getByRole('dialog', { name: 'The recovery key' })
  }

  /** Opens one of the steps of a study that has a passphrase. */
  async change(entry: string): Promise<void> {
    await this.section.getByRole('button', { name: 'Change…' }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }

  /** Types a new passphrase into a dialog, twice. */
  async type(dialog: Locator, label: string, words: string): Promise<void> {
    await dialog.getByLabel(label, { exact: true }).fill(words)
    await dialog.getByLabel('The same again').fill(words)
  }

  /** Sets the first passphrase; answers the recovery key, which is left on the screen. */
  async setPassphrase(words: string): Promise<string> {
    await this.section.getByRole('button', { name: 'Set a passphrase…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Set a passphrase' })
    await this.type(dialog, 'Passphrase', words)
    await dialog.getByRole('button', { name: 'Set the passphrase' }).click()
    return this.readRecoveryKey()
  }

  async readRecoveryKey(): Promise<string> {
    const groups = this.recoveryKey.getByRole('img', { name: /^Recovery key: / })
    return (await groups.getAttribute('aria-label'))?.replace('Recovery key: ', '') ?? ''
  }

  async keepRecoveryKey(): Promise<void> {
    await this.recoveryKey.getByRole('button', { name: 'I have kept it' }).click()
  }

  /** Gives the passphrase of the locked window. */
  async unlock(words: string): Promise<void> {
    await this.locked.getByLabel('Passphrase').fill(words)
    await this.locked.getByRole('button', { name: 'Open' }).click()
  }
}
