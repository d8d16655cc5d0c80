import { describe, expect, it } from 'vitest'
import { begun, readLog, rows } from './log.ts'

const head = 'Date,Site,Mode,Minutes'

describe('sites of a log whose names are alike', () => {
  it.each([
    ['1', 'Site 1'],
    ['Site 1', '1'],
    ['Site 1', 'site1'],
    ['Site 01', 'Site no. 1'],
  ])(
    '“%s” first and “%s” later are proposed as one, said so, and two where somebody says so',
    async (first, later) => {
      const { study, client } = await begun()
      await (await readLog(study, client, rows(head, `2019-03-05,${first},Phone,30`))).take()
      const log = await readLog(study, client, rows(head, `2019-03-06,${later},Phone,45`))
      const look = await log.look()
      expect(look).toMatchObject({ newSites: [], nearSites: [{ name: later, of: first }] })
      expect(look.first.map(({ sites }) => sites)).toEqual([[first]])
      expect(look.said).toContain(
        `Taken for a site whose name is alike: “${later}” for “${first}”. If they are others, say that they are sites of their own.`,
      )
      const apart = await log.look({ sitesApart: true })
      expect(apart).toMatchObject({ newSites: [later], nearSites: [{ name: later, of: first }] })
      expect(apart.said).toContain(
        `Sites of their own though their names are alike: “${later}” and “${first}”.`,
      )

      expect(await log.take()).toMatchObject({ added: 1, sites: 0 })
      expect((await client.contacts.table({})).sites.map(({ site, minutes }) => [site, minutes])).toEqual([
        [first, 75],
      ])
      // The same log again is known, and says nothing of its sites.
      expect(await log.look()).toMatchObject({ fresh: 0, known: 1, nearSites: [] })
      await client.history.undo({})
      expect(await log.take([], { sitesApart: true })).toMatchObject({ added: 1, sites: 1 })
      expect((await client.contacts.table({})).sites).toHaveLength(2)
    },
  )

  it('are proposed as one within a log as well', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(head, '2019-03-05,1,Phone,30', '2019-03-06,Site 1,Phone,45', '2019-03-07,Site 2,Phone,20'),
    )
    expect(await log.look()).toMatchObject({
      newSites: ['1', 'Site 2'],
      nearSites: [{ name: 'Site 1', of: '1' }],
    })
    expect(await log.take()).toMatchObject({ added: 3, sites: 2 })
    expect((await client.contacts.table({})).sites.map(({ site, minutes }) => [site, minutes])).toEqual([
      ['1', 75],
      ['Site 2', 20],
    ])
  })

  it('are no question where the study has both', async () => {
    const { study, client } = await begun()
    await client.cases.add({ kind: 'site', name: '1' })
    await client.cases.add({ kind: 'site', name: 'Site 1' })
    const log = await readLog(
      study,
      client,
      rows(head, '2019-03-05,1,Phone,30', '2019-03-06,Site 1,Phone,45'),
    )
    expect(await log.look()).toMatchObject({ newSites: [], nearSites: [] })
    await log.take()
    expect((await client.contacts.table({})).sites.map(({ minutes }) => minutes)).toEqual([30, 45])
  })
})
