import type { GivenBy, ManyNote } from '#shared/model/many-coders.ts'
import { amount, share } from '../explain.ts'
import type { TableWords } from '../pair-table.ts'
import { prevalences, type Ratings } from '../raters/ratings.ts'

/** Chance agreement above which figures corrected for it are called unstable. */
const highChance = 0.8

/**
 * What a reader should hear before trusting a code's figures: nobody, only one or not every coder used it, or chance
 * agreement is high. `gave` is how many units each coder gave the code, null for one who has read nothing compared.
 */
export function explainMany(
  ratings: Ratings,
  passages: GivenBy,
  gave: readonly (number | null)[],
  words: TableWords,
  coders: readonly string[],
): ManyNote[] {
  const reading = coders.flatMap((name, n) => (gave[n] === null ? [] : [{ name, gave: gave[n] ?? 0 }]))
  const users = reading.filter(coder => coder.gave > 0)
  const others = reading.filter(coder => coder.gave === 0).map(coder => coder.name)
  const [only] = users
  if (!only) return [{ kind: 'unused', text: `None of ${inWords(others)} used ${words.subject}.` }]
  if (users.length === 1 && others.length > 0) {
    const found = passages.all + passages.some + passages.one
    return [
      {
        kind: 'one-sided',
        text: `Only ${only.name} used ${words.subject}: ${amount(found, 'passage')}, ${amount(only.gave, words.unit)}. Look at whether ${inWords(others)} missed it or ${others.length === 1 ? 'reads' : 'read'} it otherwise.`,
      },
    ]
  }
  const notes: ManyNote[] = []
  if (others.length > 0) {
    notes.push({
      kind: 'not-by-all',
      text: `${inWords(others)} never used ${words.subject}; ${inWords(users.map(coder => coder.name))} did.`,
    })
  }
  const [, given = 0] = prevalences(ratings)
  const chance = given ** 2 + (1 - given) ** 2
  if (chance > highChance && given < 1) {
    notes.push({
      kind: 'prevalence',
      text: `On average the coders gave ${words.subject} to ${share(given, 1)} of all ${words.unit}s, so chance alone would make two of them agree on ${share(chance, 1)}. With so little variation kappa and alpha are unstable: a few ${words.unit}s move them far. Read them beside the counts.`,
    })
  }
  return notes
}

/** Names as a sentence lists them. */
export const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
