import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openedRound } from '../helpers/blind-round.ts'
import { tandem } from '../helpers/command-line.ts'
import { away } from '../helpers/returned.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

afterEach(() => {
  vi.useRealTimers()
})

const marked = 'the time is by a clock that was wrong'

it('a step done by a clock that was years off is marked in words, and no other is', async () => {
  const world = await openedRound()
  const { study, source, shared } = world
  const ld = await study.as('LD')
  await ld.rounds.unblind({ round: world.round, because: 'A pilot' })
  const km = await away(world, 'KM')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 365 * 86_400_000 })
  await km.client.codings.add({ source, start: 20, end: 60, code: shared })
  vi.setSystemTime(new Date('2001-01-01'))
  await km.client.codings.add({ source, start: 70, end: 80, code: shared })
  vi.useRealTimers()
  await km.client.codings.add({ source, start: 90, end: 99, code: shared })
  await ld.merging.apply({ files: [{ path: await km.back() }] })
  const coded = (await ld.history.list({ limit: 50 })).entries.filter(({ kind }) => kind.startsWith('coding'))
  const years = coded
    .filter(({ wrongClock }) => wrongClock)
    .map(({ at }) => new Date(at).getUTCFullYear() - new Date().getUTCFullYear())
  expect(years.map(Math.sign).sort()).toEqual([-1, 1])
  expect(coded.filter(({ wrongClock }) => !wrongClock).length).toBeGreaterThan(0)

  study.close()
  const file = join(temporaryFolder(), 'audit.html')
  const words = ['export', study.path, 'audit', '--format', 'html', '-o', file, '--as', 'LD']
  expect((await tandem(temporaryFolder(), words)).stderr).toBe('')
  expect(readFileSync(file, 'utf8').split(marked)).toHaveLength(3)
})
