import { describe, expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'
import { failureOf } from '../helpers/study.ts'

/** KM and TS differ four times on “Waiting” and agree once; RV rules. */
async function compared() {
  const { study, round, code, other, km, ts, rv, ld } = await comparedRound({
    KM: [0, 20, 60, 90],
    TS: [40, 60, { other: 90 }],
  })
  const items = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
  const rule = (n: number, outcome: 'a' | 'b' | 'neither', reason = '') =>
    rv.adjudication.rule({ round, disagreement: items[n] ?? '', outcome, reason })
  return { study, round, code, other, items, rule, km, ts, rv, ld }
}

describe('the mirror', () => {
  it('counts each ruling once by outcome and by what was shown first, and opens it', async () => {
    const { round, code, other, items, rule, rv } = await compared()
    await rule(0, 'a')
    await rule(1, 'b')
    await rule(3, 'a')
    const mirror = await rv.adjudication.mirror({ round })
    expect(mirror).toEqual({
      sides: 'coders',
      ruled: [items[0], items[1], items[3]],
      askedAgain: [],
      left: 0,
      outcomes: [
        { outcome: 'a', items: [items[0], items[3]] },
        { outcome: 'b', items: [items[1]] },
      ],
      shown: { first: [items[0], items[3]], second: [items[1]], unknown: [] },
      codes: [
        {
          code,
          outcomes: [
            { outcome: 'a', items: [items[0], items[3]] },
            { outcome: 'b', items: [items[1]] },
          ],
        },
        { code: other, outcomes: [{ outcome: 'a', items: [items[3]] }] },
      ],
      reversals: [],
      judgings: [],
    })
  })

  it('tells what was reversed, but neither a new reason nor what was undone', async () => {
    const { study, round, items, rule, rv } = await compared()
    await rule(0, 'a')
    await rule(0, 'a', 'Now with a reason')
    await rule(0, 'neither')
    await rv.adjudication.withdraw({ round, disagreement: items[0] ?? '' })
    await rule(1, 'a')
    await rule(1, 'b')
    await rv.history.undo({})
    const { reversals } = await rv.adjudication.mirror({ round })
    expect(reversals).toMatchObject([
      { item: items[0], from: 'neither', to: null, by: study.people.RV },
      { item: items[0], from: 'a', to: 'neither' },
    ])
    // Undone, done again and undone once more it is undone.
    await rv.history.redo({})
    expect((await rv.adjudication.mirror({ round })).reversals).toHaveLength(3)
    await rv.history.undo({})
    expect((await rv.adjudication.mirror({ round })).reversals).toEqual(reversals)
    const steps = (await rv.history.list({ limit: 10 })).entries.filter(({ what }) =>
      what.startsWith('Changed a ruling'),
    )
    expect(steps.map(({ undone }) => undone)).toEqual([true, false])
    const nobodys = await rv.adjudication.mirror({ round, reviewer: study.people.LD })
    expect(nobodys).toMatchObject({ ruled: [], reversals: [] })
  })

  it('does not tell by rulings from before names were hidden whose reading is which', async () => {
    const { study, round, items, rule, rv, ld } = await compared()
    // KM's reading each time, in sight of the names.
    for (const n of items.keys()) await rule(n, 'a')
    await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
    const shown = await rv.adjudication.disagreements({ round })
    const firsts = shown.filter(({ first }) => first === study.people.KM).map(({ id }) => id)
    const seconds = items.filter(id => !firsts.includes(id))
    const mirror = await rv.adjudication.mirror({ round })
    // Each counts as it is seen now, by the order that was drawn for it.
    expect(mirror.outcomes).toEqual([
      ...(firsts.length > 0 ? [{ outcome: 'a', items: firsts }] : []),
      ...(seconds.length > 0 ? [{ outcome: 'b', items: seconds }] : []),
    ])
    if (seconds.length > 0) expect(mirror.shown.second).toEqual([])
  })

  it('speaks of readings where names are hidden: what it counts fits either coder', async () => {
    const { round, items, rv, ld } = await compared()
    await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
    const shown = await rv.adjudication.disagreements({ round })
    for (const { id, first } of shown) {
      const [a] = Object.keys(shown[0]?.sides ?? {})
      await rv.adjudication.rule({ round, disagreement: id, outcome: first === a ? 'a' : 'b' })
    }
    const mirror = await rv.adjudication.mirror({ round })
    expect(mirror).toMatchObject({
      sides: 'readings',
      outcomes: [{ outcome: 'a', items }],
      shown: { first: items, second: [] },
    })
  })
})

describe('what was decided about my codings', () => {
  it('tells each coder of each of their codings, with the reason', async () => {
    const { study, round, rule, km, ts, rv } = await compared()
    await rule(0, 'a', 'Clear')
    await rule(1, 'b')
    await rule(3, 'b', 'It is about walking')
    const fates = async (who: typeof km) =>
      (await who.adjudication.decidedForMe({ round })).map(({ start, fate, ruling }) => [
        start,
        fate,
        ruling?.reason ?? null,
      ])
    expect(await fates(km)).toEqual([
      [0, 'stands', 'Clear'],
      [20, 'other', ''],
      [60, 'agreed', null],
      [90, 'other', 'It is about walking'],
    ])
    expect(await fates(ts)).toEqual([
      [40, 'open', null],
      [60, 'agreed', null],
      [90, 'stands', 'It is about walking'],
    ])
    expect((await failureOf(rv.adjudication.decidedForMe({ round }))).code).toBe('not-allowed')
    const { id: blind } = await study.setUp.rounds.open({
      title: 'Round 2',
      sources: (await km.rounds.list({}))[0]?.sources ?? [],
      coders: [study.people.KM, study.people.TS],
    })
    expect((await failureOf(km.adjudication.decidedForMe({ round: blind }))).code).toBe('blind')
    expect((await failureOf(km.adjudication.decidedForMe({ round }))).code).toBe('blind')
  })
})
