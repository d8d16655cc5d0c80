import { expect, type Locator, type Page } from '@playwright/test'

/** What is around every screen: rail, title bar, status line, palette, toasts. */
export class Frame {
  readonly page: Page
  readonly rail: Locator
  readonly status: Locator
  readonly notices: Locator

  constructor(page: Page) {
    this.page = page
    this.rail = page.getByRole('navigation', { name: 'Screens' })
    this.status = page.getByRole('contentinfo')
    this.notices = page.getByRole('region', { name: 'Notices' })
  }

  /** Opens a screen by its name in the rail. */
  async go(screen: string): Promise<void> {
    const place = this.rail.getByRole('button', { name: new RegExp(`^${screen}`) })
    await place.click()
    await expect(place).toHaveAttribute('aria-current', 'page')
  }

  /** Finds a command in the palette and runs it. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k')
    await this.page.getByRole('searchbox', { name: 'Find a command' }).fill(words)
    await this.page.getByRole('menuitem', { name: words }).first().click()
  }

  /** Signs out, so that the window asks who is there. */
  async leaveAsMember(): Promise<void> {
    await this.command('Sign in as someone else…')
    await this.page.getByRole('heading', { name: 'Who are you in this study?' }).waitFor()
  }

  async savedAt(): Promise<void> {
    await expect(this.status).toContainText(/Saved \d\d:\d\d/)
  }
}
