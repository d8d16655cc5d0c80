import { describe, expect, it } from 'vitest'
import { breachesOf } from '../helpers/apart.ts'
import { contentOf, makeStudy } from '../helpers/study.ts'

/** Two sites that are one, two people who are one, and what each pair's merging would say and does, whichever stays. */
async function doubled() {
  const study = await makeStudy()
  const client = await study.as('LD')
  const add = async (kind: 'person' | 'site', name: string) => (await client.cases.add({ kind, name })).id
  const [royal, ri] = [await add('site', 'Royal Infirmary'), await add('site', 'RI')]
  const [ot, one] = [await add('person', 'OT 1'), await add('person', 'OT one')]
  return { study, client, royal, ri, ot, one }
}

describe('merging two cases of one contact', () => {
  it('has taken part who took part under either name, whichever stays, and says before what differs', async () => {
    const { study, client, royal, ri } = await doubled()
    const call = (
      date: string,
      minutes: number,
      sites: { case: string; attended?: boolean; reason?: string }[],
    ) => client.contacts.add({ date, mode: 'phone', minutes, sites })
    await call('2019-01-14', 60, [{ case: royal }, { case: ri, attended: false, reason: 'staff shortage' }])
    await call('2019-01-15', 30, [{ case: ri }])
    await call('2019-01-16', 40, [{ case: royal, attended: false, reason: 'leave' }, { case: ri }])
    const before = contentOf(study.db())
    const merged = async (from: string, into: string) => {
      const { differing, both } = await client.cases.mergeOf({ from, into })
      await client.cases.merge({ from, into })
      const { minutesOverSites, distinctSessionMinutes, absences } = await client.contacts.table({})
      expect(breachesOf(study)).toEqual([])
      await client.history.undo({})
      expect(contentOf(study.db())).toBe(before)
      return { differing, both, minutesOverSites, distinctSessionMinutes, absences }
    }
    const either = {
      differing: [
        { attribute: 'Call of 14 January 2019', stands: 'attended', goes: 'absent (staff shortage)' },
        { attribute: 'Call of 16 January 2019', stands: 'attended', goes: 'absent (leave)' },
      ],
      both: [],
      minutesOverSites: 130,
      distinctSessionMinutes: 130,
      absences: [],
    }
    expect(await merged(royal, ri)).toEqual(either)
    expect(await merged(ri, royal)).toEqual(either)
  })

  it('keeps both reasons for one absence, in one order, and an only reason as it is', async () => {
    const { study, client, royal, ri, ot, one } = await doubled()
    const absent = (of: string, reason: string) => ({ case: of, attended: false, reason })
    const meet = (date: string, a: string, b: string) =>
      client.contacts.add({
        date,
        mode: 'email',
        sites: [absent(royal, a), absent(ri, b)],
        people: [absent(ot, a), absent(one, b)],
      })
    await meet('2019-01-14', 'staff shortage', 'Leave')
    await meet('2019-01-15', 'no time; no room', '')
    await meet('2019-01-16', 'leave', 'Leave')
    const before = contentOf(study.db())
    for (const [a, b] of [
      [royal, ri],
      [ot, one],
    ] as const) {
      for (const [from, into] of [
        [a, b],
        [b, a],
      ] as const) {
        expect(await client.cases.mergeOf({ from, into })).toMatchObject({
          differing: [],
          both: ['Why absent, email of 14 January 2019: Leave; staff shortage'],
        })
        await client.cases.merge({ from, into })
        const of = a === royal ? 'sites' : 'people'
        expect((await client.contacts.list({})).map(contact => contact[of])).toEqual([
          [absent(into, 'Leave; staff shortage')],
          [absent(into, 'no time; no room')],
          [absent(into, 'Leave')],
        ])
        await client.history.undo({})
        expect(contentOf(study.db())).toBe(before)
      }
    }
  })
})

describe('merging two people', () => {
  it('says which site goes where each has another', async () => {
    const { client, royal, ri, ot, one } = await doubled()
    const belongs = (of: string, value: string) => ({ case: of, column: 'site', value })
    await client.cases.setCells({ cells: [belongs(ot, 'RI'), belongs(one, 'Royal Infirmary')] })
    expect((await client.cases.mergeOf({ from: ot, into: one })).differing).toEqual([
      { attribute: 'Site', stands: 'Royal Infirmary', goes: 'RI' },
    ])
    expect((await client.cases.merge({ from: ot, into: one })).site).toBe(royal)
    expect(ri).not.toBe(royal)
  })
})

/** Two people who are one, and two themes. */
async function summed() {
  const { study, client, ot, one } = await doubled()
  const { id: time } = await client.themes.add({ name: 'Time' })
  const { id: staff } = await client.themes.add({ name: 'Staff' })
  const write = (theme: string, about: string, text: string) => client.explore.note({ theme, about, text })
  const written = async () => {
    const { cells } = await client.explore.grid({ kind: 'person' })
    return Object.fromEntries(
      cells.map(({ theme, about, text }) => [
        `${about === ot ? 'OT 1' : 'OT one'}, ${theme === time ? 'Time' : 'Staff'}`,
        text,
      ]),
    )
  }
  return { study, client, ot, one, time, staff, write, written }
}

describe('summaries of a case', () => {
  it('go over where it is merged; where both have one under a theme, the words of both stay and that is said', async () => {
    const { study, client, ot, one, time, staff, write, written } = await summed()
    await write(time, one, 'Waits, and says so.')
    await write(staff, one, 'Alone on Mondays.')
    await write(staff, ot, 'Two in all.')
    const before = contentOf(study.db())
    const told = await client.cases.mergeOf({ from: one, into: ot })
    expect(told.both).toEqual(['Summary under “Staff”'])
    expect(told.sentence).toContain('memos, summaries and values')
    await client.cases.merge({ from: one, into: ot })
    expect(await written()).toEqual({
      'OT 1, Time': 'Waits, and says so.',
      'OT 1, Staff': 'Two in all.\nOT one: Alone on Mondays.',
    })
    expect(breachesOf(study)).toEqual([])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await client.cases.merge({ from: ot, into: one })
    expect(await written()).toEqual({
      'OT one, Time': 'Waits, and says so.',
      'OT one, Staff': 'Alone on Mondays.\nOT 1: Two in all.',
    })
  })

  it('that say the same are one', async () => {
    const { client, ot, one, time, write, written } = await summed()
    await write(time, one, 'Waits.')
    await write(time, ot, 'Waits.')
    expect((await client.cases.mergeOf({ from: one, into: ot })).both).toEqual([])
    await client.cases.merge({ from: one, into: ot })
    expect(await written()).toEqual({ 'OT 1, Time': 'Waits.' })
  })

  it('go where it is removed, which is said before, and come back with it', async () => {
    const { study, client, one, time, staff, write, written } = await summed()
    await write(time, one, 'Waits.')
    expect((await client.cases.goesWith({ cases: [one] })).sentence).toBe(
      'With “OT one” goes 1 summary. No source and no coding goes. This can be undone.',
    )
    await write(staff, one, 'Alone.')
    const before = contentOf(study.db())
    expect((await client.cases.goesWith({ cases: [one] })).sentence).toMatch(
      /^With “OT one” go 2 summaries\./,
    )
    await client.cases.remove({ cases: [one] })
    expect(await written()).toEqual({})
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect(breachesOf(study)).toEqual([])
  })
})
