import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ManyFigureName } from '#shared/model/many-coders.ts'
import { contentOf, failureOf } from '../helpers/study.ts'
import { codersStudy } from './coders-in-study.ts'

describe('agreement among several coders of a study', () => {
  it('takes the sources that two of them have read, and says which they have not', async () => {
    const { client, coders, study, source } = await codersStudy(3, ['x'])
    const all = await source('All', 100, [[0, 10]], [[0, 10]], [[0, 20]])
    const two = await source('Two', 100, [[0, 10]], [[5, 10]], null)
    const one = await source('One', 100, [[0, 10]], null, null)
    const before = contentOf(study.db())
    const report = await client.agreement.among({ coders })
    expect(report.coders).toEqual(['C1', 'C2', 'C3'])
    expect(report.sources).toEqual([
      { source: all, n: 100, readers: [0, 1, 2] },
      { source: two, n: 100, readers: [0, 1] },
    ])
    expect(report.codes[0]).toMatchObject({
      given: { all: 15, some: 0, one: 15, none: 170 },
      passages: { all: 2, some: 0, one: 0, none: 0 },
      byNumber: [
        { readers: 3, units: [80, 10, 0, 10] },
        { readers: 2, units: [90, 5, 5] },
      ],
    })
    expect(report.codes[0]?.figures.percent_agreement.value).toBeCloseTo((200 - 10 * (2 / 3) - 5) / 200, 12)
    expect(report.pairs.map(pair => [pair.a, pair.b, pair.sources, pair.n])).toEqual([
      [0, 1, 2, 200],
      [0, 2, 1, 100],
      [1, 2, 1, 100],
    ])
    const named = await client.agreement.among({ coders, sources: [two, one, two] })
    expect(named.sources.map(each => each.source)).toEqual([two])
    expect(named.unread).toEqual([one])
    expect(contentOf(study.db())).toBe(before)
  })

  it('takes a source of a submitted round as read by its coders, also where they coded nothing', async () => {
    const { client, coders, study, source } = await codersStudy(3, ['x'])
    const [first = '', second = '', third = ''] = coders
    const id = await source('In a round', 100, null, null, null)
    const { id: round } = await client.rounds.open({
      title: 'R',
      sources: [id],
      coders: [first, second],
      blind: false,
    })
    const failure = await failureOf(client.agreement.among({ coders }))
    expect(failure.message).toBe('No source was read by two of C1, C2 and C3.')
    const hand = await study.nobody()
    for (const coder of [first, second]) {
      await hand.session.signIn({ member: coder })
      await hand.rounds.submit({ round, coder })
    }
    const report = await client.agreement.among({ coders: [third, second, first] })
    expect(report.sources).toEqual([{ source: id, n: 100, readers: [1, 2] }])
    expect(report.overall.figures.percent_agreement.value).toBeNull()
  })

  it('agrees with the comparison of two, figure by figure', async () => {
    const { client, coders, source } = await codersStudy(2, ['x', 'y'])
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
      await source(
        `S${n}`,
        200,
        [
          [n, 40 + n],
          [90, 120, 'y'],
        ],
        [
          [8 * n, 70],
          [90, 100 + n, 'y'],
        ],
      )
    }
    const two = await client.agreement.between({ coders })
    const report = await client.agreement.among({ coders })
    for (const [ours, theirs] of [
      [report.overall, two.overall],
      [report.codes[0], two.codes[0]],
    ] as const) {
      for (const [name, same] of [
        ['percent_agreement', 'percent_agreement'],
        ['fleiss_kappa', 'scott_pi'],
        ['alpha_nominal', 'alpha_nominal'],
        ['gwet_ac1', 'gwet_ac1'],
        ['brennan_prediger', 'brennan_prediger'],
      ] as const) {
        const [a, b] = [ours?.figures[name], theirs?.figures[same]]
        expect(a?.value).toBeCloseTo(b?.value ?? Number.NaN, 10)
        // The same draws of the same sources.
        expect(a?.ci?.[0], name).toBeCloseTo(b?.ci?.[0] ?? Number.NaN, 10)
        expect(a?.ci?.[1], name).toBeCloseTo(b?.ci?.[1] ?? Number.NaN, 10)
      }
      expect(ours?.figures.conger_kappa.value).toBeCloseTo(
        theirs?.figures.cohen_kappa.value ?? Number.NaN,
        10,
      )
      expect(ours?.figures.light_kappa.value).toBeCloseTo(theirs?.figures.cohen_kappa.value ?? Number.NaN, 10)
    }
    expect(report.overall.figures.alpha_nominal.method).toBe(
      '95 % percentile bootstrap over 8 sources, B = 2000, seed 1',
    )
    const seeded = await client.agreement.among({ coders, seed: 7 })
    expect(seeded.overall.figures.alpha_nominal.ci).not.toEqual(report.overall.figures.alpha_nominal.ci)
    expect(seeded).toEqual(await client.agreement.among({ coders, seed: 7 }))
  })

  it('compares fifty coders', async () => {
    const { client, coders, source } = await codersStudy(50, ['x', 'y'])
    await source(
      'Read by fifty',
      1000,
      ...coders.map((_, n): [number, number, string][] => [
        [n, n + 60, 'x'],
        [500 - n, 520, 'y'],
      ]),
    )
    const report = await client.agreement.among({ coders })
    expect(report.pairs).toHaveLength(1225)
    expect(report.codes.map(code => code.passages.all)).toEqual([1, 1])
    expect(report.overall.figures.fleiss_kappa.value).toBeGreaterThan(0)
  })

  it('refuses one coder, one named twice, strangers, and coders without a source in common', async () => {
    const { client, coders, source } = await codersStudy(3, ['x'])
    const [first = '', second = '', third = ''] = coders
    await source('A', 100, [[0, 10]], null, null)
    await source('B', 100, null, [[0, 10]], null)
    const among = (ids: string[], more = {}) => failureOf(client.agreement.among({ coders: ids, ...more }))
    expect(await among([first])).toMatchObject({ code: 'bad-input' })
    expect(await among([first, first])).toMatchObject({
      code: 'bad-input',
      message: 'Agreement is between two different coders.',
    })
    expect(await among([first, second, first])).toMatchObject({
      code: 'bad-input',
      message: 'C1 is named twice: agreement is between different coders.',
    })
    expect(await among([...Array.from({ length: 51 }, () => first)])).toMatchObject({ code: 'bad-input' })
    expect(await among([first, '01890000-0000-7000-8000-000000000000'])).toMatchObject({ code: 'not-found' })
    expect(await among(coders)).toMatchObject({
      code: 'not-found',
      message: 'No source was read by two of C1, C2 and C3.',
    })
    expect(await among([first, third])).toMatchObject({ message: 'No source was read by both C1 and C3.' })
    expect(await among(coders, { sources: ['01890000-0000-7000-8000-000000000000'] })).toMatchObject({
      code: 'not-found',
      message: 'There is no such source in this study.',
    })
  })

  it('refuses as long as one of them is in an open blind round, whoever asks', async () => {
    const { client, coders, study, source } = await codersStudy(4, ['x'])
    const [, second = '', third = '', fourth = ''] = coders
    await source('A', 100, [[0, 10]], [[0, 10]], [[2, 10]], [[0, 10]])
    const blind = await source('B', 100, null, null, null)
    await client.rounds.open({ title: 'Blind', sources: [blind], coders: [third, fourth] })
    for (const window of [client, await study.as('LD')]) {
      expect(await failureOf(window.agreement.among({ coders: coders.slice(0, 3) }))).toMatchObject({
        code: 'blind',
        message: 'C1, C2 and C3 cannot be compared while the blind round “Blind” is open.',
      })
    }
    const allowed = await client.agreement.among({ coders: [coders[0] ?? '', second] })
    expect(allowed.overall.figures.percent_agreement.value).toBe(1)
  })
})

interface GoldenCase {
  id: string
  inputs: {
    kind: string
    length?: number
    codes?: string[]
    coders?: { spans: [number, number, string][] }[]
  }
  expected: {
    codes?: Record<string, Record<string, number | null>>
    set_alpha_by_character?: Record<string, number>
  }
  tolerance: number
}

const file = '../shared/golden/agreement.json'
const golden: GoldenCase[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
const names: Record<string, ManyFigureName> = {
  percent: 'percent_agreement',
  fleiss: 'fleiss_kappa',
  conger: 'conger_kappa',
  light: 'light_kappa',
  kappa: 'conger_kappa',
  scott: 'fleiss_kappa',
  ac1: 'gwet_ac1',
  bp: 'brennan_prediger',
  alpha_binary: 'alpha_nominal',
}

// Cases whose spans make a study: one text, whole numbers, each coder having coded something.
const asStudies = golden.filter(
  ({ inputs, expected }) =>
    inputs.kind === 'spans' &&
    expected.codes &&
    inputs.length !== undefined &&
    inputs.length >= 50 &&
    (inputs.coders ?? []).every(({ spans }) => spans.some(([s, e]) => s < e)),
)

describe.skipIf(golden.length === 0)('golden cases of spans, as studies', () => {
  it('are there for three coders', () => {
    expect(asStudies.filter(({ inputs }) => (inputs.coders ?? []).length > 2).length).toBeGreaterThan(0)
  })

  it.each(asStudies.map(found => [found.id, found] as const))(
    '%s',
    async (_, { inputs, expected, tolerance }) => {
      const given = inputs.coders ?? []
      const codes = inputs.codes ?? [...new Set(given.flatMap(({ spans }) => spans.map(span => span[2])))]
      const { client, coders, codes: ids, source } = await codersStudy(given.length, codes)
      await source('Text', inputs.length ?? 0, ...given.map(({ spans }) => spans))
      const report = await client.agreement.among({ coders, codes: [...ids.values()] })
      expect(report.n).toBe(inputs.length)
      for (const [code, figures] of Object.entries(expected.codes ?? {})) {
        const ours = report.codes.find(each => each.code === ids.get(code))?.figures
        for (const [name, value] of Object.entries(figures)) {
          const known = names[name]
          if (!known) continue
          const own = ours?.[known].value ?? null
          if (value === null) expect({ [name]: own }).toEqual({ [name]: null })
          else
            expect(Math.abs(Number(own) - value), `${code} ${name}: ${own} for ${value}`).toBeLessThanOrEqual(
              tolerance,
            )
        }
      }
      const sets = expected.set_alpha_by_character
      if (sets) {
        expect(report.sets.set_alpha_jaccard.value).toBeCloseTo(sets.jaccard ?? Number.NaN, 6)
        expect(report.sets.set_alpha_nominal.value).toBeCloseTo(sets.binary ?? Number.NaN, 6)
        expect(report.sets.set_alpha_masi.value).toBeCloseTo(sets.masi_thirds ?? Number.NaN, 6)
      }
    },
  )
})
