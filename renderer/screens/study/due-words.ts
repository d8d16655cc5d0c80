import { counted, dateOf } from '../../wording.ts'

/** When a round is due, as seen on a day: `due 24 December 2026, in 5 days`. `isLate` once that day is over. */
export function dueWords(due: string, now: Date = new Date()): { words: string; isLate: boolean } {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  const days = Math.round((Date.parse(due) - today) / 86_400_000)
  const when =
    days === 0
      ? 'today'
      : days === 1
        ? 'tomorrow'
        : days > 0
          ? `in ${counted(days, 'day')}`
          : `${counted(-days, 'day')} ago`
  return { words: `due ${dateOf(due)}, ${when}`, isLate: days < 0 }
}
