import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checks, runCheck } from '#engine/studies/check.ts'
import { openStudy, type StudyHandle } from '#engine/studies/handle.ts'
import { often } from '../helpers/often.ts'
import { makeStudy } from '../helpers/study.ts'

/*
 * A process is killed at any moment while it works. What it was told is saved, is there; what was on its way is there
 * whole or not at all; the study opens, is whole, and goes on.
 */

const programs = {
  'code-in-bursts': new URL('./programs/code-in-bursts.ts', import.meta.url),
  'import-in-bursts': new URL('./programs/import-in-bursts.ts', import.meta.url),
}

/** Runs a program on the study, kills it `afterMs` after its first word, and answers the last number it said. */
async function killed(
  name: keyof typeof programs,
  path: string,
  from: number,
  afterMs: number,
): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(programs[name]), path, String(from)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaint = ''
  child.stderr.on('data', data => {
    complaint += data
  })
  child.stdout.on('data', data => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
    said += data
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${name} ended by itself: ${complaint}`)
  // A number cut off in the pipe was never heard.
  return Number(
    said
      .slice(0, said.lastIndexOf('\n') + 1)
      .trim()
      .split('\n')
      .at(-1),
  )
}

/** Opens the study, with how long that took, for `look`. */
function reopened<T>(path: string, look: (study: StudyHandle) => T): { found: T; openMs: number } {
  const began = performance.now()
  const study = openStudy(path, 'write')
  const openMs = performance.now() - began
  try {
    return { found: look(study), openMs }
  } finally {
    study.close()
  }
}

const breachesOf = (study: StudyHandle) => checks.flatMap(check => runCheck(check, study.db))

async function ground(): Promise<string> {
  const study = await makeStudy()
  await study.source('Interview 1', 'we walked to the shop '.repeat(4000))
  await study.code('Waiting')
  study.close()
  return study.path
}

describe('killed', () => {
  it('in the middle of coding, it has lost nothing that was acknowledged', async () => {
    const path = await ground()
    let next = 0
    for (let cycle = 0; cycle < often(10).numRuns; cycle++) {
      const last = await killed('code-in-bursts', path, next, (cycle * 7) % 60)
      const { found } = reopened(path, study => ({
        comments: study.db.prepare('SELECT comment FROM codings ORDER BY start').pluck().all() as string[],
        breaches: cycle % 5 === 4 ? breachesOf(study) : [],
        journal: study.db
          .prepare("SELECT count(*) FROM operations WHERE kind = 'coding.added'")
          .pluck()
          .get(),
      }))
      // Neighbouring codings touch and stay apart; each is there with its own words, in order and without a gap.
      expect(found.comments.length).toBeGreaterThan(last)
      expect(found.comments).toEqual(found.comments.map((_, n) => `coding ${n}`))
      expect(found.journal).toBe(found.comments.length)
      expect(found.breaches).toEqual([])
      next = found.comments.length
    }
  })

  it('in the middle of an import, it has every finished file whole and none by half', async () => {
    const path = await ground()
    for (let cycle = 0; cycle < often(5).numRuns; cycle++) {
      const before = reopened(path, countSources).found
      const done = await killed('import-in-bursts', path, cycle, 20 + cycle * 23)
      const { found } = reopened(path, study => ({
        sources: countSources(study),
        texts: study.db.prepare('SELECT count(DISTINCT text) FROM revisions').pluck().get() as number,
        breaches: breachesOf(study),
      }))
      expect(found.sources - before).toBeGreaterThanOrEqual(done)
      expect(found.texts).toBe(found.sources)
      expect(found.breaches).toEqual([])
    }
    expect(readdirSync(path).filter(name => /alone|part|making/.test(name))).toEqual([])
    expect(existsSync(`${path}/writer.json`)).toBe(false)
  })
})

const countSources = (study: StudyHandle): number =>
  study.db.prepare('SELECT count(*) FROM sources').pluck().get() as number
