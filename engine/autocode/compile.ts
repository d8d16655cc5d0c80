import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'
import { TandemError } from '#shared/errors.ts'
import { patternsOfWords } from '#shared/text/sought-letters.ts'

/** Instructions a compiled pattern may have: one search of the longest stretch then takes well under a second. */
const largest = 1000

/** Any run of white space, as people see it: RE2's own \s knows five characters. */
const space = '\\t\\n\\x0b\\f\\r\\p{Z}\\x{feff}'

/** More letters than these are found only where no letter that is not seen stands between them: the pattern would be too large. */
const mostTaken = 200

/**
 * Words as a pattern, as Find in the text has them: nothing in them is special, any run of white space stands for another, and
 * an apostrophe or quotation mark for any of its kind, a letter without an accent for one that has it. What is in a word and not
 * seen is passed over.
 */
export const patternOfWords = (words: string): string =>
  patternsOfWords(words.normalize('NFC'), { unseen: words.length <= mostTaken, accents: true }).join(
    `[${space}]+`,
  )

/** A regular expression ready to be run in linear time. Refuses one that is not understood, and says at which part. */
export function compile(pattern: string, matchCase: boolean): RE2JS {
  const flags = RE2JS.MULTILINE | (matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
  const wanted = pattern.normalize('NFC')
  try {
    RE2JS.compile(wanted, flags)
    const compiled = RE2JS.compile(withUnicodeClasses(wanted), flags)
    if (compiled.matcher('').programSize() <= largest) return compiled
  } catch (error) {
    if (error instanceof RE2JSSyntaxException && !isTooLarge(error)) throw notUnderstood(wanted, error)
    if (!(error instanceof RE2JSException)) throw error
  }
  throw new TandemError(
    'bad-input',
    'The pattern stands for too much to look for at once.',
    'Make its numbers of repetitions smaller, or look for its parts one after the other.',
  )
}

const isTooLarge = ({ error }: RE2JSSyntaxException): boolean => /too large|too deeply/.test(error)

const reasons: readonly [RegExp, string, string][] = [
  [
    /^(invalid or unsupported Perl|invalid named)/,
    'is not understood: a pattern cannot look ahead or behind, and its groups are plain brackets',
    'Look for the words themselves, and refuse in the list what does not fit.',
  ],
  [
    /^invalid escape/,
    'is not understood: it is no class of characters, and a pattern cannot refer back to a group',
    'Write the words out; put \\\\ for a backslash that is meant as itself.',
  ],
  [/^missing closing \]/, 'has no ] that closes it', 'Close it, or put \\[ for a bracket meant as itself.'],
  [
    /^missing closing \)/,
    'opens a bracket ( and does not close it',
    'Close it, or put \\( for a bracket meant as itself.',
  ],
  [
    /^unexpected \)/,
    'closes a bracket ) that it does not open',
    'Open it, or put \\) for a bracket meant as itself.',
  ],
  [
    /^missing argument/,
    'repeats nothing: there is nothing before it to repeat',
    'Put what repeats before it, or a backslash before a sign meant as itself.',
  ],
  [
    /^invalid nested/,
    'repeats a repetition',
    'Leave one of the signs out, or put a bracket around the inner repetition.',
  ],
  [/^invalid repeat/, 'is not a number of repetitions', 'Give the smaller number first, and at most 1000.'],
  [
    /^invalid character class/,
    'is not understood as a set of characters',
    'Give a range from first to last, as in [a-z], or the name of a script, as in \\p{Greek}.',
  ],
  [/^trailing backslash/, 'ends in a single backslash', 'Put \\\\ for a backslash meant as itself.'],
  [/^duplicate/, 'names two groups alike', 'Leave the names out: they are not needed.'],
]

function notUnderstood(pattern: string, { error, input }: RE2JSSyntaxException): TandemError {
  const [, words, hint] = reasons.find(([kind]) => kind.test(error)) ?? [
    /$/,
    'is not understood',
    'Look for its parts one after the other.',
  ]
  // RE2 names a part of the pattern, or all of it with the flags we put before it.
  const part = input !== null && pattern.includes(input) ? input : pattern
  return new TandemError('bad-input', `In the pattern, “${part}” ${words}.`, hint)
}

const classes: Record<string, string> = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{M}\\p{N}_',
  s: space,
}

/**
 * The same pattern with \d, \w and \s (and \D, \W, \S outside brackets) for the digits, letters and spaces of every
 * script; RE2's own know English alone.
 */
function withUnicodeClasses(pattern: string): string {
  let isInSet = false
  let wanted = ''
  for (const [piece] of pattern.matchAll(/\\Q.*?(?:\\E|$)|\\.|\[:\^?\w+:\]|\[\^?\]?|./gsu)) {
    const letter = /^\\([dwsDWS])$/.exec(piece)?.[1]
    const set = letter === undefined ? undefined : classes[letter.toLowerCase()]
    if (set !== undefined && letter !== undefined) {
      const isNegated = letter !== letter.toLowerCase()
      wanted += isInSet ? (isNegated ? piece : set) : `[${isNegated ? '^' : ''}${set}]`
      continue
    }
    if (!isInSet) isInSet = /^\[\^?\]?$/.test(piece)
    else if (/^(\[\^?)?\]$/.test(piece)) isInSet = false
    wanted += piece
  }
  return wanted
}
