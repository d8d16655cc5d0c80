/** What a cell says of whether a contact took place. */
export interface SaidToHappen {
  tookPlace: boolean
  /** What it says beyond that, such as why not; '' for nothing. */
  more: string
}

const came = 'yes|y|true|attended|held|present|done|completed|took place|happened|ja'
const cameNot =
  'no[ -]show|no|n|false|dna|did not (?:attend|take place|happen)|not (?:attended|held)|cancell?ed|missed|absent|nej|nein'
/** What says so whatever goes on from there, as in `Cancelled by site`; others may begin a name or another matter. */
const calledOff =
  /^(?:dna|did not (?:attend|take place|happen)|not (?:attended|held)|cancell?ed|no[ -]show)(?![\p{L}\p{N}])/iu
/** Words that say so, with or without more in brackets or after a dash, comma or colon. */
const saying = (words: string) =>
  new RegExp(String.raw`^(?:${words})(?:\s*\((.+)\)|(?:\s+[-–—]\s*|[-–—]\s+|\s*[,:;]\s*)(.+))?$`, 'iu')
const [isCame, isCameNot] = [saying(came), saying(cameNot)]

/**
 * Whether a cell says that a contact took place, with what it says besides: `yes`, `no - ill`, `No (snow)`, `Cancelled by
 * site`. Null where it says neither.
 */
export function readHappened(cell: string): SaidToHappen | null {
  const text = cell.trim().replace(/\s+/gu, ' ')
  if (/^[01]$/.test(text)) return { tookPlace: text === '1', more: '' }
  const yes = isCame.exec(text)
  const found = yes ?? isCameNot.exec(text)
  if (found) return { tookPlace: yes !== null, more: (found[1] ?? found[2] ?? '').trim() }
  return saysCalledOff(text) ? { tookPlace: false, more: text } : null
}

/** Whether a cell says so in words: a letter may be a name, and a figure a count. */
export const saysAttendance = (cell: string): boolean => cell.trim().length > 1 && readHappened(cell) !== null

/** Whether a cell says that something did not take place in words that hardly mean anything else. */
export const saysCalledOff = (cell: string): boolean => calledOff.test(cell.trim())
