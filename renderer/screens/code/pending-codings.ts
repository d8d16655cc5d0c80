import type { Coding } from '#shared/model/coding.ts'
import { overlaps } from '#shared/text/span.ts'

/** A change to the codings of a source. */
export type CodingChange =
  | { kind: 'add'; coding: Coding }
  | {
      kind: 'update'
      id: string
      to: Partial<Pick<Coding, 'start' | 'end' | 'code' | 'polarity' | 'comment'>>
    }
  | { kind: 'remove'; id: string }

/** What was asked of the engine and is not yet in its list. `settled`: answered, only the list is still to come. */
export interface PendingChange {
  key: number
  settled: boolean
  change: CodingChange
}

/**
 * The list as it will be once everything pending is done. A passage added where its coder has the same code already
 * becomes one with it, as the engine will make it.
 */
export function withPending(
  codings: readonly Coding[],
  pending: readonly PendingChange[],
): readonly Coding[] {
  return pending.reduce<readonly Coding[]>((list, { change }) => apply(list, change), codings)
}

/** What is still pending after a new list came: what was answered before it is in it. */
export const stillPending = (pending: readonly PendingChange[]): readonly PendingChange[] =>
  pending.some(({ settled }) => settled) ? pending.filter(({ settled }) => !settled) : pending

/** The same changes once the engine has made of the coding `id` the coding `made`, which has an id of its own. */
export function renamed(
  pending: readonly PendingChange[],
  id: string,
  made: Coding,
): readonly PendingChange[] {
  return pending.map(each => {
    const { change } = each
    if (change.kind === 'add')
      return change.coding.id === id ? { ...each, change: { ...change, coding: made } } : each
    return change.id === id ? { ...each, change: { ...change, id: made.id } } : each
  })
}

function apply(codings: readonly Coding[], change: CodingChange): readonly Coding[] {
  if (change.kind === 'remove') return codings.filter(({ id }) => id !== change.id)
  if (change.kind === 'update') {
    return codings.map(coding => (coding.id === change.id ? { ...coding, ...change.to } : coding))
  }
  const { coding } = change
  const isSame = (other: Coding) =>
    other.id === coding.id ||
    (other.code === coding.code && other.coder === coding.coder && !other.frozen && overlaps(other, coding))
  const same = codings.filter(isSame)
  const [kept] = same
  if (!kept) return [...codings, coding]
  const united = {
    ...kept,
    start: Math.min(coding.start, ...same.map(other => other.start)),
    end: Math.max(coding.end, ...same.map(other => other.end)),
    polarity: coding.polarity ?? kept.polarity,
  }
  return codings
    .filter(other => other === kept || !isSame(other))
    .map(other => (other === kept ? united : other))
}
