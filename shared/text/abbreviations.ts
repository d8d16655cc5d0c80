/** Abbreviations after which a full stop does not end a sentence; lower case, without the stop. */
const abbreviations = new Set(
  'dr mr mrs ms prof st nr vs etc e.g i.e cf al eds dept approx feb apr aug sep sept oct nov dec'.split(' '),
)
/** Words of their own too ("She said no."): abbreviations only before a number. */
const beforeNumbers = new Set('no fig vol p pp jan mar jun'.split(' '))

/** Whether words end in the full stop of an abbreviation; `next` is the character after them. */
export function endsInAbbreviation(words: string, next: string): boolean {
  const last = /(\S+)\.$/
    .exec(words.slice(-40))?.[1]
    ?.toLowerCase()
    .replace(/^[("'\u2018\u201C]+/, '')
  if (last === undefined) return false
  return abbreviations.has(last) || (beforeNumbers.has(last) && /\p{N}/u.test(next))
}
