import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { root, startDoor } from './door.ts'
import { test as base } from './harness.ts'

/** Its two coders: one has submitted the round, the other still codes in it; and its lead. */
export const people = { submitted: 'Asha Mistry', coding: 'Brendan Keane', lead: 'Catrin Talbot' } as const

/** A text nobody has coded yet. */
export const freshTitle = 'Mentor, Site 4'
/** A text both coders have coded densely. */
export const denseTitle = 'P07, service manager, Site 3'

/** The harness on a study of three people: an open round with one coder's work submitted, and one fresh text. */
export const test: typeof base = base.extend({
  door: async ({ browserName }, use, info) => {
    info.annotations.push({ type: 'browser', description: browserName })
    const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'))
    const door = await startDoor({ study: await makeStudy(folder) })
    await use(door)
    await door.stop()
    await rm(folder, { recursive: true, force: true })
  },
})

/** In a process of its own: the engine's native module is not for the process that runs the browser's tests. */
async function makeStudy(folder: string): Promise<string> {
  const node = join(root, 'node_modules/.bin/node')
  const maker = fileURLToPath(new URL('./make-bench-study.ts', import.meta.url))
  return (await promisify(execFile)(node, [maker, folder, freshTitle], { cwd: root })).stdout
}
