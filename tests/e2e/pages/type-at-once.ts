import type { Page } from '@playwright/test'

/**
 * Presses a key and types on without waiting for anything, as fast as the browser takes keys; a key that is held with
 * another is let go first, or what is typed would be held with it too.
 */
export async function typeAtOnce(page: Page, key: string, words: string): Promise<void> {
  const pressed = page.keyboard.press(key)
  if (key.includes('+')) await pressed
  await Promise.all([pressed, page.keyboard.type(words)])
}
