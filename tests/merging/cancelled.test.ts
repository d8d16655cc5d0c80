import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { away, hashOf } from '../helpers/returned.ts'
import { failureOf } from '../helpers/study.ts'

it('a merge that is cancelled before its commit leaves nothing, whenever that is', async () => {
  const world = await openedRound()
  const { study, source, shared } = world
  const km = await away(world, 'KM')
  await km.client.codings.add({ source, start: 20, end: 60, code: shared })
  const files = [{ path: await km.back() }]
  const lead = world.viewers.LD as Client
  const before = hashOf(study)
  const there = () => readdirSync(study.path).filter(name => !/^backups$|-wal$|-shm$/.test(name))
  const folder = there()
  const when = ['KM.tandem-return', 'Making a backup', 'Merging']
  for (const moment of when) {
    const stop = new AbortController()
    const heard: string[] = []
    const onProgress = ({ doing }: { doing: string }) => {
      heard.push(doing)
      if (doing === moment) stop.abort()
    }
    const failure = await failureOf(lead.merging.apply({ files }, { signal: stop.signal, onProgress }))
    expect(failure.code).toBe('cancelled')
    expect(heard).toEqual(when.slice(0, when.indexOf(moment) + 1))
    expect(hashOf(study)).toBe(before)
    expect(there()).toEqual(folder)
    expect(await lead.merging.returns({})).toEqual([])
  }
  const { packages } = await lead.merging.apply({ files })
  expect(packages).toMatchObject([{ status: 'merged', sent: 1, arrived: 1 }])
  expect((await study.setUp.study.check({})).breaches).toEqual([])
  expect(study.faults()).toBe('')
})
