/**
 * How well a label answers what was typed: lower is better, null is not at all. Every word typed must be or begin a word
 * of the label (best), or stand inside one; failing that the letters must come in order.
 */
export function rank(query: string, label: string): number | null {
  const wanted = fold(query).split(/\s+/).filter(Boolean)
  const given = fold(label)
  if (wanted.length === 0) return 0
  let total = 0
  for (const word of wanted) {
    const at = given.indexOf(word)
    if (at === -1) return inOrder(wanted.join(''), given) ? 100 + given.length : null
    const beginning = at === 0 || given.includes(` ${word}`)
    const isWhole = !/\p{L}/u.test(given.charAt(at + word.length))
    total += (at === 0 ? 0 : beginning ? (isWhole ? 1 : 2) : 10) + at / 100
  }
  return total
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function inOrder(letters: string, text: string): boolean {
  let from = 0
  for (const letter of letters) {
    const at = text.indexOf(letter, from)
    if (at === -1) return false
    from = at + 1
  }
  return letters.length >= 3
}
