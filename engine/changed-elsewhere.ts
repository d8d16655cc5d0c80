import { TandemError } from '#shared/errors.ts'

/**
 * Refuses a change to words that are no longer what they were when one began to change them.
 * @param what the thing, as it begins a sentence: `The comment`
 * @param fields which of its fields are others by now, in words; empty where it has one
 */
export const changedElsewhere = (what: string, fields: readonly string[] = []): TandemError =>
  new TandemError(
    'conflict',
    `${what} was changed elsewhere while you were changing it${fields.length > 0 ? `: ${fields.join(', ')}` : ''}.`,
    'Look at what it says now, and say which stays.',
  )
