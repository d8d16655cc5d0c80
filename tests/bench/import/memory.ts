import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Most memory that was resident, in bytes; 0 where the system does not tell in files. */
export interface Peaks {
  engine: number
  /** Of the largest of its reading processes. */
  reader: number
  /** Of the engine and all its reading processes at one time. What they share, such as the program, counts for each. */
  together: number
}

/** Watches a process and its children until it says something, or has ended. */
export async function peaksOf(child: ChildProcess): Promise<Peaks> {
  const peaks: Peaks = { engine: 0, reader: 0, together: 0 }
  const look = setInterval(() => {
    const engine = memoryOf(child.pid ?? 0)
    const readers = childrenOf(child.pid ?? 0).map(memoryOf)
    peaks.engine = Math.max(peaks.engine, engine.most)
    peaks.reader = Math.max(peaks.reader, ...readers.map(({ most }) => most))
    peaks.together = Math.max(
      peaks.together,
      [engine, ...readers].reduce((sum, { now }) => sum + now, 0),
    )
  }, 10)
  await new Promise(resolve => child.stdout?.once('data', resolve).once('close', resolve))
  clearInterval(look)
  return peaks
}

/** What is resident of a process now and was at the most; nothing of one that is gone. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readOf(`/proc/${pid}/status`)
  const bytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024
  return { now: bytes('VmRSS'), most: bytes('VmHWM') }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap(task =>
      readOf(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}

function readOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
