import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './door.ts'

const run = promisify(execFile)
const made = new Map<string, Promise<Made>>()
/** What is copied from, till all tests are through. */
const folders: string[] = []

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Made {
  /** The caller's to remove. */
  folder: string
  /** What the script printed, with that folder in it. */
  stdout: string
}

/** Of a script, by the folder it is to make things in. */
type Args = (folder: string) => readonly string[] | Promise<readonly string[]>

/**
 * What a script makes, in a folder of its own for each test: made once for all tests that ask for the same, and copied. The
 * script runs in a process of its own: the engine's native module is not for the process that runs the browser's tests.
 */
export async function madeOnce(script: string, args: Args): Promise<Made> {
  const key = JSON.stringify([script, await args('')])
  const first = made.get(key) ?? madeAnew(script, args)
  made.set(key, first)
  // One that failed is made again for the next test.
  first.catch(() => made.delete(key))
  const { folder: from, stdout } = await first
  if (!folders.includes(from)) folders.push(from)
  const folder = await mkdtemp(join(tmpdir(), 'tandem-study-'))
  await cp(from, folder, { recursive: true })
  return { folder, stdout: stdout.replaceAll(from, folder) }
}

/** The same, made for this caller. */
export async function madeAnew(script: string, args: Args): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-made-'))
  const { stdout } = await run(join(root, 'node_modules/.bin/node'), [script, ...(await args(folder))], {
    cwd: root,
  })
  return { folder, stdout }
}
