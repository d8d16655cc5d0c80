import { statSync } from 'node:fs'
import { join } from 'node:path'
import { value } from '#engine/db/sql.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * Imports what it is given into a new study in a process of its own, whose memory is then nobody else's, and says in
 * JSON what that took.
 */

/** What one import took. Times in milliseconds, sizes in bytes. */
export interface OneImport {
  ms: number
  /** Of this process's own work, without its reading processes. */
  cpuMs: number
  /** The longest this process answered nobody. */
  longestBlock: number
  /** The most work between two times at which it did: as the longest, but for what else the machine did. */
  longestWork: number
  sources: number
  refused: number
  studyBytes: number
  entryBytes: number
}

const [folder = '', ...paths] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client, connected } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Bench' })
let longestBlock = 0
let longestWork = 0
let last = performance.now()
let lastWork = process.threadCpuUsage()
const look = () => {
  longestBlock = Math.max(longestBlock, performance.now() - last)
  last = performance.now()
  const { user, system } = process.threadCpuUsage(lastWork)
  longestWork = Math.max(longestWork, (user + system) / 1000)
  lastWork = process.threadCpuUsage()
}
const beat = setInterval(look, 20)
const began = performance.now()
const workedBefore = process.cpuUsage()
const results = await client.sources.import({ files: paths.map(path => ({ path })) })
const ms = performance.now() - began
// The last step ends with the import, before the next beat.
look()
clearInterval(beat)
const { user, system } = process.cpuUsage(workedBefore)
const worked = user + system
const { db } = connected.window.mustHaveStudy()
const said: OneImport = {
  ms: Math.round(ms),
  cpuMs: Math.round(worked / 1000),
  longestBlock: Math.round(longestBlock),
  longestWork: Math.round(longestWork),
  sources: results.filter(({ status }) => status === 'imported').length,
  refused: results.filter(({ status }) => status === 'refused').length,
  studyBytes: statSync(join(path, 'study.db')).size,
  entryBytes: value<number>(db, 'SELECT max(length(changes)) FROM operations'),
}
console.log(JSON.stringify(said))
host.closeAll()
