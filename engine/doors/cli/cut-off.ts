import { readDay } from '../../records/date-order.ts'
import type { Values } from './command.ts'
import { text, UsageError } from './lookups.ts'

/** The day that `--cut-off` names; nothing where it is absent. Refuses what is no day, and what may be two. */
export function cutOffIn(values: Values): string | undefined {
  const asked = text(values, 'cut-off')
  if (asked === undefined) return undefined
  const [cutOff, another] = daysOf(asked)
  if (cutOff === undefined) throw new UsageError(`--cut-off is a day, such as 2020-04-01; not “${asked}”.`)
  if (another !== undefined)
    throw new UsageError(`--cut-off ${asked} may be ${cutOff} or ${another}. Write it as one of these.`)
  return cutOff
}

/** Every day that somebody may mean by what they typed: two where day and month can change places. */
const daysOf = (typed: string): string[] => [
  ...new Set((['day-month', 'month-day'] as const).flatMap(order => readDay(typed, order) ?? [])),
]
