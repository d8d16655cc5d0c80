import { describe, expect, it } from 'vitest'
import { agreementJson } from '#engine/agreement/agreement-json.ts'
import { type AgreementInput, computeAgreement } from '#engine/agreement/compute-agreement.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import type { CodeAgreement } from '#shared/model/agreement.ts'
import { source } from './made.ts'

const compute = (sources: AgreementSource[], more: Partial<AgreementInput> = {}) =>
  computeAgreement({ coders: ['AB', 'CD'], unit: 'character', codes: ['x'], sources, ...more })

function only(sources: AgreementSource[], more: Partial<AgreementInput> = {}): CodeAgreement {
  const [code] = compute(sources, more).codes
  if (!code) throw new Error('no code reported')
  return code
}

describe('NVivo’s help: 1000 characters, 50 coded by both, 150 by one, 800 by neither', () => {
  const code = only([source('s', 1000, [[0, 150]], [[100, 200]])])

  it('counts 50 both, 100 only A, 50 only B, 800 neither', () => {
    expect(code.counts).toEqual({ '11': 50, '10': 100, '01': 50, '00': 800 })
    expect(code.characters).toEqual(code.counts)
    expect(code.passages).toEqual({ both: 1, onlyA: 0, onlyB: 0 })
  })

  it.each([
    ['percent_agreement', 0.85], // (50 + 800) / 1000
    // p_e = .15·.10 + .85·.90 = .78; (.85 − .78) / .22
    ['cohen_kappa', 0.07 / 0.22],
    // possible p_o = min(.15, .10) + min(.85, .90) = .95; (.95 − .78) / .22
    ['cohen_kappa_max', 0.17 / 0.22],
    // π = .125: p_e = .125² + .875² = .78125; (.85 − .78125) / .21875
    ['scott_pi', 0.06875 / 0.21875],
    // 1 − (300/2000) / ((2000² − 250² − 1750²) / (2000·1999)) = 1 − 300·1999 / 875000
    ['alpha_nominal', 1 - (300 * 1999) / 875_000],
    // p_e = 2·.125·.875 = .21875; (.85 − .21875) / .78125
    ['gwet_ac1', 0.63125 / 0.78125],
    ['brennan_prediger', 0.7], // 2·.85 − 1
    ['positive_agreement', 0.4], // 100 / (100 + 150)
    ['negative_agreement', 1600 / 1750], // 2·800 / (2·800 + 150)
    ['jaccard_overlap', 0.25], // 50 / 200
    ['f1_dice', 0.4],
  ] as const)('%s is %d', (name, value) => {
    expect(code.figures[name].value).toBeCloseTo(value, 12)
  })
})

describe('edge cases', () => {
  it('a code nobody used: agreement 1, but kappa, pi and alpha are undefined and so is overlap', () => {
    const { figures, notes } = only([source('s', 500, [], [])])
    expect(figures.percent_agreement).toMatchObject({ value: 1 })
    for (const name of ['cohen_kappa', 'scott_pi', 'alpha_nominal', 'jaccard_overlap', 'f1_dice'] as const) {
      expect(figures[name]).toEqual({ value: null, why: 'Nobody used this code' })
    }
    expect(figures.gwet_ac1.value).toBe(1)
    expect(figures.brennan_prediger.value).toBe(1)
    expect(notes).toEqual([{ kind: 'unused', text: 'Neither AB nor CD used this code.' }])
  })

  it('both coded everything: undefined again, with its own reason', () => {
    const { figures } = only([source('s', 80, [[0, 80]], [[0, 80]])])
    expect(figures.cohen_kappa).toEqual({
      value: null,
      why: 'Both coders gave this code to every character, so nothing varied',
    })
    expect(figures.negative_agreement).toEqual({
      value: null,
      why: 'Both coders gave this code to every character',
    })
    expect(figures.jaccard_overlap.value).toBe(1)
  })

  it('only one coder used it: an omission counts, kappa is exactly 0, pi and alpha are below', () => {
    const { figures, notes, counts } = only([source('s', 500, [[100, 160]], [])])
    expect(counts).toEqual({ '11': 0, '10': 60, '01': 0, '00': 440 })
    expect(figures.cohen_kappa.value).toBe(0)
    expect(figures.scott_pi.value).toBeCloseTo(-60 / 940, 12) // π = .06: (.88 − .8872) / .1128
    expect(figures.alpha_nominal.value).toBeCloseTo(1 - (120 * 999) / (1000 ** 2 - 60 ** 2 - 940 ** 2), 12)
    expect(notes.map(n => n.kind)).toEqual(['one-sided'])
    expect(notes[0]?.text).toContain('Only AB used this code: 1 passage, 60 characters')
  })

  it('constant and opposite: kappa 0, pi −1, alpha −(N − 1)/N, and it is flagged', () => {
    const { figures, notes } = only([source('s', 9, [[0, 9]], [])])
    expect(figures.percent_agreement.value).toBe(0)
    expect(figures.cohen_kappa.value).toBe(0)
    expect(figures.scott_pi.value).toBe(-1)
    expect(figures.alpha_nominal.value).toBeCloseTo(-8 / 9, 12)
    expect(figures.brennan_prediger.value).toBe(-1)
    expect(notes.map(n => n.kind)).toEqual(['opposite'])
  })

  it('perfect with variation is exactly 1 everywhere', () => {
    const { figures } = only([source('s', 90, [[10, 40]], [[10, 40]])])
    expect(Object.values(figures).map(f => f?.value)).toEqual(Object.values(figures).map(() => 1))
  })

  it('one unit on which they disagree: kappa 0, alpha 0', () => {
    const { figures } = only([source('s', 30, [[3, 9]], [])], { unit: 'source' })
    expect(figures.cohen_kappa.value).toBe(0)
    expect(figures.alpha_nominal.value).toBe(0)
    expect(figures.brennan_prediger.value).toBe(-1)
  })

  it('no source at all: everything is undefined, nothing is 0', () => {
    const report = compute([])
    expect(report.n).toBe(0)
    for (const figure of Object.values(report.overall.figures)) {
      expect(figure?.value).toBeNull()
      expect(figure?.why).toMatch(/\w/)
    }
  })

  it('a coder’s own overlaps and touching codings are united first', () => {
    const doubled = only([
      source(
        's',
        100,
        [
          [10, 30],
          [20, 40],
          [20, 40],
        ],
        [[10, 40]],
      ),
    ])
    expect(doubled.counts).toEqual({ '11': 30, '10': 0, '01': 0, '00': 70 })
    expect(doubled.passages).toEqual({ both: 1, onlyA: 0, onlyB: 0 })
  })

  it('a coding that does not fit its text is refused, not counted', () => {
    expect(() => compute([source('s7', 10, [[5, 12]], [])])).toThrow(
      /source s7 covers characters 5 to 12.*has 10/,
    )
  })
})

describe('putting codes and sources together', () => {
  // c: 1 and 1 and 0; d: nobody in s1, only A in s2; e: nobody anywhere.
  const sources = [
    source('s1', 100, [[0, 10, 'c']], [[0, 10, 'c']]),
    source(
      's2',
      100,
      [
        [0, 20, 'c'],
        [50, 60, 'd'],
      ],
      [[10, 20, 'c']],
    ),
    source('s3', 50, [], []),
  ]
  const report = compute(sources, { codes: ['c', 'd', 'e'] })

  it('sums the sources of a code in one table', () => {
    expect(report.n).toBe(250)
    expect(report.codes[0]?.counts).toEqual({ '11': 20, '10': 10, '01': 0, '00': 220 })
  })

  it('sums all codes overall', () => {
    expect(report.overall.counts).toEqual({ '11': 20, '10': 20, '01': 0, '00': 710 })
  })

  it('pools kappa from mean observed and mean chance agreement', () => {
    // p_o: 240/250, 240/250, 1. p_e: (30·20 + 220·230)/250², (10·0 + 240·250)/250², 1.
    const observed = (0.96 + 0.96 + 1) / 3
    const chance = (51_200 / 62_500 + 60_000 / 62_500 + 1) / 3
    expect(report.overall.figures.pooled_kappa?.value).toBeCloseTo((observed - chance) / (1 - chance), 12)
  })

  it('averages defined kappas only and says how many were left out', () => {
    const kappaC = (0.96 - 0.8192) / (1 - 0.8192)
    const mean = report.overall.figures.mean_of_defined_code_kappas
    expect(mean?.value).toBeCloseTo((kappaC + 0) / 2, 12)
    expect(mean?.method).toBe(
      'mean over 2 of 3 codes; 1 left out, where kappa is undefined; no interval: 3 sources with 3 segments in all, and fewer than 8 say nothing of how figures vary',
    )
    const weighted = report.overall.figures.weighted_mean_of_code_kappas
    // c weighs the 30 characters that either gave it, d 10 with kappa 0; e has no kappa.
    expect(weighted?.value).toBeCloseTo((30 * kappaC) / 40, 12)
    expect(weighted?.method).toMatch(
      /^mean over 2 of 3 codes, each weighted by the units that at least one coder gave it; 1 left out, where/,
    )
    const overSources = report.codes[0]?.figures.mean_of_defined_document_kappas
    // s1: 1. s2: p_o .9, p_e .2·.1 + .8·.9 = .74: .16/.26. s3: undefined.
    expect(overSources?.value).toBeCloseTo((1 + 0.16 / 0.26) / 2, 12)
    expect(overSources?.method).toBe('mean over 2 of 3 sources; 1 left out, where kappa is undefined')
  })

  it('gives each source its own table and only the codes used there', () => {
    expect(report.sources.map(s => [s.source, s.n, s.codes.map(c => c.code)])).toEqual([
      ['s1', 100, ['c']],
      ['s2', 100, ['c', 'd']],
      ['s3', 50, []],
    ])
    expect(report.sources[1]?.counts).toEqual({ '11': 10, '10': 20, '01': 0, '00': 270 })
  })

  it('counts a component for its construct where asked, once where both are on a passage', () => {
    const tree = compute(
      [
        source(
          's',
          100,
          [
            [0, 10, 'kid'],
            [5, 20, 'top'],
          ],
          [[0, 20, 'kid2']],
        ),
      ],
      {
        codes: ['top', 'kid', 'kid2'],
        options: {
          ancestors: new Map([
            ['kid', ['top']],
            ['kid2', ['top']],
          ]),
        },
      },
    )
    expect(tree.codes[0]?.counts).toEqual({ '11': 0, '10': 15, '01': 0, '00': 85 })
    expect(tree.codes[0]?.withDescendants?.counts).toEqual({ '11': 20, '10': 0, '01': 0, '00': 80 })
    expect(tree.codes[1]).not.toHaveProperty('withDescendants')
  })

  it('prints figures beside the counts, under their own names', () => {
    const printed = agreementJson(report)
    expect(printed.overall.pooled_kappa).toEqual(report.overall.figures.pooled_kappa)
    expect(printed.codes[0]).toMatchObject({
      code: 'c',
      counts: { '11': 20 },
      cohen_kappa: { value: expect.any(Number) },
    })
    expect(printed.sources[0]).toMatchObject({ source: 's1', percent_agreement: { value: 1 } })
    expect(printed.overall).not.toHaveProperty('figures')
  })
})

describe('explanations', () => {
  it('says why kappa is low though agreement is high, with the counts', () => {
    // 985 neither, 3 both, 7 and 5 alone: p_o .988, p_e .01·.008 + .99·.992 = .98216, κ = .3274
    const { notes, figures } = only([source('s', 1000, [[0, 10]], [[7, 15]])])
    expect(figures.cohen_kappa.value).toBeCloseTo((0.988 - 0.98216) / 0.01784, 10)
    expect(notes.map(n => n.kind)).toEqual(['prevalence', 'paradox'])
    expect(notes[1]?.text).toBe(
      'They agree on 98.8% of all characters but kappa is 0.33: 98.5% is what neither coded. Of the 15 characters that at least one coded, both coded 3 characters (20%); AB alone 7 characters, CD alone 5 characters.',
    )
  })

  it('names unequal use and the greatest kappa it allows', () => {
    // shares .6 and .2: p_e .44, possible p_o .2 + .4 = .6, κ_max = .16/.56
    const { notes, figures } = only([source('s', 100, [[0, 60]], [[0, 20]])])
    expect(figures.cohen_kappa_max.value).toBeCloseTo(0.16 / 0.56, 12)
    expect(notes).toEqual([
      {
        kind: 'bias',
        text: 'AB used this code 3.0 times as much as CD. Kappa can then be at most 0.29, and it judges unequal use more leniently than pi and alpha do.',
      },
    ])
  })

  it('has nothing to say of a balanced code', () => {
    expect(only([source('s', 100, [[0, 50]], [[5, 50]])]).notes).toEqual([])
  })
})
