import { computeAgreement, figuresOfTables, sourceFigures } from '#engine/agreement/compute-agreement.ts'
import { computeConfusion } from '#engine/agreement/confusion.ts'
import { count } from '#engine/agreement/count.ts'
import { setAgreement } from '#engine/agreement/set-agreement.ts'
import { spanAgreement } from '#engine/agreement/span-agreement.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import { sweep } from './agreement/floor.ts'
import { type Made, type MadeSource, madeSources } from './agreement/made-coders.ts'
import { scikitLearn } from './agreement/peer.ts'
import { studyShape } from './agreement/study-shape.ts'
import { type Figure, measure, measureInTurn } from './measure.ts'

const big: Made = { sources: 1, characters: 1_000_000, codes: 100, spansPerCoder: 20_000 }
const codesOf = ({ codes }: Made): string[] => Array.from({ length: codes }, (_, k) => `c${k}`)

const input = (sources: readonly MadeSource[], replicates: number) => ({
  coders: ['A', 'B'] as [string, string],
  unit: 'character' as const,
  codes: codesOf(big),
  sources,
  options: { resampling: { replicates, seed: 1 } },
})

/** Every code's counts and figures over all sources, without intervals: what the floor is held against. */
function countsAndFigures(sources: readonly MadeSource[]) {
  const asked = input(sources, 0)
  return figuresOfTables(asked, count(asked))
}

/**
 * Two coders, 100 codes, 20,000 codings each over 1,000,000 characters, in one source and in 450: counts and figures
 * of every code against a bare sweep over the same spans, taken in turn in the same run; all bootstrap intervals from
 * counts already there; what doubling the characters and doubling the spans costs; the whole report; every
 * difference; the reference study's shape through the engine; and scikit-learn beside ours where it is installed.
 * Milliseconds; the first, cold run stands apart.
 */
export async function bench(): Promise<object> {
  const one = madeSources(big)
  const many = madeSources({ ...big, sources: 450 })
  const cached = input(many, 2000)
  const counted = count(cached)
  const compareAll = (from: readonly MadeSource[]) =>
    from.map(s => compareCodings({ round: 'r', source: s.id, coders: ['A', 'B'], codings: s.codings }))
  const confuse = (sources: readonly MadeSource[]) =>
    computeConfusion({
      coders: ['A', 'B'],
      unit: 'character',
      sources,
      frameworks: new Map(codesOf(big).map(code => [code, 'framework'])),
      skipAroundMail: false,
    })
  return {
    againstFloor: { '1 source': againstFloor(one), '450 sources': againstFloor(many) },
    doubled: doubled(),
    figures: [
      measure('all figures with intervals, B = 2000, from counts already there, 450 sources', () =>
        figuresOfTables(cached, counted),
      ),
      measure('the cells of the matrix, 450 sources', () => sourceFigures(cached, counted)),
      measure('passages as wholes, 450 sources', () => spanAgreement(counted, 0.5)),
      measure('sets of codes, 450 sources', () =>
        setAgreement(counted, { unit: 'character', subject: 'any code' }),
      ),
      measure('the whole report, 1 source', () => computeAgreement(input(one, 2000))),
      measure('the whole report, 450 sources, B = 2000', () => computeAgreement(cached)),
      measure('differences, 1 source', () => compareAll(one)),
      measure('differences, 450 sources', () => compareAll(many)),
      measure('codes against codes, 1 source', () => confuse(one)),
      measure('codes against codes, 450 sources', () => confuse(many)),
    ],
    study: await studyShape(),
    scikitLearn: { '1 source': besidePeer(one), '450 sources': besidePeer(many) },
  }
}

/** Ours and the floor in turn, and how many times the floor ours takes; to stay within 3. */
function againstFloor(sources: readonly MadeSource[]): object {
  const [floor, ours] = measureInTurn(
    ['a bare two-pointer sweep', () => sweep(sources)],
    ['counts and figures of every code', () => countsAndFigures(sources)],
    15,
  )
  return { floor, ours, ratio: ratio(ours, floor) }
}

/** The cost goes with the spans and not with the text: twice the characters cost the same, twice the spans about twice. */
function doubled(): object {
  const once = madeSources(big)
  const text = madeSources({ ...big, characters: 2 * big.characters })
  const spans = madeSources({ ...big, spansPerCoder: 2 * big.spansPerCoder })
  const against = (name: string, other: readonly MadeSource[]) => {
    const [base, more] = measureInTurn(
      ['as it is', () => countsAndFigures(once)],
      [name, () => countsAndFigures(other)],
      15,
    )
    return ratio(more, base)
  }
  return {
    charactersRatio: against('twice the characters', text),
    spansRatio: against('twice the spans', spans),
  }
}

/** scikit-learn on the same case: how many times ours it takes, and how far its kappas are from ours. */
function besidePeer(sources: readonly MadeSource[]): object {
  const peer = scikitLearn(sources, codesOf(big))
  if (typeof peer === 'string') return { absent: peer }
  const ours = measure('counts and figures of every code', () => countsAndFigures(sources))
  const kappas = countsAndFigures(sources).codes.map(({ figures }) => figures.cohen_kappa.value)
  const apart = kappas.map((kappa, k) => Math.abs((kappa ?? 0) - (peer.kappas[k] ?? 0)))
  const { version, scoring, whole } = peer
  return { version, scoring, whole, ours, ratio: round(scoring / ours.median), mostApart: Math.max(...apart) }
}

const ratio = (more: Figure, less: Figure): number => round(more.median / less.median)
const round = (value: number): number => Math.round(value * 100) / 100
