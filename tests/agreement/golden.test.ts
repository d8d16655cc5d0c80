import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { coefficients } from '#engine/agreement/coefficients/index.ts'
import { computeAgreement } from '#engine/agreement/compute-agreement.ts'
import type { PairTable } from '#engine/agreement/pair-table.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import type { AgreementReport, CoefficientName, Unit } from '#shared/model/agreement.ts'
import { coded } from './made.ts'

const file = '../shared/golden/agreement.json'

type Category = string | number
type Tree = number | string | null | Tree[] | { [key: string]: Tree }
interface Document {
  length: number
  coders: { spans: [number, number, string][] }[]
  segments?: [number, number][]
}
interface Ratings {
  kind: 'ratings'
  units: (Category | null)[][]
  counts?: number[]
  categories?: Category[]
}
interface Spans extends Partial<Document> {
  kind: 'spans'
  codes?: string[]
  documents?: Document[]
}
interface Case {
  id: string
  inputs: Ratings | Spans | { kind: 'sets' | 'gamma' }
  expected: Record<string, Tree>
  tolerance: number
  tolerances?: Record<string, number>
  computed?: Record<string, Tree>
  computedTolerance?: number
}

/** The golden file's names for the figures of one code in spans. */
const spanNames: [string, CoefficientName][] = [
  ['percent', 'percent_agreement'],
  ['kappa', 'cohen_kappa'],
  ['scott', 'scott_pi'],
  ['ac1', 'gwet_ac1'],
  ['bp', 'brennan_prediger'],
  ['alpha_binary', 'alpha_nominal'],
  ['jaccard_overlap', 'jaccard_overlap'],
  ['f1_dice', 'f1_dice'],
]

const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

describe.skipIf(cases.length === 0)(`published and cross-checked figures, from ${file}`, () => {
  for (const found of cases) {
    it(found.id, context => {
      const ours = answer(found.inputs)
      if (typeof ours === 'string') return context.skip(ours)
      let compared = 0
      for (const [key, value] of Object.entries(found.expected)) {
        compared += compare(value, ours[key], found.tolerances?.[key] ?? found.tolerance, key)
      }
      for (const [key, value] of Object.entries(found.computed ?? {})) {
        compared += compare(value, ours[key], found.computedTolerance ?? 0, key)
      }
      if (compared === 0) context.skip(`it expects ${Object.keys(found.expected)}, made nowhere yet`)
    })
  }

  // The file holds 59 cases of two coders who rate or mark spans; 6 of them expect only figures of other families.
  it('answers every case of two coders, and every figure it has is put to the test', () => {
    const answered = cases.filter(c => typeof answer(c.inputs) !== 'string')
    expect(answered).toHaveLength(59)
    const named = new Set(answered.flatMap(c => Object.keys({ ...c.expected, ...c.computed })))
    const inRatings = ['percent_agreement', 'cohen_kappa', 'cohen_kappa_max', 'alpha_nominal', 'scott_pi']
    expect([...named]).toEqual(expect.arrayContaining([...inRatings, 'gwet_ac1', 'brennan_prediger']))
    expect([...named]).toEqual(expect.arrayContaining(['codes', 'pooled_kappa']))
  })
})

/** Checks every leaf that we answer too; how many that were. */
function compare(expected: Tree, ours: Tree | undefined, tolerance: number, path: string): number {
  if (ours === undefined) return 0
  if (expected === null || ours === null || typeof expected === 'string') {
    expect({ [path]: ours }).toEqual({ [path]: expected })
    return 1
  }
  if (typeof expected === 'number') {
    expect(typeof ours, path).toBe('number')
    expect(Math.abs(Number(ours) - expected), `${path}: ${ours} for ${expected}`).toBeLessThanOrEqual(
      tolerance + 1e-15,
    )
    return 1
  }
  let compared = 0
  for (const [key, value] of Object.entries(expected)) {
    const below =
      typeof ours === 'object' ? Object.entries(ours).find(([name]) => name === key)?.[1] : undefined
    compared += compare(value, below, tolerance, `${path}.${key}`)
  }
  return compared
}

/** Our figures under the golden file's names, or why there are none. */
function answer(inputs: Case['inputs']): Record<string, Tree> | string {
  if (inputs.kind === 'ratings') return ratings(inputs)
  if (inputs.kind === 'spans') return spans(inputs)
  return `ratings of the kind “${inputs.kind}” are not made here`
}

function ratings(inputs: Ratings): Record<string, Tree> | string {
  if (Math.max(...inputs.units.map(u => u.length)) !== 2) return 'more than two coders'
  const observed = [...new Set(inputs.units.flat().filter(v => v !== null))]
  const categories = inputs.categories ?? observed
  const cells = new Array<number>(categories.length ** 2).fill(0)
  let missing = false
  inputs.units.forEach(([a = null, b = null], k) => {
    if (a === null || b === null) {
      missing = true
      return
    }
    const at = categories.indexOf(a) * categories.length + categories.indexOf(b)
    cells[at] = (cells[at] ?? 0) + (inputs.counts?.[k] ?? 1)
  })
  const table: PairTable = { size: categories.length, cells, presence: null }
  const figures: Record<string, Tree> = {}
  for (const c of coefficients) {
    // AC1 also reads units with one rating, which a table of pairs does not hold.
    if (missing && c.id === 'gwet_ac1') continue
    figures[c.id] = c.whyNot(table) === null ? c.compute(table) : null
  }
  return figures
}

function spans(inputs: Spans): Record<string, Tree> | string {
  const documents = inputs.documents ?? [{ length: 0, coders: [], ...inputs }]
  if (documents.some(d => d.coders.length !== 2)) return 'more than two coders'
  const codes =
    inputs.codes ?? [...new Set(documents.flatMap(d => d.coders.flatMap(c => c.spans.map(s => s[2]))))].sort()
  const sources = documents.map((d, k) => sourceOf(d, k))
  const report = (unit: Unit): AgreementReport =>
    computeAgreement({
      coders: ['A', 'B'],
      unit,
      codes,
      sources,
      options: { resampling: { replicates: 0, seed: 1 } },
    })
  const byCharacter = report('character')
  const bySource = report('source')
  const bySegment = inputs.segments ? report('segment') : null
  const perCode = byCharacter.codes.map((entry, k) => {
    const perDocument = byCharacter.sources.map(
      s => s.codes.find(c => c.code === entry.code)?.cohen_kappa.value ?? null,
    )
    const figures: Record<string, Tree> = {
      ...codeFigures(byCharacter, k),
      document_presence: codeFigures(bySource, k),
      per_document_kappa: perDocument,
      mean_of_defined_document_kappas: entry.figures.mean_of_defined_document_kappas?.value ?? null,
    }
    return [entry.code, bySegment ? { ...figures, segments: codeFigures(bySegment, k) } : figures]
  })
  return {
    codes: Object.fromEntries(perCode),
    pooled_kappa: byCharacter.overall.figures.pooled_kappa?.value ?? null,
  }
}

function sourceOf(document: Document, k: number): AgreementSource {
  const [a, b] = document.coders
  return {
    id: `d${k}`,
    length: document.length,
    text: () => '',
    segments: () =>
      (document.segments ?? []).map(([start, end]) => ({ start, end, bodyStart: start, kind: 'paragraph' })),
    codings: { a: coded(a?.spans ?? []), b: coded(b?.spans ?? []) },
  }
}

function codeFigures(report: AgreementReport, k: number): Record<string, Tree> {
  const entry = report.codes[k]
  if (!entry) return {}
  const named = spanNames.map(([theirs, ours]) => [theirs, entry.figures[ours].value])
  return { counts: { ...entry.counts }, ...Object.fromEntries(named) }
}
