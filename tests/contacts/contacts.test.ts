import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthsBetween, wholeMonths } from '#engine/contacts/months.ts'
import type { Client } from '#shared/contract/client.ts'
import { contactModes } from '#shared/model/contact.ts'
import { often } from '../helpers/often.ts'
import { contentOf, failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'

interface Here {
  study: TestStudy
  client: Client
  north: string
  south: string
  ot: string
}

async function here(): Promise<Here> {
  const study = await makeStudy()
  const client = await study.as('LD')
  const { id: north } = await client.cases.add({ kind: 'site', name: 'North' })
  const { id: south } = await client.cases.add({ kind: 'site', name: 'South' })
  const { id: ot } = await client.cases.add({ kind: 'person', name: 'OT 1', site: north })
  return { study, client, north, south, ot }
}

const row = async (client: Client, site: string, cutOff?: string) =>
  (await client.contacts.table(cutOff === undefined ? {} : { cutOff })).sites.find(({ id }) => id === site)

describe('a contact', () => {
  it('is entered, changed and removed by hand, each step told in words and taken back', async () => {
    const { study, client, north, south, ot } = await here()
    const empty = contentOf(study.db())
    const added = await client.contacts.add({
      date: '2019-01-14',
      mode: 'phone',
      minutes: 45,
      sites: [{ case: north }],
      people: [{ case: ot }],
      note: 'Goals',
    })
    expect(added).toMatchObject({ minutes: 45, minutesFrom: 'recorded', happened: true })
    const once = contentOf(study.db())
    await client.contacts.update({
      contact: added.id,
      date: '2019-01-15',
      mode: 'phone',
      minutes: 50,
      sites: [{ case: south }, { case: north, attended: false, reason: 'Sickness' }],
      people: [{ case: ot, attended: false, reason: 'Sickness' }],
      note: '',
    })
    expect(await client.contacts.list({})).toMatchObject([
      {
        date: '2019-01-15',
        minutes: 50,
        sites: [
          { case: north, attended: false, reason: 'Sickness' },
          { case: south, attended: true },
        ],
        people: [{ case: ot, attended: false, reason: 'Sickness' }],
        note: '',
      },
    ])
    await client.contacts.remove({ contacts: [added.id] })
    expect(await client.contacts.list({})).toEqual([])
    const said = (await client.history.list({ limit: 3 })).entries.map(({ what }) => what)
    expect(said).toEqual([
      'Removed the call of 15 January 2019',
      'Changed the call of 15 January 2019: date, minutes, note, who took part',
      'Added the call of 14 January 2019',
    ])
    await client.history.undo({})
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(once)
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(empty)
    expect((await client.study.check({})).breaches).toEqual([])
  })

  it('is changed in what is named only, and not where another changed the same meanwhile', async () => {
    const { study, client, north, south, ot } = await here()
    const { id: contact } = await client.contacts.add({
      date: '2019-01-14',
      mode: 'phone',
      minutes: 50,
      sites: [{ case: north }],
      people: [{ case: ot }],
    })
    const other = await study.as('KM')
    await other.contacts.update({ contact, minutes: 65, from: { minutes: 50 } })
    await client.contacts.update({ contact, note: 'Cameras were off', from: { note: '' } })
    const both = { minutes: 65, note: 'Cameras were off', people: [{ case: ot }], sites: [{ case: north }] }
    expect((await client.contacts.list({}))[0]).toMatchObject(both)
    const before = contentOf(study.db())
    expect(
      await failureOf(client.contacts.update({ contact, minutes: 40, from: { minutes: 50 } })),
    ).toMatchObject({
      code: 'conflict',
      message: 'The call of 14 January 2019 was changed elsewhere while you were changing it: its minutes.',
    })
    expect(contentOf(study.db())).toBe(before)
    await client.contacts.update({ contact, minutes: 65, from: { minutes: 50 } })
    await client.contacts.update({ contact, sites: [{ case: south }, { case: north }] })
    expect(
      await failureOf(
        client.contacts.update({ contact, sites: [{ case: north }], from: { sites: both.sites } }),
      ),
    ).toMatchObject({ code: 'conflict' })
    const asIs = [{ case: north }, { case: south }]
    await client.contacts.update({ contact, sites: [{ case: south }], from: { sites: asIs } })
    expect((await client.contacts.list({}))[0]).toMatchObject({ ...both, sites: [{ case: south }] })
  })

  it('needs a site, takes everyone once, and keeps sites and people apart', async () => {
    const { client, north, ot } = await here()
    const call = { date: '2019-01-14', mode: 'phone', minutes: 5 } as const
    expect(await failureOf(client.contacts.add({ ...call, sites: [] }))).toMatchObject({ code: 'bad-input' })
    expect(await failureOf(client.contacts.add({ ...call, sites: [{ case: ot }] }))).toMatchObject({
      message: '“OT 1” is not a site.',
    })
    expect(
      await failureOf(client.contacts.add({ ...call, sites: [{ case: north }], people: [{ case: north }] })),
    ).toMatchObject({ message: '“North” is not a person.' })
    expect(
      await failureOf(client.contacts.add({ ...call, sites: [{ case: north }, { case: north }] })),
    ).toMatchObject({ message: '“North” is in the contact twice.' })
    expect(
      await failureOf(client.contacts.add({ ...call, minutes: -1, sites: [{ case: north }] })),
    ).toMatchObject({ code: 'bad-input' })
  })

  it('by email counts 10 minutes unless it says otherwise, and shows that it does', async () => {
    const { client, north } = await here()
    const email = { date: '2019-01-14', mode: 'email' as const, sites: [{ case: north }] }
    expect(await client.contacts.add(email)).toMatchObject({ minutes: 10, minutesFrom: 'default' })
    expect(await client.contacts.add({ ...email, minutes: 25 })).toMatchObject({ minutesFrom: 'recorded' })
    expect(await client.contacts.add({ ...email, mode: 'phone' })).toMatchObject({
      minutes: null,
      minutesFrom: null,
    })
    expect(await row(client, north)).toMatchObject({
      minutes: 35,
      defaulted: 1,
      unknown: 1,
      percentByPhone: 0,
    })
    await client.contacts.choose({ emailMinutes: 5 })
    expect(await row(client, north)).toMatchObject({ minutes: 30 })
    expect((await client.contacts.table({})).notes).toEqual([
      '1 email counts 5 minutes because nobody recorded its length.',
      '1 contact has no length and adds no minutes.',
    ])
  })

  it('that did not happen counts nowhere and is told by its reason', async () => {
    const { client, north, south, ot } = await here()
    await client.contacts.add({
      date: '2019-01-14',
      mode: 'phone',
      minutes: 30,
      sites: [{ case: north, attended: false, reason: 'Annual leave' }],
      people: [{ case: ot, attended: false, reason: 'annual leave' }],
    })
    await client.contacts.add({
      date: '2019-02-14',
      mode: 'phone',
      minutes: 40,
      sites: [{ case: south }, { case: north, attended: false }],
    })
    const table = await client.contacts.table({})
    expect(table.sites.map(({ minutes }) => minutes)).toEqual([0, 40])
    expect(table.distinctSessionMinutes).toBe(40)
    expect(table.absences).toEqual([
      {
        of: 'sites',
        reasons: ['', 'Annual leave'],
        rows: [{ id: north, site: 'North', counts: [1, 1], total: 2 }],
      },
      {
        of: 'people',
        reasons: ['annual leave'],
        rows: [{ id: north, site: 'North', counts: [1], total: 1 }],
      },
    ])
  })

  it('counts up to the cut-off day, the last one included; what is later is told of', async () => {
    const { client, north } = await here()
    for (const date of ['2019-03-31', '2019-04-01', '2019-04-02']) {
      await client.contacts.add({ date, mode: 'phone', minutes: 10, sites: [{ case: north }] })
    }
    await client.contacts.setSite({ site: north, opened: '2019-04-01' })
    expect(await client.contacts.table({})).toMatchObject({ cutOff: '2019-04-02', isCutOffChosen: false })
    const table = await client.contacts.table({ cutOff: '2019-04-01' })
    expect(table.sites[0]).toMatchObject({ minutes: 20, months: 0, minutesPerMonth: null, band: null })
    expect(table.notes).toEqual([
      '1 contact is before the site opened and counted all the same.',
      '1 contact is after the cut-off and not counted.',
    ])
  })
})

describe('notes under the table', () => {
  it('are of what is in its columns: no meeting face to face makes the sites add up to more, or counts early', async () => {
    const { client, north, south } = await here()
    for (const site of [north, south]) await client.contacts.setSite({ site, opened: '2019-03-01' })
    const both = [{ case: north }, { case: south }]
    await client.contacts.add({ date: '2019-01-14', mode: 'face to face', minutes: 90, sites: both })
    await client.contacts.add({ date: '2019-04-15', mode: 'phone', minutes: 30, sites: [{ case: north }] })
    await client.contacts.add({ date: '2019-02-15', mode: 'phone', minutes: 30, sites: [{ case: south }] })
    // Without a length it adds nothing, for however many sites.
    await client.contacts.add({ date: '2019-04-16', mode: 'phone', sites: both })
    const table = await client.contacts.table({})
    expect([table.minutesOverSites, table.distinctSessionMinutes]).toEqual([60, 60])
    expect(table.notes).toEqual([
      '90 minutes face to face or otherwise are in no column.',
      '1 contact has no length and adds no minutes.',
      '1 contact is before the site opened and counted all the same.',
    ])
    await client.contacts.add({ date: '2019-04-17', mode: 'email', minutes: 5, sites: both })
    expect((await client.contacts.table({})).notes[0]).toMatch(/^1 session served several sites and counts/)
  })

  it('do not say that a visit to come, or what did not happen, is counted', async () => {
    const { client, north } = await here()
    const later = { date: '2091-01-14', minutes: 30 }
    await client.contacts.add({ ...later, mode: 'face to face', sites: [{ case: north }] })
    await client.contacts.add({ ...later, mode: 'phone', sites: [{ case: north, attended: false }] })
    expect((await client.contacts.table({ cutOff: '2100-01-01' })).notes).toEqual([
      '30 minutes face to face or otherwise are in no column.',
    ])
  })
})

describe('what is known of sites', () => {
  it('is kept where it was touched, as are cut-off and counting, and not where another touched the same', async () => {
    const { client } = await here()
    const before = await client.contacts.setUp({})
    const { id: site } = await client.cases.add({ kind: 'site', name: 'Site 1' })
    await client.contacts.choose({ cutOff: '2019-01-15', from: before })
    await client.contacts.choose({ expected: 90, from: before })
    expect(await client.contacts.setUp({})).toMatchObject({ cutOff: '2019-01-15', expected: 90 })
    await expect(client.contacts.choose({ cutOff: '2019-01-31', from: before })).rejects.toMatchObject({
      code: 'conflict',
      message: 'Changed elsewhere while you were changing it: the cut-off.',
    })
    await client.contacts.choose({ cutOff: '2019-01-15', from: before })
    const from = { opened: null, participants: null, staff: null }
    await client.contacts.setSite({ site, participants: 12, from })
    await client.contacts.setSite({ site, staff: 3, from })
    await expect(client.contacts.setSite({ site, participants: 14, from })).rejects.toMatchObject({
      code: 'conflict',
      message: 'Changed elsewhere while you were changing it: its participants.',
    })
    expect(await row(client, site)).toMatchObject({ participants: 12, staff: 3 })
  })

  it('is kept as their attributes, made where they are missing, and read from others where those are chosen', async () => {
    const { client, north, south } = await here()
    await client.contacts.setSite({ site: north, opened: '2018-03-01', participants: 26, staff: 3 })
    const { attributes } = await client.cases.list({})
    expect(attributes.map(({ name, type }) => [name, type])).toEqual([
      ['Opened', 'date'],
      ['Participants', 'number'],
      ['Staff', 'number'],
    ])
    await client.contacts.choose({ cutOff: '2020-04-01' })
    expect(await row(client, north)).toMatchObject({
      months: 25,
      participants: 26,
      staff: 3,
      participantsPerStaff: 9,
    })
    const { id: ots } = await client.cases.addAttribute({ about: 'site', name: 'OTs', type: 'number' })
    await client.cases.setCells({ cells: [{ case: north, column: ots, value: '2' }] })
    await client.contacts.choose({ attributes: { staff: ots } })
    expect(await row(client, north)).toMatchObject({ staff: 2, participantsPerStaff: 13 })
    expect(await row(client, south)).toMatchObject({ staff: null, months: null, participantsPerStaff: null })
    const opened = attributes[0]?.id ?? ''
    expect(await failureOf(client.contacts.choose({ attributes: { staff: opened } }))).toMatchObject({
      message: '“Opened” does not say it: it is a date of sites.',
    })
    await client.contacts.setSite({ site: north, opened: null })
    expect(await row(client, north)).toMatchObject({ opened: null, months: null })
  })

  it('goes with a case that goes: contacts stay, say so, and come back with it; merged cases bring theirs', async () => {
    const { study, client, north, south, ot } = await here()
    await client.contacts.add({
      date: '2019-01-14',
      mode: 'phone',
      minutes: 30,
      sites: [{ case: north }],
      people: [{ case: ot }],
    })
    await client.contacts.add({
      date: '2019-01-15',
      mode: 'phone',
      minutes: 20,
      sites: [{ case: north }, { case: south }],
    })
    const before = contentOf(study.db())
    expect((await client.cases.goesWith({ cases: [north] })).sentence).toMatch(
      /^With “North” go 2 parts in contacts\./,
    )
    await client.cases.remove({ cases: [north] })
    expect((await client.contacts.table({})).notes).toContain('1 contact has no site any more.')
    expect((await client.contacts.table({})).distinctSessionMinutes).toBe(50)
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await client.cases.merge({ from: north, into: south })
    expect(await row(client, south)).toMatchObject({ minutes: 50, contacts: 2 })
    expect((await client.study.check({})).breaches).toEqual([])
  })
})

describe('months in the study', () => {
  it.each([
    ['2018-03-01', '2020-04-01', 25],
    ['2018-03-02', '2020-04-01', 24],
    ['2020-01-31', '2020-02-29', 0],
    ['2020-05-01', '2020-04-01', 0],
  ])('from %s to %s are %i', (from, to, months) => expect(wholeMonths(from, to)).toBe(months))

  it('are listed one by one across years', () => {
    expect(monthsBetween('2019-11-30', '2020-02-01')).toEqual(['2019-11', '2019-12', '2020-01', '2020-02'])
    expect(monthsBetween('2020-02-01', '2020-01-31')).toEqual([])
  })
})

const day = fc
  .integer({ min: 0, max: 800 })
  .map(n => new Date(Date.UTC(2018, 2, 1) + n * 86_400_000).toISOString().slice(0, 10))

describe('the table', () => {
  it('adds up to the log, whatever is in it: per site, by month, over sites and by session', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            date: day,
            mode: fc.constantFrom(...contactModes),
            minutes: fc.option(fc.integer({ min: 0, max: 700 })),
            at: fc.subarray([0, 1, 2], { minLength: 1 }),
            came: fc.boolean(),
          }),
          { maxLength: 25 },
        ),
        day,
        async (log, cutOff) => {
          const { client, north, south } = await here()
          const { id: west } = await client.cases.add({ kind: 'site', name: 'West' })
          const sites = [north, south, west]
          for (const { date, mode, minutes, at, came } of log) {
            // Where not all came, the first did not.
            const of = at.map((n, first) => ({ case: sites[n] ?? '', attended: came || first > 0 }))
            await client.contacts.add({ date, mode, minutes, sites: of })
          }
          const table = await client.contacts.table({ cutOff })
          const counts = (entry: (typeof log)[number]) =>
            entry.date <= cutOff && (entry.mode === 'phone' || entry.mode === 'email')
              ? (entry.minutes ?? (entry.mode === 'email' ? 10 : 0))
              : 0
          const total = (entries: typeof log) => entries.reduce((sum, entry) => sum + counts(entry), 0)
          table.sites.forEach((site, n) => {
            const own = log.filter(({ at, came }) => at.includes(n) && (came || at[0] !== n))
            expect(site.minutes).toBe(total(own))
            expect(site.byMonth.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(site.minutes)
          })
          expect(table.minutesOverSites).toBe(table.sites.reduce((sum, { minutes }) => sum + minutes, 0))
          expect(table.distinctSessionMinutes).toBe(
            total(log.filter(({ came, at }) => came || at.length > 1)),
          )
          expect(table.distinctSessionMinutes).toBeLessThanOrEqual(table.minutesOverSites)
        },
      ),
      often(8),
    ))
})
