import { beforeAll, describe, expect, it } from 'vitest'
import { libraryFramework } from '#engine/codebook/library/index.ts'
import { type CodeTree, compareCodings } from '#engine/disagreements/compare.ts'
import { findRuling, type SampleDifference, type SampleSide } from '#engine/sample/find-ruling.ts'
import { locate } from '#engine/sample/locate.ts'
import { readSample, type SampleCoding } from '#engine/sample/sample.ts'
import type { CodedSpan, Disagreement } from '#shared/model/disagreement.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { isGraphemeBoundary } from '#shared/text/graphemes.ts'
import { readSources, textOf } from './read-sources.ts'

interface Named {
  name: string
  children: Named[]
}

const sample = readSample()
const [first, second] = sample.round.coders
const pathsOf = (codes: readonly Named[], above = ''): string[] =>
  codes.flatMap(code => [`${above}${code.name}`, ...pathsOf(code.children, `${above}${code.name}/`)])
const known = {
  study: new Set(pathsOf(sample.framework.codes)),
  npt: new Set(pathsOf(libraryFramework('npt')?.codes ?? [])),
}
let sources: Map<string, ParsedDocument>

beforeAll(async () => {
  sources = await readSources(sample)
})

const keyOf = (coding: { framework: string; code: string }): string => `${coding.framework}:${coding.code}`
const sideOf = (coding: CodedSpan): SampleSide => {
  const colon = coding.code.indexOf(':')
  const framework = coding.code.slice(0, colon) === 'npt' ? 'npt' : 'study'
  return { start: coding.start, end: coding.end, framework, code: coding.code.slice(colon + 1) }
}
const tree: CodeTree = { parent: () => null, framework: code => code.slice(0, code.indexOf(':')) }

function spansOf(file: string, coder: string): CodedSpan[] {
  const text = textOf(sources, file)
  return sample.codings
    .filter(coding => coding.file === file && coding.coder === coder)
    .map((coding, i) => ({
      ...locate(text, coding.quote, coding.occurrence),
      id: `${file} ${coder} ${i}`,
      code: keyOf(coding),
      polarity: coding.polarity ?? null,
    }))
}

function compared(): { agreed: number; differences: (Disagreement & { file: string })[] } {
  const files = [...new Set(sample.codings.map(coding => coding.file))]
  const comparisons = files.map(file => ({
    file,
    ...compareCodings({
      round: 'r',
      source: file,
      coders: [first, second],
      codings: { a: spansOf(file, first), b: spansOf(file, second) },
      tree,
    }),
  }))
  return {
    agreed: comparisons.reduce((sum, c) => sum + c.agreed.length, 0),
    differences: comparisons.flatMap(c => c.disagreements.map(d => ({ ...d, file: c.file }))),
  }
}

function hull(codings: readonly CodedSpan[] | undefined): SampleSide | null {
  const [one] = codings ?? []
  if (!one || !codings) return null
  return { ...sideOf(one), start: one.start, end: Math.max(...codings.map(coding => coding.end)) }
}

const differenceOf = (item: Disagreement & { file: string }): SampleDifference => ({
  file: item.file,
  kind: item.kind,
  a: hull(item.sides[first]),
  b: hull(item.sides[second]),
})

describe('the sample study’s framework', () => {
  it('has about 24 codes to code with, on two and three levels, each name once', () => {
    const leaves = (codes: readonly Named[]): Named[] =>
      codes.flatMap(code => (code.children.length === 0 ? [code] : leaves(code.children)))
    expect(leaves(sample.framework.codes)).toHaveLength(24)
    const names = [...known.study].map(path => path.split('/').at(-1))
    expect(new Set(names).size).toBe(names.length)
    expect(new Set([...known.study].map(path => path.split('/').length))).toEqual(new Set([1, 2, 3]))
  })

  it('takes each example from what was said', () => {
    const said = [...sources.values()].map(source => source.text).join('\n')
    const examples = (codes: typeof sample.framework.codes): string[] =>
      codes.flatMap(code => [code.example, ...examples(code.children)])
    const words = (text: string): string => text.toLowerCase().replace(/[.\s]+$/, '')
    for (const example of examples(sample.framework.codes)) {
      expect(words(said), example).toContain(words(example))
    }
  })
})

describe('the sample study’s codings', () => {
  it('find their words in the imported text, once each or by occurrence, at whole characters', () => {
    for (const { file, quote, occurrence } of [...sample.codings, ...sample.annotations]) {
      const text = textOf(sources, file)
      const { start, end } = locate(text, quote, occurrence)
      expect(text.slice(start, end)).toBe(quote)
      expect(isGraphemeBoundary(text, start) && isGraphemeBoundary(text, end)).toBe(true)
    }
  })

  it('name codes that exist, and coders who are members', () => {
    const coders = sample.members.filter(member => member.roles.includes('coder')).map(m => m.initials)
    for (const coding of sample.codings) {
      expect(known[coding.framework].has(coding.code), coding.code).toBe(true)
      expect(coders).toContain(coding.coder)
    }
  })

  it('use every inductive code and every component, by both coders', () => {
    const used = (coder: string): Set<string> =>
      new Set(sample.codings.filter(coding => coding.coder === coder).map(keyOf))
    const leaves = Object.entries(known).flatMap(([framework, paths]) =>
      [...paths]
        .filter(path => ![...paths].some(other => other.startsWith(`${path}/`)))
        .map(path => `${framework}:${path}`),
    )
    for (const coder of sample.round.coders) {
      expect(leaves.filter(leaf => !used(coder).has(leaf))).toEqual([])
    }
  })

  it('are many, in interviews, emails and records, inductive and deductive', () => {
    expect(sample.codings.length).toBeGreaterThanOrEqual(300)
    const count = (test: (coding: SampleCoding) => boolean): number => sample.codings.filter(test).length
    for (const { file, kind } of sample.sources) {
      expect(
        count(coding => coding.file === file),
        file,
      ).toBeGreaterThan(kind === 'interview' ? 100 : 3)
    }
    expect(count(coding => coding.file.startsWith('records.csv#'))).toBeGreaterThan(20)
    for (const coder of sample.round.coders) {
      expect(count(c => c.coder === coder && c.framework === 'npt')).toBeGreaterThan(80)
    }
    expect(sample.annotations).toHaveLength(15)
  })

  it('give no coder the same code twice on the same characters', () => {
    for (const file of sources.keys()) {
      for (const coder of sample.round.coders) {
        const spans = spansOf(file, coder)
        for (const [i, one] of spans.entries()) {
          const met = spans
            .slice(i + 1)
            .filter(other => other.code === one.code && other.start < one.end && one.start < other.end)
          expect(met, `${file} ${coder} ${one.code} at ${one.start}`).toEqual([])
        }
      }
    }
  })

  it('differ as coders do: most agreed in code and place, and differences of every kind', () => {
    const { agreed, differences } = compared()
    const of = (kind: string): number => differences.filter(item => item.kind === kind).length
    const sameCodeAndPlace = agreed + of('boundary') + of('polarity')
    const readings = sameCodeAndPlace + of('omission') + 2 * of('code')
    expect(sameCodeAndPlace / readings).toBeGreaterThan(0.5)
    expect(sameCodeAndPlace / readings).toBeLessThan(0.75)
    expect(of('omission')).toBeGreaterThan(30)
    expect(of('boundary')).toBeGreaterThan(30)
    expect(of('code')).toBeGreaterThan(20)
    expect(of('polarity')).toBeGreaterThanOrEqual(4)
  })
})

describe('the sample study’s rulings', () => {
  it('settle most differences in every way there is, and leave a handful open', () => {
    const { differences } = compared()
    const decisions = differences.map(item =>
      findRuling(sample.rulings, differenceOf(item), textOf(sources, item.file)),
    )
    const open = decisions.filter(decision => decision === null).length
    expect(open).toBeGreaterThanOrEqual(5)
    expect(open).toBeLessThanOrEqual(20)
    const outcomes = new Set(decisions.flatMap(decision => (decision ? [decision.outcome] : [])))
    expect(outcomes).toEqual(new Set(['a', 'b', 'both', 'extent', 'code', 'neither']))
    for (const decision of decisions) {
      if (!decision) continue
      expect(decision.reason.length).toBeGreaterThan(8)
      expect(decision.outcome === 'code').toBe(decision.code !== undefined)
      expect(decision.outcome === 'extent').toBe(decision.start !== undefined)
      if (decision.code) expect(known.study.has(decision.code)).toBe(true)
    }
  })

  it('are each used by some difference', () => {
    const { differences } = compared()
    const reasons = differences.flatMap(item => {
      const decision = findRuling(sample.rulings, differenceOf(item), textOf(sources, item.file))
      return decision ? [decision.reason] : []
    })
    const idle = [...sample.rulings.rulings, ...sample.rulings.rules].filter(
      ({ reason }) => !reasons.some(given => given.includes(reason)),
    )
    expect(idle).toEqual([])
  })
})
