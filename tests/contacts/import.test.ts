import { describe, expect, it } from 'vitest'
import { xlsxFile } from '#engine/export/writing/xlsx.ts'
import { contentOf, failureOf } from '../helpers/study.ts'
import { zipOf } from '../import/build-files.ts'
import { begun, readLog, rows } from './log.ts'

const schemas = 'http://schemas.openxmlformats.org'
const main = `xmlns="${schemas}/spreadsheetml/2006/main"`
const relations = (...of: [type: string, target: string][]) =>
  `<Relationships xmlns="${schemas}/package/2006/relationships">${of.map(([type, target], n) => `<Relationship Id="r${n + 1}" Type="${schemas}/officeDocument/2006/relationships/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** A workbook of the rows of one sheet, whose second style shows numbers in a format. */
const workbookOf = (sheetRows: string, format: string) =>
  zipOf({
    '[Content_Types].xml': `<Types xmlns="${schemas}/package/2006/content-types"/>`,
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets><sheet name="Log" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    'xl/styles.xml': `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="${format}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${sheetRows}</sheetData></worksheet>`,
  })

describe('a contact log', () => {
  it('is shown before it is taken: what each column is, what comes in, who would be made', async () => {
    const { study, client } = await begun()
    const before = contentOf(study.db())
    const log = await readLog(
      study,
      client,
      rows(
        'Date of contact,Sites,Contact type,Minutes,Who attended,Did not attend,Reason,Notes',
        '14/01/2019,Site 1; Site 2,Microsoft Teams,1h 5,OT 1; OT 2,"OT 3 (sick, at home)",,Goals',
        '15/01/2019,Site 1,E-mail,,Mentor A,,,',
        '16/01/2019,Site 2,Home visit,45,OT 2 and Mentor A,,,',
      ),
    )
    expect(log.found.reading.columns.map(({ role }) => role)).toEqual([
      'date',
      'site',
      'mode',
      'minutes',
      'people',
      'absent',
      'reason',
      'note',
    ])
    const look = await log.look()
    expect(look).toMatchObject({ asks: null, fresh: 3, known: 0, newSites: ['Site 1', 'Site 2'] })
    expect(look.first[0]).toEqual({
      row: 2,
      date: '2019-01-14',
      mode: 'phone',
      minutes: 65,
      minutesFrom: 'recorded',
      sites: ['Site 1', 'Site 2'],
      people: ['OT 1', 'OT 2'],
      absent: ['OT 3'],
    })
    expect(look.first[1]).toMatchObject({ mode: 'email', minutes: 10, minutesFrom: 'default' })
    expect(look.first[2]).toMatchObject({ mode: 'face to face', people: ['OT 2', 'Mentor A'] })
    expect(contentOf(study.db())).toBe(before)
    expect(await log.take()).toMatchObject({ added: 3, sites: 2, people: 4, refused: 0, left: 0 })
    expect((await client.history.list({ limit: 1 })).entries[0]?.what).toBe(
      'Imported 3 contacts from log.csv',
    )
    const { cases } = await client.cases.list({})
    const siteOf = (name: string) => {
      const of = cases.find(one => one.name === name)?.site
      return cases.find(({ id }) => id === of)?.name ?? null
    }
    // OT 2 was in one session of two sites and one of Site 2; the mentor takes part for both and belongs to neither.
    expect(['OT 1', 'OT 2', 'Mentor A'].map(siteOf)).toEqual([null, 'Site 2', null])
    await client.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect((await client.study.check({})).breaches).toEqual([])
  })

  it('leaves out what cannot be read and says which row and why; the rest comes in', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes,Attended,Reason',
        '14/01/2019,Site 1,phone,about an hour,,',
        '15/01/2019,Site 1,phone,-20,,',
        '31/02/2019,Site 1,phone,20,,',
        ',Site 1,phone,20,,',
        '16/01/2019,,phone,20,,',
        '17/01/2019,Site 1,letter,12.5,,',
        '18/01/2019,Site 1,phone,,,',
        '19/01/2019,Site 1,phone,30,no,Annual leave',
        '20/01/2019,Site 1,phone,600,,',
      ),
    )
    const { problems, fresh, long } = await log.look()
    expect({ fresh, long }).toEqual({ fresh: 3, long: 1 })
    expect(problems.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'refused: Row 2 has “about an hour” for minutes, which is no length of time.',
      'refused: Row 3 has “-20” for minutes, which is less than nothing.',
      'refused: Row 4 has “31/02/2019” for a date, which is none that can be read.',
      'refused: Row 5 has no date.',
      'refused: Row 6 has no site.',
      'remark: Row 7: “letter” is taken as other; the words are kept in the note. If it is another mode, say which before the log comes in, or change the contact.',
      'remark: Row 7: 12.5 is kept as 13 minutes.',
      'remark: Row 8: has no minutes, and adds none.',
      'remark: Row 9: did not take place, so its 30 minutes count nowhere.',
      'long: Row 10 says 600 minutes, 10 hours or more.',
    ])
    expect(await log.take()).toMatchObject({ added: 3, refused: 5, left: 1 })
    const taken = await client.contacts.list({})
    expect(taken.map(({ minutes, happened, note }) => [minutes, happened, note])).toEqual([
      [13, true, 'Mode: letter'],
      [null, true, ''],
      [30, false, ''],
    ])
    expect(taken[2]?.sites[0]).toMatchObject({ attended: false, reason: 'Annual leave' })
    // Taken again: what is there is known, and the long one comes in where somebody says that it is meant.
    expect(await log.take(['long'])).toMatchObject({ added: 1, known: 3, refused: 5, left: 0 })
  })

  it('reads what did not take place with its reason, whatever column says so, and takes no answer for a person', async () => {
    const attended = (...cells: string[]) =>
      rows(
        'Date,Site,Mode,Minutes,People,Attended',
        ...cells.map((cell, n) => `${14 + n}/01/2019,Site 1,phone,${60 - n},OT 1,${cell}`),
      )
    const { study, client } = await begun()
    const cells = [
      'yes',
      'no - ill',
      'no – annual leave',
      'No (snow)',
      'DNA',
      'Yes (late)',
      'Cancelled by site',
    ]
    const log = await readLog(study, client, attended(...cells))
    expect(log.found.reading.columns.at(-1)).toEqual({ name: 'Attended', role: 'attended' })
    expect(await log.look()).toMatchObject({ fresh: 7, newPeople: ['OT 1'] })
    await log.take()
    const taken = (await client.contacts.list({})).toSorted((a, b) => a.date.localeCompare(b.date))
    expect(taken.map(({ happened, sites, note }) => [happened, sites[0]?.reason, note])).toEqual([
      [true, '', ''],
      [false, 'ill', ''],
      [false, 'annual leave', ''],
      [false, 'snow', ''],
      [false, '', ''],
      [true, '', 'Attendance: Yes (late)'],
      [false, 'Cancelled by site', ''],
    ])
    expect((await client.contacts.table({})).distinctSessionMinutes).toBe(115)

    // Among names, an answer is none of a person's.
    const other = await begun()
    const names = attended('OT 1', 'OT 2', 'no - ill').replace('People', 'Topic')
    const among = await readLog(other.study, other.client, names)
    expect(among.found.reading.columns.at(-1)?.role).toBe('people')
    const look = await among.look()
    expect(look.newPeople).toEqual(['OT 1', 'OT 2'])
    expect(look.problems.filter(({ kind }) => kind === 'refused').map(({ what }) => what)).toEqual([
      'Row 4 has “no - ill” under “Attended”, where the names of people are read. Say whether it took place in a column of its own.',
    ])
  })

  it('says of a column it leaves out that it tells what was called off', async () => {
    const { study, client } = await begun()
    const status = (...cells: string[]) =>
      rows(
        'Date,Site,Mode,Minutes,Status',
        ...cells.map((cell, n) => `${14 + n}/01/2019,Site 1,phone,60,${cell}`),
      )
    const log = await readLog(study, client, status('Final', 'Draft', 'Cancelled by site'))
    expect(log.found.reading.columns.at(-1)?.role).toBe('attended')
    const look = await log.look()
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 2: “Final” does not say whether it took place, and is kept in the note.',
      'Row 3: “Draft” does not say whether it took place, and is kept in the note.',
      'Row 4: did not take place, so its 60 minutes count nowhere.',
    ])
    const columns = log.found.reading.columns.map(one =>
      one.name === 'Status' ? { ...one, role: 'ignored' as const } : one,
    )
    expect((await log.look({ columns })).said).toContain(
      '“Status” is left out, and says “Cancelled by site” in row 4. Where it says what did not take place, choose Whether it took place for it.',
    )
  })

  it('knows a site among those who did not attend, and counts the session for the others alone', async () => {
    const { study, client } = await begun()
    for (const name of ['North', 'South', 'Brighton and Hove', 'Site 4'])
      await client.cases.add({ kind: 'site', name })
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes,OTs,Did not attend,Reason',
        '14/01/2019,North; South,Teams,60,OT 1,South (annual leave),',
        '15/01/2019,North; South,Teams,60,OT 1; OT 2,,',
        '16/01/2019,South,Teams,60,,South (sickness),',
        '17/01/2019,North; East,Teams,30,OT 1,Brighton and Hove (snow); east; OT 3,No cover',
        '18/01/2019,North; 4,Teams,20,OT 1; North; South,Site 4; 2 others,',
      ),
    )
    const look = await log.look()
    expect(look.newPeople).toEqual(['OT 1', 'OT 2', 'OT 3'])
    expect(look.newSites).toEqual(['East'])
    expect(look.first.map(({ sites, absent }) => [sites, absent])).toEqual([
      [['North', 'South'], ['South']],
      [['North', 'South'], []],
      [['South'], ['South']],
      [
        ['North', 'East', 'Brighton and Hove'],
        ['East', 'Brighton and Hove', 'OT 3'],
      ],
      [['North', 'Site 4'], ['Site 4']],
    ])
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 4: did not take place, so its 60 minutes count nowhere.',
      'Row 6: “South” among those who took part is a site and no person; it is kept in the note.',
    ])
    await log.take()
    const table = await client.contacts.table({})
    expect(table.sites.map(({ site, minutes }) => [site, minutes])).toEqual([
      ['Brighton and Hove', 0],
      ['East', 0],
      ['North', 170],
      ['Site 4', 0],
      ['South', 60],
    ])
    expect(table.distinctSessionMinutes).toBe(170)
    const absent = table.absences.map(({ of, reasons, rows: lines }) => [
      of,
      reasons,
      lines.map(({ site, counts }) => [site, counts]),
    ])
    expect(absent).toEqual([
      [
        'sites',
        ['', 'annual leave', 'No cover', 'sickness', 'snow'],
        [
          ['Brighton and Hove', [0, 0, 0, 0, 1]],
          ['East', [0, 0, 1, 0, 0]],
          ['Site 4', [1, 0, 0, 0, 0]],
          ['South', [0, 1, 0, 1, 0]],
        ],
      ],
      ['people', ['No cover'], [['North', [1]]]],
    ])
    const { cases } = await client.cases.list({})
    const siteOf = (name: string) => cases.find(one => one.name === name)?.site
    const north = cases.find(one => one.name === 'North')?.id
    // Only North took part whenever OT 1 did but once, when South did too.
    expect(siteOf('OT 1')).toBe(north)
    expect((await client.contacts.list({}))[4]?.note).toBe('Took part: South\nPeople: 2 others')
    expect(await log.take()).toMatchObject({ added: 0, known: 5 })
  })

  it('takes a plus without a space for part of a name, but between two sites that are known', async () => {
    const { study, client } = await begun()
    const cells = ['A+E', 'Site 1', 'Site 2', 'Site 1+Site 2', 'Site 3 + Site 4', '=1+1']
    const lines = cells.map((cell, at) => `${at + 14}/01/2019,${cell},phone,20`)
    const log = await readLog(study, client, rows('Date,Site,Mode,Minutes', ...lines))
    await log.take()
    const named = new Map((await client.cases.list({})).cases.map(({ id, name }) => [id, name]))
    const taken = await client.contacts.list({})
    expect(taken.map(({ sites }) => sites.map(part => named.get(part.case)))).toEqual([
      ['A+E'],
      ['Site 1'],
      ['Site 2'],
      ['Site 1', 'Site 2'],
      ['Site 3', 'Site 4'],
      ['=1+1'],
    ])
  })

  it('asks in which order days and months are where its dates do not tell, or tell two', async () => {
    const { study, client } = await begun()
    const either = await readLog(
      study,
      client,
      rows('Date,Site,Minutes', '05/03/2019,Site 1,20', '06/04/2019,Site 1,20'),
    )
    expect(either.found.reading.dateOrder).toBeNull()
    expect((await either.look()).asks).toBe(
      'Dates such as 05/03/2019 in row 2 can be read day first or month first, and nothing in the log tells which. Say how they are meant.',
    )
    expect(await failureOf(either.take())).toMatchObject({ code: 'bad-input' })
    expect((await either.look({ dateOrder: 'month-day' })).first.map(({ date }) => date)).toEqual([
      '2019-05-03',
      '2019-06-04',
    ])
    const mixed = await readLog(
      study,
      client,
      rows(
        'Date,Site,Minutes',
        '25/03/2019,Site 1,20',
        '03/26/2019,Site 1,21',
        '05/03/2019,Site 1,22',
        '2019-03-07,Site 1,23',
      ),
    )
    expect((await mixed.look()).asks).toBe(
      'Dates are written in two orders: row 2 (25/03/2019) must be day first and row 3 (03/26/2019) month first. Say which one the others are in; rows that cannot be read so are left out.',
    )
    const look = await mixed.look({ dateOrder: 'day-month' })
    expect(look.first.map(({ date }) => date)).toEqual(['2019-03-25', '2019-03-05', '2019-03-07'])
    expect(look.problems.find(({ kind }) => kind === 'refused')?.what).toBe(
      'Row 3 has “03/26/2019” for a date, which is written month first, unlike what was said of the others.',
    )
  })

  it('leaves out a row of several days, and says so', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes',
        '05/03/2019 - 07/03/2019,Site 1,phone,60',
        '13/03/2019 to 14/03/2019,Site 1,phone,60',
        '15/03/2019 09:30 - 10:15,Site 1,phone,45',
      ),
    )
    expect((await log.look()).problems.map(({ what }) => what)).toEqual([
      'Row 2 has “05/03/2019 - 07/03/2019” for a date, which is more than one day. Write one, or a row for each.',
      'Row 3 has “13/03/2019 to 14/03/2019” for a date, which is more than one day. Write one, or a row for each.',
    ])
    expect(await log.take()).toMatchObject({ added: 1, refused: 2 })
  })

  it('asks about days to come, and counts up to the last contact that is not one', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes',
        '30/01/2019,North,Teams,60',
        '10/03/2091,North,Teams,30',
        '11/03/2091,North,Teams,700',
      ),
    )
    const look = await log.look()
    expect(look).toMatchObject({ fresh: 1, future: 2, long: 1, asked: [['future'], ['long', 'future']] })
    expect(look.problems.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'future: Row 3 is dated 10 March 2091, which is still to come.',
      'long: Row 4 says 700 minutes, 11 hours or more.',
      'future: Row 4 is dated 11 March 2091, which is still to come.',
    ])
    expect(await log.take()).toMatchObject({ added: 1, left: 2 })
    expect(await log.take(['future'])).toMatchObject({ added: 1, known: 1, left: 1 })
    const table = await client.contacts.table({})
    expect(table).toMatchObject({ cutOff: '2019-01-30', isCutOffChosen: false, minutesOverSites: 60 })
    expect(table.notes).toEqual(['1 contact is after the cut-off and not counted.'])
    const chosen = await client.contacts.table({ cutOff: '2100-01-01' })
    expect(chosen.minutesOverSites).toBe(90)
    expect(chosen.notes).toEqual(['1 contact is dated after today and counted, as the cut-off is.'])
  })

  it('asks about days long before all others, and long before the site opened, as years that are mistyped are', async () => {
    const { study, client } = await begun()
    const { id: south } = await client.cases.add({ kind: 'site', name: 'Site 2' })
    await client.contacts.setSite({ site: south, opened: '2019-03-01' })
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes',
        '14/01/2019,1,Teams,60',
        '14/01/2018,2,Teams,30',
        '14/01/2019,2,Teams,30',
        '15/04/1919,1,Teams,45',
        '10/03/2091,1,Teams,30',
      ),
    )
    const look = await log.look()
    expect(look).toMatchObject({ fresh: 2, future: 1, early: 2, asked: [['early'], ['early'], ['future']] })
    expect(look.problems.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'early: Row 3 is dated 14 January 2018, a year or more before Site 2 opened on 1 March 2019.',
      'early: Row 5 is dated 15 April 1919, more than a year before all others.',
      'future: Row 6 is dated 10 March 2091, which is still to come.',
    ])
    expect(await log.take()).toMatchObject({ added: 2, left: 3 })
    // What is in the study counts among the others.
    const next = await readLog(study, client, rows('Date,Site,Mode,Minutes', '16/04/1919,1,Teams,45'))
    expect(await next.look()).toMatchObject({ fresh: 0, early: 1 })
    expect(await next.take(['early'])).toMatchObject({ added: 1 })
    expect(await next.look()).toMatchObject({ fresh: 0, early: 0, known: 1 })
    expect(await log.take(['early'])).toMatchObject({ added: 2, known: 2, left: 1 })
  })

  it('parts names at “&”, keeps whole what is known as one, and says where it cannot tell', async () => {
    const { study, client } = await begun()
    await client.cases.add({ kind: 'site', name: 'Brighton and Hove' })
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Sites,Mode,Minutes,Who attended',
        '30/01/2019,Site H & Site I,phone,40,OT 1 & OT 2',
        '31/01/2019,Site H,phone,40,OT 1',
        '01/02/2019,Brighton and Hove,phone,40,',
        '02/02/2019,Trinidad and Tobago,phone,40,',
        '03/02/2019,R&D,phone,40,',
      ),
    )
    const look = await log.look()
    expect(look.newSites).toEqual(['Site H', 'Site I', 'Trinidad', 'Tobago', 'R&D'])
    expect(look.newPeople).toEqual(['OT 1', 'OT 2'])
    expect(look.problems).toEqual([
      {
        row: 5,
        kind: 'remark',
        what: 'Row 5: “Trinidad and Tobago” is read as 2 sites. If it is one, add it under Cases first and take the log in then.',
      },
    ])
  })

  it('knows a person with something in brackets behind their name, and reads days with the month between dashes', async () => {
    const { study, client } = await begun()
    await client.cases.add({ kind: 'person', name: 'OT 9 (North)' })
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes,OTs',
        '05-Mar-2019,North,phone,60,OT 1; OT 2',
        '6-Mar-19,North,phone,45,OT 1 (mentor)',
        '07/Mar/2019,North,phone,30,OT 9 (North); OT 3 (bank)',
      ),
    )
    const look = await log.look()
    expect(look).toMatchObject({ fresh: 3, problems: [] })
    expect(look.first.map(({ date }) => date)).toEqual(['2019-03-05', '2019-03-06', '2019-03-07'])
    expect(look.first.map(({ people }) => people)).toEqual([
      ['OT 1', 'OT 2'],
      ['OT 1'],
      ['OT 9 (North)', 'OT 3 (bank)'],
    ])
    await log.take()
    expect((await client.contacts.list({})).map(({ note }) => note)).toEqual([
      '',
      'Took part: OT 1 (mentor)',
      '',
    ])
  })

  it('takes a site from those who stayed away where no site came, as an exported log has it', async () => {
    const { study, client } = await begun()
    await client.cases.add({ kind: 'site', name: 'North' })
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Mode,Minutes,Took place,Sites,People,Did not attend',
        '2019-01-14,phone,30,no,,,North (leave); OT 1',
        '2019-01-15,phone,30,yes,,OT 1,',
      ),
    )
    expect((await log.look()).problems.map(({ what }) => what)).toEqual([
      'Row 2: did not take place, so its 30 minutes count nowhere.',
      'Row 3 has no site.',
    ])
    await log.take()
    expect(await client.contacts.list({})).toMatchObject([
      { happened: false, sites: [{ attended: false, reason: 'leave' }] },
    ])
  })

  it('says where a person takes part for a site that is not theirs, and moves nobody', async () => {
    const { study, client } = await begun()
    const { id: site } = await client.cases.add({ kind: 'site', name: 'Site 1' })
    await client.cases.add({ kind: 'person', name: 'OT 4', site })
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes,People',
        '30/01/2019,Site 2,phone,20,OT 4',
        '30/01/2019,Site 1,phone,20,OT 5',
        '31/01/2019,Site 2,phone,20,OT 5; 3 others',
      ),
    )
    expect((await log.look()).problems.map(({ what }) => what)).toEqual([
      'Row 2: OT 4 belongs to Site 1 and takes part for Site 2. They stay at Site 1.',
      'Row 4: OT 5 takes part for Site 2, and for Site 1 in row 3. They come in without a site of their own.',
    ])
    await log.take()
    const { cases } = await client.cases.list({})
    expect(cases.find(({ name }) => name === 'OT 4')?.site).toBe(site)
    expect(cases.find(({ name }) => name === 'OT 5')?.site).toBeNull()
    expect((await client.contacts.list({}))[2]?.note).toBe('People: 3 others')
  })

  it('reads the columns of the next log as of the one before, and asks of dates anew where they do not settle it', async () => {
    const { study, client } = await begun()
    const head = 'When it was,Place,Took,Kind of thing'
    const first = await readLog(study, client, rows(head, '05/03/2019,A,20,phone'))
    const columns = [
      { name: 'When it was', role: 'date' as const },
      { name: 'Place', role: 'site' as const },
      { name: 'Took', role: 'minutes' as const },
      { name: 'Kind of thing', role: 'mode' as const },
    ]
    expect(await failureOf(first.look())).toMatchObject({ message: 'No column is taken for the site.' })
    await first.take([], { columns, dateOrder: 'month-day' })
    const second = await readLog(study, client, rows(head, '06/03/2019,A,20,phone'))
    // Nothing in it tells the order, and who wrote the last log need not have written this one.
    expect(second.found).toMatchObject({ isRemembered: true, reading: { columns, dateOrder: null } })
    expect((await second.look()).asks).toMatch(
      /^Dates such as 06\/03\/2019 in row 2 can be read day first or/,
    )
    const third = await readLog(study, client, rows(head, '26/03/2019,A,20,phone', '03/04/2019,A,20,phone'))
    expect(third.found.reading.dateOrder).toBeNull()
    expect((await third.look()).asks).toBe(
      'Row 2 (26/03/2019) must be day first, and the last log with these columns was read month first. Say how the dates of this one are meant.',
    )
    const both = await readLog(
      study,
      client,
      rows(head, '26/03/2019,A,20,phone', '03/04/2019,A,20,phone', '04/28/2019,A,20,phone'),
    )
    expect((await both.look()).asks).toMatch(/^Dates are written in two orders: row 2 .* row 4 /)
    // What agrees with the last log, and what reads the same both ways, is not asked about.
    const same = await readLog(study, client, rows(head, '04/28/2019,A,20,phone', '03/04/2019,A,20,phone'))
    expect(same.found.reading.dateOrder).toBe('month-day')
    const plain = await readLog(study, client, rows(head, '2019-04-03,A,20,phone'))
    expect((await plain.look()).asks).toBeNull()
  })

  it('comes from a workbook as well, with dates that a spreadsheet keeps', async () => {
    const { study, client } = await begun()
    const columns = ['Date', 'Site', 'Mode', 'Minutes'].map(head => ({ head, width: 12 }))
    const bytes = await xlsxFile([
      {
        name: 'Log',
        columns,
        rows: [
          [43_479, 'A&<B>', 'Teams', 30],
          ['2019-01-15', 'שלום', 'email', null],
        ],
      },
    ])
    const log = await readLog(study, client, bytes, 'log.xlsx')
    expect((await log.look()).first.map(({ date, sites }) => [date, sites])).toEqual([
      ['2019-01-14', ['A&<B>']],
      ['2019-01-15', ['שלום']],
    ])
  })

  it('reads the lengths of a spreadsheet beyond a day, and leaves out rows with a formula that failed', async () => {
    const { study, client } = await begun()
    const words = (text: string) => `t="inlineStr"><is><t>${text}</t></is></c>`
    const length = (days: number) => `s="1"><v>${days}</v></c>`
    const failed = (error: string) => `t="e"><f>1+x</f><v>${error}</v></c>`
    const lines = [
      [words('Date'), words('Site'), words('Mode'), words('Minutes')],
      [words('2019-01-14'), words('North'), words('phone'), length(45 / 1440)],
      [words('2019-01-15'), words('North'), words('phone'), length(1.0625)],
      [words('2019-01-16'), words('North'), words('email'), failed('#VALUE!')],
      [words('2019-01-17'), failed('#N/A'), words('phone'), length(0.0138888888888889)],
      [words('2019-01-18'), words('North'), words('phone'), length(20 / 1440)],
    ]
    const sheet = lines.map(
      (cells, at) =>
        `<row r="${at + 1}">${cells.map((cell, n) => `<c r="${'ABCD'[n]}${at + 1}" ${cell}`).join('')}</row>`,
    )
    const log = await readLog(study, client, workbookOf(sheet.join(''), '[h]:mm:ss'), 'log.xlsx')
    expect(log.found.columns[3]?.examples).toEqual(['0:45', '25:30', '#VALUE!'])
    const look = await log.look()
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 3 says 1530 minutes, 25 hours or more.',
      'Row 4 has “#VALUE!” under “Minutes”: a formula of the spreadsheet failed. Mend it there.',
      'Row 5 has “#N/A” under “Site”: a formula of the spreadsheet failed. Mend it there.',
    ])
    expect(look.newSites).toEqual(['North'])
    await log.take(['long'])
    expect((await client.contacts.list({})).map(({ minutes }) => minutes)).toEqual([45, 1530, 20])
  })

  it('is refused whole where it is no table', async () => {
    const { study, client } = await begun()
    expect(await failureOf(readLog(study, client, 'Dear all, no table here.', 'letter.txt'))).toMatchObject({
      code: 'unsupported-file',
    })
  })
})
