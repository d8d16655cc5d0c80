import type { Figure, Unit } from '#shared/model/agreement.ts'
import {
  type CoderPair,
  type GivenBy,
  type GivenByNumber,
  givenName,
  type ManyCell,
  type ManyCodersReport,
  type ManyFigures,
} from '#shared/model/many-coders.ts'
import { blocksOf } from '../blocks.ts'
import type { TableWords } from '../pair-table.ts'
import { addPattern, type Patterns, patternOf, ratingsOfPatterns, tallyOf } from '../patterns.ts'
import { allAgree } from '../raters/all-agree.ts'
import { brennanPrediger } from '../raters/brennan-prediger.ts'
import { congerKappa } from '../raters/conger-kappa.ts'
import { fleissKappa } from '../raters/fleiss-kappa.ts'
import { gwetAc } from '../raters/gwet-ac.ts'
import { alphaWhyNot, krippendorffAlpha, nominal } from '../raters/krippendorff-alpha.ts'
import { lightKappa } from '../raters/light-kappa.ts'
import { meanPairwiseAgreement } from '../raters/mean-pairwise-agreement.ts'
import type { Measure } from '../raters/measure.ts'
import { pairOf, pairsOfRaters, type Ratings } from '../raters/ratings.ts'
import type { Resampling } from '../resampling.ts'
import type { MetSets } from '../set-stretches.ts'
import { setAlpha } from '../sets/set-alpha.ts'
import { jaccardDistance, masiDistance, type SetDistance, wholeSets } from '../sets/set-distance.ts'
import { conventions } from '../units.ts'
import { explainMany } from './explain-many.ts'
import { addManyIntervals, type ManySubject } from './resampled-many.ts'
import { SetPairs } from './set-pairs.ts'
import { type ManySource, type ManyTally, tallyMany } from './tally-many.ts'

/** What to compare, and how. */
export interface ManyInput {
  /** Two or more, as sentences shall name them: initials, say. */
  coders: readonly string[]
  unit: Unit
  /** The codes to report, in the order to report them. Codings with other codes are not counted. */
  codes: readonly string[]
  /** Sources that at least two of the coders have read. */
  sources: readonly ManySource[]
  skipAroundMail: boolean
  /** Intervals by drawing sources, or turns where there are few; 0 replicates for none. */
  resampling: Resampling
}

/** More different sets than this are not set against each other one by one. */
const mostSets = 4000

const pooling =
  'Per code, the units of all sources stand in one table of who gave the code. Overall, the tables of all codes are summed (each code and unit counts once). In a source that a coder has not read, their rating is missing and not “not this code”: percent agreement, the kappas, AC1 and Brennan–Prediger treat missing ratings as Gwet does, alpha as Krippendorff does.'

/**
 * How far several coders agree: per code, overall and for every two of them, from how many units each combination of
 * coders gave a code. Depends on nothing but its input. Throws `damaged` where a coding does not fit its text.
 */
export function* computeMany(input: ManyInput): Generator<void, ManyCodersReport> {
  const { coders, unit, codes } = input
  const sets = { pairs: new SetPairs(), met: new Map() as MetSets }
  const wanted = { unit, codes: new Set(codes), skipAroundMail: input.skipAroundMail, sets }
  const tallies: ManyTally[] = []
  for (const source of input.sources) {
    tallies.push(tallyMany(source, wanted))
    yield
  }
  const nobody = tallies.map(({ readers }) =>
    patternOf(coders.map((_, coder) => (readers.includes(coder) ? 0 : null))),
  )
  const words: TableWords = { unit, subject: 'this code' }
  const subjects: (ManySubject & { cell: ManyCell; patterns: Patterns })[] = []
  for (const code of codes) {
    const perSource = tallies.flatMap((tally, source) => {
      const here = tally.codes.get(code)
      return here ? [{ source, ...here }] : []
    })
    const patterns = totalOf(tallies, nobody, perSource)
    const passages = addGiven(perSource.map(each => each.passages))
    const cell = cellOf(patterns, passages, coders, words)
    subjects.push({ cell, figures: cell.figures, patterns, perSource })
    yield
  }
  const all: Patterns = new Map()
  for (const { patterns } of subjects) {
    for (const [pattern, units] of patterns) addPattern(all, pattern, units)
  }
  const overall = cellOf(all, addGiven(subjects.map(({ cell }) => cell.passages)), coders, {
    unit,
    subject: codes.length === 1 ? 'this code' : 'any of these codes',
  })
  yield* addManyIntervals({
    coders: coders.length,
    sources: tallies,
    blocks: blocksOf(tallies, unit, source => input.sources[source]?.segments() ?? []),
    resampling: input.resampling,
    codes: subjects,
    overall: overall.figures,
  })
  const ofSets = sets.pairs.ratings()
  const setFigure = (distance: SetDistance): Figure => {
    const different = sets.met.size + 1
    if (distance === wholeSets || different <= mostSets) return setAlpha(ofSets, distance)
    const [found, most] = [different, mostSets].map(n => n.toLocaleString('en-GB'))
    return {
      value: null,
      why: `There are ${found} different sets of codes, and more than ${most} are not set against each other; name fewer codes`,
    }
  }
  return {
    unit,
    convention: conventions[unit],
    pooling,
    coders: [...coders],
    n: sum(tallies, tally => tally.units),
    charactersCompared: sum(tallies, tally => tally.characters),
    leftOut: {
      speakers: [...new Set(input.sources.flatMap(source => source.leftOut ?? []))],
      aroundMail: sum(tallies, tally => tally.aroundMailCharacters),
      characters: sum(tallies, tally => tally.leftOutCharacters),
    },
    codingsOutsideUnits: sum(tallies, tally => tally.codingsOutsideUnits),
    sources: tallies.map(({ source, units, readers }) => ({ source, n: units, readers })),
    unread: [],
    overall,
    codes: subjects.map(({ cell }, k) => ({ code: codes[k] ?? '', ...cell })),
    pairs: pairsOf(ratingsOfPatterns(all, coders.length), tallies),
    sets: {
      set_alpha_nominal: setFigure(wholeSets),
      set_alpha_jaccard: setFigure(jaccardDistance),
      set_alpha_masi: setFigure(masiDistance),
    },
  }
}

/** One code's patterns over all sources; `nobody` is each source's pattern of a unit that nobody gave the code. */
function totalOf(
  tallies: readonly ManyTally[],
  nobody: readonly string[],
  used: readonly { source: number; patterns: Patterns }[],
): Patterns {
  const total: Patterns = new Map()
  const usedIn = new Map(used.map(({ source, patterns }) => [source, patterns]))
  tallies.forEach(({ units }, source) => {
    const patterns = usedIn.get(source)
    if (!patterns) addPattern(total, nobody[source] ?? '', units)
    else for (const [pattern, own] of patterns) addPattern(total, pattern, own)
  })
  return total
}

function cellOf(
  patterns: Patterns,
  passages: GivenBy,
  coders: readonly string[],
  words: TableWords,
): ManyCell {
  const ratings: Ratings = { ...ratingsOfPatterns(patterns, coders.length), names: coders }
  const given: GivenBy = { all: 0, some: 0, one: 0, none: 0 }
  const byReaders = new Map<number, GivenByNumber>()
  const gave = coders.map((): number | null => null)
  for (const [pattern, units] of patterns) {
    const { readers, given: number } = tallyOf(pattern)
    given[givenName(number, readers)] += units
    let own = byReaders.get(readers)
    if (!own) {
      own = { readers, units: new Array<number>(readers + 1).fill(0) }
      byReaders.set(readers, own)
    }
    own.units[number] = (own.units[number] ?? 0) + units
    for (let c = 0; c < coders.length; c++) {
      const letter = pattern.charAt(c)
      if (letter !== '-') gave[c] = (gave[c] ?? 0) + (letter === '1' ? units : 0)
    }
  }
  return {
    given,
    byNumber: [...byReaders.values()].sort((a, b) => b.readers - a.readers),
    passages,
    figures: figuresOf(ratings, alike(given, words)),
    notes: explainMany(ratings, passages, gave, words, coders),
  }
}

/** Why nothing varied, in the words of the code; null where something did. */
function alike({ all, some, one, none }: GivenBy, { unit, subject }: TableWords): string | null {
  if (all + some + one === 0 && none > 0) return `Nobody used ${subject}`
  if (some + one + none === 0 && all > 0)
    return `Everyone gave ${subject} to every ${unit}, so nothing varied`
  return null
}

/** Every figure of some ratings. `uniform` is why those corrected for chance are undefined, where nothing varied. */
function figuresOf(ratings: Ratings, uniform: string | null): ManyFigures {
  const asked = (measure: Measure): Figure => {
    const why = measure.whyNot(ratings)
    return why === null ? { value: measure.compute(ratings) } : { value: null, why }
  }
  const corrected = (measure: Measure): Figure =>
    uniform === null ? asked(measure) : { value: null, why: uniform }
  const noAlpha = uniform ?? alphaWhyNot(ratings, nominal)
  return {
    percent_agreement: asked(meanPairwiseAgreement),
    percent_all_agree: asked(allAgree),
    fleiss_kappa: corrected(fleissKappa),
    conger_kappa: corrected(congerKappa),
    light_kappa: corrected(lightKappa),
    alpha_nominal:
      noAlpha === null ? { value: krippendorffAlpha(ratings, nominal).alpha } : { value: null, why: noAlpha },
    gwet_ac1: asked(gwetAc),
    brennan_prediger: asked(brennanPrediger),
  }
}

function pairsOf(ratings: Ratings, tallies: readonly ManyTally[]): CoderPair[] {
  return [...pairsOfRaters(ratings.raters)].map(([a, b]) => {
    const pair = pairOf(ratings, a, b)
    const asked = (measure: Measure): Figure => {
      const why = measure.whyNot(pair)
      return why === null ? { value: measure.compute(pair) } : { value: null, why }
    }
    const sources = tallies.filter(({ readers }) => readers.includes(a) && readers.includes(b)).length
    const nothing: Figure = { value: null, why: 'No source was read by both' }
    return {
      a,
      b,
      sources,
      n: pair.counts.reduce((total, units) => total + units, 0),
      percent_agreement: sources === 0 ? nothing : asked(meanPairwiseAgreement),
      cohen_kappa: sources === 0 ? nothing : asked(congerKappa),
    }
  })
}

function addGiven(list: readonly GivenBy[]): GivenBy {
  const total: GivenBy = { all: 0, some: 0, one: 0, none: 0 }
  for (const given of list) {
    for (const name of ['all', 'some', 'one', 'none'] as const) total[name] += given[name]
  }
  return total
}

const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0)
