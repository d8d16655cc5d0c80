/** Longest name or title, in UTF-16 code units. */
export const longestName = 400

/** Longest running text that a person types: a definition, a comment, a reason. In UTF-16 code units. */
export const longestWords = 20_000

/** Says why a name cannot be kept, as a sentence with what to do; null where it can. Spaces around it do not count. */
export function whyNotNamed(name: string): string | null {
  const { length } = name.trim()
  if (length <= longestName) return null
  return `A name has at most ${longestName} characters; this one has ${length.toLocaleString('en-GB')}. Shorten it.`
}
