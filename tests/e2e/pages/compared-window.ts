import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { startDoor } from '../door.ts'
import { test as base } from '../harness.ts'
import { madeOnce } from '../made-once.ts'
import type { ComparedStudy, MadeWith } from './compared-people.ts'

interface ComparedFixtures {
  /** How the study is to be; set by `test.use`. */
  made: MadeWith
  study: ComparedStudy
}

/** `test` with a window on a study that two coders have coded. */
export const test: ReturnType<typeof base.extend<ComparedFixtures>> = base.extend<ComparedFixtures>({
  made: [{}, { option: true }],
  study: async ({ made }, use) => {
    const maker = fileURLToPath(new URL('../make-compared-study.ts', import.meta.url))
    // The study must be closed when the door opens it.
    const { folder, stdout } = await madeOnce(maker, folder => [JSON.stringify({ folder, ...made })])
    await use(JSON.parse(stdout) as ComparedStudy)
    await rm(folder, { recursive: true, force: true })
  },
  door: async ({ study }, use) => {
    const door = await startDoor({ study: study.path })
    await use(door)
    await door.stop()
  },
})

/** Signs someone in and opens a screen by its place in the rail; the first hint is put away. */
export async function openScreen(page: Page, who: string, screen: string): Promise<void> {
  await page.getByRole('button', { name: who }).click()
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click()
  await page.getByRole('heading', { level: 1, name: screen }).waitFor()
  const hint = page.getByRole('button', { name: 'Got it' })
  if (await hint.isVisible()) await hint.click()
}
