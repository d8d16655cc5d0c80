import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { opensWith } from '#engine/db/open.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'
import { often } from '../helpers/often.ts'
import { contentOf, makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { seeded } from './power-cut.ts'
import './programs/quick-scrypt.ts'
import { cannotRecord, folderAfter, type Recorded, record, recorder } from './recorder.ts'

const coding = fileURLToPath(new URL('./programs/code-in-bursts.ts', import.meta.url))
const changing = fileURLToPath(new URL('./programs/change-the-lock.ts', import.meta.url))

/** A burst of coding with everything it did to the study's files. */
async function recorded(library: string, synchronous: string): Promise<Recorded> {
  const study = await makeStudy()
  await study.source('Interview 1', 'we walked to the shop '.repeat(4000))
  await study.code('Waiting')
  study.close()
  return record(library, study.path, [coding, study.path, '0', synchronous], (said, child) => {
    if (said.split('\n').length > 120) child.kill('SIGKILL')
  })
}

interface Cut {
  acknowledged: number
  found: number
  gaps: boolean
  /** The failure to open, where there was one. */
  refused: string
}

/** Cuts the power after `at` entries and opens what the disk may hold then. */
function cutAt(run: Recorded, at: number, seed: number): Cut {
  const acknowledged = run.entries.slice(0, at).filter(entry => entry.kind === 'A').length
  try {
    const study = openStudy(folderAfter(run, at, seed), 'write')
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

  it('while a first passphrase is set, the study opens without it or with it', async ctx => {
    const library = recorder(temporaryFolder())
    if (!library) ctx.skip(cannotRecord)
    const study = await makeStudy()
    await study.source('Interview 1', 'we walked to the shop '.repeat(4000))
    study.close()
    const before = openStudy(study.path, 'read')
    const content = contentOf(before.db)
    const dataKey = Buffer.from(before.key.dataKey)
    before.close()
    const passphrase = 'the night staff were asked'
    const run = await record(library ?? '', study.path, [changing, study.path, 'set', '', passphrase])
    const said = run.entries.flatMap(({ kind }, at) => (kind === 'A' ? [at] : []))
    const [begun = 0, done = 0] = said
    const chance = seeded(20_261_127)
    const ends = { before: 0, after: 0 }
    for (let seed = 0; seed < often(40).numRuns; seed++) {
      const at = begun + Math.floor(chance() * (run.entries.length - begun))
      const path = folderAfter(run, at, seed)
      const isBefore = opens(path)
      const cut = openStudy(path, 'write', isBefore ? {} : { passphrase })
      expect(contentOf(cut.db)).toBe(content)
      cut.close()
      expect(opensWith(studyFolder(path).database, dataKey)).toBe(isBefore)
      if (at > done) expect(isBefore).toBe(false)
      ends[isBefore ? 'before' : 'after']++
    }
    expect(Math.min(ends.before, ends.after)).toBeGreaterThan(0)
  })
})

function opens(path: string): boolean {
  try {
    openStudy(path, 'read').close()
    return true
  } catch (error) {
    if (error instanceof TandemError && error.code === 'locked') return false
    throw error
  }
}
