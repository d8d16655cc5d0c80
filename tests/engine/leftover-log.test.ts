import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listBackups } from '#engine/studies/backup.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { begunElsewhere, closedStudy, heldElsewhere } from '../helpers/closed-study.ts'
import { tandem } from '../helpers/command-line.ts'
import { handOut } from '../helpers/handed-out.ts'
import { makeEngine, studyAt } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('a log that was left behind', () => {
  /** A study as a killed process leaves it: the log full of work not yet in the file. */
  async function killed(work: number): Promise<{ path: string; before: Buffer }> {
    const path = await closedStudy()
    const before = readFileSync(join(path, 'study.db'))
    const holder = await heldElsewhere(path)
    for (let n = 0; n < work; n++) {
      holder.stdin.write(`Code ${n}\n`)
      await once(holder.stdout, 'data')
    }
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(existsSync(join(path, 'study.db-wal'))).toBe(true)
    return { path, before }
  }
  const codesIn = (path: string, mode: 'read' | 'write' = 'write') => {
    const study = openStudy(path, mode)
    try {
      return study.db.prepare("SELECT count(*) AS n FROM codes WHERE name LIKE 'Code %'").get()
    } finally {
      study.close()
    }
  }

  it('by a killed process is replayed: all that was acknowledged is there', async () => {
    const { path } = await killed(5)
    expect(codesIn(path)).toEqual({ n: 5 })
  })

  /** What a process leaves behind that is killed in the first session of what it opens. */
  async function killedAtFirst(path: string, how: 'there' | 'new' | 'handout', from = 0): Promise<string> {
    const { holder, folder } = await begunElsewhere(path, how)
    for (let n = from; n < from + 4; n++) {
      holder.stdin.write(`Code ${n}\n`)
      await once(holder.stdout, 'data')
    }
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    return folder
  }
  const setAside = (path: string) => readdirSync(path).filter(name => name.includes('set-aside'))

  it('by the first session of a new study is replayed', async () => {
    const path = await killedAtFirst(temporaryFolder(), 'new')
    expect(codesIn(path, 'read')).toEqual({ n: 4 })
    expect(codesIn(path)).toEqual({ n: 4 })
    expect(setAside(path)).toEqual([])
  })

  it('by the first session of a hand-out is replayed', async () => {
    const { study, round } = await openedRound()
    const path = await killedAtFirst((await handOut({ study, round }, 'KM')).file, 'handout')
    expect(codesIn(path)).toEqual({ n: 4 })
    expect(setAside(path)).toEqual([])
  })

  it('by the first session of a backup, opened as it lies or copied elsewhere, is replayed', async () => {
    const study = await studyAt(makeEngine(), await closedStudy())
    const to = temporaryFolder()
    const { path: beside } = await study.setUp.study.backup({})
    const { path: copied } = await study.setUp.study.backup({ to })
    study.close()
    for (const path of [beside, copied]) {
      await killedAtFirst(path, 'there')
      expect(codesIn(path)).toEqual({ n: 4 })
      expect(setAside(path)).toEqual([])
    }
  })

  it('by the first session of a file without a mark, as they were made before, is replayed', async () => {
    const path = await closedStudy()
    const study = openStudy(path, 'write')
    study.db.prepare("DELETE FROM local WHERE key = 'session'").run()
    study.close()
    await killedAtFirst(path, 'there')
    expect(codesIn(path)).toEqual({ n: 4 })
    expect(setAside(path)).toEqual([])
  })

  it('by one killed session after another is replayed, with none closed between them', async () => {
    const path = await closedStudy()
    for (let session = 0; session < 4; session++) {
      await killedAtFirst(path, 'there', session * 4)
      expect(setAside(path)).toEqual([])
    }
    expect(codesIn(path, 'read')).toEqual({ n: 16 })
    expect(codesIn(path)).toEqual({ n: 16 })
  })

  it('by one killed session after another is replayed while a reader holds on to what it reads', async () => {
    const path = await closedStudy()
    await killedAtFirst(path, 'there')
    const reader = openStudy(path, 'read')
    reader.db.exec('BEGIN')
    reader.db.prepare('SELECT count(*) FROM codes').get()
    for (let session = 1; session < 4; session++) await killedAtFirst(path, 'there', session * 4)
    reader.close()
    expect(setAside(path)).toEqual([])
    expect(codesIn(path)).toEqual({ n: 16 })
  })

  it('is replayed for a reader too, and in a copy of the folder', async () => {
    const { path } = await killed(5)
    cpSync(path, `${path}-copy.tandem`, { recursive: true })
    expect(codesIn(path, 'read')).toEqual({ n: 5 })
    expect(codesIn(`${path}-copy.tandem`)).toEqual({ n: 5 })
  })

  it('beside a backup that was put in the file’s place is set aside, not replayed into it', async () => {
    const { path } = await killed(5)
    const [backup] = listBackups(studyFolder(path))
    copyFileSync(join(backup ?? '', 'study.db'), join(path, 'study.db'))
    expect(codesIn(path)).toEqual({ n: 0 })
    expect(setAside(path).length).toBe(1)
    const study = await studyAt(makeEngine(), path)
    const note = `${setAside(path)[0]} in the study’s folder holds last steps of another state of the study`
    expect(await study.setUp.study.check({})).toEqual({
      ok: true,
      breaches: [],
      notes: [expect.stringContaining(note)],
    })
    study.close()
    const told = await tandem(temporaryFolder(), ['check', path])
    expect([told.code, told.stdout]).toEqual([
      0,
      expect.stringMatching(`^The study is whole\\.\n${note}[^\n]*\n$`),
    ])
  })

  it('of an older session beside the file is set aside for a reader too', async () => {
    const { path } = await killed(3)
    const log = readFileSync(join(path, 'study.db-wal'))
    for (let n = 0; n < 3; n++) openStudy(path, 'write').close()
    writeFileSync(join(path, 'study.db-wal'), log)
    // The marks of the last two sessions are known; this log's file state is two sessions back.
    const [backup] = listBackups(studyFolder(path))
    copyFileSync(join(backup ?? '', 'study.db'), join(path, 'study.db'))
    expect(codesIn(path, 'read')).toEqual({ n: expect.any(Number) })
    expect(readdirSync(path).filter(name => name.includes('set-aside')).length).toBe(1)
  })

  it('with rubbish at its end is replayed up to it', async () => {
    const { path } = await killed(4)
    appendFileSync(join(path, 'study.db-wal'), Buffer.alloc(3000, 7))
    expect(codesIn(path)).toEqual({ n: 4 })
  })
})

it('what a killed process left half-written of its mark is swept when the study is next opened for writing', async () => {
  const path = await closedStudy()
  const { pid } = spawnSync(process.execPath, ['--version'])
  const left = join(path, `session.json.part-${pid}`)
  writeFileSync(left, '{')
  openStudy(path, 'read').close()
  expect(existsSync(left)).toBe(true)
  openStudy(path, 'write').close()
  expect(existsSync(left)).toBe(false)
})
