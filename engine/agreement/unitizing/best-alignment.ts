import { TandemError } from '#shared/errors.ts'
import type { Unit } from './continuum.ts'
import { type Dissimilarity, dissimilarity } from './dissimilarity.ts'
import { leastAssignment } from './least-assignment.ts'

/**
 * How much is tried of three or more coders before it is given up: groups kept, pairs of units looked at for them, and
 * groups looked at for an alignment. About a second in all, which is how long the engine may be held.
 */
const mostGroups = 100_000
const mostPairs = 5_000_000
const mostSteps = 20_000_000

/**
 * The disorder of the best alignment: every unit aligned once with at most one unit of each other coder, the cost of an
 * aligned group the mean over pairs of coders (a pair with a missing unit costs Δ∅), summed and divided by the mean
 * number of units a coder has. Exact. Throws `too-large` where that cannot be found in reasonable time.
 */
export function bestDisorder(coders: readonly (readonly Unit[])[], costs: Dissimilarity): number {
  const units = coders.reduce((sum, own) => sum + own.length, 0)
  if (units === 0) return 0
  const total = coders.length === 2 ? ofTwo(coders[0] ?? [], coders[1] ?? [], costs) : ofMore(coders, costs)
  return total / (units / coders.length)
}

/** Of two coders it is an assignment: a unit takes one of the other's, or none. */
function ofTwo(first: readonly Unit[], second: readonly Unit[], costs: Dissimilarity): number {
  // A pair spares what its second unit would cost alone; a unit of the first may stay alone in a column of its own.
  const table = first.map((a, i) => [
    ...second.map(b => dissimilarity(a, b, costs) - costs.empty),
    ...first.map((_, j) => (i === j ? costs.empty : 2 * costs.empty + 1e6)),
  ])
  return leastAssignment(table) + second.length * costs.empty
}

interface Group {
  units: readonly number[]
  cost: number
}

/** Of three and more: the cheapest division of all units into groups, by branch and bound. */
function ofMore(coders: readonly (readonly Unit[])[], costs: Dissimilarity): number {
  const units = coders.flatMap((own, coder) => own.map(unit => ({ unit, coder })))
  const pairs = (coders.length * (coders.length - 1)) / 2
  const groups: Group[] = []
  let looked = 0
  const grow = (members: number[], apart: number): void => {
    const aligned = (members.length * (members.length - 1)) / 2
    const cost = (apart + (pairs - aligned) * costs.empty) / pairs
    // A group that costs as much as its units alone is never needed, but may grow into one that is.
    if (members.length === 1 || cost < members.length * costs.empty) groups.push({ units: members, cost })
    if (groups.length > mostGroups) throw tooLarge()
    const last = members.at(-1) ?? 0
    for (let next = last + 1; next < units.length; next++) {
      const candidate = units[next]
      if (!candidate || candidate.coder === units[last]?.coder) continue
      looked += members.length
      if (looked > mostPairs) throw tooLarge()
      let further = apart
      for (const member of members) {
        const own = units[member]
        if (own) further += dissimilarity(own.unit, candidate.unit, costs)
      }
      // Even with every other coder aligned at no cost it would not pay.
      if (further / pairs >= coders.length * costs.empty) continue
      grow([...members, next], further)
    }
  }
  for (let at = 0; at < units.length; at++) grow([at], 0)

  const having: Group[][] = units.map(() => [])
  const share = new Float64Array(units.length).fill(costs.empty)
  for (const group of groups.toSorted((a, b) => a.cost / a.units.length - b.cost / b.units.length)) {
    for (const unit of group.units) {
      having[unit]?.push(group)
      share[unit] = Math.min(share[unit] ?? 0, group.cost / group.units.length)
    }
  }
  let best = units.length * costs.empty
  let steps = 0
  const taken = new Uint8Array(units.length)
  const divide = (from: number, spent: number, least: number): void => {
    if (spent + least >= best - 1e-12) return
    let at = from
    while (at < units.length && taken[at] === 1) at++
    if (at === units.length) {
      best = spent
      return
    }
    for (const group of having[at] ?? []) {
      if (++steps > mostSteps) throw tooLarge()
      if (group.units.some(unit => taken[unit] === 1)) continue
      let shares = 0
      for (const unit of group.units) {
        taken[unit] = 1
        shares += share[unit] ?? 0
      }
      divide(at + 1, spent + group.cost, least - shares)
      for (const unit of group.units) taken[unit] = 0
    }
  }
  divide(
    0,
    0,
    share.reduce((sum, each) => sum + each, 0),
  )
  return best
}

const tooLarge = (): TandemError =>
  new TandemError(
    'too-large',
    'Gamma cannot be worked out exactly for so many units of three or more coders.',
    'Compare fewer sources, or two coders at a time.',
  )
