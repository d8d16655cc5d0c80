import type { AgreementCounts } from '#shared/model/agreement.ts'
import { coveredLength, type Span, sharedLength, unite } from '#shared/text/span.ts'
import { figuresOfCounts } from '../figures.ts'
import { pooledKappa } from '../pooling.ts'
import { brennanPrediger } from '../raters/brennan-prediger.ts'
import { congerKappa } from '../raters/conger-kappa.ts'
import { fleissKappa } from '../raters/fleiss-kappa.ts'
import { gwetAc } from '../raters/gwet-ac.ts'
import { alphaWhyNot, krippendorffAlpha, nominal } from '../raters/krippendorff-alpha.ts'
import { lightKappa } from '../raters/light-kappa.ts'
import { meanPairwiseAgreement } from '../raters/mean-pairwise-agreement.ts'
import type { Measure } from '../raters/measure.ts'
import type { Ratings } from '../raters/ratings.ts'
import { addSets, type MetSets, type SetRows, setRatings, setStretches } from '../set-stretches.ts'
import { type SetRatings, setAlpha } from '../sets/set-alpha.ts'
import { jaccardDistance, masiDistance, wholeSets } from '../sets/set-distance.ts'
import { alphaU } from '../unitizing/alpha-u.ts'
import type { Continuum } from '../unitizing/continuum.ts'
import { unitizingAlphas } from '../unitizing/u-alpha.ts'
import { documentsOf, type SpansDocument, type SpansInputs } from './cases.ts'
import type { Answers } from './of-ratings.ts'

const words = { unit: 'character', subject: 'this code' }

/** How much of a text each combination of coders gave a code: `101` is the first and the third. */
type Patterns = Map<string, number>

/** Every figure that applies to spans that coders gave codes, by character and, where told, by segment and by text. */
export function figuresOfSpans(inputs: SpansInputs): Answers {
  const documents = documentsOf(inputs)
  const codes =
    inputs.codes ??
    [...new Set(documents.flatMap(d => d.coders.flatMap(c => c.spans.map(span => span[2]))))].sort()
  const raters = documents[0]?.coders.length ?? 2
  const byCode: Record<string, Answers> = {}
  const tables: AgreementCounts[] = []
  for (const code of codes) {
    const each = documents.map(document => patternsOf(document, code))
    const all = added(each)
    const answers: Answers = { counts: Object.fromEntries(all) }
    if (raters === 2) {
      const counts = countsOf(all)
      tables.push(counts)
      Object.assign(answers, ofTwo(counts))
      if (inputs.documents) Object.assign(answers, overDocuments(each))
    } else Object.assign(answers, ofMore(all, raters))
    if (documents.some(document => document.segments)) {
      const segments = added(documents.map(document => segmentPatterns(document, code)))
      answers.segments =
        raters === 2
          ? { ...pick(ofTwo(countsOf(segments)), ['percent', 'kappa']), counts: Object.fromEntries(segments) }
          : { ...ofMore(segments, raters), counts: Object.fromEntries(segments) }
    }
    byCode[code] = answers
  }
  const answers: Answers = { codes: byCode }
  if (raters === 2) answers.pooled_kappa = pooledKappa(tables).value
  const sets = setsOf(documents)
  answers.set_alpha_by_character = Object.fromEntries(
    [wholeSets, jaccardDistance, masiDistance].map(distance => [distance.id, setAlpha(sets, distance).value]),
  )
  const [document] = documents
  if (document && documents.length === 1) {
    const continuum = continuumOf(document)
    const unitizing = unitizingAlphas(continuum)
    answers.ualpha = unitizing && { ...unitizing }
    answers.alphaU = { ...alphaU(continuum) }
  }
  return answers
}

/** The figures of one code by two coders, under the names files of cases use. */
function ofTwo(counts: AgreementCounts): Answers {
  const figures = figuresOfCounts(counts, words)
  return {
    percent: figures.percent_agreement.value,
    kappa: figures.cohen_kappa.value,
    scott: figures.scott_pi.value,
    ac1: figures.gwet_ac1.value,
    bp: figures.brennan_prediger.value,
    alpha_binary: figures.alpha_nominal.value,
    jaccard_overlap: figures.jaccard_overlap.value,
    f1_dice: figures.f1_dice.value,
  }
}

/** The same for three coders and more. */
function ofMore(patterns: Patterns, raters: number): Answers {
  const ratings: Ratings = {
    raters,
    categories: [0, 1],
    rows: [...patterns.keys()].map(pattern => [...pattern].map(Number)),
    counts: [...patterns.values()],
  }
  const asked = (measure: Measure) => (measure.whyNot(ratings) === null ? measure.compute(ratings) : null)
  return {
    percent: asked(meanPairwiseAgreement),
    fleiss: asked(fleissKappa),
    conger: asked(congerKappa),
    light: asked(lightKappa),
    ac1: asked(gwetAc),
    bp: asked(brennanPrediger),
    alpha_binary: alphaWhyNot(ratings, nominal) === null ? krippendorffAlpha(ratings, nominal).alpha : null,
  }
}

/** Whether a text carries the code at all, and each text's own kappa, with the mean of those that are defined. */
function overDocuments(each: readonly Patterns[]): Answers {
  const presence: Patterns = new Map()
  const kappas = each.map(patterns => {
    const counts = countsOf(patterns)
    const key = `${counts['11'] + counts['10'] > 0 ? 1 : 0}${counts['11'] + counts['01'] > 0 ? 1 : 0}`
    presence.set(key, (presence.get(key) ?? 0) + 1)
    return ofTwo(counts).kappa ?? null
  })
  const found = kappas.filter(kappa => typeof kappa === 'number')
  return {
    document_presence: {
      ...pick(ofTwo(countsOf(presence)), ['percent', 'kappa']),
      counts: Object.fromEntries(presence),
    },
    per_document_kappa: kappas,
    mean_of_defined_document_kappas:
      found.length === 0 ? null : found.reduce((sum, kappa) => sum + kappa, 0) / found.length,
  }
}

const spansOf = (document: SpansDocument, coder: number, code: string): Span[] =>
  unite(
    (document.coders[coder]?.spans ?? []).flatMap(([start, end, own]) =>
      own === code ? [{ start, end }] : [],
    ),
  )

/** The code's characters by who gave it; each coder's own overlaps count once. */
function patternsOf(document: SpansDocument, code: string): Patterns {
  const marked = document.coders.map((_, coder) => spansOf(document, coder, code))
  const [first = [], second = []] = marked
  const patterns: Patterns = new Map()
  const put = (pattern: string, length: number) => {
    if (length > 0) patterns.set(pattern, (patterns.get(pattern) ?? 0) + length)
  }
  if (marked.length === 2) {
    const both = sharedLength(first, second)
    const [a, b] = [coveredLength(first), coveredLength(second)]
    put('11', both)
    put('10', a - both)
    put('01', b - both)
    put('00', document.length - a - b + both)
    return patterns
  }
  const edges = marked
    .flatMap((spans, coder) =>
      spans.flatMap(({ start, end }) => [
        { at: start, coder, on: '1' },
        { at: end, coder, on: '0' },
      ]),
    )
    .sort((a, b) => a.at - b.at)
  const now = marked.map(() => '0')
  let at = 0
  for (const edge of edges) {
    put(now.join(''), edge.at - at)
    at = edge.at
    now[edge.coder] = edge.on
  }
  put(now.join(''), document.length - at)
  return patterns
}

/** Segments by who gave the code to any of their characters. */
function segmentPatterns(document: SpansDocument, code: string): Patterns {
  const marked = document.coders.map((_, coder) => spansOf(document, coder, code))
  const patterns: Patterns = new Map()
  for (const [start, end] of document.segments ?? []) {
    const pattern = marked.map(spans => (meets(spans, start, end) ? '1' : '0')).join('')
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
  }
  return patterns
}

/** Whether any of some sorted, disjoint spans shares a character with a stretch. */
function meets(spans: readonly Span[], start: number, end: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) > start) high = middle
    else low = middle + 1
  }
  const found = spans[low]
  return found !== undefined && found.start < end
}

function added(each: readonly Patterns[]): Patterns {
  const all: Patterns = new Map()
  for (const patterns of each) {
    for (const [pattern, length] of patterns) all.set(pattern, (all.get(pattern) ?? 0) + length)
  }
  return all
}

const countsOf = (patterns: Patterns): AgreementCounts => ({
  '11': patterns.get('11') ?? 0,
  '10': patterns.get('10') ?? 0,
  '01': patterns.get('01') ?? 0,
  '00': patterns.get('00') ?? 0,
})

/** Every stretch of the texts with the set of codes each coder gave it; equal combinations stand once. */
function setsOf(documents: readonly SpansDocument[]): SetRatings {
  const rows: SetRows = new Map()
  const met: MetSets = new Map()
  for (const { length, coders } of documents) {
    const stretches = coders.map(({ spans }) =>
      setStretches(
        spans.map(([start, end, code]) => ({ start, end, code })),
        met,
      ),
    )
    addSets(rows, stretches, length)
  }
  return setRatings(rows)
}

const continuumOf = ({ length, coders }: SpansDocument): Continuum => ({
  length,
  coders: coders.map(({ spans }) => spans.map(([start, end, category]) => ({ start, end, category }))),
})

const pick = (answers: Answers, names: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => names.includes(name)))
