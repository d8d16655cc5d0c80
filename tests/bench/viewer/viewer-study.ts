import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { root } from '#tests/e2e/door.ts'
import type { Cell } from './cells.ts'

/** The two coders of the study. */
export const coders = ['Asha Mistry', 'Ben Carter'] as const
/** The study's title. */
export const title = 'A long interview'
/** A code nobody has used: what is added with it unites with nothing. It is on key 1. */
export const freshCode = 'A fresh code'

/** Makes the study in the library in a door's folder, in a process of its own. */
export async function makeViewerStudy(folder: string, { characters, codings }: Cell): Promise<void> {
  const maker = fileURLToPath(new URL('./make-viewer-study.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [maker, folder, `${characters}`, `${codings}`], { cwd: root })
}
