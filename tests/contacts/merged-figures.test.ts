import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { copyOf } from '../helpers/apart.ts'
import type { TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { begun, readLog, rows } from './log.ts'

const log = rows('Date,Site,Mode,Minutes', '14/01/2019,Site 1,phone,60', '15/01/2019,Site 2,phone,40')

/** A study with a log of two sites, and a copy of it, each with its lead. */
async function apart(): Promise<{ study: TestStudy; client: Client; other: Client }> {
  const { study, client } = await begun()
  await (await readLog(study, client, log)).take()
  return { study, client, other: await (await copyOf(study)).as('LD') }
}

async function merged(client: Client, other: Client) {
  const path = join(temporaryFolder(), 'all.tandem-return')
  await other.handouts.makeReturn({ path })
  await client.merging.apply({ files: [{ path }] })
  const [of] = await client.merging.returns({})
  return { package: of?.id ?? '', decisions: of?.decisions ?? [] }
}

const siteOf = async (client: Client, name: string): Promise<string> =>
  (await client.cases.list({})).cases.find(one => one.name === name)?.id ?? ''

const figures = async (client: Client) =>
  (await client.contacts.table({})).sites.map(({ site, opened, participants, staff }) => [
    site,
    opened,
    participants,
    staff,
  ])

const both = [
  ['Site 1', '2018-01-01', 10, 2],
  ['Site 2', '2018-06-01', 20, 4],
]

it('what two copies say of sites for the first time stands in one attribute of each', async () => {
  const { study, client, other } = await apart()
  await client.contacts.setSite({
    site: await siteOf(client, 'Site 1'),
    opened: '2018-01-01',
    participants: 10,
    staff: 2,
  })
  await other.contacts.setSite({
    site: await siteOf(other, 'Site 2'),
    opened: '2018-06-01',
    participants: 20,
    staff: 4,
  })
  expect((await merged(client, other)).decisions).toEqual([])
  expect(await figures(client)).toEqual(both)
  expect((await client.cases.list({})).attributes).toHaveLength(3)
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})

it('what stands in two attributes of one name is read from both, and said where they differ', async () => {
  const { client, other } = await apart()
  for (const [lead, site, opened] of [
    [client, 'Site 1', '2018-01-01'],
    [other, 'Site 2', '2018-06-01'],
  ] as const) {
    const { id } = await lead.cases.addAttribute({ about: 'site', name: 'Opened', type: 'date' })
    const one = await siteOf(lead, site)
    await lead.cases.setCells({ cells: [{ case: one, column: id, value: opened }] })
  }
  await merged(client, other)
  expect((await figures(client)).map(([, opened]) => opened)).toEqual(['2018-01-01', '2018-06-01'])
  const notes = async () => (await client.contacts.table({})).notes.filter(note => note.includes('Opened'))
  expect(await notes()).toEqual([])
  const site = await siteOf(client, 'Site 1')
  for (const [n, { id }] of (await client.cases.list({})).attributes.entries())
    await client.cases.setCells({ cells: [{ case: site, column: id, value: `2018-0${n + 1}-01` }] })
  expect(await notes()).toEqual([
    expect.stringMatching(
      /^“Opened” stands more than once under Cases and says 1 \w+ 2018 and 1 \w+ 2018 of “Site 1”\. The table takes 1 \w+ 2018\.$/,
    ),
  ])
  await client.contacts.setSite({ site, opened: null })
  expect((await figures(client))[0]).toEqual(['Site 1', null, null, null])
})

it('two cut-offs, and minutes of one contact, are listed by name, and either can be taken', async () => {
  const { study, client, other } = await apart()
  await client.contacts.choose({ cutOff: '2019-01-14', expected: 90 })
  await other.contacts.choose({ cutOff: '2019-12-31', emailMinutes: 5 })
  const contact = (await client.contacts.list({}))[0]?.id ?? ''
  await client.contacts.update({ contact, minutes: 70 })
  await other.contacts.update({ contact, minutes: 80 })
  const { package: id, decisions } = await merged(client, other)
  const told = decisions.map(({ what, stands, other }) => ({ what, either: [stands, other].sort() }))
  expect(told).toEqual(
    expect.arrayContaining([
      {
        what: 'The cut-off of the contact table: what was chosen was changed on both sides; one of the two stands.',
        either: ['14 January 2019', '31 December 2019'],
      },
      {
        what: 'The call of 14 January 2019 with “Site 1”: its length was changed on both sides; one of the two stands.',
        either: ['70 minutes', '80 minutes'],
      },
    ]),
  )
  expect(told).toHaveLength(2)
  const before = (await client.contacts.setUp({})).cutOff
  const cutOff = decisions.find(({ what }) => what.startsWith('The cut-off'))
  await client.merging.decide({
    package: id,
    operation: cutOff?.operation ?? '',
    part: cutOff?.part ?? 0,
    choice: 'other',
  })
  expect((await client.contacts.setUp({})).cutOff).toBe(before === '2019-01-14' ? '2019-12-31' : '2019-01-14')
  expect(await client.contacts.setUp({})).toMatchObject({ expected: 90, emailMinutes: 5 })
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})

it('an attribute that is made text is said under the table, and no second one is made beside it', async () => {
  const { client } = await apart()
  const site = await siteOf(client, 'Site 1')
  await client.contacts.setSite({ site, opened: '2018-01-01' })
  const [{ id } = { id: '' }] = (await client.cases.list({})).attributes
  await client.cases.updateAttribute({ attribute: id, type: 'text' })
  expect((await client.contacts.table({})).notes[0]).toBe(
    '“Opened” is text under Cases, not a date: the table reads nothing from it.',
  )
  await expect(client.contacts.setSite({ site, opened: '2018-02-01' })).rejects.toMatchObject({
    code: 'conflict',
    message: '“Opened” is text under Cases, not a date: no figure can be kept in it.',
  })
  await client.cases.updateAttribute({ attribute: id, type: 'date' })
  expect(await figures(client)).toEqual([
    ['Site 1', '2018-01-01', null, null],
    ['Site 2', null, null, null],
  ])
})
