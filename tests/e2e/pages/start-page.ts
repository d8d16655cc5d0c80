import type { Locator, Page } from '@playwright/test'

/** The screen before any study is open. */
export class StartPage {
  readonly page: Page
  readonly sample: Locator
  readonly newStudy: Locator
  readonly openStudy: Locator

  constructor(page: Page) {
    this.page = page
    const main = page.getByRole('main')
    this.sample = main.getByRole('button', { name: 'Open the sample study' })
    this.newStudy = main.getByRole('button', { name: 'New study…' })
    this.openStudy = main.getByRole('button', { name: 'Open a study…' })
  }

  recent(title: string): Locator {
    return this.page
      .getByRole('list', { name: 'Recent studies' })
      .getByRole('button', { name: title, exact: true })
  }

  /** Makes a study in the library and waits until it asks who is there. */
  async create(title: string, options: { passphrase?: string } = {}): Promise<void> {
    await this.newStudy.click()
    const dialog = this.page.getByRole('dialog', { name: 'New study' })
    await dialog.getByLabel('Title').fill(title)
    if (options.passphrase !== undefined) {
      await dialog.getByRole('button', { name: 'Passphrase' }).click()
      await dialog.getByLabel('Passphrase', { exact: true }).fill(options.passphrase)
      await dialog.getByLabel('The same again').fill(options.passphrase)
    }
    await dialog.getByRole('button', { name: 'Make the study' }).click()
    if (options.passphrase !== undefined)
      await this.page
        .getByRole('dialog', { name: 'The recovery key' })
        .getByRole('button', { name: 'I have kept it' })
        .click()
    await this.page.getByRole('heading', { name: 'Add yourself to the study' }).waitFor()
  }
}
