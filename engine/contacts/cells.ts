import { type ContactMode, longContact } from '#shared/model/contact.ts'
import { readMinutes } from '../records/values.ts'

const modes: readonly [RegExp, ContactMode][] = [
  [/e-?mail|\bmail\b/i, 'email'],
  [/face|f2f|in[ -]person|visit|on[ -]site|meeting in/i, 'face to face'],
  [/phone|\bcall|\btel\b|teams|zoom|skype|video|online|virtual|webex/i, 'phone'],
]

/** How a contact was held, by the words a log has for it; `other` for what is none of them. */
export const readMode = (text: string): ContactMode => modes.find(([like]) => like.test(text))?.[1] ?? 'other'

/** A cell of minutes: whole ones, and whether they were rounded, or why it is none: half a sentence after the cell. */
export function readLength(text: string): { minutes: number; isRounded: boolean } | { why: string } {
  const cell = text.trim()
  if (/^[-−–]\s*\d/.test(cell)) return { why: 'is less than nothing' }
  const read = readMinutes(cell)
  if (read === null && /^[1-9]\d{0,2},\d{3}$/.test(cell))
    return {
      why: `may be thousands or a decimal; write ${cell.replace(',', '')} or ${cell.replace(',', '.')}`,
    }
  if (read === null) return { why: 'is no length of time' }
  const minutes = Math.round(read)
  return { minutes, isRounded: minutes !== read }
}

/** Whether a length must be asked about. */
export const isLong = (minutes: number): boolean => minutes > longContact

/**
 * Names in a cell, apart by semicolons or line breaks, else by commas, `and` or `+`; each once. What stands in
 * brackets is never taken apart.
 */
export function readNames(text: string): string[] {
  const outside = text.replace(/\([^()]*\)/g, part => '_'.repeat(part.length))
  const apart = /[;\n]/.test(outside) ? /[;\n]/g : /,|\+|\s(?:and|og|und)\s/gi
  const cuts = [...outside.matchAll(apart)].map(cut => ({ from: cut.index, to: cut.index + cut[0].length }))
  const names = [...cuts, { from: text.length }]
    .map(({ from }, at) => tidy(text.slice(cuts[at - 1]?.to ?? 0, from)))
    .filter(name => name !== '')
  return [...new Map(names.map(name => [name.toLowerCase(), name])).values()]
}

/** A person in a cell of those who did not come, with the reason in brackets: `OT 4 (annual leave)`. */
export function readAbsent(text: string): { name: string; reason: string | null } {
  const match = /^(.+?)\s*\(([^()]+)\)$/.exec(text)
  return match ? { name: match[1] ?? text, reason: match[2]?.trim() ?? null } : { name: text, reason: null }
}

/** Whether an item of a cell of people is a count of them, such as `3` or `2 others`, and no name. */
export const isCount = (name: string): boolean =>
  /^\d+(?:\s+(?:others?|people|staff|ots?|persons?))?$/i.test(name)

/** Whether a cell says that a contact took place; null where it says neither. */
export function readHappened(text: string): boolean | null {
  if (/^(?:yes|y|true|1|attended|held|present|done|completed|took place|ja)$/i.test(text.trim())) return true
  return /^(?:no|n|false|0|dna|did not attend|not attended|not held|cancelled|canceled|missed|absent|nej|nein)$/i.test(
    text.trim(),
  )
    ? false
    : null
}

/** A cell on one line. */
export const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim()
