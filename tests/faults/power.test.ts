import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openStudy } from '#engine/studies/handle.ts'
import { filesIn } from '../helpers/folder-bytes.ts'
import { often } from '../helpers/often.ts'
import { makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { afterCut, type Entry, readLog, seeded } from './power-cut.ts'

const source = fileURLToPath(new URL('./programs/record-writes.c', import.meta.url))
const coding = fileURLToPath(new URL('./programs/code-in-bursts.ts', import.meta.url))

/** Compiles the recorder; null where this machine cannot. */
function recorder(folder: string): string | null {
  if (process.platform !== 'linux') return null
  const library = join(folder, 'record-writes.so')
  const compiler = 'cc'
  const ran = spawnSync(compiler, ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], {
    stdio: 'ignore',
  })
  return ran.status === 0 ? library : null
}

interface Recorded {
  path: string
  start: Map<string, Buffer>
  entries: Entry[]
}

/** A burst of coding with everything it did to the study's files, from a state that is wholly on the disk. */
async function recorded(library: string, synchronous: string): Promise<Recorded> {
  const study = await makeStudy()
  await study.source('Interview 1', 'we walked to the shop '.repeat(4000))
  await study.code('Waiting')
  study.close()
  const { path } = study
  const start = new Map(filesIn(path).map(file => [file, readFileSync(file)]))
  const log = join(temporaryFolder(), 'log')
  const child = spawn(process.execPath, [coding, path, '0', synchronous], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LD_PRELOAD: library, RECORD_ROOT: path, RECORD_LOG: log },
  })
  let said = ''
  child.stdout.on('data', data => {
    said += data
    if (said.split('\n').length > 120) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return { path, start, entries: readLog(log) }
}

interface Cut {
  acknowledged: number
  found: number
  gaps: boolean
  /** The failure to open, where there was one. */
  refused: string
}

/** Cuts the power after `at` entries and opens what the disk may hold then. */
function cutAt({ path, start, entries }: Recorded, at: number, seed: number): Cut {
  const acknowledged = entries.slice(0, at).filter(entry => entry.kind === 'A').length
  const folder = join(temporaryFolder(), 'Cut.tandem')
  for (const [file, bytes] of afterCut(start, entries, at, seeded(seed))) {
    if (file.endsWith('-shm')) continue
    const target = join(folder, relative(path, file))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes)
  }
  try {
    const study = openStudy(folder, 'write')
    const comments = study.db.prepare('SELECT comment FROM codings ORDER BY start').pluck().all()
    study.close()
    return {
      acknowledged,
      found: comments.length,
      gaps: comments.some((comment, n) => comment !== `coding ${n}`),
      refused: '',
    }
  } catch (error) {
    return { acknowledged, found: 0, gaps: false, refused: String(error) }
  }
}

async function cuts(library: string, synchronous: string, n: number): Promise<Cut[]> {
  const run = await recorded(library, synchronous)
  const first = run.entries.findIndex(entry => entry.kind === 'A')
  const chance = seeded(20_261_123)
  return Array.from({ length: n }, (_, seed) =>
    cutAt(run, first + Math.floor(chance() * (run.entries.length - first)), seed),
  )
}

const cannotRecord = 'there is no C compiler here to make the recorder of file writes with'

describe('when the power goes', () => {
  it('nothing that was acknowledged is lost, and the study opens', async ctx => {
    const library = recorder(temporaryFolder())
    if (!library) ctx.skip(cannotRecord)
    const found = await cuts(library ?? '', 'FULL', often(60).numRuns)
    expect(found.filter(cut => cut.refused !== '' || cut.gaps || cut.found < cut.acknowledged)).toEqual([])
    expect(Math.max(...found.map(cut => cut.acknowledged))).toBeGreaterThan(50)
  })

  it('the same cuts do lose work where commits are not flushed: the model can tell', async ctx => {
    const library = recorder(temporaryFolder())
    if (!library) ctx.skip(cannotRecord)
    const found = await cuts(library ?? '', 'NORMAL', 30)
    expect(found.filter(cut => cut.refused !== '' || cut.found < cut.acknowledged).length).toBeGreaterThan(5)
  })
})
