import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { root, startDoor } from './door.ts'
import { test as base } from './harness.ts'

/** The harness on a study of so many sources (make-source-list.ts says which). */
export function sourceList(count: number): typeof base {
  return base.extend({
    door: async ({ browserName }, use, info) => {
      info.annotations.push({ type: 'browser', description: browserName })
      const folder = await mkdtemp(join(tmpdir(), 'tandem-list-'))
      const maker = fileURLToPath(new URL('./make-source-list.ts', import.meta.url))
      const made = await promisify(execFile)(
        join(root, 'node_modules/.bin/node'),
        [maker, folder, String(count)],
        { cwd: root },
      )
      const door = await startDoor({ study: made.stdout })
      await use(door)
      await door.stop()
      await rm(folder, { recursive: true, force: true })
    },
  })
}
