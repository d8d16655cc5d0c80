import { expect, type Locator, type Page } from '@playwright/test'

/** Finding passages to code, and looking at each. */
export class AutocodePage {
  readonly page: Page
  readonly dialog: Locator
  readonly words: Locator
  readonly code: Locator
  readonly list: Locator
  readonly preview: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Autocode' })
    this.words = this.dialog.getByRole('textbox', { name: 'Words', exact: true })
    this.code = this.dialog.getByRole('combobox', { name: 'Code', exact: true })
    this.preview = this.dialog.getByRole('region', { name: 'Preview' })
    this.list = this.preview.getByRole('tree', { name: 'Passages found' })
  }

  /** Opens it by its key. */
  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+a')
    await expect(this.dialog).toBeVisible()
  }

  /** Finds words, to be coded with a code of that name; the keyboard comes to the list. */
  async find(words: string, code: string): Promise<void> {
    await this.words.fill(words)
    await this.code.fill(code)
    await this.page.keyboard.press('Tab')
    await this.words.focus()
    await this.page.keyboard.press('Enter')
    await expect(this.list).toBeFocused()
  }

  /** The button that codes, whatever number it says. */
  get main(): Locator {
    return this.dialog.getByRole('button', { name: /^Code( [\d,]+ passages?)?$/ })
  }

  /** The line that the arrow keys have reached. */
  get active(): Locator {
    return this.list.locator('[data-active]')
  }

  /** How many passages the button says it will code. */
  async accepted(): Promise<number> {
    const said = /[\d,]+/.exec((await this.main.textContent()) ?? '')?.[0]
    return said === undefined ? 0 : Number(said.replaceAll(',', ''))
  }
}
