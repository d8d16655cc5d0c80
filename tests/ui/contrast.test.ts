import { describe, expect, it } from 'vitest'
import { composite, contrast, isInGamut, type Linear, toLinear } from './colour.ts'
import { block, looks, themeSheet } from './stylesheet.ts'

/** Text, and the grounds it is set on. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  [
    'ink',
    [
      'paper',
      'paper-raised',
      'paper-sunken',
      'paper-hover',
      'paper-pressed',
      'accent-wash',
      'accent-wash-strong',
      'danger-wash',
      'warn-wash',
      'good-wash',
      'mark',
      'mark-current',
    ],
  ],
  [
    'ink-quiet',
    [
      'paper',
      'paper-raised',
      'paper-sunken',
      'paper-hover',
      'paper-pressed',
      'accent-wash',
      'accent-wash-strong',
    ],
  ],
  ['ink-faint', ['paper', 'paper-raised', 'paper-sunken', 'paper-hover', 'accent-wash']],
  [
    'accent-text',
    ['paper', 'paper-raised', 'paper-sunken', 'paper-hover', 'accent-wash', 'accent-wash-strong'],
  ],
  ['on-accent', ['accent', 'accent-hover', 'accent-pressed']],
  ['on-danger', ['danger', 'danger-hover']],
  ['danger', ['paper', 'paper-raised', 'danger-wash']],
  ['warn', ['paper', 'paper-sunken', 'warn-wash']],
  ['good', ['paper', 'paper-raised', 'good-wash']],
  ['paper', ['ink']],
]

/** What must be made out against its surroundings: the edges of controls, focus, marks. */
const shapes: readonly (readonly [string, readonly string[]])[] = [
  ['edge', ['paper', 'paper-raised', 'paper-sunken']],
  ['focus', ['paper', 'paper-raised', 'paper-sunken', 'paper-hover', 'accent-wash', 'accent-wash-strong']],
  ['accent', ['paper', 'paper-raised', 'paper-sunken', 'paper-pressed']],
  ['danger', ['paper-raised']],
]

describe.each(looks)('$name', ({ colours, wash }) => {
  const linear = (name: string): Linear => {
    const colour = colours.get(name)
    if (!colour) throw new Error(`no colour ${name}`)
    return toLinear(colour)
  }
  const least = (pairs: typeof texts, ratio: number) =>
    pairs.flatMap(([front, grounds]) =>
      grounds
        .map(ground => ({ front, ground, ratio: contrast(linear(front), linear(ground)) }))
        .filter(pair => pair.ratio < ratio)
        .map(pair => `${pair.front} on ${pair.ground}: ${pair.ratio.toFixed(2)}`),
    )

  it('sets text at 4.5:1 or more', () => {
    expect(least(texts, 4.5)).toEqual([])
  })

  it('draws controls, focus and marks at 3:1 or more', () => {
    expect(least(shapes, 3)).toEqual([])
  })

  it('draws code stripes and coder accents at 3:1 or more, and coder initials at 4.5:1', () => {
    const codes = Array.from({ length: 24 }, (_, step) => `code-${step + 1}`)
    const coders = Array.from({ length: 8 }, (_, step) => `coder-${step + 1}`)
    expect(
      least(
        codes.map(code => [code, ['paper', 'paper-raised']] as const),
        3,
      ),
    ).toEqual([])
    expect(
      least(
        coders.map(coder => [coder, ['paper', 'paper-raised']] as const),
        4.5,
      ),
    ).toEqual([])
  })

  it('keeps text on washes of any code legible, and the code’s own name on a chip', () => {
    const faults = Array.from({ length: 24 }, (_, step) => step + 1).flatMap(step => {
      const colour = colours.get(`code-${step}`)
      if (!colour) return [`code ${step} is missing`]
      return ['paper', 'paper-raised'].flatMap(ground => {
        const washed = composite({ ...colour, alpha: wash }, linear(ground))
        const name = contrast(linear(`code-${step}-text`), washed)
        const text = contrast(linear('ink'), washed)
        return [
          ...(name < 4.5 ? [`name of ${step} on ${ground}: ${name.toFixed(2)}`] : []),
          ...(text < 7 ? [`text under ${step} on ${ground}: ${text.toFixed(2)}`] : []),
        ]
      })
    })
    expect(faults).toEqual([])
  })

  it('keeps selected text legible, and lets what lies under it show through', () => {
    const selected = colours.get('selected')
    if (!selected) throw new Error('no colour selected')
    const ground = composite(selected, linear('paper'))
    expect(contrast(linear('ink'), ground)).toBeGreaterThan(7)
    expect(contrast(linear('ink-quiet'), ground)).toBeGreaterThan(4.5)
    expect(selected.alpha).toBeLessThan(0.5)
  })

  it('asks for no colour a plain screen lacks', () => {
    const outside = [...colours].filter(([, colour]) => !isInGamut(toLinear(colour))).map(([name]) => name)
    expect(outside).toEqual([])
  })
})

describe('high contrast', () => {
  it('reaches 7:1 for all text', () => {
    for (const { name, colours } of looks.filter(look => look.name.startsWith('high'))) {
      const faults = texts.slice(0, 4).flatMap(([front, grounds]) =>
        grounds.slice(0, 4).flatMap(ground => {
          const [one, other] = [colours.get(front), colours.get(ground)]
          if (!one || !other) return [`${front} or ${ground} is missing`]
          const ratio = contrast(toLinear(one), toLinear(other))
          return ratio < 7 ? [`${name}: ${front} on ${ground} ${ratio.toFixed(2)}`] : []
        }),
      )
      expect(faults).toEqual([])
    }
  })

  it('is the same whether asked for by name or by the system', () => {
    const css = themeSheet('high-contrast.css')
    const lines = (text: string) =>
      text
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean)
    const named = lines(block(css, ':root[data-theme="high-contrast"]'))
    const system = lines(block(css.slice(css.indexOf('@media')), ':root:not('))
    expect(named.length).toBeGreaterThan(20)
    expect(system).toEqual(named)
  })

  it('overrides only what the plain tokens declare', () => {
    const declared = (css: string) => [...css.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name)
    const plain = new Set(declared(block(themeSheet('tokens.css'), ':root {')))
    const high = declared(block(themeSheet('high-contrast.css'), ':root[data-theme="high-contrast"]'))
    expect(high.filter(name => !plain.has(name))).toEqual([])
  })
})
