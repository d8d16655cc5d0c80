import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeColourClass,
  codePalette,
  coderAccentClass,
  coderAccentCount,
  nextCodeColour,
} from '#renderer/theme/palette.ts'
import { distance, toLinear, visions } from './colour.ts'
import { colours, themeSheet } from './stylesheet.ts'

/** OKLab; about 0.02 is just noticeable side by side. */
const leastApart = 0.05
const leastFromTheOneBefore = 0.1
const leastBetweenFirstTwoCoders = 0.2
const leastBetweenCoders = 0.08

const sides = ['light', 'dark'] as const
const kinds = ['normal', 'protan', 'deutan', 'tritan'] as const
const cases = sides.flatMap(side => kinds.map(kind => ({ side, kind })))

function shown(side: 'light' | 'dark', name: string) {
  const colour = colours(themeSheet('palette.css'), side).get(name)
  if (!colour) throw new Error(`no colour ${name}`)
  return toLinear(colour)
}

describe.each(cases)('the code palette in $side for $kind vision', ({ side, kind }) => {
  const all = codePalette.map(({ id }) => shown(side, `code-${id}`))
  const apart = (one: number, other: number) => {
    const [a, b] = [all[one], all[other]]
    if (!a || !b) throw new Error('no such step')
    return distance(a, b, visions[kind])
  }

  it('keeps every two colours apart', () => {
    const near = all.flatMap((_, one) =>
      all.flatMap((__, other) =>
        other < one && apart(one, other) < leastApart ? [`${other + 1} and ${one + 1}`] : [],
      ),
    )
    expect(near).toEqual([])
  })

  it('puts each colour far from the one given out before it', () => {
    const near = all.flatMap((_, step) =>
      step > 0 && apart(step - 1, step) < leastFromTheOneBefore ? [`${step} and ${step + 1}`] : [],
    )
    expect(near).toEqual([])
  })

  it('tells the first two coders apart at a glance, and any two', () => {
    const coders = Array.from({ length: coderAccentCount }, (_, step) => shown(side, `coder-${step + 1}`))
    const [first, second] = coders
    if (!first || !second) throw new Error('no coder accents')
    expect(distance(first, second, visions[kind])).toBeGreaterThan(leastBetweenFirstTwoCoders)
    for (const [index, one] of coders.entries()) {
      for (const other of coders.slice(0, index)) {
        expect(distance(one, other, visions[kind])).toBeGreaterThan(leastBetweenCoders)
      }
    }
  })
})

describe('giving out colours', () => {
  it('has 24 steps, numbered in order, each with a name of its own and a class in the sheet', () => {
    expect(codePalette.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, step) => step + 1))
    expect(new Set(codePalette.map(({ name }) => name)).size).toBe(24)
    const css = themeSheet('palette.css')
    for (const { id } of codePalette) expect(css).toContain(`.${codeColourClass(id)} {`)
    for (let accent = 1; accent <= coderAccentCount; accent++) {
      expect(css).toContain(`.${coderAccentClass(accent)} {`)
    }
  })

  it('gives all 24 in order before any comes twice', () => {
    const used: number[] = []
    for (let code = 0; code < 48; code++) used.push(nextCodeColour(used))
    const order = codePalette.map(({ id }) => id)
    expect(used).toEqual([...order, ...order])
  })

  it('always gives one of those used least, whatever was chosen by hand', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 120 }), used => {
        const times = (id: number) => used.filter(other => other === id).length
        const given = nextCodeColour(used)
        expect(times(given)).toBe(Math.min(...codePalette.map(({ id }) => times(id))))
      }),
    )
  })

  it('brings any stored number onto the palette', () => {
    expect([0, 1, 24, 25, 48, 49, -1].map(codeColourClass)).toEqual(
      [24, 1, 24, 1, 24, 1, 23].map(step => `code-${step}`),
    )
    expect(coderAccentClass(9)).toBe('coder-1')
  })
})
