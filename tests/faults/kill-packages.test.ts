import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readPackage } from '#engine/packages/read.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import { openStudy, type StudyHandle } from '#engine/studies/handle.ts'
import { studyIdentity } from '#engine/studies/identity.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { often } from '../helpers/often.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * A process is killed at any moment while it makes hand-outs, copies of them, or returns. A package is there whole or not
 * at all; one that is there is one the study knows; a copy is a whole study or none.
 */

const program = fileURLToPath(new URL('./programs/packages-in-bursts.ts', import.meta.url))

/** Runs the program, kills it a moment after it has said so many lines, and answers the last number it said, or -1. */
async function killed(
  what: string,
  path: string,
  from: number,
  folder: string,
  lines: number,
): Promise<number> {
  const child = spawn(process.execPath, [program, what, path, String(from), folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaint = ''
  let waiting = true
  child.stderr.on('data', data => {
    complaint += data
  })
  child.stdout.on('data', data => {
    said += data
    if (!waiting || said.split('\n').length <= lines) return
    waiting = false
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 300)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`${what} ended by itself (${code}): ${complaint}`)
  // A number cut off in the pipe was never heard.
  const numbers = said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1)
  return Number(numbers.at(-1) ?? -1)
}

function reopened<T>(path: string, look: (study: StudyHandle) => T): T {
  const study = openStudy(path, 'write')
  try {
    return look(study)
  } finally {
    study.close()
  }
}

const breachesOf = (study: StudyHandle) => checks.flatMap(check => runCheck(check, study.db))
const numbered = (folder: string, ending: string): number[] =>
  readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .map(name => Number.parseInt(name, 10))
    .sort((a, b) => a - b)

describe('killed', () => {
  it('in the middle of a hand-out, there is none, or one that is whole and known to the study', async () => {
    const { study } = await openedRound()
    study.close()
    const folder = temporaryFolder()
    let next = 0
    for (let cycle = 0; cycle < often(4).numRuns; cycle++) {
      const last = await killed('handout', study.path, next, folder, 1 + (cycle % 2))
      const there = numbered(folder, '.tandem-handout')
      expect(there.at(-1) ?? -1).toBeGreaterThanOrEqual(last)
      const ids: string[] = []
      for (const n of there.filter(one => one >= next))
        ids.push((await readPackage(join(folder, `${n}.tandem-handout`), {})).manifest.id)
      const { known, breaches } = reopened(study.path, opened => ({
        known: opened.db.prepare('SELECT id FROM handouts').pluck().all() as string[],
        breaches: cycle % 4 === 3 ? breachesOf(opened) : [],
      }))
      expect(known).toEqual(expect.arrayContaining(ids))
      expect(known.length - there.length).toBeGreaterThanOrEqual(0)
      expect(breaches).toEqual([])
      next = (there.at(-1) ?? next - 1) + 1
    }
    expect(next).toBeGreaterThan(0)
  })

  it('in the middle of opening a hand-out, there is a whole copy or none, and trying again goes through', async () => {
    const world = await openedRound()
    const { file } = await handOut(world, 'KM')
    const folder = temporaryFolder()
    let next = 0
    for (let cycle = 0; cycle < often(4).numRuns; cycle++) {
      const last = await killed('open', file, next, folder, 1 + (cycle % 2))
      const there = numbered(folder, '.tandem')
      expect(there.at(-1) ?? -1).toBeGreaterThanOrEqual(last)
      for (const n of there.filter(one => one >= next)) {
        const found = reopened(join(folder, `${n}.tandem`), opened => ({
          coder: opened.handout?.coder.initials,
          breaches: breachesOf(opened),
        }))
        expect(found).toEqual({ coder: 'KM', breaches: [] })
      }
      next = (there.at(-1) ?? next - 1) + 1
    }
    expect(next).toBeGreaterThan(0)
    // What was left half made is cleared away by the next try for that name.
    const left = readdirSync(folder).filter(name => name.startsWith('making-'))
    expect(left.length).toBeLessThanOrEqual(often(4).numRuns)
  })

  it('in the middle of a return, there is none, or one that is whole, and the work is safe', async () => {
    const world = await openedRound()
    const key = studyIdentity(world.study.db()).age
    const { copy, engine } = await openedBy((await handOut(world, 'KM')).file)
    engine.close()
    const folder = temporaryFolder()
    let next = 0
    for (let cycle = 0; cycle < often(4).numRuns; cycle++) {
      const last = await killed('return', copy.path, next, folder, 1 + (cycle % 2))
      const there = numbered(folder, '.tandem-return')
      expect(there.at(-1) ?? -1).toBeGreaterThanOrEqual(last)
      for (const n of there.filter(one => one >= next)) {
        const found = await readPackage(join(folder, `${n}.tandem-return`), { identities: [key] })
        expect(found.manifest.counts.operations).toBeGreaterThanOrEqual(n + 1)
      }
      const { notes, breaches } = reopened(copy.path, opened => ({
        notes: opened.db.prepare('SELECT count(*) FROM annotations').pluck().get() as number,
        breaches: cycle % 4 === 3 ? breachesOf(opened) : [],
      }))
      expect(notes).toBeGreaterThan(last)
      expect(breaches).toEqual([])
      next = notes
    }
  })
})
