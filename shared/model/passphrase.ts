/** The least a passphrase may have: so many characters, or so many words of three characters and more. */
export const leastCharacters = 12
export const leastWords = 3

/**
 * Why these words are no passphrase, as a sentence; null where they are one. Length is all that is asked for: no kinds of
 * characters, no expiry (SAFETY 3.3).
 */
export function passphraseProblem(words: string): string | null {
  const typed = words.normalize('NFKC').trim()
  const long = typed.split(/\s+/).filter(word => [...word].length >= 3)
  if ([...typed].length >= leastCharacters || long.length >= leastWords) return null
  return `A passphrase has at least ${leastCharacters} characters, or ${leastWords} words.`
}

/** What is said of a passphrase while it is typed: what is missing, whether it is easily guessed, or that it will do. */
export function passphraseHint(words: string): string {
  const typed = words.normalize('NFKC').trim()
  if (typed === '') return 'Four words that have nothing to do with each other are long, and easy to type.'
  const problem = passphraseProblem(words)
  if (problem !== null) {
    const left = leastCharacters - [...typed].length
    return `${left === 1 ? 'One character' : `${left} characters`} more, or ${leastWords} words.`
  }
  if (isEasilyGuessed(typed))
    return 'Long enough, but easily guessed: it repeats itself or follows a row of keys.'
  return [...typed].length >= 20
    ? 'Long enough, and hard to guess.'
    : 'Long enough. Another word makes it stronger.'
}

/** True of few different characters, and of a row of letters, digits or keys. */
function isEasilyGuessed(typed: string): boolean {
  const plain = typed.toLowerCase().replace(/\s+/g, '')
  if (new Set(plain).size < 6) return true
  return ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiopasdfghjklzxcvbnm'].some(
    row => row.includes(plain.slice(0, 8)) && plain.length >= 8,
  )
}
