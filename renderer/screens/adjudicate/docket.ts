import {
  type Disagreement,
  type DisagreementKind,
  exchanged,
  isLeft,
  type RulingOutcome,
} from '#shared/model/disagreement.ts'

/** What of a round's differences is looked at; null: all. */
export interface DocketFilter {
  kind: DisagreementKind | null
  code: string | null
  source: string | null
  settled: 'all' | 'open' | 'settled' | 'rule' | 'parked' | 'again'
  order: DocketOrder
  /** These alone, and what they are; null: any. */
  only: { ids: readonly string[]; what: string } | null
}

/** What a difference costs the agreement, in characters: where only the polarity differs, both gave the code. */
const inDispute = ({ kind, cost }: Disagreement): number => (kind === 'polarity' ? 0 : cost)

/** In the order of sources and text, the most characters in dispute first, code by code, or theme by theme. */
export type DocketOrder = 'text' | 'cost' | 'code' | 'theme'

export const everything: DocketFilter = {
  kind: null,
  code: null,
  source: null,
  settled: 'all',
  order: 'text',
  only: null,
}

/** True where nothing is left to do on it: ruled on, settled by the round's rule, or, where it is to be judged again, judged. */
export const isSettled = (item: Disagreement): boolean =>
  !isLeft(item) || (item.again?.outcome ?? null) !== null

/**
 * The items that pass a filter, in the order asked for; within it, in that of the text.
 * @param parked the items that wait on the agenda
 * @param nameOf what codes are ordered by
 * @param themeOf the place of a code's theme on the map; codes of none come last
 */
export function filtered(
  items: readonly Disagreement[],
  filter: DocketFilter,
  parked: ReadonlySet<string> = new Set(),
  nameOf: (code: string) => string = code => code,
  themeOf: (code: string) => number = () => 0,
): Disagreement[] {
  const only = filter.only && new Set(filter.only.ids)
  const passing = items.filter(
    item =>
      (only?.has(item.id) ?? true) &&
      (filter.kind === null || item.kind === filter.kind) &&
      (filter.code === null || item.code === filter.code || item.otherCode === filter.code) &&
      (filter.source === null || item.source === filter.source) &&
      (filter.settled === 'all' ||
        (filter.settled === 'parked'
          ? parked.has(item.id)
          : filter.settled === 'again'
            ? item.again !== undefined
            : filter.settled === 'rule'
              ? item.byRule !== undefined
              : isSettled(item) === (filter.settled === 'settled'))),
  )
  if (filter.order === 'cost') return passing.sort((x, y) => inDispute(y) - inDispute(x))
  if (filter.order === 'theme') return passing.sort((x, y) => themeOf(x.code) - themeOf(y.code))
  if (filter.order === 'code') return passing.sort((x, y) => nameOf(x.code).localeCompare(nameOf(y.code)))
  return passing
}

/**
 * Where a ruling on `id` leads: the next item without one, from here to the end and then from the beginning; `id`
 * itself where none is left.
 * @param sent items that were ruled on and do not say so yet
 */
export function nextOpen(
  items: readonly Disagreement[],
  id: string,
  sent: Pick<ReadonlySet<string>, 'has'> = new Set(),
): string {
  const at = items.findIndex(item => item.id === id)
  for (let n = 1; n < items.length; n++) {
    const item = items[(at + n) % items.length]
    if (item && !isSettled(item) && !sent.has(item.id)) return item.id
  }
  return id
}

/** The item a step away in the list; the same at either end. */
export function neighbour(items: readonly Disagreement[], id: string, step: 1 | -1): string {
  const at = items.findIndex(item => item.id === id)
  return items[Math.min(items.length - 1, Math.max(0, at + step))]?.id ?? id
}

/** How many rulings came to which outcome; where names are hidden, a is the reading that is shown first. */
export function tally(items: readonly Disagreement[]): Map<RulingOutcome, number> {
  const counts = new Map<RulingOutcome, number>()
  for (const { ruling, first, sides } of items) {
    if (!ruling) continue
    const isTurned = first !== undefined && first !== Object.keys(sides)[0]
    const outcome = isTurned ? exchanged(ruling.outcome) : ruling.outcome
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
  return counts
}
