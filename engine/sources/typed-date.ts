import { TandemError } from '#shared/errors.ts'
import { readSourceDate } from '#shared/text/day.ts'

/** The column `date` for a typed date: none where nothing was said, null for empty text; refuses what is no date. */
export function typedDate(typed: string | null | undefined): { date?: string | null } {
  if (typed === undefined) return {}
  if (typed === null || typed.trim() === '') return { date: null }
  const read = readSourceDate(typed)
  if ('why' in read) throw new TandemError('bad-input', read.why, 'Correct the date, or leave it empty.')
  return read
}
