import type { Download, Locator, Page } from '@playwright/test'

/** The Reports screen. */
export class ReportsPage {
  readonly page: Page
  readonly cards: Locator

  constructor(page: Page) {
    this.page = page
    this.cards = page.getByRole('list', { name: 'Reports' }).locator('> li')
  }

  /** The card of one kind of report. */
  card(name: string): Locator {
    return this.cards.filter({ has: this.page.getByRole('heading', { name, exact: true }) })
  }

  /** Makes a report in a format and waits for what the browser is given. */
  async make(name: string, format: string): Promise<Download> {
    const card = this.card(name)
    await card.getByRole('button', { name: /Format$/ }).click()
    await this.page.getByRole('option', { name: format }).click()
    const download = this.page.waitForEvent('download')
    await card.getByRole('button', { name: `Make ${name}` }).click()
    return download
  }
}
