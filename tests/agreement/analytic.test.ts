import { describe, expect, it } from 'vitest'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import { type Spans, source } from './made.ts'

const figuresOf = (a: Spans, b: Spans, length: number) => {
  const { codes, overall } = computeAgreement({
    coders: ['A', 'B'],
    unit: 'character',
    codes: ['x'],
    sources: [source('s', length, a, b)],
  })
  return { code: codes[0]?.figures, overall: overall.figures }
}

describe('standard errors of the literature', () => {
  // 20 both, 5 only A, 10 only B, 15 neither: p_o .7, p_e .5, kappa .4.
  const { code, overall } = figuresOf(
    [[0, 25]],
    [
      [0, 20],
      [25, 35],
    ],
    50,
  )

  it('of kappa is that of Fleiss, Cohen & Everitt, not the one under no agreement', () => {
    // Shares .4 .1 .2 .3; r = .5 .5, s = .6 .4. Each cell with 1 or 0 less .6 times (s_k + r_l), in the formula’s order.
    const terms =
      0.4 * (1 - 0.6 * (0.6 + 0.5)) ** 2 +
      0.1 * (0.6 * (0.6 + 0.5)) ** 2 +
      0.2 * (0.6 * (0.4 + 0.5)) ** 2 +
      0.3 * (1 - 0.6 * (0.4 + 0.5)) ** 2
    const se = Math.sqrt((terms - (0.7 - 2 * 0.6 * 0.5) ** 2) / (50 * 0.25))
    expect(code?.cohen_kappa.value).toBeCloseTo(0.4, 12)
    expect(code?.cohen_kappa.analytic?.se).toBeCloseTo(se, 12)
    expect(code?.cohen_kappa.analytic?.ci[0]).toBeCloseTo(0.4 - 1.959963984540054 * se, 12)
    expect(code?.cohen_kappa.analytic?.method).toBe(
      'Fleiss, Cohen & Everitt 1969; takes every unit for independent of the others; too narrow for characters and words',
    )
  })

  it('of AC1 is that of its table', () => {
    // π = .55: p_e = 2·.55·.45 = .495; γ = .205 / .505. T / (q (q − 1)) = 1.
    const ac1 = 0.205 / 0.505
    const term = (agree: number, pi: number) => (agree - 2 * (1 - ac1) * (1 - pi)) ** 2
    const terms = 0.4 * term(1, 0.55) + 0.3 * term(0, 0.5) + 0.3 * term(1, 0.45)
    const se = Math.sqrt((terms - (0.7 - 2 * (1 - ac1) * 0.495) ** 2) / (50 * 0.505 ** 2))
    expect(code?.gwet_ac1.analytic?.se).toBeCloseTo(se, 12)
  })

  it('stands beside the interval by drawing, per code and overall, and on no other figure', () => {
    expect(overall.cohen_kappa.analytic).toEqual(code?.cohen_kappa.analytic)
    expect(code?.cohen_kappa.method).toMatch(/^no interval/)
    expect(code?.alpha_nominal).not.toHaveProperty('analytic')
  })

  it('is 0 where they agree on everything, and the interval never leaves −1 to 1', () => {
    const same = figuresOf([[0, 25]], [[0, 25]], 50).code
    expect(same?.cohen_kappa.analytic).toMatchObject({ se: 0, ci: [1, 1] })
    const near = figuresOf(
      [[0, 2]],
      [
        [0, 2],
        [3, 4],
      ],
      5,
    ).code
    expect(near?.cohen_kappa.analytic?.ci[1]).toBe(1)
  })

  it('is not given where kappa is undefined, nor where it is 0 whatever the rest', () => {
    expect(figuresOf([], [], 50).code?.cohen_kappa).not.toHaveProperty('analytic')
    const lone = figuresOf([[0, 9]], [], 50).code
    expect(lone?.cohen_kappa.value).toBe(0)
    expect(lone?.cohen_kappa).not.toHaveProperty('analytic')
    expect(lone?.gwet_ac1.analytic?.se).toBeGreaterThan(0)
  })
})
