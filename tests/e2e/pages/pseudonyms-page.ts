import { expect, type Locator, type Page } from '@playwright/test'

/** The Pseudonyms screen, reached from Sources. */
export class PseudonymsPage {
  readonly page: Page
  readonly names: Locator
  readonly suggestions: Locator

  constructor(page: Page) {
    this.page = page
    this.names = page.getByRole('grid', { name: 'Names of the key' })
    this.suggestions = page.getByRole('list', { name: 'Suggestions' })
  }

  async makeKey(path: string, passphrase: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Make a key…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Make a key of pseudonyms' })
    await dialog.getByLabel('File to keep it in').fill(path)
    await dialog.getByLabel('Passphrase of the key').fill(passphrase)
    await dialog.getByLabel('The same again').fill(passphrase)
    await dialog.getByRole('button', { name: 'Make the key' }).click()
    await expect(dialog).toBeHidden()
  }

  /** Opens the key; answers the dialog, which stays where it was refused. */
  async openKey(passphrase: string): Promise<Locator> {
    const dialog = this.page.getByRole('dialog', { name: 'Open the key of pseudonyms' })
    if (!(await dialog.isVisible())) await this.page.getByRole('button', { name: 'Open the key…' }).click()
    await dialog.getByLabel('Passphrase of the key').fill(passphrase)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    return dialog
  }

  async add(real: string, shown: string, otherForms = ''): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a name…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Add a name' })
    await dialog.getByLabel('Real name').fill(real)
    await dialog.getByLabel('Shown as').fill(shown)
    await dialog.getByLabel('Other forms').fill(otherForms)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  async show(tab: 'Names' | 'Suggestions' | 'Put in the texts'): Promise<void> {
    await this.page.getByRole('tab', { name: tab }).click()
  }
}
