import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listBackups, thinBackups } from '#engine/studies/backup.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { closedStudy, passphrase, refusal } from '../helpers/closed-study.ts'
import { filesIn } from '../helpers/folder-bytes.ts'
import { contentOf, makeStudy, someText } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('backups', () => {
  it('open as studies, hold the same, and are made on closing', async () => {
    const study = await makeStudy({ passphrase })
    await study.source('Interview 1', someText(5))
    const { path } = await study.setUp.study.backup({})
    const content = contentOf(study.db())
    const copy = openStudy(path, 'write', { passphrase })
    expect(contentOf(copy.db)).toBe(content)
    expect(copy.copy).not.toBe(study.handle().copy)
    copy.close()
    expect(refusal(path).code).toBe('locked')
    const before = listBackups(studyFolder(study.path)).length
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString().replace(/[:.]/g, '-')
    renameSync(path, join(studyFolder(study.path).backups, `${anHourAgo}.tandem`))
    await study.code('Later')
    study.close()
    expect(listBackups(studyFolder(study.path)).length).toBe(before + 1)
  })

  it('are not made on closing while the newest is young', async () => {
    const study = await makeStudy()
    const { path } = await study.setUp.study.backup({})
    await study.code('Later')
    study.close()
    expect(listBackups(studyFolder(study.path))).toEqual([path])
    const again = openStudy(study.path, 'read')
    expect(contentOf(again.db)).toContain('Later')
    again.close()
  })

  it('that were broken off are swept away at the next opening, and never count', async () => {
    const path = await closedStudy()
    const folder = studyFolder(path)
    mkdirSync(join(folder.backups, 'making-2026-1'), { recursive: true })
    writeFileSync(join(folder.backups, 'making-2026-1', 'study.db'), '')
    expect(listBackups(folder).every(backup => !backup.includes('making'))).toBe(true)
    openStudy(path, 'write').close()
    expect(readdirSync(folder.backups).filter(name => name.startsWith('making'))).toEqual([])
  })

  it('are thinned: all of two days, one a day for two weeks, one a week for three months', () => {
    const folder = studyFolder(join(temporaryFolder(), 'Study.tandem'))
    const now = new Date('2026-11-23T12:00:00.000Z')
    const hour = 3_600_000
    for (let age = 0; age < 120 * 24; age += 6) {
      const stamp = new Date(now.getTime() - age * hour).toISOString().replace(/[:.]/g, '-')
      mkdirSync(join(folder.backups, `${stamp}.tandem`), { recursive: true })
    }
    thinBackups(folder, now)
    const ages = listBackups(folder).map(path => {
      const stamp = /(\d{4}-\d\d-\d\d)T(\d\d)/.exec(path)
      return (now.getTime() - Date.parse(`${stamp?.[1]}T${stamp?.[2]}:00:00Z`)) / (24 * hour)
    })
    expect(ages.filter(age => age < 2).length).toBe(8)
    expect(ages.filter(age => age >= 2 && age < 14).length).toBeGreaterThanOrEqual(12)
    expect(ages.filter(age => age >= 2 && age < 14).length).toBeLessThanOrEqual(13)
    expect(ages.filter(age => age >= 14).length).toBeGreaterThanOrEqual(11)
    expect(ages.filter(age => age >= 14).length).toBeLessThanOrEqual(13)
    expect(Math.max(...ages)).toBeLessThanOrEqual(92)
    thinBackups(folder, now)
    expect(listBackups(folder).length).toBe(ages.length)
  })
})

describe('what lies on the disk', () => {
  it('shows no word of the study, in its folder or among temporary files', async () => {
    const canary = 'kittiwakeledge'
    const study = await makeStudy()
    const source = await study.source(`Interview ${canary}`, `Mentor: ${canary} ${someText(200)} ${canary}`)
    const km = await study.as('KM')
    const code = await study.code(`Code ${canary}`)
    await km.codings.add({ source, start: 0, end: 20, code: code.id, comment: canary })
    const memo = await km.memos.add({ title: canary, about: { kind: 'study', id: null } })
    await km.memos.save({
      memo: memo.id,
      body: JSON.stringify({ root: { type: 'root', children: [{ type: 'text', text: canary }] } }),
    })
    await km.search.sources({ query: canary })
    await study.setUp.study.check({})
    await study.setUp.study.backup({})
    const look = (folders: string[]) =>
      folders
        .flatMap(filesIn)
        .filter(file =>
          [canary, Buffer.from(canary, 'utf16le')].some(trace => readFileSync(file).includes(trace)),
        )
    expect(look([study.path])).toEqual([])
    expect(existsSync(join(study.path, 'study.db-wal'))).toBe(true)
    study.close()
    expect(look([study.path])).toEqual([])
    const temporary = [tmpdir(), '/var/tmp'].filter(existsSync).flatMap(folder =>
      readdirSync(folder)
        .filter(name => name.startsWith('etilqs'))
        .map(name => join(folder, name)),
    )
    expect(temporary.filter(file => readFileSync(file).includes(canary))).toEqual([])
  })
})
