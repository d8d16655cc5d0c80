import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeMany, type ManyInput } from '#engine/agreement/many/compute-many.ts'
import type { ManySource } from '#engine/agreement/many/tally-many.ts'
import { seededRandom } from '#engine/agreement/random.ts'
import { congerKappa } from '#engine/agreement/raters/conger-kappa.ts'
import { measures } from '#engine/agreement/raters/index.ts'
import { alphaWhyNot, krippendorffAlpha, nominal } from '#engine/agreement/raters/krippendorff-alpha.ts'
import type { Ratings } from '#engine/agreement/raters/ratings.ts'
import { setAlpha } from '#engine/agreement/sets/set-alpha.ts'
import { jaccardDistance, masiDistance, wholeSets } from '#engine/agreement/sets/set-distance.ts'
import { atOnce } from '#engine/agreement/slices.ts'
import type { ManyCodersReport, ManyFigureName, ManyFigures } from '#shared/model/many-coders.ts'
import { coded, type Spans } from './made.ts'

const codes = ['x', 'y']
const none = { replicates: 0, seed: 1 }

/** A source by what each coder coded in it; null for one who has not read it. */
function read(id: string, length: number, ...coders: (Spans | null)[]): ManySource {
  return {
    id,
    length,
    text: () => ' '.repeat(length),
    segments: () => [],
    codings: coders.map(own => own && coded(own)),
  }
}

const many = (sources: ManySource[], options: Partial<ManyInput> = {}): ManyCodersReport =>
  atOnce(
    computeMany({
      coders: (sources[0]?.codings ?? []).map((_, n) => `C${n + 1}`),
      unit: 'character',
      codes,
      sources,
      skipAroundMail: false,
      resampling: none,
      ...options,
    }),
  )

const spans = fc.array(
  fc
    .tuple(fc.nat(20), fc.nat(20), fc.constantFrom(...codes))
    .map(([a, b, code]): [number, number, string] => [Math.min(a, b), Math.max(a, b), code]),
  { maxLength: 5 },
)

/** Small studies of three to five coders; each source is read by at least two of them. */
const studies = fc.integer({ min: 3, max: 5 }).chain(coders =>
  fc.array(
    fc
      .tuple(
        fc.integer({ min: 20, max: 25 }),
        fc.array(fc.option(spans, { freq: 3 }), { minLength: coders, maxLength: coders }),
      )
      .filter(([, own]) => own.filter(each => each !== null).length >= 2)
      .map(([length, own]) => ({ length, own })),
    { minLength: 1, maxLength: 4 },
  ),
)

type Study = { length: number; own: (Spans | null)[] }[]
const sourcesOf = (study: Study): ManySource[] =>
  study.map(({ length, own }, n) => read(`s${n}`, length, ...own))

/** One row a character, nothing put together: what the patterns must come to. */
function expanded(study: Study, asked: readonly string[]): Ratings {
  const rows = asked.flatMap(code =>
    study.flatMap(({ length, own }) =>
      Array.from({ length }, (_, at) =>
        own.map(given =>
          given === null ? -1 : given.some(([s, e, c = 'x']) => c === code && s <= at && at < e) ? 1 : 0,
        ),
      ),
    ),
  )
  return {
    raters: study[0]?.own.length ?? 0,
    categories: [0, 1],
    rows,
    counts: rows.map(() => 1),
  }
}

function near(value: number | null, expected: number | null, what: string): void {
  if (expected === null || value === null) expect({ [what]: value }).toEqual({ [what]: expected })
  else expect(Math.abs(value - expected), `${what}: ${value} for ${expected}`).toBeLessThan(1e-9)
}

function agreesWith(figures: ManyFigures, ratings: Ratings, what: string): void {
  for (const measure of measures) {
    const expected = measure.whyNot(ratings) === null ? measure.compute(ratings) : null
    near(figures[measure.id as ManyFigureName].value, expected, `${what} ${measure.id}`)
  }
  const alpha = alphaWhyNot(ratings, nominal) === null ? krippendorffAlpha(ratings, nominal).alpha : null
  near(figures.alpha_nominal.value, alpha, `${what} alpha`)
}

describe('figures of several coders', () => {
  it('are those of a table with a row for every character', () => {
    fc.assert(
      fc.property(studies, study => {
        const report = many(sourcesOf(study))
        for (const code of report.codes) {
          const ratings = expanded(study, [code.code])
          agreesWith(code.figures, ratings, code.code)
          const byNumber = new Map<string, number>()
          for (const row of ratings.rows) {
            const key = `${row.filter(k => k === 1).length} of ${row.filter(k => k >= 0).length}`
            byNumber.set(key, (byNumber.get(key) ?? 0) + 1)
          }
          const ours = code.byNumber.flatMap(({ readers, units }) =>
            units.flatMap((n, k): [string, number][] => (n > 0 ? [[`${k} of ${readers}`, n]] : [])),
          )
          expect(new Map(ours)).toEqual(byNumber)
        }
        agreesWith(report.overall.figures, expanded(study, codes), 'overall')
      }),
    )
  })

  it('of every two coders take only the sources both have read', () => {
    fc.assert(
      fc.property(studies, study => {
        for (const pair of many(sourcesOf(study)).pairs) {
          const both = study
            .filter(({ own }) => own[pair.a] && own[pair.b])
            .map(({ length, own }) => ({ length, own: [own[pair.a] ?? null, own[pair.b] ?? null] }))
          expect(pair.sources).toBe(both.length)
          const ratings = expanded(both, codes)
          expect(pair.n).toBe(ratings.rows.length)
          const isDefined = both.length > 0 && congerKappa.whyNot(ratings) === null
          near(pair.cohen_kappa.value, isDefined ? congerKappa.compute(ratings) : null, 'kappa')
        }
      }),
    )
  })

  it('of sets are those of a table with a row for every character', () => {
    fc.assert(
      fc.property(studies, study => {
        const rows = study.flatMap(({ length, own }) =>
          Array.from({ length }, (_, at) =>
            own.map(
              given => given && new Set(given.flatMap(([s, e, c = 'x']) => (s <= at && at < e ? [c] : []))),
            ),
          ),
        )
        const { sets } = many(sourcesOf(study))
        for (const [figure, distance] of [
          [sets.set_alpha_nominal, wholeSets],
          [sets.set_alpha_jaccard, jaccardDistance],
          [sets.set_alpha_masi, masiDistance],
        ] as const) {
          near(figure.value, setAlpha({ rows, counts: rows.map(() => 1) }, distance).value, distance.id)
        }
      }),
    )
  })

  it('do not depend on the order of the coders', () => {
    fc.assert(
      fc.property(studies, study => {
        const report = many(sourcesOf(study))
        const turned = many(sourcesOf(study.map(({ length, own }) => ({ length, own: own.toReversed() }))))
        for (const measure of Object.keys(report.overall.figures) as ManyFigureName[]) {
          near(turned.overall.figures[measure].value, report.overall.figures[measure].value, measure)
        }
        expect(turned.overall.given).toEqual(report.overall.given)
        expect(turned.codes.map(code => code.passages)).toEqual(report.codes.map(code => code.passages))
      }),
    )
  })

  it('do not change where a span is split into touching ones or given twice', () => {
    fc.assert(
      fc.property(studies, fc.nat(20), fc.boolean(), (study, cut, twice) => {
        const split = study.map(({ length, own }) => ({
          length,
          own: own.map(
            given =>
              given?.flatMap(([s, e, c = 'x']): [number, number, string][] =>
                s < cut && cut < e
                  ? [[s, cut, c], [cut, e, c], ...(twice ? [[s, e, c] as [number, number, string]] : [])]
                  : [[s, e, c]],
              ) ?? null,
          ),
        }))
        expect(many(sourcesOf(split))).toEqual(many(sourcesOf(study)))
      }),
    )
  })

  it('have the interval of the sources drawn', () => {
    fc.assert(
      fc.property(fc.array(studies, { minLength: 11, maxLength: 11 }), fc.nat(1000), (drawn, seed) => {
        const coders = Math.min(...drawn.map(([first]) => first?.own.length ?? 0))
        const study = drawn
          .flatMap(list => list.slice(0, 1))
          .map(({ length, own }) => ({ length, own: own.slice(0, coders) }))
          .filter(({ own }) => own.filter(each => each !== null).length >= 2)
        if (study.length < 8) return
        const report = many(sourcesOf(study), { resampling: { replicates: 1, seed } })
        const random = seededRandom(seed)
        const again = study.flatMap(() => study[Math.floor(random() * study.length)] ?? [])
        const found = many(sourcesOf(again))
        const rows = [report.overall, ...report.codes].map(cell => cell.figures)
        const expected = [found.overall, ...found.codes].map(cell => cell.figures)
        rows.forEach((figures, n) => {
          for (const name of Object.keys(figures) as ManyFigureName[]) {
            const { ci, value } = figures[name]
            if (value === null || name === 'conger_kappa' || name === 'light_kappa') {
              expect(ci, name).toBeUndefined()
              continue
            }
            near(ci?.[0] ?? null, expected[n]?.[name].value ?? null, `${n} ${name}`)
          }
        })
      }),
    )
  })
})

it('draws the turns of few sources as if each were a source', () => {
  const turn = fc.tuple(fc.integer({ min: 20, max: 25 }), spans, spans, spans)
  fc.assert(
    fc.property(fc.array(turn, { minLength: 8, maxLength: 12 }), fc.nat(1000), (turns, seed) => {
      const apart = turns.map(([length, ...own], n) =>
        read(`s${n}`, length, ...own.map(given => given.filter(([s, e]) => s < e && e <= length))),
      )
      const starts = apart.map((_, n) => apart.slice(0, n).reduce((sum, { length }) => sum + length, 0))
      const length = apart.reduce((sum, source) => sum + source.length, 0)
      const together: ManySource = {
        ...read('all', length),
        segments: () =>
          starts.map((start, n) => {
            const end = starts[n + 1] ?? length
            return { kind: 'turn', start, end, bodyStart: start }
          }),
        codings: [0, 1, 2].map(coder =>
          apart.flatMap(({ codings }, n) =>
            (codings[coder] ?? []).map(coding => ({
              ...coding,
              start: coding.start + (starts[n] ?? 0),
              end: coding.end + (starts[n] ?? 0),
            })),
          ),
        ),
      }
      const resampling = { replicates: 20, seed }
      const [one, several] = [many([together], { resampling }), many(apart, { resampling })]
      const figuresOf = (report: ManyCodersReport) =>
        [report.overall, ...report.codes].map(cell => cell.figures)
      figuresOf(one).forEach((figures, n) => {
        for (const name of ['percent_agreement', 'fleiss_kappa', 'alpha_nominal', 'gwet_ac1'] as const) {
          const expected = figuresOf(several)[n]?.[name]
          for (const at of [0, 1]) near(figures[name].ci?.[at] ?? null, expected?.ci?.[at] ?? null, name)
        }
      })
      expect(one.overall.figures.percent_agreement.method).toContain(`${turns.length} segments`)
    }),
    { numRuns: 50 },
  )
})

describe('what is said beside the figures', () => {
  it('names who never used a code, and who alone did', () => {
    const report = many([
      read('s', 100, [[0, 10, 'x']], [[5, 12, 'x']], []),
      read('t', 100, [[0, 10, 'y']], [], []),
    ])
    expect(report.codes[0]?.notes[0]).toEqual({
      kind: 'not-by-all',
      text: 'C3 never used this code; C1 and C2 did.',
    })
    expect(report.codes[1]?.notes[0]?.text).toBe(
      'Only C1 used this code: 1 passage, 10 characters. Look at whether C2 and C3 missed it or read it otherwise.',
    )
  })

  it('is why a figure is undefined, never a number in its place', () => {
    const report = many([read('s', 50, [], [], []), read('t', 50, [], [], null)])
    const [code] = report.codes
    for (const name of ['fleiss_kappa', 'conger_kappa', 'light_kappa', 'alpha_nominal'] as const) {
      expect(code?.figures[name]).toEqual({ value: null, why: 'Nobody used this code' })
    }
    expect(code?.figures.percent_agreement.value).toBe(1)
    expect(code?.notes[0]?.text).toBe('None of C1, C2 and C3 used this code.')
    expect(report.sets.set_alpha_jaccard).toMatchObject({ value: null })
  })

  it('names the pair that makes Light’s kappa undefined', () => {
    const report = many([read('s', 50, [[0, 10]], [[0, 9]], null), read('t', 50, null, [[0, 10]], [[2, 10]])])
    expect(report.codes[0]?.figures.light_kappa.why).toBe(
      'Kappa is undefined for C1 and C3: no unit has a rating from two coders',
    )
    expect(report.pairs[1]).toMatchObject({
      sources: 0,
      n: 0,
      cohen_kappa: { value: null, why: 'No source was read by both' },
    })
    expect(report.codes[0]?.figures.percent_all_agree.why).toBe('No unit was rated by every coder')
  })

  it('is why there is no interval', () => {
    const { overall } = many([read('s', 50, [[0, 10]], [[0, 9]], [[0, 9]])], {
      resampling: { replicates: 100, seed: 1 },
    })
    expect(overall.figures.fleiss_kappa.method).toBe(
      'no interval: 1 source with 1 segment in all, and fewer than 8 say nothing of how figures vary',
    )
    expect(overall.figures.light_kappa.method).toContain('no interval')
  })
})

it('counts a source that a coder has not read as missing, and one they left uncoded as “not this code”', () => {
  const first = read('s', 100, [[0, 10]], [[0, 10]], [[0, 10]])
  const unread = many([first, read('t', 100, [[0, 10]], [[0, 10]], null)])
  const left = many([first, read('t', 100, [[0, 10]], [[0, 10]], [])])
  expect(unread.codes[0]?.figures.percent_agreement.value).toBe(1)
  expect(left.codes[0]?.figures.percent_agreement.value).toBeCloseTo(1 - (10 * 2) / 3 / 200, 12)
  expect(unread.codes[0]?.given).toEqual({ all: 20, some: 0, one: 0, none: 180 })
  expect(left.codes[0]?.given).toEqual({ all: 10, some: 10, one: 0, none: 180 })
})

it('has no more patterns than stretches with fifty coders', () => {
  const own = Array.from({ length: 50 }, (_, n): Spans => [[n, n + 30, 'x']])
  const report = many([read('s', 1000, ...own)], { codes: ['x'] })
  expect(report.pairs).toHaveLength(1225)
  expect(report.overall.byNumber[0]?.units.reduce((sum, units) => sum + units, 0)).toBe(1000)
  expect(report.codes[0]?.passages).toEqual({ all: 1, some: 0, one: 0, none: 0 })
})
