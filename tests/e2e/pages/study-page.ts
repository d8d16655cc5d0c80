import type { Locator, Page } from '@playwright/test'
import { setRoles } from './sign-in-page.ts'

/** The overview of a study. */
export class StudyPage {
  readonly page: Page
  readonly people: Locator
  readonly rounds: Locator
  readonly waiting: Locator

  constructor(page: Page) {
    this.page = page
    this.people = page.getByRole('region', { name: 'People' })
    this.rounds = page.getByRole('region', { name: 'Rounds' })
    this.waiting = page.getByRole('region', { name: 'Waiting for you' })
  }

  async addPerson(name: string, roles: readonly string[]): Promise<void> {
    await this.people.getByRole('button', { name: 'Add a person…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Add a person' })
    await dialog.getByLabel('Name').fill(name)
    await setRoles(dialog, roles)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** Opens a round over every source with the first two coders offered. */
  async openRound(title: string): Promise<void> {
    await this.rounds.getByRole('button', { name: 'Open a round…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Open a round' })
    await dialog.getByLabel('Title').fill(title)
    await dialog.getByRole('button', { name: 'Next: sources' }).click()
    await dialog.getByRole('checkbox', { name: 'Select all rows' }).check()
    await dialog.getByRole('button', { name: /^Open with/ }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** Submits the signed-in member's work in a round. */
  async submit(title: string): Promise<void> {
    const round = this.rounds
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name: title }) })
    await round.getByRole('button', { name: 'Submit my work…' }).click()
    const dialog = this.page.getByRole('alertdialog')
    await dialog.getByRole('button', { name: 'Submit my work' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
