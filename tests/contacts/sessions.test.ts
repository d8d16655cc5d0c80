import { describe, expect, it } from 'vitest'
import { contentOf } from '../helpers/study.ts'
import { begun, readLog, rows } from './log.ts'

describe('the rows of a contact log', () => {
  it('knows rows that are in the study, and asks about rows that repeat each other', async () => {
    const { study, client } = await begun()
    const { id: site } = await client.cases.add({ kind: 'site', name: 'Site 1' })
    await client.contacts.add({ date: '2019-01-31', mode: 'phone', minutes: 20, sites: [{ case: site }] })
    const text = rows(
      'Date,Site,Mode,Minutes',
      '31/01/2019,1,phone,20',
      '30/01/2019,site  1,email,',
      '30/01/2019,Site 1,email,',
    )
    const log = await readLog(study, client, text)
    const look = await log.look()
    expect(look).toMatchObject({ known: 1, fresh: 1, repeats: 1, newSites: [] })
    expect(look.problems).toEqual([{ row: 4, kind: 'repeat', what: 'Row 4 says the same as row 3.' }])
    expect(await log.take()).toMatchObject({ added: 1, known: 1, left: 1 })
    expect(await log.take(['repeat'])).toMatchObject({ added: 1, known: 2, left: 0 })
    expect(await log.take(['repeat'])).toMatchObject({ added: 0, known: 3, left: 0 })
    expect(await client.contacts.list({})).toHaveLength(3)
  })

  it('tells rows apart by their id where it has them, and never overwrites what came in', async () => {
    const { study, client } = await begun()
    const first = await readLog(
      study,
      client,
      rows('ID,Date,Site,Mode,Minutes', 'C1,30/01/2019,A,email,', 'C2,30/01/2019,A,email,12'),
    )
    expect(await first.take()).toMatchObject({ added: 2, left: 0 })
    const second = await readLog(
      study,
      client,
      rows(
        'ID,Date,Site,Mode,Minutes',
        'C1,30/01/2019,A,email,',
        'c2,30/01/2019,A,email,15',
        'C3,31/01/2019,A,phone,5',
        'C3,31/01/2019,A,phone,6',
      ),
    )
    expect((await second.look()).problems.map(({ what }) => what)).toEqual([
      'Row 3 is in the study as “c2” and says something else now; change it by hand.',
      'Row 5 has the id of row 4 and says something else.',
    ])
    expect(await second.take()).toMatchObject({ added: 1, known: 1, refused: 2 })
  })

  it('asks about rows that say the same under another id, as a running number is one', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'ID,Date,Site,Mode,Minutes',
        '1,30/01/2019,A,phone,60',
        '2,30/01/2019,A,phone,60',
        '3,31/01/2019,A,phone,60',
      ),
    )
    expect((await log.look()).problems).toEqual([
      { row: 3, kind: 'repeat', what: 'Row 3 says the same as row 2.' },
    ])
    expect(await log.take()).toMatchObject({ added: 2, left: 1 })
  })

  it('takes rows of one id for several sites as the one session they are, with all who took part', async () => {
    const { study, client } = await begun()
    const text = rows(
      'Session,Date,Site,Mode,Minutes,OTs,Attended,Reason',
      'S1,30/01/2019,North,Teams,60,OT 1; Mentor,yes,',
      's1,30/01/2019,South,Teams,60,OT 2; Mentor,yes,',
      'S2,31/01/2019,North,Teams,60,OT 1,yes,',
      'S2,31/01/2019,South,Teams,,OT 2,no,sickness',
      'S3,01/02/2019,North,email,,OT 1,yes,',
      'S3,01/02/2019,South,email,,OT 2,yes,',
      'S4,02/02/2019,North,phone,30,OT 1,yes,',
      'S4,02/02/2019,South,phone,20,OT 2,yes,',
      'S4,02/02/2019,North,phone,30,OT 1,yes,',
    )
    const log = await readLog(study, client, text)
    expect(log.found.reading.columns[0]).toEqual({ name: 'Session', role: 'id' })
    const look = await log.look()
    expect(look).toMatchObject({ fresh: 4, alike: 0, repeats: 1 })
    expect(look.first[0]).toMatchObject({
      row: 2,
      sites: ['North', 'South'],
      people: ['OT 1', 'Mentor', 'OT 2'],
      minutes: 60,
    })
    expect(look.first[1]).toMatchObject({ sites: ['North', 'South'], absent: ['South', 'OT 2'], minutes: 60 })
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 3: Mentor takes part for South, and for North in row 2. They come in without a site of their own.',
      'Row 9 has the id of row 8 and says something else: another site and another length.',
      'Row 10 says the same as row 8.',
    ])
    expect(look.said).toContain('3 sessions stand in several rows, one for each site, and come in once each.')
    expect(await log.take()).toMatchObject({ added: 4, refused: 1, left: 1 })
    const { sites, distinctSessionMinutes, minutesOverSites } = await client.contacts.table({})
    expect(sites.map(({ site, minutes }) => [site, minutes])).toEqual([
      ['North', 160],
      ['South', 70],
    ])
    expect({ distinctSessionMinutes, minutesOverSites }).toEqual({
      distinctSessionMinutes: 160,
      minutesOverSites: 230,
    })
    const { cases } = await client.cases.list({})
    const home = (name: string) => {
      const of = cases.find(one => one.name === name)?.site
      return cases.find(({ id }) => id === of)?.name ?? null
    }
    expect(['OT 1', 'OT 2', 'Mentor'].map(home)).toEqual(['North', 'South', null])
    expect(await log.take()).toMatchObject({ added: 0, known: 5 })
  })

  it('takes no number of a session within its site for the id of a contact', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'Session,Date,Site,Mode,Minutes',
        '1,30/01/2019,North,Teams,60',
        '1,15/02/2019,South,Teams,60',
        '2,28/02/2019,North,Teams,60',
      ),
    )
    expect(log.found.reading.columns[0]).toEqual({ name: 'Session', role: 'ignored' })
    expect(await log.take()).toMatchObject({ added: 3, refused: 0 })
  })

  it('says where rows are alike but for the site, and takes them as one session where somebody says so', async () => {
    const { study, client } = await begun()
    const text = rows(
      'Date,Site,Mode,Minutes,OTs',
      '30/01/2019,North,Teams,60,OT 1',
      '30/01/2019,South,Teams,60,OT 2',
      '31/01/2019,North,email,,OT 1',
      '31/01/2019,South,email,,OT 2',
      '01/02/2019,North,Teams,60,OT 1',
      '01/02/2019,South,Teams,45,OT 2',
    )
    const log = await readLog(study, client, text)
    const look = await log.look()
    expect(look).toMatchObject({ fresh: 6, alike: 1, problems: [] })
    expect(look.said).toContain(
      '1 row says the same as one above but for the site, such as row 3 and row 2. Each comes in as a contact of its own, unless they are said to be one session.',
    )
    expect(await log.look({ joins: true })).toMatchObject({ fresh: 5, alike: 0, problems: [] })
    const empty = contentOf(study.db())
    expect(await log.take([], { joins: true })).toMatchObject({ added: 5 })
    expect(await client.contacts.table({})).toMatchObject({
      distinctSessionMinutes: 185,
      minutesOverSites: 245,
    })
    // Known as it came in, whatever is said the next time.
    expect(await log.take()).toMatchObject({ added: 0, known: 5 })
    expect(await log.take([], { joins: true })).toMatchObject({ added: 0, known: 5 })
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(empty)
    expect(await log.take()).toMatchObject({ added: 6 })
    expect(await log.take([], { joins: true })).toMatchObject({ added: 0, known: 6 })
    expect((await log.look()).alike).toBe(0)
  })

  it('says where rows are alike but for who took part, and takes them as one session where somebody says so', async () => {
    const { study, client } = await begun()
    const text = rows(
      'No,Date,Time,Site,Mode,Minutes,OT,Attended,Reason,Topic covered',
      // One session of two people of North and one of South, another of North with somebody away.
      '1,30/01/2019,09:30,North,Teams,60,OT 1,yes,,Goals',
      '2,30/01/2019,09:30,North,Teams,60,OT 2,yes,,Goals',
      '3,30/01/2019,09:30,South,Teams,60,OT 3,yes,,Goals',
      '4,31/01/2019,09:30,North,Teams,45,OT 1,yes,,Goals',
      '5,31/01/2019,09:30,North,Teams,,OT 2,no,sickness,Goals',
      // Two at another time, of another length, about something else, and emails are contacts of their own.
      '6,31/01/2019,11:00,North,Teams,45,OT 2,yes,,Goals',
      '7,01/02/2019,09:30,North,Teams,30,OT 1,yes,,Goals',
      '8,01/02/2019,09:30,North,Teams,20,OT 2,yes,,Goals',
      '9,02/02/2019,09:30,North,Teams,30,OT 1,yes,,Goals',
      '10,02/02/2019,09:30,North,Teams,30,OT 2,yes,,Forms',
      '11,03/02/2019,09:30,North,email,,OT 1,yes,,Goals',
      '12,03/02/2019,09:30,North,email,,OT 2,yes,,Goals',
    )
    const log = await readLog(study, client, text)
    const look = await log.look()
    expect(look).toMatchObject({ fresh: 12, alike: 1, alikePeople: 2 })
    expect(look.said).toContain(
      '2 rows say the same as one above but for who took part, such as row 3 and row 2. Each comes in as a contact of its own, unless they are said to be one session.',
    )
    expect(look.problems.map(({ what }) => what)).toEqual([])
    const ofPeople = await log.look({ joinsPeople: true })
    expect(ofPeople).toMatchObject({ fresh: 10, alike: 1, alikePeople: 0 })
    expect(ofPeople.said).toContain(
      '2 sessions stand in several rows, one for each person, and come in once each.',
    )
    expect(ofPeople.first[0]).toMatchObject({
      row: 2,
      sites: ['North'],
      people: ['OT 1', 'OT 2'],
      minutes: 60,
    })
    expect(ofPeople.first[2]).toMatchObject({ row: 5, sites: ['North'], people: ['OT 1'], absent: ['OT 2'] })
    const both = { joins: true, joinsPeople: true }
    const ofBoth = await log.look(both)
    expect(ofBoth).toMatchObject({ fresh: 9, alike: 0, alikePeople: 0 })
    expect(ofBoth.said).toContain(
      '2 sessions stand in several rows, one for each site or person, and come in once each.',
    )
    const empty = contentOf(study.db())
    for (const [joins, added, north, distinct] of [
      [{}, 12, 340, 400],
      [{ joinsPeople: true }, 10, 280, 340],
      [both, 9, 280, 280],
    ] as const) {
      expect(await log.take([], joins)).toMatchObject({ added })
      const { sites, distinctSessionMinutes } = await client.contacts.table({})
      expect(sites.find(({ site }) => site === 'North')?.minutes).toBe(north)
      expect(distinctSessionMinutes).toBe(distinct)
      // Known as it came in, whatever is said the next time.
      for (const again of [{}, { joins: true }, { joinsPeople: true }, both]) {
        expect(await log.look(again)).toMatchObject({ fresh: 0, known: added, alike: 0, alikePeople: 0 })
        expect(await log.take([], again)).toMatchObject({ added: 0, known: added })
      }
      await client.history.undo({})
      expect(contentOf(study.db())).toBe(empty)
    }
  })

  it('takes rows of one id for several people as the one session they are', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'ID,Date,Site,Mode,Minutes,OT',
        'S1,30/01/2019,North,Teams,60,OT 1',
        'S1,30/01/2019,North,Teams,60,OT 2',
        'S1,30/01/2019,South,Teams,60,OT 3',
        'S1,30/01/2019,South,Teams,60,OT 4',
        'S2,31/01/2019,North,Teams,60,OT 1',
        'S2,31/01/2019,North,Teams,45,OT 2',
      ),
    )
    const look = await log.look()
    expect(look.first.map(({ sites, people }) => [sites, people])).toEqual([
      [
        ['North', 'South'],
        ['OT 1', 'OT 2', 'OT 3', 'OT 4'],
      ],
      [['North'], ['OT 1']],
    ])
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 7 has the id of row 6 and says something else.',
    ])
    expect(await log.take()).toMatchObject({ added: 2, refused: 1 })
    expect(await log.take()).toMatchObject({ added: 0, known: 2, refused: 1 })
    expect((await client.contacts.table({})).distinctSessionMinutes).toBe(120)
  })
})
