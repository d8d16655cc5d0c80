import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { copyOf } from '../helpers/apart.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { begun, readLog, rows } from './log.ts'

/** A study with a log, and a copy of it, each with its lead. */
async function apart(...log: string[]) {
  const { study, client } = await begun()
  await (await readLog(study, client, rows('Id,Date,Site,Mode,Minutes,People', ...log))).take()
  return { study, client, other: await (await copyOf(study)).as('LD') }
}

async function merged(client: Client, other: Client) {
  const path = join(temporaryFolder(), 'all.tandem-return')
  await other.handouts.makeReturn({ path })
  const { packages } = await client.merging.apply({ files: [{ path }] })
  const [of] = await client.merging.returns({})
  return { package: of?.id ?? '', decisions: of?.decisions ?? [], notes: packages[0]?.notes ?? [] }
}

/** The contacts of the log in words: minutes, whether it took place, who took part and who did not. */
async function told(client: Client): Promise<string[]> {
  const { cases } = await client.cases.list({})
  const name = (id: string) => cases.find(one => one.id === id)?.name ?? 'gone'
  return (await client.contacts.list({})).map(({ minutes, happened, sites, people }) =>
    [
      `${minutes}${happened ? '' : ' struck through'}`,
      ...[...sites, ...people].map(part => `${part.attended ? '' : 'not '}${name(part.case)}`).sort(),
    ].join(', '),
  )
}

it('a contact removed in one copy and changed in the other is kept with its site and people', async () => {
  for (const whoRemoves of ['here', 'there']) {
    const { study, client, other } = await apart(
      '1,14/01/2019,Site 1,phone,60,OT 1',
      '2,15/01/2019,Site 2,phone,40,OT 2',
    )
    const contact = (await client.contacts.list({}))[1]?.id ?? ''
    const [removing, changing] = whoRemoves === 'here' ? [client, other] : [other, client]
    await removing.contacts.remove({ contacts: [contact] })
    await changing.contacts.update({ contact, minutes: 55 })
    const { package: id, decisions } = await merged(client, other)
    expect(await told(client), whoRemoves).toEqual(['60, OT 1, Site 1', '55, OT 2, Site 2'])
    expect(decisions.map(({ what }) => what)).toEqual([
      'The call of 15 January 2019 with “Site 2” was removed on one side and changed on the other; it was kept.',
    ])
    expect((await study.setUp.study.check({})).breaches).toEqual([])
    const [{ operation, part } = { operation: '', part: 0 }] = decisions
    await client.merging.decide({ package: id, operation, part, choice: 'other' })
    expect(await told(client)).toEqual(['60, OT 1, Site 1'])
    await client.history.undo({})
    expect(await told(client)).toEqual(['60, OT 1, Site 1', '55, OT 2, Site 2'])
    expect((await study.setUp.study.check({})).breaches).toEqual([])
    study.close()
  }
})

it('who was taken out of a contact stays out of it, and what was changed since the merge stands', async () => {
  const { study, client, other } = await apart('1,14/01/2019,Site 1,phone,60,OT 1; OT 2')
  const [contact] = await client.contacts.list({})
  const [first] = contact?.people ?? []
  await client.contacts.remove({ contacts: [contact?.id ?? ''] })
  await other.contacts.update({ contact: contact?.id ?? '', people: first ? [first] : [] })
  await other.contacts.update({ contact: contact?.id ?? '', minutes: 55 })
  await merged(client, other)
  const [kept] = await told(client)
  expect(kept).toMatch(/^55, OT [12], Site 1$/)
  await client.contacts.update({ contact: contact?.id ?? '', people: [] })
  await client.themes.add({ name: 'Room' })
  expect(await told(client)).toEqual(['55, Site 1'])
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})

it('a site that comes back comes back into its contacts, with its figures', async () => {
  const { study, client, other } = await apart(
    '1,14/01/2019,Site 1,phone,60,',
    '1,14/01/2019,Site 2,phone,60,',
    '2,16/01/2019,Site 2,phone,40,',
  )
  const { cases } = await client.cases.list({})
  const of = (name: string) => cases.find(one => one.name === name)?.id ?? ''
  await client.contacts.setSite({ site: of('Site 1'), participants: 12 })
  await client.cases.remove({ cases: [of('Site 1')] })
  const [session] = await other.contacts.list({})
  await other.contacts.update({
    contact: session?.id ?? '',
    sites: [{ case: of('Site 1') }, { case: of('Site 2'), attended: false, reason: 'ill' }],
  })
  await other.contacts.add({ date: '2019-01-20', mode: 'phone', minutes: 5, sites: [{ case: of('Site 1') }] })
  await merged(client, other)
  expect(await told(client)).toEqual(['60, Site 1, not Site 2', '40, Site 2', '5, Site 1'])
  const table = await client.contacts.table({})
  expect(table.distinctSessionMinutes).toBe(105)
  expect(table.sites[0]).toMatchObject({ site: 'Site 1', minutes: 65, participants: 12 })
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})

it('a session of which each copy says that the other site stayed away is told of', async () => {
  const { client, other } = await apart('1,14/01/2019,Site 1,phone,60,', '1,14/01/2019,Site 2,phone,60,')
  const [session] = await client.contacts.list({})
  const [one, two] = (session?.sites ?? []).map(part => part.case)
  const away = (site: string | undefined) => ({ case: site ?? '', attended: false, reason: 'ill' })
  const contact = session?.id ?? ''
  await client.contacts.update({ contact, sites: [away(one), { case: two ?? '' }] })
  await other.contacts.update({ contact, sites: [{ case: one ?? '' }, away(two)] })
  const { notes } = await merged(client, other)
  expect(await told(client)).toEqual(['60 struck through, not Site 1, not Site 2'])
  expect(notes).toEqual([
    'With all.tandem-return no site took part in the call of 14 January 2019 any more: its minutes count nowhere. If a site took part, say so under Contacts.',
  ])
})

it('two sites that two copies merged into each other the other way round are told of, to be merged anew', async () => {
  const { study, client, other } = await apart(
    '1,14/01/2019,Site 1,phone,60,OT 1',
    '2,15/01/2019,Site 2,phone,40,OT 2',
  )
  const siteIn = async (of: Client, name: string) =>
    (await of.cases.list({})).cases.find(one => one.name === name)?.id ?? ''
  await client.cases.merge({ from: await siteIn(client, 'Site 1'), into: await siteIn(client, 'Site 2') })
  await other.cases.merge({ from: await siteIn(other, 'Site 2'), into: await siteIn(other, 'Site 1') })
  const { notes } = await merged(client, other)
  expect(notes.join('\n')).toContain(
    'merged “Site 2” into “Site 1”, and here “Site 1” was merged into “Site 2”. Both are there now, each with what was the other’s: merge them again under Cases',
  )
  await client.cases.merge({ from: await siteIn(client, 'Site 1'), into: await siteIn(client, 'Site 2') })
  expect(await told(client)).toEqual(['60, OT 1, Site 2', '40, OT 2, Site 2'])
  expect((await study.setUp.study.check({})).breaches).toEqual([])
  study.close()
})

it('a contact of a log that was added by hand in another copy is told of as one that may stand twice', async () => {
  const { study, client, other } = await apart('1,14/01/2019,Site 1,phone,60,OT 1')
  const { cases } = await other.cases.list({})
  const site = cases.find(({ name }) => name === 'Site 1')?.id ?? ''
  const by = (minutes: number) => ({
    date: '2019-02-20',
    mode: 'phone' as const,
    minutes,
    sites: [{ case: site, attended: true, reason: '' }],
  })
  await other.contacts.add(by(45))
  await other.contacts.add(by(30))
  await (await readLog(study, client, rows('Date,Site,Mode,Minutes', '20/02/2019,Site 1,phone,45'))).take()
  const { notes } = await merged(client, other)
  expect(notes.join('\n')).toContain('20 February 2019')
  const table = await client.contacts.table({})
  expect(table.notes.filter(note => note.includes('20 February 2019'))).toHaveLength(1)
  study.close()
})
