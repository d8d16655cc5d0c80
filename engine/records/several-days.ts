import { readDate } from '#shared/text/day.ts'

const th = '(?:st|nd|rd|th)?'
const day = String.raw`(?:\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/._]\d{1,2}[-/._]\d{2,4}|\d{1,2}${th}[\s.-]+\p{L}{3,9}|\p{L}{3,9}\.?\s+\d{1,2})`
const clock = String.raw`(?:[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:am|pm)?)?`
const further = String.raw`\s*(?:[-–—&;+/]|\b(?:to|and|until|till?|bis|og|und)\b)\s*(?:${day}|\d{1,2}${th}(?:[/.-]\d{1,2})?[/.]?\s*$)`
const comma = String.raw`,\s*(?:\d{4}[-/.]\d|\d{1,2}[-/]\d{1,2}[-/]|\d{1,2}\.\d{1,2}\.\d{4})`
const firstDay = /^(?:\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/._]\d{1,2}[-/._](?:\d{4}|\d{2}))(?!\d)/
/** What follows a day where another one does. */
const goesOn = new RegExp(`^${clock}(?:${further}|${comma})`, 'iu')
/** Days whose month and year, or more, are said once or in words. */
const daysInShort = new RegExp(
  `^(?:\\d{1,2}${th}\\s*(?:[-–—&+/]|\\b(?:to|and)\\b)\\s*\\d{1,2}${th}(?:\\s+(?:of\\s+)?\\p{L}{3,9}|[/.]\\d{1,2}[/.]\\d{2,4})|${day}(?:[,\\s-]+\\d{2,4})?${clock}(?:${further}|${comma}))`,
  'iu',
)

/** Whether a cell has more days in it than one: `05/03/2019 - 07/03/2019`, `5–7 March 2019`. */
export function isSeveralDays(text: string): boolean {
  const cell = text.trim()
  const [first] = firstDay.exec(cell) ?? []
  if (first !== undefined) return goesOn.test(cell.slice(first.length)) || daysInShort.test(cell)
  return readDate(cell) === null && daysInShort.test(cell)
}
