import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DriftInput, driftOf, stretchesOf, type TimedCoding } from '#engine/agreement/drift/drift.ts'
import { mondayOf } from '#engine/agreement/drift/week.ts'
import type { AgreementCounts } from '#shared/model/agreement.ts'
import { makeStudy, someText } from '../helpers/study.ts'

const counts = (both: number, onlyA: number, onlyB: number, neither: number): AgreementCounts => ({
  '11': both,
  '10': onlyA,
  '01': onlyB,
  '00': neither,
})

/** By the calendar of this computer, whichever it is. */
const at = (month: number, day: number, hour = 10): number => new Date(2026, month - 1, day, hour).getTime()

type DriftSource = DriftInput['sources'][number]

/** A source of 100 characters counted over the codes X and Y. */
function source(id: string, codes: Record<string, AgreementCounts>): DriftSource {
  const used = Object.entries(codes)
  const sum = (cell: '11' | '10' | '01') => used.reduce((total, [, table]) => total + table[cell], 0)
  const overall = counts(sum('11'), sum('10'), sum('01'), 200 - sum('11') - sum('10') - sum('01'))
  const passages = { both: overall['11'] > 0 ? 1 : 0, onlyA: overall['10'] > 0 ? 1 : 0, onlyB: 0 }
  return {
    source: id,
    n: 100,
    counts: overall,
    characters: overall,
    passages,
    codes: used.map(([code, table]) => ({
      code,
      counts: table,
      passages,
      percent_agreement: { value: null },
      cohen_kappa: { value: null },
    })),
  }
}

const input = (sources: DriftSource[], codings: TimedCoding[], stretches: number): DriftInput => ({
  coders: [
    { id: 'a', initials: 'A' },
    { id: 'b', initials: 'B' },
  ],
  words: { unit: 'character', subject: 'any of these codes' },
  sources,
  codes: 2,
  codings,
  stretches,
  resampling: { replicates: 200, seed: 1 },
})

describe('three sources worked out by hand', () => {
  // A coded s2 and s1 in the week of Monday 2 March, s3 the Monday after; B coded s1, then s2, and nothing in s3.
  const sources = [
    source('s1', { X: counts(10, 0, 10, 80) }),
    source('s2', { X: counts(20, 0, 0, 80), Y: counts(5, 5, 0, 90) }),
    source('s3', { X: counts(0, 10, 0, 90) }),
  ]
  const codings: TimedCoding[] = [
    { source: 's1', coder: 'a', code: 'X', at: at(3, 4) },
    { source: 's2', coder: 'a', code: 'X', at: at(3, 9) },
    { source: 's2', coder: 'a', code: 'Y', at: at(3, 2) },
    { source: 's2', coder: 'a', code: 'Y', at: at(3, 3) },
    { source: 's3', coder: 'a', code: 'X', at: at(3, 9, 0) },
    { source: 's1', coder: 'b', code: 'X', at: at(3, 1) },
    { source: 's2', coder: 'b', code: 'X', at: at(3, 2) },
    { source: 's2', coder: 'b', code: 'Y', at: at(3, 2) },
  ]
  const [a, b] = driftOf(input(sources, codings, 2))

  it('puts sources where their first coding stands', () => {
    expect(a?.order.map(place => place.source)).toEqual(['s2', 's1', 's3'])
    expect(b?.order.map(place => place.source)).toEqual(['s1', 's2'])
    expect([a?.uncoded, b?.uncoded]).toEqual([[], ['s3']])
    expect(b?.notes).toEqual([
      'B coded nothing in 1 of 3 sources; these have no place in the order and are left out here.',
    ])
  })

  it('counts each stretch and each week as its sources add up', () => {
    const [early, late] = a?.byOrder ?? []
    expect(early).toMatchObject({
      places: [1, 2],
      sources: ['s2', 's1'],
      n: 200,
      characters: 200,
      // Three codings in s2 and one in s1; the codes X, Y and X. B: two and one; X, Y and X.
      own: { codings: 2, codes: 1.5 },
      other: { codings: 1.5, codes: 1.5 },
    })
    expect(early?.overall.counts).toEqual(counts(35, 5, 10, 350))
    expect(early?.overall.passages).toEqual({ both: 2, onlyA: 1, onlyB: 0 })
    expect(early?.overall.percent_agreement.value).toBeCloseTo(385 / 400, 12)
    expect(early?.overall.f1_dice.value).toBeCloseTo(70 / 85, 12)
    // Chance: 40/400 · 45/400 + 360/400 · 355/400 = 0.81.
    expect(early?.overall.cohen_kappa.value).toBeCloseTo((0.9625 - 0.81) / 0.19, 12)
    const x = early?.codes.find(({ code }) => code === 'X')
    expect(x?.counts).toEqual(counts(30, 0, 10, 160))
    expect(x?.percent_agreement.value).toBeCloseTo(0.95, 12)
    expect(late).toMatchObject({
      places: [3, 3],
      n: 100,
      own: { codings: 1, codes: 1 },
      other: { codings: 0, codes: 0 },
    })
    expect(late?.overall.counts).toEqual(counts(0, 10, 0, 190))
    expect(late?.overall.cohen_kappa.value).toBe(0)
    expect(late?.codes.map(({ code }) => code)).toEqual(['X'])
    expect(a?.byWeek.map(({ week, sources: here }) => [week, here])).toEqual([
      ['2026-03-02', ['s2', 's1']],
      ['2026-03-09', ['s3']],
    ])
    expect(a?.byWeek[0]?.overall).toEqual(early?.overall)
  })

  it('shows the second coder’s own side first', () => {
    expect(b?.byWeek.map(({ week }) => week)).toEqual(['2026-02-23', '2026-03-02'])
    expect(b?.byOrder[0]?.overall.counts).toEqual(counts(10, 10, 0, 180))
    expect(b?.byOrder[0]?.overall.passages).toEqual({ both: 1, onlyA: 0, onlyB: 0 })
  })

  it('has no interval below eight sources, and says so', () => {
    expect(a?.byOrder[0]?.overall.cohen_kappa.ci).toBeUndefined()
    expect(a?.byOrder[0]?.overall.cohen_kappa.method).toMatch(/^no interval: 2 sources, and fewer than 8/)
  })
})

describe('drift', () => {
  it('has intervals from eight sources on', () => {
    const sources = Array.from({ length: 9 }, (_, n) => source(`s${n}`, { X: counts(20, n, 1, 79 - n) }))
    const codings = sources.map((s, n) => ({ source: s.source, coder: 'a', code: 'X', at: at(3, 2 + n) }))
    const [a] = driftOf(input(sources, codings, 1 + 1))
    expect(a?.byOrder.map(group => group.sources.length)).toEqual([5, 4])
    const [whole] = driftOf({ ...input(sources, codings, 2), stretches: 1 })
    expect(whole?.byOrder[0]?.overall.cohen_kappa.ci).toHaveLength(2)
    expect(whole?.byOrder[0]?.overall.cohen_kappa.method).toMatch(/over 9 sources, B = 200, seed 1/)
  })

  it('says where the order is that of a file, and where there is none', () => {
    const sources = [source('s1', {}), source('s2', {})]
    const codings = sources.map((s, n) => ({ source: s.source, coder: 'a', code: 'X', at: at(3, 2) + n }))
    const [a, b] = driftOf(input(sources, codings, 2))
    expect(a?.notes).toEqual([
      'A’s codings came in within a minute, as from a file: their order says nothing of how the work went.',
    ])
    expect(b?.notes).toEqual(['B coded nothing in this round, so there is no order.'])
    expect(b?.byOrder).toEqual([])
  })

  it('cuts any number of places into runs of like length that miss nothing', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 2, max: 20 }), (count, stretches) => {
        const runs = stretchesOf(count, stretches)
        const lengths = runs.map(([from, to]) => to - from)
        expect(runs.flatMap(([from, to]) => Array.from({ length: to - from }, (_, k) => from + k))).toEqual(
          Array.from({ length: count }, (_, k) => k),
        )
        expect(runs).toHaveLength(Math.min(count, stretches))
        if (count > 0) expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('begins weeks on Mondays, to the last moment of a Sunday', () => {
    expect(mondayOf(new Date(2026, 2, 8, 23, 59, 59).getTime())).toBe('2026-03-02')
    expect(mondayOf(new Date(2026, 2, 9).getTime())).toBe('2026-03-09')
    expect(mondayOf(new Date(2027, 0, 1).getTime())).toBe('2026-12-28')
  })
})

describe('in a study', () => {
  it('the stretches of a coder who coded every source add up to the round’s own comparison', async () => {
    const study = await makeStudy()
    const ids: string[] = []
    for (let n = 1; n <= 7; n++) ids.push(await study.source(`Interview ${n}`, someText(2 + n)))
    const { id: code } = await study.code('Waiting')
    const { id: round } = await study.setUp.rounds.open({
      title: 'Round 1',
      sources: ids,
      coders: [study.people.KM, study.people.TS],
    })
    const [km, ts] = [await study.as('KM'), await study.as('TS')]
    for (const [n, source] of ids.toReversed().entries()) {
      await km.codings.add({ source, start: 50, end: 80 + n, code })
      if (n % 2 === 0) await ts.codings.add({ source, start: 40, end: 80, code })
    }
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    const report = await study.setUp.agreement.inRound({ round, unit: 'word' })
    const drift = await study.setUp.agreement.drift({ round, unit: 'word', stretches: 3 })
    const [first, second] = drift.coders
    expect(first?.order.map(place => place.source)).toEqual(ids.toReversed())
    expect(first?.byOrder.map(group => group.places)).toEqual([
      [1, 3],
      [4, 5],
      [6, 7],
    ])
    for (const cell of ['11', '10', '01', '00'] as const) {
      expect(first?.byOrder.reduce((sum, group) => sum + group.overall.counts[cell], 0)).toBe(
        report.overall.counts[cell],
      )
    }
    expect(second?.uncoded).toHaveLength(3)
    const own = second?.byOrder.reduce((sum, group) => sum + group.overall.counts['10'], 0)
    expect(own).toBe(report.overall.counts['01'])
  })
})
