import type { Locator, Page } from '@playwright/test'

/** The Compare screen. */
export class ComparePage {
  readonly page: Page
  readonly overall: Locator
  readonly byCode: Locator
  readonly matrix: Locator
  readonly confusion: Locator
  readonly pairs: Locator
  readonly differences: Locator
  readonly panel: Locator
  readonly passages: Locator

  constructor(page: Page) {
    this.page = page
    this.overall = page.getByRole('region', { name: 'Overall' })
    this.byCode = page.getByRole('grid', { name: 'Agreement by code', exact: true })
    this.matrix = page.getByRole('grid', { name: 'Agreement by code and source' })
    this.confusion = page.getByRole('grid', { name: 'Codes against codes' })
    this.pairs = page.getByRole('grid', { name: 'Pairs of codes to discuss' })
    this.differences = page.getByRole('grid', { name: 'Differences' })
    this.panel = page.getByRole('region', { name: 'Passages' })
    this.passages = page.getByRole('list', { name: 'Passages' }).getByRole('button')
  }

  /** A figure of the table by the beginning of its name: `Only Asha Mistry coded it, First approach`. */
  figure(name: string): Locator {
    return this.byCode.getByRole('button', { name: new RegExp(`^${name}`) })
  }

  /** Opens a view by its tab. */
  async view(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click()
  }

  /** How many characters only one coder marked in each passage listed, in the list's order. */
  async disputes(): Promise<number[]> {
    const lines = await this.passages.getByText(/^Characters: /).allTextContents()
    return lines.map(line =>
      [...line.matchAll(/only \S+ ([\d,]+)/g)].reduce(
        (sum, found) => sum + Number(found[1]?.replace(',', '')),
        0,
      ),
    )
  }
}
