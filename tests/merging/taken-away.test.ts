import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { all, run } from '#engine/db/sql.ts'
import type { Client } from '#shared/contract/client.ts'
import { arrivingInWords } from '#shared/text/arriving.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { away } from '../helpers/returned.ts'
import { makeEngine, studyAt } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const none = { codings: 0, annotations: 0, codes: 0, memos: 0 }

it('tells what a later return changes and takes away, also of what stands in the consensus, and keeps it', async () => {
  const world = await openedRound()
  const { study, source, shared } = world
  const lead = world.viewers.LD as Client
  const [km, ts] = [await away(world, 'KM'), await away(world, 'TS')]
  const { id: agreed } = await km.client.codings.add({ source, start: 20, end: 60, code: shared })
  const { id: alone } = await km.client.codings.add({ source, start: 80, end: 90, code: shared })
  const { id: commented } = await km.client.codings.add({ source, start: 95, end: 99, code: shared })
  await km.client.annotations.add({ source, start: 5, end: 15, text: 'A note' })
  await ts.client.codings.add({ source, start: 20, end: 60, code: shared })
  await lead.merging.apply({ files: [{ path: await km.back() }, { path: await ts.back() }] })
  const consensus = () => all(study.db(), "SELECT 1 FROM codings WHERE layer = 'consensus'")
  expect(consensus()).toHaveLength(1)

  await km.client.codings.remove({ codings: [agreed, alone] })
  await km.client.codings.update({ coding: commented, comment: 'Later' })
  const { id: fleeting } = await km.client.codings.add({ source, start: 0, end: 4, code: shared })
  await km.client.codings.remove({ codings: [fleeting] })
  await km.client.codings.add({ source, start: 1, end: 4, newCode: { name: 'Tiredness' } })
  const files = { files: [{ path: await km.back() }] }
  const counts = {
    ...{ codings: 1, annotations: 0, proposedCodes: 1, codes: 0, memos: 0 },
    changed: { ...none, codings: 1 },
    removed: { ...none, codings: 2 },
  }
  expect((await lead.merging.rehearse(files)).packages).toMatchObject([{ counts }])
  expect((await lead.merging.apply(files)).packages).toMatchObject([{ counts }])
  expect(consensus()).toEqual([])
  expect((await lead.merging.returns({}))[0]?.counts).toEqual(counts)

  expect(arrivingInWords(counts)).toBe('1 coding · 1 proposed code · changes 1 coding · takes away 2 codings')

  // A sheet that was kept before these were counted reads as it was kept.
  const old = { codings: 3, annotations: 1, proposedCodes: 0, memos: 0 }
  run(study.db(), `UPDATE returns SET sheet = json_set(sheet, '$.counts', json(?))`, JSON.stringify(old))
  expect((await lead.merging.returns({})).map(({ counts: kept }) => kept)).toEqual([old, old, old])
  expect(arrivingInWords(old)).toBe('3 codings · 1 annotation')
  const onlyGone = { ...counts, codings: 0, proposedCodes: 0, changed: none }
  expect(arrivingInWords(onlyGone)).toBe('Takes away 2 codings')
})

it('tells the codes of another copy from proposals, and new ones from those it changes', async () => {
  const { study, shared, viewers, framework } = await openedRound()
  const base = temporaryFolder()
  cpSync(study.handle().backUp(), join(base, 'copy.tandem'), { recursive: true })
  const other = await studyAt(makeEngine(base), join(base, 'copy.tandem'))
  const there = await other.as('LD')
  await there.rounds.unblind({ round: (await there.rounds.list({}))[0]?.id ?? '', because: 'To look' })
  await there.codebook.addCode({ name: 'Of the lead', framework })
  await there.codebook.updateCode({ code: shared, name: 'Waiting about' })
  const path = join(base, 'all.tandem-return')
  await there.handouts.makeReturn({ path })
  const here = viewers.LD as Client
  const { packages } = await here.merging.apply({ files: [{ path }] })
  expect(packages[0]?.reason ?? '').toBe('')
  const [sheet] = await here.merging.returns({})
  expect(sheet?.counts).toEqual({
    ...{ codings: 0, annotations: 0, proposedCodes: 0, codes: 1, memos: 0 },
    changed: { ...none, codes: 1 },
    removed: none,
  })
  expect(sheet?.counts && arrivingInWords(sheet.counts)).toBe('1 code · changes 1 code')
})
