import type { Locator, Page } from '@playwright/test'

/** The Adjudicate screen. */
export class AdjudicatePage {
  readonly page: Page
  readonly queue: Locator
  readonly difference: Locator
  readonly current: Locator

  constructor(page: Page) {
    this.page = page
    this.queue = page.getByRole('list', { name: 'Differences' }).getByRole('button')
    this.difference = page.getByRole('article', { name: /^Difference / })
    this.current = page.getByRole('list', { name: 'Differences' }).locator('[aria-current]')
  }

  /** How many differences are listed; those in view alone are drawn. */
  async listed(): Promise<number> {
    const [first] = await this.page.getByRole('list', { name: 'Differences' }).getByRole('listitem').all()
    return first ? Number(await first.getAttribute('aria-setsize')) : 0
  }

  /** The place of the difference that is shown, from 1. */
  async place(): Promise<number> {
    return Number(/Difference (\d+)/.exec((await this.difference.getAttribute('aria-label')) ?? '')?.[1])
  }

  /** The meter, where it says so many are settled. */
  settled(count: number, of: number): Locator {
    return this.page
      .getByRole('meter', { name: 'Differences settled' })
      .and(this.page.locator(`[aria-valuetext="${count} of ${of}"]`))
  }
}
