import type { AgreementCounts, AgreementNote, PassageCounts } from '#shared/model/agreement.ts'
import { cohenKappa } from './coefficients/cohen-kappa.ts'
import { cohenKappaMax } from './coefficients/cohen-kappa-max.ts'
import { presenceTable, type TableWords } from './pair-table.ts'

/** Chance agreement above which kappa is called unstable. */
const highChance = 0.8
/** Share of units, coded or left, below which a code is called rare or nearly everywhere. */
const rareShare = 0.05
/** Ratio of the coders' shares from which their use of a code is called unequal. */
const unequalUse = 2
/** Agreement from which, and kappa below which, the two need explaining together. */
const highAgreement = 0.9
const lowKappa = 0.6

/**
 * What a reader should hear before trusting a code's figures: nobody or only one coder used it, chance agreement
 * is high, the coders use it unequally often, or agreement is high and kappa low. Empty where nothing needs saying.
 */
export function explain(
  counts: AgreementCounts,
  passages: PassageCounts,
  words: TableWords,
  coders: readonly [string, string],
): AgreementNote[] {
  const both = counts['11']
  const n = both + counts['10'] + counts['01'] + counts['00']
  const first = both + counts['10']
  const second = both + counts['01']
  const [a, b] = coders
  const unit = (count: number): string => amount(count, words.unit)
  if (first + second === 0) {
    return [{ kind: 'unused', text: `Neither ${a} nor ${b} used ${words.subject}.` }]
  }
  if (both === 0 && counts['00'] === 0 && (first === n || second === n)) {
    const [user, other] = first === n ? [a, b] : [b, a]
    return [
      {
        kind: 'opposite',
        text: `${user} gave ${words.subject} to every ${words.unit} and ${other} to none: they agree nowhere, although kappa is 0 and not negative.`,
      },
    ]
  }
  if (first === 0 || second === 0) {
    const [user, other] = second === 0 ? [a, b] : [b, a]
    const found = passages.onlyA + passages.onlyB
    return [
      {
        kind: 'one-sided',
        text: `Only ${user} used ${words.subject}: ${amount(found, 'passage')}, ${unit(first + second)}. Kappa is then 0 whatever the rest; look at whether ${other} missed it or reads it otherwise.`,
      },
    ]
  }
  const notes: AgreementNote[] = []
  const observed = (both + counts['00']) / n
  const chance = (first * second + (n - first) * (n - second)) / (n * n)
  const table = presenceTable(counts, words)
  const defined = cohenKappa.whyNot(table) === null
  const kappa = defined ? cohenKappa.compute(table) : Number.NaN
  const greatest = defined ? cohenKappaMax.compute(table) : Number.NaN
  const rarest = Math.min(first, second, n - first, n - second) / n
  if (defined && (chance > highChance || rarest < rareShare)) {
    notes.push({
      kind: 'prevalence',
      text: `${a} gave ${words.subject} to ${share(first, n)} of all ${words.unit}s and ${b} to ${share(second, n)}, so chance alone would make them agree on ${share(chance, 1)}. With so little variation kappa is unstable: a few ${words.unit}s move it far. Read it beside the counts.`,
    })
  }
  if (Math.max(first, second) >= unequalUse * Math.min(first, second)) {
    const [more, less] = first > second ? [a, b] : [b, a]
    const times = Math.max(first, second) / Math.min(first, second)
    notes.push({
      kind: 'bias',
      text: `${more} used ${words.subject} ${decimal(times, 1)} times as much as ${less}. Kappa can then be at most ${decimal(greatest, 2)}, and it judges unequal use more leniently than pi and alpha do.`,
    })
  }
  if (defined && observed >= highAgreement && kappa < lowKappa) {
    const either = both + counts['10'] + counts['01']
    notes.push({
      kind: 'paradox',
      text: `They agree on ${share(observed, 1)} of all ${words.unit}s but kappa is ${decimal(kappa, 2)}: ${share(counts['00'], n)} is what neither coded. Of the ${unit(either)} that at least one coded, both coded ${unit(both)} (${share(both, either)}); ${a} alone ${unit(counts['10'])}, ${b} alone ${unit(counts['01'])}.`,
    })
  }
  return notes
}

/** A count with its noun. */
export const amount = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`

const decimal = (value: number, digits: number): string => value.toFixed(digits).replace(/^-/, '\u2212')

/** A share as a percentage; never rounded up to 100 or down to 0 where it is neither. */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole
  if (percent > 0 && percent < 0.1) return 'less than 0.1%'
  if (percent < 100 && percent > 99.9) return 'more than 99.9%'
  return percent < 5 || percent > 95 ? `${Number(percent.toFixed(1))}%` : `${Math.round(percent)}%`
}
