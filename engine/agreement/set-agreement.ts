import type { AgreementReport, Figure, SlotAgreement } from '#shared/model/agreement.ts'
import { unitSpans } from './blocks.ts'
import type { Counted } from './count.ts'
import { baseOf, intervalsFrom, sumsFor } from './drawn-figure.ts'
import type { AskedGroup } from './groups.ts'
import type { TableWords } from './pair-table.ts'
import { withMethod } from './resampling.ts'
import {
  addSets,
  type MetSets,
  type SetRows,
  type SetStretch,
  setRatings,
  setStretches,
} from './set-stretches.ts'
import { type SetRatings, setAlpha } from './sets/set-alpha.ts'
import {
  distanceBetween,
  jaccardDistance,
  masiDistance,
  type SetDistance,
  wholeSets,
} from './sets/set-distance.ts'
import { asPart, atOnce, type Steps } from './steps.ts'
import { sweepTogether } from './sweep.ts'

type SetFigures = AgreementReport['sets']

/** More different sets than this are not set against each other one by one. */
const mostSets = 4000

/** With more different sets than this alpha is not drawn again: every draw sets them all against each other. */
const mostDrawnSets = 300

const distances = [wholeSets, jaccardDistance, masiDistance]

/** The sets of codes both coders gave: over every source, the stretches of units on which they are the same. */
interface GivenSets {
  ratings: SetRatings
  /** The different sets by their number; the empty one is the last. */
  different: ReadonlySet<string>[]
  /** Each coder's stretches in every source. */
  stretches: (readonly [SetStretch[], SetStretch[]])[]
  isUsed: boolean
}

/**
 * Alpha for sets over all units and all codes compared: what a unit carries is the set of its codes, and none is a set
 * too. By distance between sets: the same or not, Jaccard, MASI (Passonneau 2006).
 */
export const setAgreement = (counted: Counted, words: TableWords): SetFigures =>
  atOnce(setSteps(counted, words))

/** The same in steps, a distance in each. */
export function* setSteps(counted: Counted, words: TableWords): Steps<SetFigures> {
  const given = givenSets(counted, new Set(counted.codes.map(({ code }) => code)))
  yield 0.2
  return yield* alphas(given, counted, words)
}

/**
 * How far the coders put the same units into the same places of a framework: one entry for each framework with a code
 * used, deductive and inductive alike; which of them say something is for the reader to choose. A component counts as
 * itself here, so a coder who gave the construct and one who gave its component did not do the same. In steps, some
 * for each framework.
 */
export function* slotSteps(counted: Counted, asked: readonly AskedGroup[]): Steps<SlotAgreement[]> {
  const slots: SlotAgreement[] = []
  for (const group of asked) {
    if (group.kind !== 'framework') continue
    const given = givenSets(counted, new Set(group.codes))
    if (!given.isUsed) continue
    const placed = placedUnits(counted, given)
    yield slots.length / asked.length
    const words = { unit: counted.unit, subject: 'any code of this framework' }
    const figures = yield* asPart(
      alphas(given, counted, words),
      slots.length / asked.length,
      (slots.length + 1) / asked.length,
    )
    slots.push({ framework: group.id, name: group.name, ...placed, ...figures })
  }
  return slots
}

/** Both coders' sets of those codes compared that are among `codes`. */
function givenSets({ tallies }: Counted, codes: ReadonlySet<string>): GivenSets {
  const rows: SetRows = new Map()
  const met: MetSets = new Map()
  const stretches = tallies.map(tally => {
    const of = (side: 'a' | 'b'): SetStretch[] => {
      const spans = [...tally.codes].flatMap(([code, { sides }]) =>
        codes.has(code) ? unitSpans(tally, sides[side]).map(({ start, end }) => ({ start, end, code })) : [],
      )
      return setStretches(spans, met)
    }
    const both = [of('a'), of('b')] as const
    addSets(rows, both, tally.units)
    return both
  })
  const different = [...met.values()].sort((a, b) => a.number - b.number).map(({ codes }) => codes)
  return {
    ratings: setRatings(rows),
    different: [...different, new Set()],
    stretches,
    isUsed: met.size > 0,
  }
}

function* alphas(given: GivenSets, counted: Counted, words: TableWords): Steps<SetFigures> {
  const { ratings, different, isUsed } = given
  const withInterval = drawnAlphas(given, counted)
  const of = (distance: SetDistance): Figure => {
    if (ratings.counts.length === 0) return { value: null, why: `There is no ${words.unit} to compare` }
    if (!isUsed) return { value: null, why: `Nobody used ${words.subject}` }
    if (distance !== wholeSets && different.length > mostSets) {
      const [found, most] = [different.length, mostSets].map(n => n.toLocaleString('en-GB'))
      return {
        value: null,
        why: `There are ${found} different sets of codes, and more than ${most} take too long to set against each other`,
      }
    }
    return withInterval(setAlpha(ratings, distance), distance)
  }
  const set_alpha_nominal = of(wholeSets)
  yield 0.4
  const set_alpha_jaccard = of(jaccardDistance)
  yield 0.7
  return { set_alpha_nominal, set_alpha_jaccard, set_alpha_masi: of(masiDistance) }
}

/** A way to give alpha its interval: how often each set is given is drawn again, and what the coders are apart. */
function drawnAlphas(
  { different: sets, stretches }: GivenSets,
  { tallies, drawing }: Counted,
): (figure: Figure, distance: SetDistance) => Figure {
  if (drawing && 'draws' in drawing && sets.length > mostDrawnSets) {
    const why = `no interval: ${sets.length.toLocaleString('en-GB')} different sets of codes, and more than ${mostDrawnSets} take too long to draw`
    return figure => withMethod(figure, why)
  }
  const sums = sumsFor(drawing, sets.length + distances.length)
  const apart = sums
    ? distances.map(distance => sets.map(a => sets.map(b => distanceBetween(distance, a, b))))
    : []
  const empty = sets.length - 1
  tallies.forEach(({ units: count }, source) => {
    if (!sums) return
    let at = baseOf(drawing, source)
    sweepTogether(stretches[source] ?? [], count, ([a, b], units) => {
      const from = at
      at += units
      const [x, y] = [a?.set.number ?? empty, b?.set.number ?? empty]
      sums.addRun(from, at, x)
      sums.addRun(from, at, y)
      apart.forEach((rows, k) => {
        sums.addRun(from, at, sets.length + k, rows[x]?.[y] ?? 0)
      })
    })
  })
  const drawn = intervalsFrom(drawing, sums)
  return (figure, distance) => {
    const k = distances.indexOf(distance)
    return drawn(figure, row => {
      const given = sets.map((_, set) => row(set))
      const total = given.reduce((all, ratings) => all + ratings, 0)
      const expected = expectedDistance(given, apart[k] ?? [])
      return expected === 0 ? Number.NaN : 1 - (2 * row(sets.length + k) * (total - 1)) / expected
    })
  }
}

/** The distances of all ratings from all others, summed; `given` is how often each set was. */
function expectedDistance(given: readonly number[], apart: readonly (readonly number[])[]): number {
  let sum = 0
  for (let i = 0; i < given.length; i++) {
    const own = given[i] ?? 0
    if (own === 0) continue
    const row = apart[i] ?? []
    let far = 0
    for (let j = 0; j < i; j++) far += (given[j] ?? 0) * (row[j] ?? 0)
    sum += 2 * own * far
  }
  return sum
}

/** Units by who gave any code, and of those of both, the share with the same codes. */
function placedUnits(counted: Counted, given: GivenSets): Pick<SlotAgreement, 'placed' | 'same'> {
  const { tallies, drawing } = counted
  const placed = { both: 0, onlyA: 0, onlyB: 0 }
  let same = 0
  const sums = sumsFor(drawing, 2)
  tallies.forEach(({ units: count }, source) => {
    let at = baseOf(drawing, source)
    sweepTogether(given.stretches[source] ?? [], count, ([a = null, b = null], units) => {
      const from = at
      at += units
      if (a && b) {
        const isSame = a.set === b.set
        placed.both += units
        if (isSame) same += units
        sums?.addRun(from, at, isSame ? 0 : 1)
      } else if (a) placed.onlyA += units
      else if (b) placed.onlyB += units
    })
  })
  if (placed.both === 0)
    return {
      placed,
      same: { value: null, why: `No ${counted.unit} was given a code of this framework by both` },
    }
  const figure = intervalsFrom(drawing, sums)({ value: same / placed.both }, of => of(0) / (of(0) + of(1)))
  return { placed, same: figure }
}
