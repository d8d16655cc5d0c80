import { describe, expect, it } from 'vitest'
import { contentOf, failureOf } from '../helpers/study.ts'
import { begun, readLog, rows } from './log.ts'

const sumsOf = async (client: Awaited<ReturnType<typeof begun>>['client']) => {
  const { distinctSessionMinutes, minutesOverSites } = await client.contacts.table({})
  return [minutesOverSites, distinctSessionMinutes]
}

async function taken(...lines: string[]) {
  const { study, client } = await begun()
  await (await readLog(study, client, rows(...lines))).take()
  const ids = new Map((await client.cases.list({})).cases.map(({ id, name }) => [name, id]))
  return { study, client, id: (name: string) => ids.get(name) ?? '' }
}

describe('a site that is removed', () => {
  it('stays while something took place by it alone that another site stayed away from', async () => {
    const { study, client, id } = await taken(
      'Date,Site,Mode,Minutes,People,Did not attend',
      '14/01/2019,North,Teams,60,OT 1,South (staff shortage)',
      '15/01/2019,South,phone,30,OT 2,',
      '16/01/2019,North,phone,40,OT 1,OT 2 (leave)',
    )
    const before = contentOf(study.db())
    expect(await sumsOf(client)).toEqual([130, 130])
    const why =
      'Of its sites only “North” took part in the call of 14 January 2019: with that site gone, it would look as if it had not taken place.'
    expect(await client.cases.goesWith({ cases: [id('North')] })).toMatchObject({ refused: why })
    expect(await failureOf(client.cases.remove({ cases: [id('North'), id('OT 1')] }))).toMatchObject({
      code: 'conflict',
      message: why,
    })
    expect(contentOf(study.db())).toBe(before)

    // The one that stayed away, and both together, decide nothing.
    await client.cases.remove({ cases: [id('South')] })
    expect(await sumsOf(client)).toEqual([100, 130])
    await client.history.undo({})
    await client.cases.remove({ cases: [id('North'), id('South')] })
    expect(await sumsOf(client)).toEqual([0, 130])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('takes along what did not take place and is of no other site, and says so', async () => {
    const { study, client, id } = await taken(
      'Date,Site,Mode,Minutes,Attended,Reason,Did not attend',
      '14/01/2019,North,phone,60,no,snow,OT 1 (snow)',
      '15/01/2019,South,phone,30,yes,,',
      '16/01/2019,North; South,phone,20,no,ill,',
    )
    const before = contentOf(study.db())
    expect(await sumsOf(client)).toEqual([30, 30])
    expect(await client.cases.goesWith({ cases: [id('North')] })).toMatchObject({
      refused: null,
      sentence: expect.stringContaining(
        'With “North” go 1 part in a contact and 1 contact that did not take place.',
      ),
    })
    await client.cases.remove({ cases: [id('North')] })
    expect(await sumsOf(client)).toEqual([30, 30])
    const log = await client.contacts.list({})
    expect(log.map(({ date, happened }) => [date, happened])).toEqual([
      ['2019-01-15', true],
      ['2019-01-16', false],
    ])
    expect((await client.history.list({ limit: 1 })).entries[0]?.what).toContain(
      'Removed the site “North”, and 1 contact that did not take place',
    )
    expect((await client.study.check({})).breaches).toEqual([])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('leaves the minutes of what took place by it, as those of a contact without a site', async () => {
    const { client, id } = await taken('Date,Site,Mode,Minutes', '14/01/2019,North,phone,60')
    expect((await client.cases.goesWith({ cases: [id('North')] })).sentence).toContain(
      'With “North” goes 1 part in a contact.',
    )
    await client.cases.remove({ cases: [id('North')] })
    expect(await sumsOf(client)).toEqual([0, 60])
    expect((await client.contacts.table({})).notes).toContain('1 contact has no site any more.')
  })
})
