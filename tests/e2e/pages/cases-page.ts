import type { Locator, Page } from '@playwright/test'

/** The grid of people or sites, and what is done with it. */
export class CasesPage {
  readonly page: Page
  readonly people: Locator
  readonly sites: Locator

  constructor(page: Page) {
    this.page = page
    this.people = page.getByRole('grid', { name: 'People' })
    this.sites = page.getByRole('grid', { name: 'Sites' })
  }

  /** The words of a row's cells, from its name on. */
  async row(name: string, grid: Locator = this.people): Promise<string[]> {
    const row = grid.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
    return row.locator('[data-column]').allTextContents()
  }

  /** The cell of a case under a head. */
  async cell(name: string, head: string): Promise<Locator> {
    const heads = await this.people.getByRole('columnheader').allTextContents()
    const at = heads.indexOf(head) - 1
    const row = this.people
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
    return row.locator('[data-column]').nth(at)
  }

  /** Chooses a table with the import dialog, which is then open. */
  async chooseTable(name: string, text: string): Promise<Locator> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: 'Import a table…' }).click()
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    return this.page.getByRole('dialog', { name: `Import “${name}”` })
  }
}
