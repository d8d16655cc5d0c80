import type { PlaywrightTestConfig } from '@playwright/test'

/** How the browser of the tests is launched, and the size of its window. */
export async function browserOfTheTests() {
  const url = new URL('../../playwright.config.ts', import.meta.url).href
  const { default: config } = (await import(url)) as { default: PlaywrightTestConfig }
  return config.projects?.[0]?.use ?? {}
}
