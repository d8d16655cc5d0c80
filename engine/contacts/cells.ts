import { type ContactMode, longContact } from '#shared/model/contact.ts'

const words = (like: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${like})(?![\\p{L}\\p{N}])`, 'iu')

const modes: readonly [RegExp, ContactMode][] = [
  [
    words(
      String.raw`(?:tele|i)?phone(?:d|s|call)?|tele-?con(?:f(?:erenc(?:e|es|ed|ing))?)?s?|calls?|called|tel|voice ?mails?|teams|zoom|skype|facetime|video\p{L}*|online|virtual|webex`,
    ),
    'phone',
  ],
  [words('e-?mail(?:s|ed)?|(?<!voice )mail'), 'email'],
  [words('face[ -]?(?:to|2)[ -]?face|face|f2f|in[ -]person|on[ -]site'), 'face to face'],
]

/** Says face to face only where nothing else does: a visit may be by video, a meeting in Teams. */
const visit = words('visit(?:s|ed)?|meeting in')

/** Every mode the whole words of a cell name, the one it is taken as first; none where it names no known one. */
export function readModes(text: string): ContactMode[] {
  const named = modes.filter(([like]) => like.test(text)).map(([, mode]) => mode)
  return named.length === 0 && visit.test(text) ? ['face to face'] : named
}

/** Whether a length must be asked about. */
export const isLong = (minutes: number): boolean => minutes >= longContact

/** A cell without what stands in its brackets, as long as before. */
const outsideBrackets = (text: string): string => text.replace(/\([^()]*\)/g, part => '_'.repeat(part.length))

/**
 * Names in a cell, apart by semicolons or line breaks, else by commas, or `+`, `and` and `&` between spaces; each once.
 * What stands in brackets is never taken apart. A `+` without a space may be part of a name, such as `A+E`: it parts names
 * where `isKnown` says so of both.
 */
export function readNames(text: string, isKnown: (name: string) => boolean = () => false): string[] {
  const outside = outsideBrackets(text)
  const apart = /[;\n]/.test(outside) ? /[;\n]/g : /,|\s\+|\+\s|\s(?:and|og|und|&)\s/gi
  const cuts = [...outside.matchAll(apart)].map(cut => ({ from: cut.index, to: cut.index + cut[0].length }))
  const names = [...cuts, { from: text.length }]
    .map(({ from }, at) => tidy(text.slice(cuts[at - 1]?.to ?? 0, from)))
    .filter(name => name !== '')
    .flatMap(name => {
      const parts = name.split('+').map(tidy)
      return parts.length > 1 && parts.every(isKnown) ? parts : [name]
    })
  return [...new Map(names.map(name => [name.toLowerCase(), name])).values()]
}

/** Whether names in a cell are told apart by a word that may as well stand within one name, such as `Trinidad and Tobago`. */
export const isPartedAtWord = (text: string): boolean => {
  const outside = outsideBrackets(text)
  return !/[;,+\n]/.test(outside) && /\s(?:and|og|und|&)\s/i.test(outside)
}

/** A person in a cell of those who did not come, with the reason in brackets: `OT 4 (annual leave)`. */
export function readAbsent(text: string): { name: string; reason: string | null } {
  const match = /^(.+?)\s*\(([^()]+)\)$/.exec(text)
  return match ? { name: match[1] ?? text, reason: match[2]?.trim() ?? null } : { name: text, reason: null }
}

/** Whether an item of a cell of people is a count of them, such as `3` or `2 others`, and no name. */
export const isCount = (name: string): boolean =>
  /^\d+(?:\s+(?:others?|people|staff|ots?|persons?))?$/i.test(name)

/** Whether a cell is what a spreadsheet puts where a formula failed. */
export const isFailedFormula = (text: string): boolean =>
  /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|FIELD!|GETTING_DATA)$/i.test(text.trim())

/** A cell on one line. */
export const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim()
