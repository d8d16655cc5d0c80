import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { value } from '#engine/db/sql.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * Imports what it is given into a new study in a process of its own, whose memory is then nobody else's, and says in
 * JSON what that took.
 */

/** What one import took. Times in milliseconds, memory and sizes in bytes. */
export interface OneImport {
  ms: number
  /** The longest this process answered nobody. */
  longestBlock: number
  sources: number
  refused: number
  peakRss: number
  /** Of the largest of its reading processes; null where the system does not tell. */
  readerPeakRss: number | null
  studyBytes: number
  entryBytes: number
}

const [folder = '', ...paths] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client, connected } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Bench' })
let longestBlock = 0
let last = performance.now()
let readerPeakRss = 0
const beat = setInterval(() => {
  longestBlock = Math.max(longestBlock, performance.now() - last)
  readerPeakRss = Math.max(readerPeakRss, ...readers())
  last = performance.now()
}, 20)
const began = performance.now()
const results = await client.sources.import({ files: paths.map(path => ({ path })) })
const ms = performance.now() - began
// The last step ends with the import, before the next beat.
longestBlock = Math.max(longestBlock, performance.now() - last)
clearInterval(beat)
const { db } = connected.window.mustHaveStudy()
const said: OneImport = {
  ms: Math.round(ms),
  longestBlock: Math.round(longestBlock),
  sources: results.filter(({ status }) => status === 'imported').length,
  refused: results.filter(({ status }) => status === 'refused').length,
  peakRss: process.resourceUsage().maxRSS * 1024,
  readerPeakRss: readerPeakRss === 0 ? null : readerPeakRss,
  studyBytes: statSync(join(path, 'study.db')).size,
  entryBytes: value<number>(db, 'SELECT max(length(changes)) FROM operations'),
}
host.closeAll()
console.log(JSON.stringify(said))

/** Peak memory of this process's children, in bytes, where the system has it in files. */
function readers(): number[] {
  try {
    return readdirSync(`/proc/${process.pid}/task`)
      .flatMap(task => readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8').split(' '))
      .filter(Boolean)
      .map(pid => {
        const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return Number(kilobytes ?? 0) * 1024
      })
  } catch {
    return []
  }
}
