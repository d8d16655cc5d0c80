import type { DisagreementKind, RulingOutcome } from '#shared/model/disagreement.ts'
import type { Span } from '#shared/text/span.ts'
import { locate } from './locate.ts'
import type { SampleRulings } from './sample.ts'

/** What one coder made of a passage on which the two differ. */
export interface SampleSide extends Span {
  framework: 'study' | 'npt'
  code: string
}

/** A difference as the comparison finds it: a is the round's first coder, b the second; null where one is silent. */
export interface SampleDifference {
  file: string
  kind: DisagreementKind
  a: SampleSide | null
  b: SampleSide | null
}

/** The reviewer's decision: `start` and `end` with `extent`; `code`, a path in the difference's framework, with `code`. */
export interface SampleDecision {
  outcome: RulingOutcome
  start?: number
  end?: number
  code?: string
  reason: string
}

type Ruling = SampleRulings['rulings'][number]

/**
 * What the sample's reviewer says of a difference, or null where it was left open. `text` is the stored text of the
 * difference's source. A ruling by name goes before a rule; two codes on one passage that were ruled on one by one,
 * or paired otherwise than here, are taken together.
 */
export function findRuling(
  { rulings, rules }: SampleRulings,
  difference: SampleDifference,
  text: string,
): SampleDecision | null {
  const { a, b, kind } = difference
  const here = rulings.filter(ruling => ruling.file === difference.file)
  const on = (side: SampleSide | null): Ruling[] =>
    side ? here.filter(ruling => concerns(ruling, side, text)) : []
  if (a && b && a.code !== b.code) {
    const pair = on(a).find(ruling => ruling.code === a.code && ruling.otherCode === b.code)
    if (pair) return decided(pair, text)
    const first =
      on(a).find(ruling => ruling.code === a.code) ?? rules.find(rule => fits(rule, 'omission', a))
    const second =
      on(b).find(ruling => (ruling.otherCode ?? ruling.code) === b.code) ??
      rules.find(rule => fits(rule, 'omission', b))
    return first && second ? together(first, second) : null
  }
  const side = a ?? b
  if (!side) return null
  const named = [...on(a), ...on(b)]
  const ruling = named.find(r => r.kind === kind && r.code === side.code) ?? named[0]
  if (ruling) return decided(ruling, text)
  const rule = rules.find(candidate => fits(candidate, kind, side))
  if (!rule) return null
  const outcome = rule.outcome === 'longer' && a && b ? longer(a, b) : a ? 'a' : 'b'
  return { outcome, reason: rule.reason }
}

const concerns = (ruling: Ruling, side: SampleSide, text: string): boolean => {
  if (ruling.framework !== side.framework) return false
  if (ruling.code !== side.code && ruling.otherCode !== side.code) return false
  const { start, end } = locate(text, ruling.quote, ruling.occurrence)
  return start < side.end && side.start < end
}

const fits = (rule: SampleRulings['rules'][number], kind: DisagreementKind, side: SampleSide): boolean =>
  rule.kind === kind &&
  (rule.framework === undefined || rule.framework === side.framework) &&
  (rule.codes === undefined || rule.codes.includes(side.code))

const longer = (a: Span, b: Span): 'a' | 'b' => (a.end - a.start >= b.end - b.start ? 'a' : 'b')

function decided(ruling: Ruling, text: string): SampleDecision {
  const { outcome, reason, extentQuote, newCode } = ruling
  return {
    outcome,
    reason,
    ...(extentQuote === undefined ? {} : locate(text, extentQuote)),
    ...(newCode === undefined ? {} : { code: newCode }),
  }
}

/** Two decisions, on the first coder's code and on the second's, as one: what stands of the pair. */
function together(
  first: { outcome: string; reason: string },
  second: { outcome: string; reason: string },
): SampleDecision {
  const firstStands = first.outcome !== 'b' && first.outcome !== 'neither'
  const secondStands = second.outcome !== 'a' && second.outcome !== 'neither'
  const reason = first.reason === second.reason ? first.reason : `${first.reason} ${second.reason}`
  if (firstStands && secondStands) return { outcome: 'both', reason }
  if (firstStands) return { outcome: 'a', reason }
  return { outcome: secondStands ? 'b' : 'neither', reason }
}
