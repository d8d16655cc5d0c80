import type { Locator, Page } from '@playwright/test'

/** The table of sources, and the way in for more. */
export class SourcesPage {
  readonly page: Page
  readonly table: Locator
  readonly importButton: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'Sources' })
    this.importButton = page.getByRole('main').getByRole('button', { name: 'Import files…' })
  }

  /** Chooses files by their paths and waits until all of them are read; answers the preview's dialog. */
  async choose(files: readonly string[]): Promise<Locator> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.importButton.first().click()
    await (await chooser).setFiles([...files])
    const dialog = this.page.getByRole('dialog', { name: /^Import \d+ file/ })
    await dialog.getByRole('status').filter({ hasText: 'Reading' }).waitFor({ state: 'detached' })
    return dialog
  }

  /** Imports files as they were recognised; answers the report's line. */
  async import(files: readonly string[], options: { dataSet?: string } = {}): Promise<string> {
    const dialog = await this.choose(files)
    if (options.dataSet !== undefined) {
      await dialog.getByRole('combobox', { name: 'Data set' }).fill(options.dataSet)
      await this.page.keyboard.press('Escape')
    }
    await dialog.getByRole('button', { name: /^Import \d+ source/ }).click()
    return this.readReport()
  }

  /** The line of the report, which is then closed. */
  async readReport(): Promise<string> {
    const report = this.page.getByRole('dialog', { name: 'Import', exact: true })
    const line = (await report.getByText(/^\d+ files?[,:] /).textContent()) ?? ''
    await report.getByRole('button', { name: 'Done' }).click()
    await report.waitFor({ state: 'hidden' })
    return line
  }

  row(title: string): Locator {
    return this.table.getByRole('row').filter({ hasText: title })
  }
}
