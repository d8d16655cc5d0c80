import type { Locator, Page } from '@playwright/test'

/** The frameworks beside the transcript. */
export class FrameworkPane {
  readonly page: Page
  readonly filter: Locator
  readonly tree: Locator
  readonly lines: Locator
  /** The lines that are selected. */
  readonly selected: Locator
  readonly meaning: Locator

  constructor(page: Page) {
    this.page = page
    this.filter = page.getByRole('searchbox', { name: 'Filter codes' })
    this.tree = page.getByRole('tree', { name: 'Framework', exact: true })
    this.lines = this.tree.getByRole('treeitem')
    this.selected = this.tree.locator('[role="treeitem"][aria-selected="true"]')
    this.meaning = page.getByRole('region', { name: 'What the code means' })
  }

  /** A line of the tree; its name begins with the label. */
  line(label: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${label}(,|$| )`) })
  }

  /** Chooses an entry of the menu of frameworks shown. */
  async choose(entry: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Frameworks shown' }).click()
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click()
  }
}
