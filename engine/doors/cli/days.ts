import { readDay } from '../../records/date-order.ts'
import type { Values } from './command.ts'
import { text, UsageError } from './lookups.ts'

/** The day that an option names; nothing where it is absent. Refuses what is no day, and what may be two. */
export function dayIn(values: Values, option: string): string | undefined {
  const asked = text(values, option)
  if (asked === undefined) return undefined
  const [day, another] = daysOf(asked)
  if (day === undefined) throw new UsageError(`--${option} is a day, such as 2020-04-01; not “${asked}”.`)
  if (another !== undefined)
    throw new UsageError(`--${option} ${asked} may be ${day} or ${another}. Write it as one of these.`)
  return day
}

/** The days that `--from` and `--to` name, both included; null: no end on that side. Refuses a first day after the last. */
export function daysIn(values: Values): { from: string | null; to: string | null } {
  const from = dayIn(values, 'from') ?? null
  const to = dayIn(values, 'to') ?? null
  if (from !== null && to !== null && from > to)
    throw new UsageError(`--from ${from} is after --to ${to}: no day lies between them.`)
  return { from, to }
}

/** Every day that somebody may mean by what they typed: two where day and month can change places. */
const daysOf = (typed: string): string[] => [
  ...new Set((['day-month', 'month-day'] as const).flatMap(order => readDay(typed, order) ?? [])),
]
