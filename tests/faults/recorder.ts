import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesIn } from '../helpers/folder-bytes.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { afterCut, type Entry, readLog, seeded } from './power-cut.ts'

const source = fileURLToPath(new URL('./programs/record-writes.c', import.meta.url))

export const cannotRecord = 'there is no C compiler here to make the recorder of file writes with'

/** Compiles the recorder; null where this machine cannot. */
export function recorder(folder: string): string | null {
  if (process.platform !== 'linux') return null
  const library = join(folder, 'record-writes.so')
  const compiler = 'cc'
  const ran = spawnSync(compiler, ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], {
    stdio: 'ignore',
  })
  return ran.status === 0 ? library : null
}

/** What a program did to the files of a study, from a state that is wholly on the disk. */
export interface Recorded {
  path: string
  start: Map<string, Buffer>
  entries: Entry[]
}

/** Runs a program on the study with everything it does to its files written down; `hear` is given it and what it says. */
export async function record(
  library: string,
  path: string,
  words: readonly string[],
  hear: (said: string, child: ChildProcess) => void = () => {},
): Promise<Recorded> {
  const start = new Map(filesIn(path).map(file => [file, readFileSync(file)]))
  const log = join(temporaryFolder(), 'log')
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LD_PRELOAD: library, RECORD_ROOT: path, RECORD_LOG: log },
  })
  let said = ''
  child.stdout.on('data', data => {
    said += data
    hear(said, child)
  })
  await once(child, 'close')
  return { path, start, entries: readLog(log) }
}

/** Makes the folder that a disk may hold when the power goes after `at` entries. */
export function folderAfter({ path, start, entries }: Recorded, at: number, seed: number): string {
  const folder = join(temporaryFolder(), 'Cut.tandem')
  for (const [file, bytes] of afterCut(start, entries, at, seeded(seed))) {
    if (file.endsWith('-shm')) continue
    const target = join(folder, relative(path, file))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes)
  }
  return folder
}
