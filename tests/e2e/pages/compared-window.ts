import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { root, startDoor } from '../door.ts'
import { test as base } from '../harness.ts'
import type { ComparedStudy, MadeWith } from './compared-people.ts'

interface ComparedFixtures {
  /** How the study is to be; set by `test.use`. */
  made: MadeWith
  study: ComparedStudy
}

const run = promisify(execFile)

/** `test` with a window on a study that two coders have coded. */
export const test: ReturnType<typeof base.extend<ComparedFixtures>> = base.extend<ComparedFixtures>({
  made: [{}, { option: true }],
  study: async ({ made }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tandem-compared-'))
    // In a process of its own: the engine needs its own Node, and the study must be closed when the door opens it.
    const maker = fileURLToPath(new URL('../make-compared-study.ts', import.meta.url))
    const { stdout } = await run(join(root, 'node_modules/.bin/node'), [
      maker,
      JSON.stringify({ folder, ...made }),
    ])
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
