import type { Locator, Page } from '@playwright/test'

/** The Themes screen: tree, evidence, memo. */
export class ThemesPage {
  readonly page: Page
  readonly tree: Locator
  readonly evidence: Locator
  readonly passages: Locator
  readonly memo: Locator
  readonly text: Locator
  readonly saved: Locator
  readonly quotations: Locator

  constructor(page: Page) {
    this.page = page
    this.tree = page.getByRole('tree', { name: 'Themes' })
    this.evidence = page.getByRole('region', { name: 'Evidence' })
    this.passages = this.evidence.getByRole('article')
    this.memo = page.getByRole('region', { name: /^Memo: / })
    this.text = this.memo.locator('[contenteditable]').first()
    this.saved = this.memo.getByText(/^Saved \d\d:\d\d$/)
    this.quotations = this.memo.locator('figure')
  }

  line(name: string): Locator {
    return this.tree.getByRole('treeitem', { name })
  }

  /** Names a theme in the field that stands where it comes, and waits till it is made: it is then the one chosen. */
  async nameFresh(name: string): Promise<void> {
    await this.tree.locator('input:focus').fill(name)
    await this.page.keyboard.press('Enter')
    await this.tree.getByRole('treeitem', { name, selected: true }).waitFor()
  }

  /** Makes the first theme and names it where it stands. */
  async begin(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add the first theme' }).click()
    await this.nameFresh(name)
  }

  /** Adds codes to the theme that is chosen, found by typing. */
  async addCodes(names: readonly string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Add codes…' }).click()
    const dialog = this.page.getByRole('dialog')
    for (const name of names) {
      await dialog.getByRole('searchbox', { name: 'Find a code' }).fill(name)
      await dialog.getByRole('checkbox', { name }).first().check({ force: true })
    }
    await dialog.getByRole('button', { name: /^Add \d+ codes?$/ }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
