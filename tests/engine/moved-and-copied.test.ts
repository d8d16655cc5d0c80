import { cpSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStudy } from '#engine/studies/handle.ts'
import { closedStudy } from '../helpers/closed-study.ts'
import { failureOf, makeEngine, makeStudy, outcomeOf, studyAt } from '../helpers/study.ts'

describe('a study that is moved while it is open', () => {
  const ways: [string, (path: string) => void, (path: string) => void][] = [
    ['moved', path => renameSync(path, `${path}-away`), path => renameSync(`${path}-away`, path)],
    [
      'removed',
      path => renameSync(join(path, 'study.db'), join(path, 'gone')),
      path => renameSync(join(path, 'gone'), join(path, 'study.db')),
    ],
    [
      'replaced',
      path => {
        renameSync(path, `${path}-away`)
        cpSync(`${path}-away`, path, { recursive: true })
      },
      path => {
        rmSync(path, { recursive: true })
        renameSync(`${path}-away`, path)
      },
    ],
  ]
  it.each(ways)('(%s) is not written to, says so, and goes on when it is back', async (_, away, back) => {
    const study = await makeStudy()
    const km = await study.as('KM')
    await study.code('Before', km)
    away(study.path)
    expect(await failureOf(study.code('Meanwhile', km))).toMatchObject({
      code: 'moved',
      message: expect.stringContaining('no longer at'),
    })
    back(study.path)
    await study.code('After', km)
    const names = (await km.codebook.frameworks({}))[0]?.codes.map(code => code.name)
    expect(names).toEqual(['Before', 'After'])
    expect(study.faults()).toBe('')
  })

  it('has all that was acknowledged where it lies now', async () => {
    const study = await makeStudy()
    await study.code('Before')
    const away = `${study.path}-away.tandem`
    renameSync(study.path, away)
    expect(await outcomeOf(study.code('Meanwhile'))).toBe('moved')
    study.close()
    const again = await studyAt(makeEngine(study.base), away)
    const names = (await again.setUp.codebook.frameworks({}))[0]?.codes.map(code => code.name)
    expect(names).toEqual(['Before'])
    expect(await again.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})

describe('a copy of a study’s folder', () => {
  it('is a copy of its own, whose entries are never taken for the other’s', async () => {
    const path = await closedStudy()
    const first = openStudy(path, 'write')
    const { copy } = first
    first.close()
    const elsewhere = `${path}-copy.tandem`
    cpSync(path, elsewhere, { recursive: true })
    const second = openStudy(elsewhere, 'write')
    expect(second.copy).not.toBe(copy)
    expect(second.id).toBe(first.id)
    second.close()
    const again = openStudy(path, 'write')
    expect(again.copy).toBe(copy)
    again.close()
  })

  it('put back in its old place is one too: what was done since may be elsewhere already', async () => {
    const path = await closedStudy()
    const before = openStudy(path, 'write')
    before.close()
    cpSync(path, `${path}-older`, { recursive: true })
    rmSync(path, { recursive: true })
    cpSync(`${path}-older`, path, { recursive: true })
    const after = openStudy(path, 'write')
    expect(after.copy).not.toBe(before.copy)
    after.close()
  })

  it('goes on with the journal of both', async () => {
    const path = await closedStudy()
    const elsewhere = `${path}-copy.tandem`
    cpSync(path, elsewhere, { recursive: true })
    const study = await studyAt(makeEngine(), elsewhere)
    await study.code('Another')
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})
