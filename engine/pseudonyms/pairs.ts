import { TandemError } from '#shared/errors.ts'
import type { PseudonymPair } from '#shared/model/pseudonym.ts'
import { nameFinder } from './find.ts'
import { keyOf, tokensOf } from './tokens.ts'

/**
 * The pairs with one put among them. Refuses a pair that could be mistaken: a name that stands for somebody else
 * already, or a pseudonym that is, or holds, a real name of the key.
 */
export function withPair(pairs: readonly PseudonymPair[], pair: PseudonymPair): PseudonymPair[] {
  const others = pairs.filter(({ id }) => id !== pair.id)
  for (const name of [pair.real, ...pair.variants]) {
    if (tokensOf(name).length === 0) {
      throw new TandemError(
        'bad-input',
        'A name needs letters or digits.',
        'Write it as it stands in the texts.',
      )
    }
    const same = others.find(other => [other.real, ...other.variants].some(one => sameWords(one, name)))
    if (same) {
      throw new TandemError(
        'exists',
        `One of these names stands for ${same.shown} already.`,
        'Add it there as another form, or use a fuller name that is nobody else’s.',
      )
    }
  }
  const all = [...others, pair]
  const finder = nameFinder(all.map(one => ({ ...one, shown: '' })))
  for (const { shown } of all) {
    if (finder.find(shown).length === 0) continue
    throw new TandemError(
      'conflict',
      `The pseudonym “${shown}” holds a real name of this key.`,
      'Choose a pseudonym that is nobody’s name here.',
    )
  }
  return pairs.some(({ id }) => id === pair.id) ? pairs.map(one => (one.id === pair.id ? pair : one)) : all
}

const sameWords = (a: string, b: string): boolean =>
  tokensOf(a)
    .map(({ key }) => key)
    .join(' ') ===
  tokensOf(b)
    .map(({ key }) => key)
    .join(' ')

/** Whether words were said to be nobody's name. */
export const isAmongWords = (list: readonly string[], words: string): boolean =>
  list.some(one => keyOf(one) === keyOf(words))
