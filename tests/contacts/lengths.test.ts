import { describe, expect, it } from 'vitest'
import { begun, readLog, rows } from './log.ts'

describe('the lengths of a contact log', () => {
  it('reads hours as hours where a column says so, with the minutes beside them, and says it', async () => {
    const { study, client } = await begun()
    const lookAt = async (...lines: string[]) => {
      const log = await readLog(study, client, rows(...lines))
      const { first, said, problems, long } = await log.look()
      const roles = log.found.reading.columns.map(({ role }) => role)
      return { roles, minutes: first.map(({ minutes }) => minutes), said, problems, long }
    }
    const head = (length: string) => `Date,Site,Mode,${length}`
    const day = (n: number, length: string) => `2019-03-0${n},Site 1,Phone,${length}`
    for (const name of ['Duration (hours)', 'Hours', 'Hrs', 'Length (h)', 'Time in hours']) {
      const look = await lookAt(head(name), day(5, '1.5'), day(6, '2'), day(7, '"0,5"'), day(8, '1h 20'))
      expect(look).toMatchObject({ roles: ['date', 'site', 'mode', 'hours'], minutes: [90, 120, 30, 80] })
      expect(look.said).toEqual([`“${name}” is read as hours: 1.5 in row 2 is 90 minutes.`])
    }
    const others = await lookAt(
      head('Hours'),
      day(5, '45 min'),
      day(6, '1:20'),
      day(7, '45'),
      day(8, '0.333'),
    )
    expect(others.minutes).toEqual([45, 80, 20])
    expect(others.problems.map(({ what }) => what)).toEqual([
      'Row 4 says 2700 minutes, 45 hours or more.',
      'Row 5: 0.333 is kept as 20 minutes.',
    ])
    const both = await lookAt(
      head('Hours,Minutes'),
      day(5, '1,30'),
      day(6, '2,0'),
      day(7, ',20'),
      day(8, '3,'),
      day(9, '1,x'),
    )
    expect(both.minutes).toEqual([90, 120, 20, 180])
    expect(both.said).toEqual([
      '“Hours” is read as hours, and “Minutes” is added to it: 1 and 30 in row 2 are 90 minutes.',
    ])
    expect(both.problems.map(({ what }) => what)).toEqual([
      'Row 6 has “x” for minutes, which is no length of time.',
    ])
    // The same length in two units is no length and a further one.
    const twice = await lookAt(
      head('Duration (min),Hours'),
      day(5, '80,1.33'),
      day(6, '90,1.5'),
      day(7, '20,'),
    )
    expect(twice.minutes).toEqual([80, 90, 20])
    expect(twice.said).toEqual(['“Hours” and “Duration (min)” say the same length twice; the minutes count.'])
    const either = await lookAt(head('Duration (hours or minutes)'), day(5, '45'), day(6, '2 h'))
    expect(either.minutes).toEqual([45, 120])
    expect(either.said).toEqual([
      '“Duration (hours or minutes)” is read as minutes: 45 in row 2 is 45 minutes.',
    ])
    expect((await lookAt(head('Minutes'), day(5, '0.5'))).problems.map(({ what }) => what)).toEqual([
      'Row 2: 0.5 is kept as 1 minute.',
    ])
  })

  it('says that hours are read as minutes where somebody chooses so, or a log before was read so', async () => {
    const { study, client } = await begun()
    const log = await readLog(study, client, rows('Date,Site,Mode,Hours', '2019-03-05,Site 1,Phone,30'))
    const columns = log.found.reading.columns.map(({ name, role }) => ({
      name,
      role: role === 'hours' ? ('minutes' as const) : role,
    }))
    expect(await log.look({ columns })).toMatchObject({
      said: ['“Hours” is read as minutes: 30 in row 2 is 30 minutes.'],
    })
    await log.take([], { columns })
    const next = await readLog(study, client, rows('Date,Site,Mode,Hours', '2019-03-06,Site 1,Phone,2'))
    expect(next.found.isRemembered).toBe(true)
    expect((await next.look()).said).toEqual(['“Hours” is read as minutes: 2 in row 2 is 2 minutes.'])
  })

  it('takes a time of the day for no length, whatever stands beside it', async () => {
    const { study, client } = await begun()
    const lookAt = async (...lines: string[]) => {
      const log = await readLog(study, client, rows(...lines))
      const { first, said, problems } = await log.look()
      return {
        roles: log.found.reading.columns.map(({ role }) => role),
        minutes: first.map(({ minutes }) => minutes),
        said,
        problems: problems.map(({ what }) => what),
      }
    }
    expect(
      await lookAt(
        'Date,Time,Site,Mode,Length,Who',
        '2019-03-05,09:30,Site 1,Phone,45,OT 1',
        '2019-03-06,09:30,Site 1,Phone,,OT 1',
      ),
    ).toEqual({
      roles: ['date', 'start', 'site', 'mode', 'minutes', 'people'],
      minutes: [45, null],
      said: [
        '“Length” is read as minutes: 45 in row 2 is 45 minutes.',
        'The length is the one under “Length”; “Time” is a time of the day.',
      ],
      problems: ['Row 3: has no minutes, and adds none.'],
    })
    expect(
      await lookAt(
        'Date of session,Start time,End time,Trial site,Mode',
        '2019-03-05,09:30,10:15,Site 1,Phone',
        '2019-03-06,9.30 am,1 pm,Site 1,Phone',
        '2019-03-07,1130,1215,Site 1,Phone',
        '2019-03-08,12:30,1:15,Site 1,Phone',
        '2019-03-09,12:30,,Site 1,Phone',
      ),
    ).toEqual({
      roles: ['date', 'start', 'end', 'site', 'mode'],
      minutes: [45, 210, 45, null],
      said: [
        'No column says the length: it is the time from “Start time” to “End time”; 09:30 to 10:15 in row 2 is 45 minutes.',
      ],
      problems: [
        'Row 5 has “12:30 to 1:15” for its times, which end before they begin.',
        'Row 6: has no minutes, and adds none.',
      ],
    })
    expect(
      await lookAt(
        'Date,Start,End,Duration (min),Site,Mode',
        '2019-03-05,09:30,10:15,40,Site 1,Phone',
        '2019-03-06,09:30,10:15,,Site 1,Phone',
      ),
    ).toMatchObject({
      minutes: [40, 45],
      said: ['The length is the one under “Duration (min)”; “Start” and “End” are times of the day.'],
      problems: ['Row 3: has no length; 09:30 to 10:15 is 45 minutes.'],
    })
    expect(
      await lookAt(
        'Date,Time,Site,Mode',
        '2019-03-05,09:30–10:15,Site 1,Phone',
        '2019-03-06,14:00,Site 1,Phone',
      ),
    ).toMatchObject({
      minutes: [45, null],
      said: [
        'No column says the length: it is the time from start to end under “Time”; 09:30–10:15 in row 2 is 45 minutes.',
      ],
    })
    for (const time of ['09:30', '9:30:00', '09.30', '0930', '9 am', '1899-12-30 09:30', '1:20'])
      expect(await lookAt('Date,Time,Site,Mode', `2019-03-05,${time},Site 1,Phone`)).toEqual({
        roles: ['date', 'start', 'site', 'mode'],
        minutes: [null],
        said: ['“Time” is a time of the day and adds no minutes. If it is a length, choose Minutes for it.'],
        problems: ['Row 2: has no minutes, and adds none.'],
      })
  })

  it('takes a time for the length where it is one, says so, and leaves out what may be a time of the day', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Time',
        '2019-03-05,Site 1,Phone,45',
        '2019-03-06,Site 1,Phone,1h 20',
        '2019-03-07,Site 1,Phone,09:30',
      ),
    )
    expect(log.found.reading.columns[3]).toEqual({ name: 'Time', role: 'minutes' })
    const look = await log.look()
    expect(look.first.map(({ minutes }) => minutes)).toEqual([45, 80])
    expect(look.said).toEqual(['“Time” is read as minutes: 45 in row 2 is 45 minutes.'])
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 4 has “09:30” for minutes, which may be a time of day; write a length as 90 or 1h 30.',
    ])
    // What a column says is a length is one, and what somebody chooses as one.
    const told = await readLog(
      study,
      client,
      rows('Date,Site,Mode,Duration', '2019-03-05,Site 1,Phone,09:30'),
    )
    expect(await told.look()).toMatchObject({ first: [{ minutes: 570 }], said: [] })
    const chosen = await readLog(study, client, rows('Date,Site,Mode,Time', '2019-03-05,Site 1,Phone,0:45'))
    const columns = chosen.found.reading.columns.map(({ name, role }) => ({
      name,
      role: role === 'start' ? ('minutes' as const) : role,
    }))
    expect(await chosen.look({ columns })).toMatchObject({
      first: [{ minutes: 45 }],
      said: ['“Time” is read as minutes: 0:45 in row 2 is 45 minutes.'],
    })
  })

  it('takes no number for another: what may be thousands is left out, in minutes and in hours', async () => {
    const { study, client } = await begun()
    const log = await readLog(
      study,
      client,
      rows(
        'Date,Site,Mode,Minutes',
        '2019-03-05,Site 1,Phone,1.200',
        '2019-03-06,Site 1,Phone,1 200',
        '2019-03-07,Site 1,Phone,"1,200 min"',
        '2019-03-08,Site 1,Phone,45.0',
      ),
    )
    const { first, problems } = await log.look()
    expect(first.map(({ minutes }) => minutes)).toEqual([45])
    expect(problems.map(({ kind, what }) => [kind, what])).toEqual([
      ['refused', 'Row 2 has “1.200” for minutes, which may be thousands or a decimal; write 1200 or 1.2.'],
      [
        'refused',
        'Row 3 has “1 200” for minutes, which may be thousands or two numbers; if it is the first, write 1200.',
      ],
      [
        'refused',
        'Row 4 has “1,200 min” for minutes, which may be thousands or a decimal; write 1200 or 1.2.',
      ],
    ])
    const hours = await readLog(
      study,
      client,
      rows('Date,Site,Mode,Hours', '2019-03-05,Site 1,Phone,1.200', '2019-03-06,Site 1,Phone,1.2'),
    )
    const look = await hours.look()
    expect(look.first.map(({ minutes }) => minutes)).toEqual([72])
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 2 has “1.200” for hours, which may be thousands or a decimal; write 1200 or 1.2.',
    ])
  })
})
