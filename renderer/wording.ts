import { previousBoundary } from '#shared/text/graphemes.ts'

const numbers = new Intl.NumberFormat('en-GB')
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** A number with thousands separated: `1,204`. */
export const number = (value: number): string => numbers.format(value)

/** A count with its noun: `1 source`, `3 sources`, `2 entries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** A share 0–1 as whole per cent; what is not nothing is never shown as 0 %, what is not all never as 100 %. */
export function share(value: number): string {
  if (value <= 0) return '0%'
  if (value >= 1) return '100%'
  return `${Math.min(99, Math.max(1, Math.round(value * 100)))}%`
}

/** The time of day, `14:02`, of a time in ms since 1970 or ISO 8601. */
export const timeOfDay = (at: number | string): string => clock.format(new Date(at))

/**
 * A date as `3 Mar 2019`. A time in UTC gives the day it was here; any other keeps the day its writer wrote. Text
 * that is no ISO 8601 date comes back as it is.
 */
export function dateOf(at: string): string {
  const [, year, month, date, rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/.exec(at) ?? []
  if (year === undefined) return at
  return day.format(
    rest.endsWith('Z') ? new Date(at) : new Date(Number(year), Number(month) - 1, Number(date)),
  )
}

/** When a message was sent, as its writer's clock had it: `3 Mar 2019, 09:30 +01:00`, `3 Mar 2019, 09:30 UTC`. */
export function sentAt(at: string): string {
  const [, date, time, zone = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?$/.exec(at) ?? []
  if (date === undefined) return dateOf(at)
  return `${dateOf(date)}, ${time} ${/^(?:Z|[+-]00:00)$/.test(zone) ? 'UTC' : zone}`.trimEnd()
}

/** The heading of a day in a list: `Today`, `Yesterday`, or `Monday 4 March 2019`. */
export function dayHeading(at: string, now: Date = new Date()): string {
  const days = Math.round((startOfDay(now) - startOfDay(new Date(at))) / 86_400_000)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return weekday.format(new Date(at)).replace(',', '')
}

/** When something was last used: `today, 14:02`, `yesterday`, `4 Mar 2019`. */
export function lately(at: string, now: Date = new Date()): string {
  const heading = dayHeading(at, now)
  if (heading === 'Today') return `today, ${timeOfDay(at)}`
  return heading === 'Yesterday' ? 'yesterday' : dateOf(at)
}

/** When something was done, to the minute: `today, 14:02`, `yesterday, 14:02`, `4 Mar 2019, 14:02`. */
export function dayAndTime(at: string, now: Date = new Date()): string {
  const said = lately(at, now)
  return said.includes(':') ? said : `${said}, ${timeOfDay(at)}`
}

/** A moment in full: `Monday 4 March 2019, 14:02`. */
export const moment = (at: string): string =>
  `${weekday.format(new Date(at)).replace(',', '')}, ${timeOfDay(at)}`

/** Several names as a sentence has them: `A, B and C`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Some of several names, and how many more there are: `A, B, C and 12 more`. */
export function listedInShort(names: readonly string[], most = 3): string {
  const left = names.length - most
  return listed(left > 0 ? [...names.slice(0, most), `${number(left)} more`] : names)
}

/** A name as a sentence can hold it. */
export const inSentence = (name: string): string =>
  name.length > 80 ? `${name.slice(0, previousBoundary(name, 79))}…` : name

/** A sentence with the names in its quotation marks as it can hold them. */
export const withShortNames = (sentence: string): string =>
  sentence.replace(/“([^”]*)”/g, (_, name: string) => `“${inSentence(name)}”`)

/** A moment of a recording given in ms: `0:42`, `1:02:05`. */
export function recordingTime(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** The size of a file: `812 bytes`, `12 kB`, `3.4 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte')
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A study folder's name without its ending: `/x/Stroke trial.tandem` → `Stroke trial`. */
export function titleOfFolder(path: string): string {
  return (path.split(/[\\/]/).filter(Boolean).at(-1) ?? path).replace(/\.tandem$/, '')
}
