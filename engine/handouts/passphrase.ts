import { randomInt } from 'node:crypto'

const consonants = 'bdfgklmnprstvz'
const vowels = 'aeiou'

/**
 * A passphrase that can be told over the telephone: six groups of two syllables, `bado-kemi-…`. One of 70^12, which is
 * more than 70 bits.
 */
export function proposedPassphrase(): string {
  const syllable = () => `${consonants[randomInt(consonants.length)]}${vowels[randomInt(vowels.length)]}`
  return Array.from({ length: 6 }, () => syllable() + syllable()).join('-')
}
