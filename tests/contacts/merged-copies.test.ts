import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ContactReading } from '#shared/model/contact.ts'
import { copyOf } from '../helpers/apart.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { begun, readLog, rows } from './log.ts'

const withIds = rows(
  'Id,Date,Site,Mode,Minutes,People',
  'K1,14/01/2019,Site 1,phone,60,OT 1',
  'K2,15/01/2019,Site 1,email,,OT 1',
)
const withoutIds = rows('Date,Site,Mode,Minutes,People', '14/01/2019,Site 1,phone,60,OT 1')

/** A study, and a copy of it, in both of which a log was taken in; in the copy perhaps read otherwise. The copy is merged into the study. */
async function mergedWith(log: string, there: string, otherwise: Partial<ContactReading> = {}) {
  const { study, client } = await begun()
  const copy = await copyOf(study)
  const other = await copy.as('LD')
  await (await readLog(study, client, log)).take()
  await (await readLog(copy, other, there)).take([], otherwise)
  const path = join(temporaryFolder(), 'all.tandem-return')
  await other.handouts.makeReturn({ path })
  const { packages } = await client.merging.apply({ files: [{ path }] })
  return { study, client, notes: packages[0]?.notes ?? [] }
}

it('a log taken in in two copies is told of when they are merged, and until one of each is removed', async () => {
  const { study, client, notes } = await mergedWith(withIds, withIds)
  expect(notes).toEqual([
    'all.tandem-return brings 2 cases of a name that a case here has: “OT 1” and “Site 1”. Those that are one can be merged under Cases.',
    'all.tandem-return brings 2 contacts of a log that was taken in here too: 14 January 2019 and 15 January 2019. They count twice until one of each is removed under Contacts.',
  ])
  const told = async () => (await client.contacts.table({})).notes
  expect((await told()).slice(0, 2)).toEqual([
    '2 contacts stand in the log twice, as a log was taken in in two copies of the study: 14 January 2019 and 15 January 2019. What they add counts twice until one of each is removed.',
    '“Site 1” is the name of 2 sites. If they are one, merge them under Cases.',
  ])
  const [one, two] = (await client.cases.list({})).cases.filter(({ kind }) => kind === 'site')
  await client.cases.merge({ from: one?.id ?? '', into: two?.id ?? '' })
  const log = await client.contacts.list({})
  await client.contacts.remove({ contacts: [log[0]?.id ?? ''] })
  expect((await told())[0]).toBe(
    '1 contact stands in the log twice, as a log was taken in in two copies of the study: 15 January 2019. What it adds counts twice until one of the two is removed.',
  )
  await client.contacts.remove({ contacts: [log[2]?.id ?? ''] })
  const table = await client.contacts.table({})
  expect(table.notes.join(' ')).not.toContain('twice')
  expect(table.distinctSessionMinutes).toBe(70)
  expect((await study.setUp.study.check({})).breaches).toEqual([])
})

it('a log without ids is known by all it says, and other logs are none of it', async () => {
  const alike = await mergedWith(withoutIds, withoutIds)
  expect(alike.notes.at(-1)).toContain(
    'brings 1 contact of a log that was taken in here too: 14 January 2019.',
  )
  const apart = await mergedWith(withoutIds, rows('Date,Site,Mode,Minutes', '16/01/2019,Site 2,phone,30'))
  expect(apart.notes).toEqual([])
  expect((await apart.client.contacts.table({})).notes).toEqual([])
})

it('logs of two sites that are numbered alike are two logs, and a row that was put right in one copy is one', async () => {
  const numbered = (...lines: string[]) => rows('No,Date,Site,Mode,Minutes', ...lines)
  const one = numbered('1,14/01/2019,Site 1,phone,60', '2,15/01/2019,Site 1,phone,45')
  const apart = await mergedWith(
    one,
    numbered('1,20/02/2019,Site 2,phone,30', '2,15/01/2019,Site 2,phone,25'),
  )
  expect(apart.notes).toEqual([])
  const table = await apart.client.contacts.table({})
  expect([table.distinctSessionMinutes, table.notes]).toEqual([160, []])
  const right = await mergedWith(one, numbered('1,14/01/2019,Site 1,phone,50', '3,17/01/2019,Site 1,phone,5'))
  expect(right.notes.at(-1)).toContain(
    'brings 1 contact of a log that was taken in here too: 14 January 2019.',
  )
})

it('a row that was taken twice because it is meant is not told of', async () => {
  const { study, client } = await begun()
  const twice = rows(withoutIds, '14/01/2019,Site 1,phone,60,OT 1')
  expect(await (await readLog(study, client, twice)).take(['repeat'])).toMatchObject({ added: 2 })
  expect((await client.contacts.table({})).notes).toEqual([])
})

it('a log that was read in another way in each copy is told of as one that may stand twice', async () => {
  const huddle = rows('Date,Site,Mode,Minutes,People', '14/01/2019,Site 1,huddle,60,OT 1')
  const joint = rows(
    'Date,Site,Mode,Minutes,People',
    '14/01/2019,Site 1,Teams,60,OT 1',
    '14/01/2019,Site 2,Teams,60,OT 2',
  )
  for (const [log, otherwise] of [
    [huddle, { modes: [{ words: 'huddle', mode: 'phone' }] }],
    [joint, { joins: true, joinsPeople: true }],
  ] satisfies [string, Partial<ContactReading>][]) {
    const { client, notes } = await mergedWith(log, log, otherwise)
    expect(notes.at(-1)).toBe(
      'all.tandem-return brings 1 contact that may be of a log that was taken in here too, and read in another way: 14 January 2019. If so, it counts twice until one of the two is removed under Contacts.',
    )
    expect((await client.contacts.table({})).notes[0]).toBe(
      '1 contact may stand in the log twice, as a log was taken in in two copies of the study and read in another way in each: 14 January 2019. If so, what it adds counts twice until one of the two is removed.',
    )
  }
  const others = rows('Date,Site,Mode,Minutes,People', '14/01/2019,Site 1,phone,60,OT 2')
  expect((await mergedWith(withoutIds, others)).notes.join(' ')).not.toContain('may be')
})

it('other logs whose rows are numbered alike are none of it', async () => {
  const here = rows(
    'No,Date,Site,Mode,Minutes',
    '1,14/01/2019,Site 1,phone,60',
    '2,15/01/2019,Site 1,phone,45',
  )
  const there = rows(
    'No,Date,Site,Mode,Minutes',
    '1,20/02/2019,Site 2,phone,30',
    '2,15/01/2019,Site 2,phone,25',
  )
  const { client, notes } = await mergedWith(here, there)
  expect(notes).toEqual([])
  const table = await client.contacts.table({})
  expect(table.notes.join(' ')).not.toContain('twice')
  expect(table.distinctSessionMinutes).toBe(160)
})
