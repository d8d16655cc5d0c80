import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { sourceById } from '#engine/sources/queries.ts'
import { asRecords, csvRows } from '../export/read-back.ts'
import { breachesOf, copyOf, leadStudy, mergeInto, parcelOf } from '../helpers/apart.ts'

/** A round both coders handed in: KM coded a passage, TS nothing; a reviewer ruled that KM's stands. */
async function ruledRound() {
  const lead = await leadStudy({ blind: true })
  const [source = ''] = lead.sources
  const copies = { KM: await copyOf(lead.study), TS: await copyOf(lead.study) }
  const clients = { KM: await copies.KM.as('KM'), TS: await copies.TS.as('TS') }
  const { id: mine } = await clients.KM.codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
  const send = (who: 'KM' | 'TS') => parcelOf(copies[who], { handout: lead.handouts[who], submits: true })
  mergeInto(lead, send('KM'), send('TS'))
  const rv = await lead.study.as('RV')
  const items = () => rv.adjudication.disagreements({ round: lead.round })
  const [item] = await items()
  await rv.adjudication.rule({
    round: lead.round,
    disagreement: item?.id ?? '',
    outcome: 'a',
    reason: 'It is about the walk.',
  })
  const consensus = () =>
    all(
      lead.study.db(),
      'SELECT start, "end", ruling FROM codings WHERE layer = \'consensus\' ORDER BY start',
    )
  /** The outcome, what stands and why, of each row of the register. */
  const register = async () => {
    const { id } = await rv.reports.make({ what: 'adjudication', format: 'csv' })
    const bytes = lead.study.host.reports.get(id)?.bytes ?? new Uint8Array()
    return asRecords(csvRows(bytes)).map(row => [row['Outcome'], row['What stands'], row['Reason']])
  }
  return { lead, source, clients, send, mine, rv, items, consensus, register }
}

describe('a ruling whose difference a later return changes', () => {
  it.each([
    ['goes on', { start: 60, end: 90 }],
    ['stands elsewhere', { start: 64, end: 84 }],
    ['says something else', { polarity: 'barrier' as const }],
  ])('is asked again where the same coding %s, and stands till it is ruled anew', async (_, change) => {
    const { lead, clients, send, mine, rv, items, consensus, register } = await ruledRound()
    await clients.KM.codings.update({ coding: mine, ...change })
    mergeInto(lead, send('KM'))
    const [changed] = await items()
    expect(changed?.overtaken).toMatchObject([{ outcome: 'a', reason: 'It is about the walk.' }])
    expect(changed?.ruling).toBeUndefined()
    expect(consensus()).toMatchObject([{ start: 60, end: 80 }])
    expect(await register()).toMatchObject([
      ['Asked again: changed since', '', ''],
      ['Ruled before the change: Kim Morris’s coding stands', expect.any(String), 'It is about the walk.'],
    ])
    expect(await rv.adjudication.mirror({ round: lead.round })).toMatchObject({
      ruled: [],
      askedAgain: [changed?.id],
      left: 0,
    })
    const decided = await rv.adjudication.decidedForMe({ round: lead.round, coder: lead.study.people.KM })
    expect(decided).toMatchObject([{ coding: mine, fate: 'changed', difference: changed?.id }])
    const given = { round: lead.round, disagreement: changed?.id ?? '', outcome: 'a' as const }
    expect(await rv.adjudication.rule(given)).toMatchObject({ ruling: { outcome: 'a' } })
    const { start = 60, end = 80 } = change as { start?: number; end?: number }
    expect(consensus()).toMatchObject([{ start, end }])
    expect((await items())[0]?.overtaken).toBeUndefined()

    // Back where it was, it is what was ruled on at first; and that was ruled anew since.
    await clients.KM.codings.update({ coding: mine, start: 60, end: 80, polarity: null })
    mergeInto(lead, send('KM'))
    expect((await items())[0]?.overtaken).toMatchObject([{ outcome: 'a' }])
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('is settled again where the coder went back to what was ruled on', async () => {
    const { lead, clients, send, mine, items } = await ruledRound()
    await clients.KM.codings.update({ coding: mine, end: 90 })
    mergeInto(lead, send('KM'))
    expect((await items())[0]?.overtaken).toMatchObject([{ outcome: 'a' }])
    await clients.KM.codings.update({ coding: mine, end: 80 })
    mergeInto(lead, send('KM'))
    expect((await items())[0]).toMatchObject({ ruling: { outcome: 'a' } })
    expect((await items())[0]?.overtaken).toBeUndefined()
  })

  it('stands where the text was corrected before it, and is asked again where the coder worked on besides', async () => {
    const { lead, source, clients, send, mine, items } = await ruledRound()
    const { revision } = sourceById(lead.study.db(), source)
    const edits = [{ start: 10, end: 10, text: ' so then' }]
    await (await lead.study.as('LD')).revisions.correct({ source, revision, edits })
    expect((await items())[0]).toMatchObject({ start: 68, end: 88, ruling: { outcome: 'a' } })
    await clients.KM.codings.update({ coding: mine, end: 90 })
    mergeInto(lead, send('KM'))
    expect((await items())[0]).toMatchObject({ start: 68, end: 98, overtaken: [{ outcome: 'a' }] })
  })

  it('is told with what is there now, which is asked again; the next ruling takes its place', async () => {
    const { lead, source, clients, send, rv, items, consensus, register } = await ruledRound()
    await clients.TS.codings.add({ source, start: 60, end: 90, code: lead.codes.walking })
    mergeInto(lead, send('TS'))
    const [changed, ...more] = await items()
    expect(more).toEqual([])
    expect(changed).toMatchObject({
      kind: 'boundary',
      overtaken: [{ outcome: 'a', reason: 'It is about the walk.', reviewer: lead.study.people.RV }],
    })
    expect(changed?.ruling).toBeUndefined()
    expect(await rv.adjudication.leftRulings({ round: lead.round })).toEqual([])
    const [listed] = await rv.rounds.list({})
    expect(listed?.differences).toEqual({ open: 1, settled: 0, byRule: 0 })
    // Nothing is lost meanwhile: what was ruled stands.
    expect(consensus()).toMatchObject([{ start: 60, end: 80 }])
    const stood = [expect.stringMatching(/^Walking, 60–80: ./), 'It is about the walk.']
    expect(await register()).toEqual([
      ['Asked again: changed since', '', ''],
      ['Ruled before the change: Kim Morris’s coding stands', ...stood],
    ])

    const again = await rv.adjudication.rule({
      round: lead.round,
      disagreement: changed?.id ?? '',
      outcome: 'b',
    })
    expect(again.overtaken).toBeUndefined()
    expect(again.ruling).toMatchObject({ outcome: 'b' })
    expect(consensus()).toMatchObject([{ start: 60, end: 90 }])
    await rv.history.undo({})
    expect((await items())[0]).toMatchObject({ overtaken: [{ outcome: 'a' }] })
    expect(consensus()).toMatchObject([{ start: 60, end: 80 }])
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('stands where the later work only touches it, and what touches is asked apart; withdrawn, the two are one', async () => {
    const { lead, source, clients, send, rv, items } = await ruledRound()
    await clients.TS.codings.add({ source, start: 80, end: 90, code: lead.codes.walking })
    mergeInto(lead, send('TS'))
    const seen = async () =>
      (await items()).map(({ kind, start, end, ruling }) => [kind, start, end, ruling?.outcome])
    expect(await seen()).toEqual([
      ['omission', 60, 80, 'a'],
      ['omission', 80, 90, undefined],
    ])
    const [first] = await items()
    const { round } = lead
    await rv.adjudication.rule({ round, disagreement: first?.id ?? '', outcome: 'both' })
    expect((await seen())[0]).toEqual(['omission', 60, 80, 'both'])
    await rv.adjudication.withdraw({ round, disagreement: first?.id ?? '' })
    expect(await seen()).toEqual([['boundary', 60, 90, undefined]])
    const [one] = await items()
    await rv.adjudication.rule({ round, disagreement: one?.id ?? '', outcome: 'both' })
    expect(await seen()).toEqual([['boundary', 60, 90, 'both']])
    expect(breachesOf(lead.study)).toEqual([])
  })

  for (const outcome of ['a', 'neither'] as const) {
    it(`stands where they now agree (${outcome}): the consensus and what a coder is told say so till it is let go`, async () => {
      const { lead, source, clients, send, rv, items, consensus } = await ruledRound()
      const { round } = lead
      const [item] = await items()
      await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome, reason: 'Seen before' })
      const ruled = consensus()
      // Both give the code to the same words now, and to more of them than was ruled on.
      await clients.TS.codings.add({ source, start: 60, end: 90, code: lead.codes.walking })
      await clients.KM.codings.add({ source, start: 75, end: 90, code: lead.codes.walking })
      mergeInto(lead, send('TS'), send('KM'))
      expect(await items()).toEqual([])
      expect(consensus()).toEqual(ruled)
      const decided = async () =>
        (await rv.adjudication.decidedForMe({ round, coder: lead.study.people.KM })).map(
          ({ start, end, fate, ruling }) => [start, end, fate, ruling?.reason],
        )
      expect(await decided()).toEqual([[60, 90, outcome === 'a' ? 'stands' : 'neither', 'Seen before']])
      const [left] = await rv.adjudication.leftRulings({ round })
      // What it was given on is told, also where nothing was to stand.
      expect(left?.on).toMatchObject({ start: 60, end: 80 })
      expect(left?.on?.words).toHaveLength(20)
      await rv.adjudication.letGo({ round, ruling: left?.ruling.id ?? '' })
      expect(consensus()).toMatchObject([{ start: 60, end: 90, ruling: null }])
      expect(await decided()).toEqual([[60, 90, 'agreed', undefined]])
      await rv.history.undo({})
      expect(consensus()).toEqual(ruled)
      expect(breachesOf(lead.study)).toEqual([])
    })
  }

  it('is listed where they now agree or nobody coded it, and stands till somebody lets it go', async () => {
    const { lead, clients, send, mine, rv, items, consensus, register } = await ruledRound()
    await clients.KM.codings.remove({ codings: [mine] })
    mergeInto(lead, send('KM'))
    expect(await items()).toEqual([])
    const [left, ...more] = await rv.adjudication.leftRulings({ round: lead.round })
    expect(more).toEqual([])
    expect(left).toMatchObject({
      kind: 'omission',
      ruling: { outcome: 'a' },
      passages: [{ start: 60, end: 80, code: lead.codes.walking }],
      on: { start: 60, end: 80 },
    })
    expect(consensus()).toHaveLength(1)
    expect(await register()).toEqual([
      [
        'Ruled where nothing differs now: Kim Morris’s coding stands',
        expect.stringMatching(/^Walking, 60–80: ./),
        'It is about the walk.',
      ],
    ])
    const km = await lead.study.as('KM')
    await expect(km.adjudication.letGo({ round: lead.round, ruling: left?.ruling.id ?? '' })).rejects.toThrow(
      /Only a reviewer or a lead/,
    )
    await rv.adjudication.letGo({ round: lead.round, ruling: left?.ruling.id ?? '' })
    expect(consensus()).toEqual([])
    expect(await rv.adjudication.leftRulings({ round: lead.round })).toEqual([])
    await rv.history.undo({})
    expect(consensus()).toHaveLength(1)
    expect(breachesOf(lead.study)).toEqual([])
  })

  it.each(['neither', 'b'] as const)(
    'stands over what both agree on since, also where it is that nothing is coded (%s), till it is let go',
    async outcome => {
      const { lead, source, clients, send, mine, rv, items, consensus } = await ruledRound()
      const ruled = { round: lead.round, disagreement: (await items())[0]?.id ?? '', outcome }
      await rv.adjudication.rule({ ...ruled, reason: 'Weeks are no walk.' })
      const { id: its } = await clients.TS.codings.add({
        source,
        start: 60,
        end: 80,
        code: lead.codes.walking,
      })
      mergeInto(lead, send('TS'))
      expect(await items()).toEqual([])
      expect(consensus()).toEqual([])
      const fates = async () =>
        (
          await Promise.all(
            (['KM', 'TS'] as const).map(async who =>
              (await lead.study.as(who)).adjudication.decidedForMe({ round: lead.round }),
            ),
          )
        ).flat()
      const [first, second] = await fates()
      const ruling = { reason: 'Weeks are no walk.' }
      expect(first).toMatchObject({ coding: mine, fate: 'neither', ruling })
      expect(second).toMatchObject({ coding: its, fate: 'neither', ruling })
      const [left] = await rv.adjudication.leftRulings({ round: lead.round })
      await rv.adjudication.letGo({ round: lead.round, ruling: left?.ruling.id ?? '' })
      expect(consensus()).toMatchObject([{ start: 60, end: 80, ruling: null }])
      expect((await fates()).map(({ fate }) => fate)).toEqual(['agreed', 'agreed'])
      expect(breachesOf(lead.study)).toEqual([])
    },
  )

  it('stands where it comes from elsewhere after both agreed here', async () => {
    const { lead, source, clients, send, rv, items, consensus } = await ruledRound()
    const [item] = await items()
    const ruled = { round: lead.round, disagreement: item?.id ?? '' }
    await rv.adjudication.withdraw(ruled)
    const away = await copyOf(lead.study)
    const { id: its } = await clients.TS.codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
    mergeInto(lead, send('TS'))
    expect(consensus()).toMatchObject([{ start: 60, end: 80, ruling: null }])
    const elsewhere = await away.as('RV')
    await elsewhere.adjudication.rule({ ...ruled, outcome: 'neither' })
    mergeInto(lead, parcelOf(away))
    expect(consensus()).toEqual([])
    const [left] = await rv.adjudication.leftRulings({ round: lead.round })
    expect(left?.ruling).toMatchObject({ outcome: 'neither' })
    const ts = await lead.study.as('TS')
    expect(await ts.adjudication.decidedForMe({ round: lead.round })).toMatchObject([
      { coding: its, fate: 'neither' },
    ])
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('lets what both agree on by now into the consensus as soon as it is ruled anew', async () => {
    const { lead, source, clients, send, rv, items, consensus } = await ruledRound()
    const { id: other } = await clients.TS.codings.add({
      source,
      start: 60,
      end: 80,
      code: lead.codes.waiting,
    })
    mergeInto(lead, send('TS'))
    const rule = async (outcome: 'both' | 'a') => {
      const [item] = await items()
      await rv.adjudication.rule({ round: lead.round, disagreement: item?.id ?? '', outcome })
    }
    await rule('both')
    expect(consensus()).toHaveLength(2)
    // Walking is what both have now; of the difference, Waiting is left, which is asked again.
    const { id: same } = await clients.TS.codings.add({
      source,
      start: 60,
      end: 80,
      code: lead.codes.walking,
    })
    mergeInto(lead, send('TS'))
    expect(await items()).toMatchObject([{ kind: 'omission', overtaken: [{ outcome: 'both' }] }])
    await rule('a')
    expect(consensus()).toMatchObject([{ start: 60, end: 80, ruling: null }])
    const ts = await lead.study.as('TS')
    const told = await ts.adjudication.decidedForMe({ round: lead.round })
    expect(new Map(told.map(({ coding, fate }) => [coding, fate]))).toEqual(
      new Map([
        [other, 'other'],
        [same, 'agreed'],
      ]),
    )
    await rv.history.undo({})
    expect(consensus()).toHaveLength(2)
    expect(await items()).toMatchObject([{ overtaken: [{ outcome: 'both' }] }])
    const [item] = await items()
    await rv.adjudication.withdraw({ round: lead.round, disagreement: item?.id ?? '' })
    expect(consensus()).toMatchObject([{ start: 60, end: 80, ruling: null }])
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('puts no code twice over the same words: what both agreed on gives way to a ruling over it and more, and comes back with it', async () => {
    const { lead, source, clients, send, rv, items, consensus } = await ruledRound()
    for (const client of [clients.KM, clients.TS])
      await client.codings.add({ source, start: 84, end: 90, code: lead.codes.walking })
    mergeInto(lead, send('KM'), send('TS'))
    const agreed = consensus().at(-1)
    expect(agreed).toMatchObject({ start: 84, end: 90, ruling: null })
    const given = { round: lead.round, disagreement: (await items())[0]?.id ?? '' }
    await rv.adjudication.rule({ ...given, outcome: 'extent', start: 60, end: 95 })
    expect(consensus()).toMatchObject([{ start: 60, end: 95, ruling: expect.any(String) }])
    await rv.history.undo({})
    expect(consensus()).toMatchObject([{ start: 60 }, { start: 84 }])
    await rv.history.redo({})
    expect(consensus()).toHaveLength(1)
    // A ruling that takes in only some of it leaves it whole.
    await rv.adjudication.rule({ ...given, outcome: 'extent', start: 60, end: 88 })
    expect(consensus()).toMatchObject([{ start: 60, end: 88 }, agreed ?? {}])
    await rv.adjudication.rule({ ...given, outcome: 'extent', start: 60, end: 95 })
    await rv.adjudication.withdraw(given)
    expect(consensus()).toEqual([agreed])
    expect(breachesOf(lead.study)).toEqual([])
  })
})

describe('a sample for a second judge that a later return touches', () => {
  it('is judged without what changed, to its end, and with a figure', async () => {
    const { lead, source, clients, send, rv, items } = await ruledRound()
    for (const start of [200, 220, 240])
      await clients.KM.codings.add({ source, start, end: start + 10, code: lead.codes.walking })
    mergeInto(lead, send('KM'))
    const { round } = lead
    const open = (await items()).filter(({ ruling }) => !ruling)
    await rv.adjudication.ruleMany({
      rulings: open.map(({ id }) => ({ round, disagreement: id, outcome: 'a' })),
    })
    const ld = await lead.study.as('LD')
    const { judging } = await ld.adjudication.drawAgain({
      round,
      judge: lead.study.people.LD,
      size: { share: 1 },
    })
    const waiting = async () =>
      (await ld.adjudication.disagreements({ round })).filter(({ again }) => again?.outcome === null)
    expect(await waiting()).toHaveLength(4)
    // One is agreed on since, one reads otherwise.
    await clients.TS.codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
    await clients.TS.codings.add({ source, start: 204, end: 210, code: lead.codes.walking })
    mergeInto(lead, send('TS'))
    const left = await waiting()
    expect(left.map(({ start }) => start)).toEqual([220, 240])
    expect((await ld.adjudication.disagreements({ round }))[0]).toMatchObject({
      start: 200,
      overtaken: [{ outcome: 'a' }],
    })
    for (const { id } of left)
      await ld.adjudication.judgeAgain({ judging, disagreement: id, outcome: 'a', reason: '' })
    const told = () => rv.adjudication.mirror({ round })
    expect((await told()).judgings).toMatchObject([
      { drawn: 4, judged: 2, leftOut: 2, percent: { value: 1 } },
    ])
    expect((await ld.adjudication.disagreements({ round }))[1]?.ruling).toMatchObject({ outcome: 'a' })
    expect(breachesOf(lead.study)).toEqual([])
  })

  it('ends where the round is closed', async () => {
    const { lead, items } = await ruledRound()
    const ld = await lead.study.as('LD')
    const { round } = lead
    await ld.adjudication.drawAgain({ round, judge: lead.study.people.LD, size: { share: 1 } })
    const seen = async () => (await ld.adjudication.disagreements({ round }))[0]
    expect((await seen())?.ruling).toBeUndefined()
    await ld.rounds.close({ round, leaveOpen: true })
    expect((await seen())?.ruling).toMatchObject({ outcome: 'a' })
    expect((await ld.adjudication.mirror({ round })).judgings).toMatchObject([
      { drawn: 1, judged: 0, leftOut: 1 },
    ])
    await ld.history.undo({})
    expect((await seen())?.again).toMatchObject({ isOpen: true })
    expect(await items()).toHaveLength(1)
  })
})
