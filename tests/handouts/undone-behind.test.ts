import { describe, expect, it } from 'vitest'
import { breachesOf, contentBut } from '../helpers/apart.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { handOut } from '../helpers/handed-out.ts'
import { away } from '../helpers/returned.ts'
import { failureOf } from '../helpers/study.ts'

describe('undo past a hand-out', () => {
  it('takes back the merge before it and does it again; the hand-out and its return stay good', async () => {
    const world = await openedRound()
    const { study, source, shared } = world
    const ld = await study.as('LD')
    const first = await away(world, 'KM')
    const own = await first.client.codings.add({ source, start: 20, end: 60, newCode: { name: 'Tiredness' } })
    const early = await first.back(false)
    const before = contentBut(study.db(), 'handouts')
    await ld.merging.apply({ files: [{ path: early }] })
    const merged = contentBut(study.db(), 'handouts')

    // The second hand-out goes on from what the first brought.
    const second = await away(world, 'KM')
    await handOut(world, 'TS')
    expect((await ld.history.state({})).undo).toMatch(/^Merged a return of Kim Morris/)
    await ld.history.undo({})
    expect(contentBut(study.db(), 'handouts')).toBe(before)
    expect(breachesOf(study)).toEqual([])
    await ld.history.redo({})
    expect(contentBut(study.db(), 'handouts')).toBe(merged)
    expect(breachesOf(study)).toEqual([])
    await ld.history.undo({})

    expect((await second.client.codings.inSource({ source })).map(({ id }) => id)).toContain(own.id)
    await second.client.codings.update({ coding: own.id, comment: 'Seen again' })
    const later = await second.client.codings.add({ source, start: 80, end: 90, code: shared })
    const late = await second.back()
    const { packages } = await ld.merging.apply({ files: [{ path: late }] })
    expect(packages).toMatchObject([{ status: 'merged', sent: 2 }])
    expect(breachesOf(study)).toEqual([])
    await ld.merging.apply({ files: [{ path: early }] })
    expect(breachesOf(study)).toEqual([])
    const rows = study
      .db()
      .prepare("SELECT id, comment FROM codings WHERE layer = 'independent' AND coder = ? ORDER BY start")
      .all(study.people.KM)
    expect(rows).toEqual([
      { id: own.id, comment: 'Seen again' },
      { id: later.id, comment: '' },
    ])
    expect(study.faults()).toBe('')
  })

  it('takes back a lead’s earlier step', async () => {
    const world = await openedRound()
    const ld = await world.study.as('LD')
    await ld.sources.update({ source: world.other, title: 'Interview two' })
    await handOut(world, 'KM')
    await ld.history.undo({})
    expect((await ld.sources.list({})).map(({ title }) => title)).toContain('Interview 2')
    await handOut(world, 'TS')
    await ld.history.redo({})
    expect((await ld.sources.list({})).map(({ title }) => title)).toContain('Interview two')
    expect(breachesOf(world.study)).toEqual([])
  })

  it('says of an open round that was handed out that it stays', async () => {
    const world = await openedRound()
    const { study, other } = world
    const ld = await study.as('LD')
    await (await study.as('KM')).rounds.submit({ round: world.round, coder: study.people.KM })
    await (await study.as('TS')).rounds.submit({ round: world.round, coder: study.people.TS })
    const { id: round } = await ld.rounds.open({
      title: 'Round 2',
      sources: [other],
      coders: [study.people.KM, study.people.TS],
      blind: false,
    })
    await handOut({ study, round }, 'KM')
    expect((await ld.history.state({})).undo).toBe('Opened the round “Round 2”')
    expect(await failureOf(ld.history.undo({}))).toMatchObject({
      code: 'conflict',
      message: '“Opened the round “Round 2”” cannot be undone: the round was handed out since.',
    })
    expect((await ld.rounds.list({})).map(({ title }) => title)).toContain('Round 2')
    expect(breachesOf(study)).toEqual([])
  })
})
