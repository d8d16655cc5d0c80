import { describe, expect, it } from 'vitest'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

/** Twelve omissions of KM's, all ruled by RV: those on even places for KM, the others for TS. */
async function ruled() {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(8))
  const { id: code } = await study.code('Waiting')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const [km, ts, rv, ld] = [
    await study.as('KM'),
    await study.as('TS'),
    await study.as('RV'),
    await study.as('LD'),
  ]
  await km.codings.addMany({
    codings: Array.from({ length: 12 }, (_, n) => ({ source, start: n * 9, end: n * 9 + 6, code })),
  })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  const items = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
  await rv.adjudication.ruleMany({
    rulings: items.map((disagreement, n) => ({ round, disagreement, outcome: n % 2 === 0 ? 'a' : 'b' })),
  })
  return { study, round, items, km, rv, ld }
}

describe('a second judge', () => {
  it('of one ruling has no kappa, and is told why in terms of judges and rulings', async () => {
    const { study, round, items, rv, ld } = await ruled()
    const { judging } = await rv.adjudication.drawAgain({
      round,
      judge: study.people.LD,
      size: { number: 1 },
      seed: 5,
    })
    const mine = (await ld.adjudication.disagreements({ round })).find(({ again }) => again)?.id ?? ''
    const outcome = items.indexOf(mine) % 2 === 0 ? 'a' : 'b'
    await ld.adjudication.judgeAgain({ judging, disagreement: mine, outcome })
    expect((await rv.adjudication.mirror({ round })).judgings).toMatchObject([
      {
        percent: { value: 1 },
        kappa: {
          value: null,
          why: 'Both judges gave the one ruling the same outcome, so nothing varied',
        },
      },
    ])
  })

  it('sees no ruling of the sample until all of it is judged; what stands stays as it was', async () => {
    const { study, round, items, rv, ld } = await ruled()
    const before = await rv.codings.passages({ layer: 'consensus' })
    const { judging, drawn, among } = await rv.adjudication.drawAgain({
      round,
      judge: study.people.LD,
      size: { number: 2 },
      seed: 5,
    })
    expect({ drawn, among }).toEqual({ drawn: 2, among: 12 })
    const mine = async () => (await ld.adjudication.disagreements({ round })).filter(({ again }) => again)
    const [one, two] = await mine()
    expect(await mine()).toMatchObject([{ again: { isOpen: true, outcome: null } }, { again: {} }])
    expect((await mine()).every(item => item.ruling === undefined)).toBe(true)
    expect((await rv.adjudication.disagreements({ round })).every(({ ruling }) => ruling)).toBe(true)
    expect((await ld.adjudication.mirror({ round })).ruled).toHaveLength(10)
    // Nor through what the rulings made, nor through what is taken out.
    const drawnAt = (await mine()).map(({ start }) => start)
    const standing = async (who: typeof ld) =>
      (await who.codings.passages({ layer: 'consensus' })).map(({ start }) => start)
    expect((await standing(ld)).filter(start => drawnAt.includes(start))).toEqual([])
    expect(await standing(rv)).toEqual(before.map(({ start }) => start))
    const table = async (who: typeof ld, what: 'codings' | 'audit') => {
      const { id } = await who.reports.make({
        what,
        format: what === 'audit' ? 'json' : 'csv',
        ...(what === 'codings' ? { layer: 'independent' } : {}),
      })
      return new TextDecoder().decode(study.host.reports.get(id)?.bytes)
    }
    const ruledIn = (text: string) => text.match(/(?:coding|side) stands/g)?.length ?? 0
    expect(ruledIn(await table(rv, 'codings')) - ruledIn(await table(ld, 'codings'))).toBe(2)
    expect((await table(ld, 'codings')).match(/Not settled yet/g)).toHaveLength(2)
    expect(
      (await failureOf(ld.adjudication.rule({ round, disagreement: one?.id ?? '', outcome: 'a' }))).message,
    ).toContain('drawn for you to judge again')
    await ld.adjudication.judgeAgain({ judging, disagreement: one?.id ?? '', outcome: 'neither' })
    expect((await mine())[0]?.ruling).toBeUndefined()
    expect((await rv.adjudication.mirror({ round })).judgings).toMatchObject([
      { judged: 1, alike: [], otherwise: [], percent: { value: null } },
    ])
    await ld.adjudication.judgeAgain({ judging, disagreement: two?.id ?? '', outcome: 'a' })
    expect((await mine()).every(item => item.ruling !== undefined)).toBe(true)
    expect(
      (await failureOf(ld.adjudication.judgeAgain({ judging, disagreement: one?.id ?? '', outcome: 'a' })))
        .code,
    ).toBe('conflict')
    expect(await rv.codings.passages({ layer: 'consensus' })).toEqual(before)
    expect(items).toContain(one?.id)
    await ld.history.undo({})
    expect((await mine())[0]?.ruling).toBeUndefined()
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('is told of no standing ruling of the sample by what was decided, totals in exports or reasons', async () => {
    const { study, round, items, rv, ld } = await ruled()
    for (const [n, outcome] of [
      [0, 'neither'],
      [1, 'both'],
    ] as const)
      await rv.adjudication.rule({ round, disagreement: items[n] ?? '', outcome, reason: `Why ${n}` })
    const told = async (who: typeof ld) => {
      const decided = await who.adjudication.decidedForMe({ round, coder: study.people.KM })
      const { id } = await who.reports.make({ what: 'srqr', format: 'html', agreement: { round } })
      return {
        ruled: decided.filter(({ ruling }) => ruling).length,
        settled: /(All differences|Of these, \d+) were settled/.exec(
          new TextDecoder().decode(study.host.reports.get(id)?.bytes),
        )?.[1],
        reasons: (await who.adjudication.reasons({})).toSorted(),
      }
    }
    const all = { ruled: 12, settled: 'All differences', reasons: ['Why 0', 'Why 1'] }
    expect(await told(ld)).toEqual(all)
    const { judging } = await rv.adjudication.drawAgain({
      round,
      judge: study.people.LD,
      size: { share: 1 },
    })
    expect(await told(ld)).toEqual({ ruled: 0, settled: undefined, reasons: [] })
    expect(await told(rv)).toEqual(all)
    for (const disagreement of items)
      await ld.adjudication.judgeAgain({ judging, disagreement, outcome: 'both' })
    expect(await told(ld)).toEqual(all)
  })

  it('is told of no standing ruling by the history, of the study or of a passage', async () => {
    const { study, round, items, rv, ld } = await ruled()
    const [item] = await ld.adjudication.disagreements({ round })
    const { source = '', start = 0, end = 0 } = item ?? {}
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'both', reason: 'Because' })
    const told = async () => ({
      stands: (await ld.history.list({})).entries.some(({ what }) => what.includes('both stand')),
      ruled: (await ld.history.ofPassage({ source, start, end })).steps.some(({ changes }) =>
        changes.some(({ what }) => what.startsWith('Ruled')),
      ),
    })
    expect(await told()).toEqual({ stands: true, ruled: true })
    const { judging } = await rv.adjudication.drawAgain({
      round,
      judge: study.people.LD,
      size: { share: 1 },
    })
    expect(await told()).toEqual({ stands: false, ruled: false })
    const { id } = await ld.reports.make({ what: 'audit', format: 'csv' })
    const audit = new TextDecoder().decode(study.host.reports.get(id)?.bytes)
    expect(audit).toContain('a ruling in “Round 1”')
    expect(audit).not.toMatch(/both stand|Because/)
    for (const disagreement of items)
      await ld.adjudication.judgeAgain({ judging, disagreement, outcome: 'b' })
    expect(await told()).toEqual({ stands: true, ruled: true })
  })

  it('agrees by counts that can be done by hand, with an interval and n', async () => {
    const { study, round, items, rv, ld } = await ruled()
    const { judging } = await rv.adjudication.drawAgain({
      round,
      judge: study.people.LD,
      size: { share: 1 },
    })
    // As RV on all but the first three of even place: 9 of 12 alike.
    for (const [n, disagreement] of items.entries())
      await ld.adjudication.judgeAgain({
        judging,
        disagreement,
        outcome: n % 2 === 0 && n > 4 ? 'a' : 'b',
      })
    const [found] = (await rv.adjudication.mirror({ round })).judgings
    expect(found).toMatchObject({ drawn: 12, judged: 12, otherwise: [items[0], items[2], items[4]] })
    expect(found?.percent.value).toBeCloseTo(9 / 12, 12)
    // By hand: p_e = (6 × 3 + 6 × 9) / 144 = 0.5.
    expect(found?.kappa.value).toBeCloseTo(0.5, 12)
    expect(found?.kappa.ci).toHaveLength(2)
    expect(found?.percent.method).toContain('bootstrap over rulings')
    expect(found?.changed).toEqual([])
    // What is changed when both are known is said, and makes them no more alike.
    await rv.adjudication.rule({ round, disagreement: items[0] ?? '', outcome: 'b' })
    await rv.adjudication.withdraw({ round, disagreement: items[3] ?? '' })
    await rv.adjudication.rule({ round, disagreement: items[5] ?? '', outcome: 'b', reason: 'As before' })
    const [after] = (await rv.adjudication.mirror({ round })).judgings
    expect(after).toEqual({ ...found, changed: [items[0], items[3]] })
    // Undo says which difference it was about.
    for (const n of [5, 3, 0])
      expect((await rv.history.undo({})).difference).toEqual({ round, item: items[n] })
    expect((await rv.adjudication.mirror({ round })).judgings).toEqual([found])
  })

  it('is the same sample for the same seed, and never somebody who coded, nor drawn over one that waits', async () => {
    const { study, round, rv, ld, km } = await ruled()
    const draw = { round, judge: study.people.LD, size: { number: 4 }, seed: 9 }
    await rv.adjudication.drawAgain(draw)
    const drawn = async () =>
      (await ld.adjudication.disagreements({ round })).filter(({ again }) => again).map(({ id }) => id)
    const first = await drawn()
    expect((await failureOf(rv.adjudication.drawAgain(draw))).code).toBe('conflict')
    await rv.history.undo({})
    expect(await drawn()).toEqual([])
    await rv.adjudication.drawAgain(draw)
    expect(await drawn()).toEqual(first)
    await ld.members.update({ member: study.people.KM, roles: ['coder', 'reviewer'] })
    expect(
      (await failureOf(rv.adjudication.drawAgain({ ...draw, judge: study.people.KM }))).message,
    ).toContain('judge their own codings')
    await expect(km.adjudication.drawAgain({ ...draw, size: { number: 13 } })).rejects.toThrow()
  })
})
