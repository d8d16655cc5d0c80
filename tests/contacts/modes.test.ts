import { describe, expect, it } from 'vitest'
import { begun, readLog, rows } from './log.ts'

describe('the modes of a contact log', () => {
  it('reads a mode by whole words, and says where a cell names two', async () => {
    const { study, client } = await begun()
    const cells = ['Voicemail', 'FaceTime call', 'Meeting in Teams', 'Video visit', 'E-mail', 'Home visit']
    const lines = [...cells, 'Phone and email'].map((cell, at) => `${at + 14}/01/2019,Site 1,${cell},20`)
    const log = await readLog(study, client, rows('Date,Site,Mode,Minutes', ...lines))
    expect((await log.look()).problems.map(({ what }) => what)).toEqual([
      'Row 8: “Phone and email” names phone and email and is taken as phone; the words are kept in the note. If it is another mode, say which before the log comes in, or change the contact.',
    ])
    await log.take()
    const taken = await client.contacts.list({})
    expect(taken.map(({ mode }) => mode)).toEqual([
      'phone',
      'phone',
      'phone',
      'phone',
      'email',
      'face to face',
      'phone',
    ])
    expect(taken[6]?.note).toBe('Mode: Phone and email')
  })

  it('says words for a mode that are not known once for all their rows, and takes them for what somebody says', async () => {
    const { study, client } = await begun()
    const text = rows(
      'Date,Site,Mode,Minutes',
      '14/01/2019,A,Huddle,20',
      '15/01/2019,A,HUDDLE,30',
      '16/01/2019,A,Phone and email,40',
      '17/01/2019,A,huddle,50',
      '18/01/2019,A,phone,60',
      '19/01/2019,A,,70',
      '20/01/2019,A,,80',
    )
    const log = await readLog(study, client, text)
    const look = await log.look()
    expect(look.problems.map(({ what }) => what)).toEqual([
      'Row 2 and 2 more rows: “Huddle” is taken as other; the words are kept in the note. If it is another mode, say which before the log comes in, or change the contacts.',
      'Row 4: “Phone and email” names phone and email and is taken as phone; the words are kept in the note. If it is another mode, say which before the log comes in, or change the contact.',
      'Row 7 and 1 more row: no mode is said; they are taken as other.',
    ])
    expect(look.modes).toEqual([
      { words: 'Huddle', rows: 3, mode: 'other', isSaid: false },
      { words: 'Phone and email', rows: 1, mode: 'phone', isSaid: false },
    ])
    const modes = [
      { words: 'huddle', mode: 'phone' as const },
      { words: 'Phone and email', mode: 'email' as const },
    ]
    const meant = await log.look({ modes })
    expect(meant.first.map(({ mode }) => mode)).toEqual([
      'phone',
      'phone',
      'email',
      'phone',
      'phone',
      'other',
      'other',
    ])
    expect(meant.modes.map(({ words, mode, isSaid }) => [words, mode, isSaid])).toEqual([
      ['Huddle', 'phone', true],
      ['Phone and email', 'email', true],
    ])
    expect(meant.problems.map(({ row }) => row)).toEqual([7])
    await log.take([], { modes })
    expect((await client.contacts.list({})).slice(0, 2)).toMatchObject([
      { mode: 'phone', note: 'Mode: Huddle' },
      { mode: 'phone', note: 'Mode: HUDDLE' },
    ])
    expect((await client.contacts.table({})).minutesOverSites).toBe(200)
    // What came in is known again, whatever is said of its words the next time, and a phone call is no huddle.
    expect(await log.take()).toMatchObject({ added: 0, known: 7 })
    const more = await readLog(study, client, `${text}\n14/01/2019,A,phone,20`)
    expect(await more.look()).toMatchObject({ fresh: 1, known: 7 })
    expect(await more.look({ modes: [{ words: 'Huddle', mode: 'face to face' }] })).toMatchObject({
      fresh: 1,
      known: 7,
    })
  })

  it('knows teleconferences as by phone, also those that a log before had as other', async () => {
    const { study, client } = await begun()
    const cells = ['teleconference', 'Telecon', 'tele-conferencing', 'Group teleconf', 'Conference call']
    const lines = cells.map((cell, at) => `${at + 14}/01/2019,Site 1,${cell},20`)
    const log = await readLog(study, client, rows('Date,Site,Mode,Minutes', ...lines))
    expect(await log.look()).toMatchObject({ problems: [], modes: [] })
    await log.take([], { modes: [{ words: 'teleconference', mode: 'other' }] })
    expect((await client.contacts.list({})).map(({ mode }) => mode)).toEqual([
      'other',
      'phone',
      'phone',
      'phone',
      'phone',
    ])
    expect(await log.take()).toMatchObject({ added: 0, known: 5 })
  })
})
