import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startDoor } from './door.ts'
import { test as base } from './harness.ts'
import { madeAnew, madeOnce } from './made-once.ts'

export type MadeStudy = typeof base

/**
 * The harness on the study that the script `maker` makes in a folder of its own.
 * The script is given the folder and what `told` answers, and prints the study's path. Where `told` asks for the folder, the
 * study is made for each test; else once, and copied.
 */
export function madeStudy(
  maker: URL,
  told: (folder: string) => readonly string[] | Promise<readonly string[]> = () => [],
): MadeStudy {
  return base.extend({
    door: async ({ browserName }, use, info) => {
      info.annotations.push({ type: 'browser', description: browserName })
      const make = told.length > 0 ? madeAnew : madeOnce
      const { folder, stdout } = await make(fileURLToPath(maker), async folder => [
        folder,
        ...(await told(folder)),
      ])
      const door = await startDoor({ study: stdout })
      await use(door)
      await door.stop()
      await rm(folder, { recursive: true, force: true })
    },
  })
}
