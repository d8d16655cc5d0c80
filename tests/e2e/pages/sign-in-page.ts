import type { Locator, Page } from '@playwright/test'

/** "Who are you in this study?" */
export class SignInPage {
  readonly page: Page
  readonly heading: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', {
      name: /Who are you in this study\?|Add yourself to the study/,
    })
  }

  /** Fills the form for a new member and signs in as them. */
  async addYourself(
    name: string,
    options: { initials?: string; roles?: readonly string[] } = {},
  ): Promise<void> {
    const main = this.page.getByRole('main')
    const form = main.getByRole('region', { name: 'Add yourself' })
    await form.getByLabel('Name').fill(name)
    if (options.initials !== undefined) await form.getByLabel('Initials').fill(options.initials)
    if (options.roles) await setRoles(form, options.roles)
    await form.getByRole('button', { name: 'Add me and sign in' }).click()
    await this.heading.waitFor({ state: 'hidden' })
  }

  async signIn(name: string): Promise<void> {
    await this.page.getByRole('list', { name: 'Members' }).getByRole('button', { name, exact: true }).click()
    await this.heading.waitFor({ state: 'hidden' })
  }
}

/** Ticks exactly these roles in a member's form. */
export async function setRoles(form: Locator, roles: readonly string[]): Promise<void> {
  for (const role of ['Coder', 'Reviewer', 'Lead']) {
    const box = form.getByRole('checkbox', { name: new RegExp(`^${role}`) })
    if ((await box.isChecked()) !== roles.includes(role)) await box.click({ force: true })
  }
}
