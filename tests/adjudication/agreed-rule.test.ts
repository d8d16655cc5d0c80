import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consensusByRule } from '#engine/adjudication/by-rule.ts'
import { type AgreedRule, agreedExtents } from '#shared/model/agreed-rule.ts'
import { isLeft, type RulingOutcome } from '#shared/model/disagreement.ts'
import { compare } from '../disagreements/made.ts'
import { failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

type Coded = readonly (readonly [start: number, end: number, code?: 0 | 1])[]

/** A round of KM and TS with a rule, both of whom have submitted. */
async function submitted(coded: { KM: Coded; TS: Coded }, agree?: AgreedRule) {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const codes = [(await study.code('Waiting')).id, (await study.code('Walking')).id]
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    ...(agree ? { agree } : {}),
  })
  for (const who of ['KM', 'TS'] as const) {
    const client = await study.as(who)
    await client.codings.addMany({
      codings: coded[who].map(([start, end, code = 0]) => ({ source, start, end, code: codes[code] ?? '' })),
    })
    await client.rounds.submit({ round, coder: study.people[who] })
  }
  return { study, source, codes, round, rv: await study.as('RV'), ld: await study.as('LD') }
}

/** The consensus as it stands: where, by which rule, by whose ruling. */
async function consensus(study: TestStudy) {
  const passages = await study.setUp.codings.passages({ layer: 'consensus' })
  return passages
    .map(({ start, end, byRule, ruling }) => ({
      at: [start, end],
      by: ruling ? 'ruling' : (byRule ?? 'exact'),
    }))
    .sort((x, y) => (x.at[0] ?? 0) - (y.at[0] ?? 0))
}

/** 40 and 36 characters of which 36 are shared: 0.9. Exactly the same at 60. 20 and 10 with 10 shared: 0.5. Alone at 200. */
const both = {
  KM: [
    [0, 40],
    [60, 80],
    [100, 120],
    [200, 210],
  ],
  TS: [
    [4, 40],
    [60, 80],
    [110, 120],
  ],
} as const

describe('when codings count as agreed', () => {
  it('is the same extent unless the plan says how much overlap, and which extent then stands', async () => {
    const exact = await submitted(both)
    expect(await consensus(exact.study)).toEqual([{ at: [60, 80], by: 'exact' }])
    const overlap = 0.9
    for (const [extent, at] of [
      ['union', [0, 40]],
      ['intersection', [4, 40]],
      ['longer', [0, 40]],
    ] as const) {
      const { study, round, rv } = await submitted(both, { by: 'overlap', overlap, extent })
      expect(await consensus(study)).toEqual([
        { at, by: { overlap, extent } },
        { at: [60, 80], by: 'exact' },
      ])
      // Still one item of the docket, settled by the rule.
      const items = await rv.adjudication.disagreements({ round })
      expect(items.map(({ start, kind, byRule }) => [start, kind, byRule])).toEqual([
        [0, 'boundary', { overlap, extent }],
        [100, 'boundary', undefined],
        [200, 'omission', undefined],
      ])
      const [listed] = await rv.rounds.list({})
      expect(listed).toMatchObject({
        agree: { by: 'overlap', overlap, extent },
        state: 'submitted',
        differences: { open: 2, settled: 0, byRule: 1 },
      })
    }
    const half = await submitted(both, { by: 'overlap', overlap: 0.5, extent: 'union' })
    expect((await consensus(half.study)).map(({ at }) => at)).toEqual([
      [0, 40],
      [60, 80],
      [100, 120],
    ])
  })

  it('yields to a person’s ruling, and comes back when that is withdrawn or undone', async () => {
    const rule = { by: 'overlap', overlap: 0.8, extent: 'union' } as const
    const { study, round, rv } = await submitted(both, rule)
    const before = await consensus(study)
    const [first] = await rv.adjudication.disagreements({ round })
    const disagreement = first?.id ?? ''
    const ruled = await rv.adjudication.rule({ round, disagreement, outcome: 'b' })
    expect(ruled.byRule).toBeUndefined()
    expect((await consensus(study))[0]).toEqual({ at: [4, 40], by: 'ruling' })
    await rv.adjudication.withdraw({ round, disagreement })
    expect(await consensus(study)).toEqual(before)
    expect((await rv.adjudication.disagreements({ round }))[0]?.byRule).toBeDefined()
    await rv.history.undo({})
    expect((await consensus(study))[0]).toEqual({ at: [4, 40], by: 'ruling' })
    await rv.history.undo({})
    expect(await consensus(study)).toEqual(before)
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('takes in with a correction what the corrected text brings over the line, once, in one step', async () => {
    const rule = { by: 'overlap', overlap: 0.95, extent: 'union' } as const
    const { study, source, round, ld } = await submitted(both, rule)
    expect(await consensus(study)).toEqual([{ at: [60, 80], by: 'exact' }])
    const correct = async (start: number, end: number, text: string) => {
      const [newest] = (await ld.revisions.list({ source })).toSorted((x, y) => y.number - x.number)
      await ld.revisions.correct({
        ...{ source, revision: newest?.id ?? '', note: '' },
        edits: [{ start, end, text }],
      })
    }
    // 116 of 120 characters shared, from 36 of 40.
    await correct(20, 20, ' and so on'.repeat(8))
    const then = [
      { at: [0, 120], by: { overlap: 0.95, extent: 'union' } },
      { at: [140, 160], by: 'exact' },
    ]
    expect(await consensus(study)).toEqual(then)
    expect((await ld.rounds.list({}))[0]?.differences).toEqual({ open: 2, settled: 0, byRule: 1 })
    await correct(320, 321, '')
    expect(await consensus(study)).toEqual(then)
    await ld.history.undo({})
    await ld.history.undo({})
    expect(await consensus(study)).toEqual([{ at: [60, 80], by: 'exact' }])
    expect((await ld.adjudication.disagreements({ round })).some(({ byRule }) => byRule)).toBe(false)
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('is changed by a lead with a reason, recomputed, and undone as one step; both coders’ own work stays', async () => {
    const { study, round, rv, ld } = await submitted(both)
    const own = await rv.codings.passages({ layer: 'independent' })
    const before = await consensus(study)
    const agree = { by: 'overlap', overlap: 0.5, extent: 'intersection' } as const
    const because = 'Extents differ by a breath.'
    expect((await failureOf(rv.rounds.setAgreed({ round, agree, because }))).code).toBe('not-allowed')
    const asked = ld.rounds.setAgreed({ round, agree: { ...agree, overlap: 0.4 }, because })
    expect((await failureOf(asked)).code).toBe('bad-input')
    await ld.rounds.setAgreed({ round, agree, because })
    expect((await consensus(study)).map(({ at }) => at)).toEqual([
      [4, 40],
      [60, 80],
      [110, 120],
    ])
    expect((await failureOf(ld.rounds.setAgreed({ round, agree, because }))).code).toBe('conflict')
    const [entry] = (await ld.history.list({})).entries
    expect(entry?.what).toContain(because)
    await ld.history.undo({})
    expect(await consensus(study)).toEqual(before)
    await ld.history.redo({})
    await ld.rounds.setAgreed({ round, agree: { by: 'exact' }, because })
    expect(await consensus(study)).toEqual(before)
    expect(await rv.codings.passages({ layer: 'independent' })).toEqual(own)
    await ld.rounds.close({ round, leaveOpen: true })
    const closed = await failureOf(ld.rounds.setAgreed({ round, agree, because }))
    expect(closed.message).toContain('closed')
  })

  it('keeps what a person ruled when it changes', async () => {
    const { study, round, rv, ld } = await submitted(both)
    const items = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: items[0]?.id ?? '', outcome: 'neither' })
    const agree = { by: 'overlap', overlap: 0.5, extent: 'union' } as const
    await ld.rounds.setAgreed({ round, agree, because: 'Why' })
    expect((await consensus(study)).map(({ at }) => at)).toEqual([
      [60, 80],
      [100, 120],
    ])
  })

  it('does not settle a difference of polarity, whatever the overlap', () => {
    const item = compare([[0, 20, 'a', 'barrier']], [[1, 20, 'a', 'facilitator']]).disagreements[0]
    const plain = compare([[0, 20, 'a', 'barrier']], [[1, 20, 'a', 'barrier']]).disagreements[0]
    const rule = { by: 'overlap', overlap: 0.5, extent: 'intersection' } as const
    expect(item && consensusByRule(item, rule)).toBeNull()
    expect(plain && consensusByRule(plain, rule)).toMatchObject([{ start: 1, end: 20, polarity: 'barrier' }])
  })

  it('says in exports by which rule a passage entered', async () => {
    const { study, rv } = await submitted(both, { by: 'overlap', overlap: 0.9, extent: 'longer' })
    for (const what of ['codings', 'adjudication', 'plan'] as const) {
      const format = what === 'plan' ? 'html' : 'csv'
      const { id } = await rv.reports.make({
        what,
        format,
        ...(what === 'codings' ? { layer: 'consensus' } : {}),
      })
      const text = new TextDecoder().decode(study.host.reports.get(id)?.bytes)
      expect(text).toMatch(/overlap of 90\u202f% or more, the longer reading stands/)
    }
  })
})

const placed = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 25 }), fc.nat(1)), {
  minLength: 1,
  maxLength: 8,
})
const anyRule: fc.Arbitrary<AgreedRule> = fc.oneof(
  fc.constant<AgreedRule>({ by: 'exact' }),
  fc.record({
    by: fc.constant('overlap' as const),
    overlap: fc.constantFrom(0.5, 0.65, 0.8, 1),
    extent: fc.constantFrom(...agreedExtents),
  }),
)

describe('for every rule', () => {
  it('with all items settled, every passage of the consensus is explained; figures and own layers stay as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        placed,
        placed,
        anyRule,
        anyRule,
        fc.array(fc.constantFrom<RulingOutcome[]>('a', 'b', 'both', 'neither'), {
          minLength: 4,
          maxLength: 4,
        }),
        async (a, b, first, second, drawn) => {
          const spans = (list: typeof a): Coded =>
            list.map(([start, size, code]) => [start, start + size, code === 0 ? 0 : 1])
          const { study, round, rv, ld } = await submitted({ KM: spans(a), TS: spans(b) }, first)
          const own = () => rv.codings.passages({ layer: 'independent' })
          const figures = async () => {
            const { made: _, ...report } = (await rv.agreement.inRound({ round })) as object & {
              made?: unknown
            }
            return report
          }
          const [layers, before] = [await own(), await figures()]
          const listed = (await rv.adjudication.disagreements({ round })).map(({ id }) => id)
          if (JSON.stringify(first) !== JSON.stringify(second))
            await ld.rounds.setAgreed({ round, agree: second, because: 'Why' })
          const items = await rv.adjudication.disagreements({ round })
          expect(items.map(({ id }) => id)).toEqual(listed)
          const left = items.filter(isLeft)
          if (left.length > 0)
            await rv.adjudication.ruleMany({
              rulings: left.map(({ id }, n) => ({
                round,
                disagreement: id,
                outcome: (drawn[n % drawn.length] ?? 'a') as 'a',
              })),
            })
          expect(await own()).toEqual(layers)
          expect(await figures()).toEqual(before)
          expect((await rv.rounds.list({}))[0]?.differences?.open).toBe(0)
          const settled = await rv.adjudication.disagreements({ round })
          const wanted =
            second.by === 'exact' ? undefined : { overlap: second.overlap, extent: second.extent }
          for (const passage of await rv.codings.passages({ layer: 'consensus' })) {
            const { start, end, code, byRule, ruling } = passage
            if (ruling !== null) {
              expect(settled.some(item => item.ruling?.id === ruling)).toBe(true)
            } else if (byRule) {
              expect(byRule).toEqual(wanted)
              const of = settled.filter(
                item => item.byRule && item.code === code && item.start <= start && end <= item.end,
              )
              expect(of).toHaveLength(1)
            } else {
              for (const who of [study.people.KM, study.people.TS]) {
                const mine = layers.filter(each => each.coder === who && each.code === code)
                for (let at = start; at < end; at++)
                  expect(mine.some(each => each.start <= at && at < each.end)).toBe(true)
              }
            }
          }
          // Doing it again does nothing.
          const rows = await rv.codings.passages({ layer: 'consensus' })
          const other = { by: 'overlap', overlap: 0.99, extent: 'longer' } as const
          await ld.rounds.setAgreed({ round, agree: other, because: 'To and fro' })
          await ld.rounds.setAgreed({ round, agree: second, because: 'To and fro' })
          const places = (list: typeof rows) =>
            list.map(({ id, start, end, code, byRule }) => ({ id, start, end, code, byRule }))
          expect(places(await rv.codings.passages({ layer: 'consensus' }))).toEqual(places(rows))
          expect((await study.setUp.study.check({})).breaches).toEqual([])
          study.close()
        },
      ),
      { numRuns: 8 },
    )
  })
})
