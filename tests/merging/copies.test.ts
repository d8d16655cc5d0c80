import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { contentBut } from '../helpers/apart.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { away } from '../helpers/returned.ts'
import { makeEngine, studyAt, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

async function packed(study: TestStudy): Promise<{ path: string }> {
  const path = join(temporaryFolder(), 'all.tandem-return')
  await (await study.as('LD')).handouts.makeReturn({ path })
  return { path }
}

it('two lead copies that merged different coders’ work come to the same study, whichever way', async () => {
  const world = await openedRound()
  const { study, source, shared, round } = world
  const [km, ts] = [await away(world, 'KM'), await away(world, 'TS')]
  const base = temporaryFolder()
  cpSync(study.handle().backUp(), join(base, 'copy.tandem'), { recursive: true })
  const other = await studyAt(makeEngine(base), join(base, 'copy.tandem'))
  const [here, there] = [world.viewers.LD as Client, await other.as('LD')]

  await km.client.codings.add({ source, start: 20, end: 60, code: shared })
  await ts.client.codings.add({ source, start: 20, end: 60, code: shared })
  expect((await here.merging.apply({ files: [{ path: await km.back() }] })).packages[0]?.status).toBe(
    'merged',
  )
  expect((await there.merging.apply({ files: [{ path: await ts.back() }] })).packages[0]?.status).toBe(
    'merged',
  )
  await there.memos.add({ title: 'From there', about: { kind: 'study', id: null } })

  const [mine, theirs] = [await packed(study), await packed(other)]
  const came = await here.merging.apply({ files: [theirs] })
  expect(came.packages[0]?.reason ?? '').toBe('')
  expect(came.packages).toMatchObject([{ status: 'merged', kind: 'copy', hidden: false }])
  const [report] = came.packages
  expect(report?.sent).toBe(
    (report?.arrived ?? 0) + (report?.alreadyHere ?? 0) + (report?.needDecision.length ?? 0),
  )
  await there.merging.apply({ files: [mine] })
  // What the other's merge itself said of the round travels as well.
  await here.merging.apply({ files: [await packed(other)] })
  await there.merging.apply({ files: [await packed(study)] })
  for (const copy of [study, other]) {
    expect((await copy.setUp.study.check({})).breaches).toEqual([])
    expect(copy.faults()).toBe('')
  }
  const coded = async (client: Client) =>
    (await client.codings.inSource({ source })).map(({ id }) => id).sort()
  expect(await coded(here)).toHaveLength(2)
  expect(await coded(there)).toEqual(await coded(here))
  expect((await there.memos.list({})).map(({ title }) => title)).toEqual(
    (await here.memos.list({})).map(({ title }) => title),
  )
  expect((await here.rounds.list({})).find(({ id }) => id === round)?.coders).toEqual(
    (await there.rounds.list({})).find(({ id }) => id === round)?.coders,
  )
  expect(contentBut(other.db(), 'kept_results', 'codings', 'rounds')).toBe(
    contentBut(study.db(), 'kept_results', 'codings', 'rounds'),
  )
})

it('what a copy brought comes again where its merge was undone, with the same file or a later one', async () => {
  const { study, source, shared, viewers } = await openedRound()
  const base = temporaryFolder()
  cpSync(study.handle().backUp(), join(base, 'copy.tandem'), { recursive: true })
  const other = await studyAt(makeEngine(base), join(base, 'copy.tandem'))
  const [here, there] = [viewers.LD as Client, await other.as('LD')]
  await there.codebook.updateCode({ code: shared, definition: 'As there' })
  await (await other.as('KM')).codings.add({ source, start: 20, end: 60, code: shared })
  const file = await packed(other)
  const merge = async (path: { path: string }) => {
    const { packages } = await here.merging.apply({ files: [path] })
    expect((await study.setUp.study.check({})).breaches).toEqual([])
    return packages[0]
  }
  const before = contentBut(study.db())
  expect(await merge(file)).toMatchObject({ arrived: 2 })
  const then = contentBut(study.db())
  await here.history.undo({})
  expect(contentBut(study.db())).toBe(before)

  expect(await merge(file)).toMatchObject({ arrived: 2 })
  expect(contentBut(study.db())).toBe(then)
  await here.history.undo({})
  expect(contentBut(study.db())).toBe(before)

  await there.memos.add({ title: 'Later', about: { kind: 'study', id: null } })
  expect(await merge(await packed(other))).toMatchObject({ arrived: 3 })
  expect(contentBut(study.db(), 'memos')).toBe(contentBut(other.db(), 'memos'))
  await there.memos.add({ title: 'Later still', about: { kind: 'study', id: null } })
  expect(await merge(await packed(other))).toMatchObject({ arrived: 1 })
  expect(contentBut(study.db())).toBe(contentBut(other.db()))
})

describe('what was made here stays', () => {
  async function two() {
    const { study, source, shared, viewers } = await openedRound()
    const base = temporaryFolder()
    cpSync(study.handle().backUp(), join(base, 'copy.tandem'), { recursive: true })
    const other = await studyAt(makeEngine(base), join(base, 'copy.tandem'))
    const [here, there] = [viewers.LD as Client, await other.as('LD')]
    await here.memos.add({ title: 'From here', about: { kind: 'study', id: null } })
    await there.memos.add({ title: 'From there', about: { kind: 'study', id: null } })
    await here.codebook.updateCode({ code: shared, definition: 'As here' })
    const take = async (client: Client, from: TestStudy) => {
      const { packages } = await client.merging.apply({ files: [await packed(from)] })
      expect(packages).toMatchObject([{ status: 'merged' }])
    }
    const titles = async (client: Client) =>
      (await client.memos.list({})).flatMap(({ title }) => (title.startsWith('From') ? [title] : [])).sort()
    const sound = async () => {
      for (const copy of [study, other]) {
        expect((await copy.setUp.study.check({})).breaches).toEqual([])
        expect(copy.faults()).toBe('')
      }
    }
    return { study, other, here, there, source, take, titles, sound }
  }

  it('where a copy that had taken it in is merged, and that merge is undone and done again', async () => {
    const { study, other, here, there, take, titles, sound } = await two()
    await take(there, study)
    const before = contentBut(study.db())
    await take(here, other)
    expect(await titles(here)).toEqual(['From here', 'From there'])
    await here.history.undo({})
    expect(contentBut(study.db())).toBe(before)
    expect(await titles(here)).toEqual(['From here'])
    await here.history.redo({})
    expect(await titles(here)).toEqual(['From here', 'From there'])
    await sound()
    await take(there, study)
    expect(contentBut(other.db())).toBe(contentBut(study.db()))
    await there.history.undo({})
    expect(await titles(there)).toEqual(['From here', 'From there'])
    await sound()
  })

  it('where the other copy has undone its merge of this one', async () => {
    const { study, other, here, there, take, titles, sound } = await two()
    await take(there, study)
    await there.history.undo({})
    expect(await titles(there)).toEqual(['From there'])
    const before = contentBut(study.db())
    await take(here, other)
    expect(await titles(here)).toEqual(['From here', 'From there'])
    await sound()
    await here.history.undo({})
    expect(contentBut(study.db())).toBe(before)
    await here.history.redo({})
    await take(there, study)
    expect(await titles(there)).toEqual(['From here', 'From there'])
    expect(contentBut(other.db())).toBe(contentBut(study.db()))
    await sound()
  })
})

it('a merge is undone that another copy made too, once that copy’s merge is undone', async () => {
  const world = await openedRound()
  const { study, source, shared } = world
  const km = await away(world, 'KM')
  const base = temporaryFolder()
  cpSync(study.handle().backUp(), join(base, 'copy.tandem'), { recursive: true })
  const other = await studyAt(makeEngine(base), join(base, 'copy.tandem'))
  const [here, there] = [world.viewers.LD as Client, await other.as('LD')]
  await km.client.codings.add({ source, start: 20, end: 60, code: shared })
  const file = { path: await km.back() }
  const before = contentBut(study.db())
  await here.merging.apply({ files: [file] })
  await there.memos.add({ title: 'From there', about: { kind: 'study', id: null } })
  await there.merging.apply({ files: [file] })
  await here.merging.apply({ files: [await packed(other)] })
  await here.history.undo({})
  await here.history.undo({})
  expect(contentBut(study.db())).toBe(before)
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})
