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
import { jaccardDistance, masiDistance, type SetDistance, wholeSets } from './sets/set-distance.ts'
import { sweepTogether } from './sweep.ts'

type SetFigures = AgreementReport['sets']

/** More different sets than this are not set against each other one by one. */
const mostSets = 4000

/** The sets of codes both coders gave: over every source, the stretches of units on which they are the same. */
interface GivenSets {
  ratings: SetRatings
  /** How many different sets there are, with the empty one. */
  different: number
  /** Each coder's stretches in every source. */
  stretches: (readonly [SetStretch[], SetStretch[]])[]
  isUsed: boolean
}

/**
 * Alpha for sets over all units and all codes compared: what a unit carries is the set of its codes, and none is a set
 * too. By distance between sets: the same or not, Jaccard, MASI (Passonneau 2006).
 */
export const setAgreement = (counted: Counted, words: TableWords): SetFigures =>
  alphas(givenSets(counted, new Set(counted.codes.map(({ code }) => code))), counted, words)

/**
 * How far the coders put the same units into the same places of a framework: one entry for each framework with a code
 * used, deductive and inductive alike; which of them say something is for the reader to choose. A component counts as
 * itself here, so a coder who gave the construct and one who gave its component did not do the same.
 */
export function slotAgreement(counted: Counted, asked: readonly AskedGroup[]): SlotAgreement[] {
  return asked.flatMap(group => {
    if (group.kind !== 'framework') return []
    const given = givenSets(counted, new Set(group.codes))
    if (!given.isUsed) return []
    const placed = placedUnits(counted, given)
    const words = { unit: counted.unit, subject: 'any code of this framework' }
    return [{ framework: group.id, name: group.name, ...placed, ...alphas(given, counted, words) }]
  })
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
  return { ratings: setRatings(rows), different: met.size + 1, stretches, isUsed: met.size > 0 }
}

function alphas(
  { ratings, different, isUsed }: GivenSets,
  { drawing }: Counted,
  words: TableWords,
): SetFigures {
  const of = (distance: SetDistance): Figure => {
    if (ratings.counts.length === 0) return { value: null, why: `There is no ${words.unit} to compare` }
    if (!isUsed) return { value: null, why: `Nobody used ${words.subject}` }
    if (distance !== wholeSets && different > mostSets) {
      const [found, most] = [different, mostSets].map(n => n.toLocaleString('en-GB'))
      return {
        value: null,
        why: `There are ${found} different sets of codes, and more than ${most} take too long to set against each other`,
      }
    }
    const figure = setAlpha(ratings, distance)
    return drawing ? withMethod(figure, 'no interval: alpha for sets is not drawn again') : figure
  }
  return {
    set_alpha_nominal: of(wholeSets),
    set_alpha_jaccard: of(jaccardDistance),
    set_alpha_masi: of(masiDistance),
  }
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
