import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gammaOf } from '#engine/agreement/unitizing/gamma.ts'
import type { Figure } from '#shared/model/agreement.ts'
import { contentOf, failureOf } from '../helpers/study.ts'
import { codersStudy } from './coders-in-study.ts'
import type { Spans } from './made.ts'

interface GoldenCase {
  id: string
  inputs: { kind: string; length?: number; coders?: { spans: [number, number, string][] }[] }
  expected: {
    ualpha?: {
      u: number | null
      bar_u: number | null
      cu: number | null
      k?: Record<string, number | null>
      coverage?: Record<string, number | null>
    }
  }
  tolerance: number
}

const file = '../shared/golden/agreement.json'
const golden: GoldenCase[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
// Cases whose spans make a study, where no coder's units touch others of the same code: those are one passage here.
const asStudies = golden.filter(
  ({ inputs, expected }) =>
    expected.ualpha &&
    inputs.length !== undefined &&
    (inputs.coders ?? []).every(
      ({ spans }) =>
        spans.length > 0 && !spans.some(([, end, code]) => spans.some(([s, , c]) => s === end && c === code)),
    ),
)

const near = (figure: Figure | undefined, value: number | null, tolerance: number, what: string): void => {
  if (value === null) expect({ [what]: figure?.value }).toEqual({ [what]: null })
  else
    expect(
      Math.abs((figure?.value ?? Number.NaN) - value),
      `${what}: ${figure?.value} for ${value}`,
    ).toBeLessThanOrEqual(tolerance)
}

describe.skipIf(golden.length === 0)('golden unitizing cases, as studies', () => {
  it('are there for two and for three coders', () => {
    expect(new Set(asStudies.map(({ inputs }) => inputs.coders?.length))).toEqual(new Set([2, 3]))
  })

  it.each(asStudies.map(found => [found.id, found] as const))(
    '%s',
    async (_, { inputs, expected, tolerance }) => {
      const given = inputs.coders ?? []
      const names = [...new Set(given.flatMap(({ spans }) => spans.map(span => span[2])))]
      const { client, coders, codes, source } = await codersStudy(given.length, names)
      await source('T', inputs.length ?? 0, ...given.map(({ spans }) => spans))
      const { overall, n } = await client.agreement.unitizing({ coders })
      expect(n).toBe(inputs.length)
      const ualpha = expected.ualpha
      near(overall.u_alpha, ualpha?.u ?? null, tolerance, 'u')
      near(overall.bar_u_alpha, ualpha?.bar_u ?? null, tolerance, 'bar_u')
      near(overall.cu_alpha, ualpha?.cu ?? null, tolerance, 'cu')
      for (const [code, value] of Object.entries(ualpha?.k ?? {})) {
        const own = overall.ku_alpha.find(each => each.codes.join() === codes.get(code))
        near(own?.ku_alpha, value, tolerance, `(k)u of ${code}`)
      }
    },
  )
})

describe('alphas for spans of a study', () => {
  it('take the sources all have read, laid end to end, and every code by its united passages', async () => {
    const { client, coders, codes, study, source } = await codersStudy(3, ['x', 'y'])
    const first = await source(
      'One',
      100,
      [
        [0, 10],
        [5, 20],
      ],
      [[0, 20]],
      [
        [0, 20],
        [40, 60, 'y'],
      ],
    )
    const second = await source('Two', 100, [[0, 30, 'y']], [[0, 25, 'y']], [[2, 30, 'y']])
    const two = await source('Three', 100, [[0, 30, 'y']], [[0, 25, 'y']], null)
    const before = contentOf(study.db())
    const report = await client.agreement.unitizing({ coders })
    expect(report).toMatchObject({ sources: [first, second], notReadByAll: [two], n: 200 })
    const of = (code: string) => report.codes.find(each => each.code === codes.get(code))
    expect(of('x')).toMatchObject({ passages: [1, 1, 1], u_alpha: { value: 1 } })
    expect(of('y')?.passages).toEqual([1, 1, 2])
    expect(of('y')?.u_alpha.value).toBeLessThan(1)
    expect(report.overall).toMatchObject({ sets: 2, cu_alpha: { value: 1 } })
    expect(report.overall.cu_alpha.method).toContain('rests on one printed value (.724)')
    const turned = await client.agreement.unitizing({ coders: coders.toReversed() })
    expect(turned.overall.u_alpha.value).toBeCloseTo(report.overall.u_alpha.value ?? Number.NaN, 12)
    const pair = await client.agreement.unitizing({ coders: coders.slice(0, 2) })
    expect(pair).toMatchObject({ sources: [first, second, two], notReadByAll: [] })
    expect(pair.overall.cu_alpha.method).not.toContain('printed value')
    expect(contentOf(study.db())).toBe(before)
  })

  it('joins no units across sources', async () => {
    const { client, coders, source } = await codersStudy(2, ['x'])
    await source('One', 100, [[90, 100]], [[90, 100]])
    await source('Two', 100, [[0, 10]], [[0, 10]])
    const report = await client.agreement.unitizing({ coders })
    expect(report.codes[0]?.passages).toEqual([2, 2])
  })

  it('says why a figure is undefined', async () => {
    const { client, coders, codes, source } = await codersStudy(2, ['x', 'y'])
    await source('One', 100, [[0, 100]], [[0, 100]])
    const report = await client.agreement.unitizing({ coders, codes: [...codes.values()] })
    expect(report.codes.map(({ u_alpha }) => u_alpha)).toEqual([
      { value: null, why: 'Nothing varied' },
      { value: null, why: 'Nobody used this code' },
    ])
    expect(report.overall.cu_alpha).toEqual({
      value: null,
      why: 'Where two coders gave codes, only one set of codes was given',
    })
  })

  it('refuses coders without a source that all have read, and whoever is in an open blind round', async () => {
    const { client, coders, source } = await codersStudy(3, ['x'])
    await source('One', 100, [[0, 10]], [[0, 10]], null)
    const blind = await source('Two', 100, null, [[0, 10]], [[0, 10]])
    expect(await failureOf(client.agreement.unitizing({ coders }))).toMatchObject({
      code: 'not-found',
      message: 'No source was read by all of C1, C2 and C3.',
    })
    await client.rounds.open({ title: 'Blind', sources: [blind], coders: coders.slice(1) })
    for (const asked of [
      client.agreement.unitizing({ coders: coders.slice(0, 2) }),
      client.agreement.gamma({ coders: coders.slice(0, 2), source: blind }),
    ]) {
      expect(await failureOf(asked)).toMatchObject({
        code: 'blind',
        message: 'C1 and C2 cannot be compared while the blind round “Blind” is open.',
      })
    }
  })
})

describe('gamma of a study', () => {
  const a: Spans = [
    [0, 30],
    [25, 40],
    [60, 90, 'y'],
    [120, 150],
  ]
  const b: Spans = [
    [5, 40],
    [60, 80, 'y'],
    [100, 110, 'y'],
    [125, 150],
  ]

  it('is that of the same units without a study, sample by sample, and says how far it has come', async () => {
    const { client, coders, codes, source } = await codersStudy(2, ['x', 'y'])
    const id = await source('One', 200, a, b)
    const units = (spans: Spans) =>
      spans.map(([start, end, code = 'x']) => ({ start, end, category: codes.get(code) ?? '' }))
    // In the order of the text: that is the order chance draws categories in.
    const [first, second] = [
      units([
        [0, 40],
        [60, 90, 'y'],
        [120, 150],
      ]),
      units([
        [5, 40],
        [60, 80, 'y'],
        [100, 110, 'y'],
        [125, 150],
      ]),
    ]
    const steps: number[] = []
    const report = await client.agreement.gamma(
      { coders, source: id, samples: 20, seed: 3 },
      { onProgress: ({ done, total }) => steps.push(done / (total ?? 1)) },
    )
    const expected = gammaOf(
      [first ?? [], second ?? []],
      { alpha: 1, beta: 1, empty: 1 },
      { samples: 20, seed: 3 },
    )
    expect(report).toMatchObject({
      coders: ['C1', 'C2'],
      units: [3, 4],
      gamma: { method: 'chance sampled 20 times, seed 3' },
      samples: 20,
      seed: 3,
    })
    expect(report.observed_disorder).toBeCloseTo(expected.observed, 12)
    expect(report.gamma.value).toBeCloseTo(expected.gamma ?? Number.NaN, 12)
    expect(steps).toHaveLength(20)
    expect(steps.at(-1)).toBe(1)
    expect(await client.agreement.gamma({ coders, source: id, samples: 20, seed: 3 })).toEqual(report)
  })

  it('takes a stretch and some of the codes', async () => {
    const { client, coders, codes, source } = await codersStudy(2, ['x', 'y'])
    const id = await source('One', 200, a, b)
    const report = await client.agreement.gamma({
      coders,
      source: id,
      codes: [codes.get('y') ?? ''],
      start: 50,
      end: 105,
      samples: 5,
    })
    expect(report).toMatchObject({ start: 50, end: 105, units: [1, 2] })
    const nothing = await client.agreement.gamma({ coders, source: id, start: 160, samples: 5 })
    expect(nothing.gamma).toEqual({ value: null, why: 'Nobody coded anything here' })
  })

  it('refuses too many passages, a stretch without text and a source not read by all, saying what to do', async () => {
    const { client, coders, source } = await codersStudy(2, ['x'])
    const many: Spans = Array.from({ length: 301 }, (_, n): [number, number] => [3 * n, 3 * n + 2])
    const id = await source('Long', 1000, many, [[0, 10]])
    const alone = await source('Alone', 100, [[0, 10]], null)
    const gamma = (more: object) => failureOf(client.agreement.gamma({ coders, source: id, ...more }))
    expect(await gamma({})).toMatchObject({
      code: 'too-large',
      message: 'C1 has 301 passages here, and gamma is worked out for up to 300 of a coder.',
      hint: 'Ask for fewer codes, or for a stretch of the source.',
    })
    expect(await gamma({ start: 50, end: 50 })).toMatchObject({ code: 'bad-input' })
    expect(await gamma({ source: alone })).toMatchObject({ code: 'not-found' })
    expect(await gamma({ samples: 0 })).toMatchObject({ code: 'bad-input' })
    expect((await client.agreement.gamma({ coders, source: id, end: 60, samples: 2 })).units).toEqual([20, 1])
  })

  it('lets others through, and stops where it is cancelled', async () => {
    const { client, coders, source } = await codersStudy(2, ['x'])
    const many: Spans = Array.from({ length: 120 }, (_, n): [number, number] => [8 * n, 8 * n + 5])
    const id = await source('Long', 1000, many, many)
    const stop = new AbortController()
    let asked: Promise<unknown> | undefined
    const cancelled = failureOf(
      client.agreement.gamma(
        { coders, source: id, samples: 10_000 },
        {
          signal: stop.signal,
          onProgress: () => {
            asked ??= client.members.list({}).then(() => stop.abort())
          },
        },
      ),
    )
    expect(await cancelled).toMatchObject({ code: 'cancelled' })
    await asked
  })
})
