import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { root, startDoor } from './door.ts'
import { test as base } from './harness.ts'

export type MadeStudy = typeof base

/**
 * The harness on the study that the script `maker` makes in a folder of its own.
 * The script is given the folder and what `told` answers, and prints the study's path. It runs in a
 * process of its own: the engine's native module is not for the process that runs the browser's tests.
 */
export function madeStudy(
  maker: URL,
  told: (folder: string) => readonly string[] | Promise<readonly string[]> = () => [],
): MadeStudy {
  return base.extend({
    door: async ({ browserName }, use, info) => {
      info.annotations.push({ type: 'browser', description: browserName })
      const folder = await mkdtemp(join(tmpdir(), 'tandem-study-'))
      const { stdout } = await promisify(execFile)(
        join(root, 'node_modules/.bin/node'),
        [fileURLToPath(maker), folder, ...(await told(folder))],
        { cwd: root },
      )
      const door = await startDoor({ study: stdout })
      await use(door)
      await door.stop()
      await rm(folder, { recursive: true, force: true })
    },
  })
}
