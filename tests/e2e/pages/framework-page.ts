import type { Locator, Page } from '@playwright/test'

/** The coding frameworks: tree, meaning, passages, versions. */
export class FrameworkPage {
  readonly page: Page
  readonly tree: Locator
  readonly addCode: Locator
  readonly addFramework: Locator
  readonly passages: Locator
  readonly colours: Locator

  constructor(page: Page) {
    this.page = page
    this.tree = page.getByRole('tree', { name: 'Frameworks and codes' })
    this.addCode = page.getByRole('button', { name: 'Add code', exact: true })
    this.addFramework = page.getByRole('button', { name: 'Add framework…' })
    this.colours = page.getByRole('group', { name: 'Colour' }).getByRole('radio')
    this.passages = page.getByRole('list', { name: /^Passages of / })
  }

  /** A line of the tree; its name begins with the label. */
  line(label: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${label}(,|$| )`) })
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true })
  }

  /** Names of the lines in view with their levels, as `2 Name`. */
  async outline(): Promise<string[]> {
    return this.tree
      .getByRole('treeitem')
      .evaluateAll(lines =>
        lines.map(
          line =>
            `${line.getAttribute('aria-level')} ${(line.getAttribute('aria-label') ?? line.textContent ?? '').split(',')[0]}`,
        ),
      )
  }
}
