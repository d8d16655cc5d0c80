import type { Coding } from '#shared/model/coding.ts'
import { overlaps } from '#shared/text/span.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'

/** What may be changed of a coding. */
export type CodingPatch = Partial<Pick<Coding, 'start' | 'end' | 'code' | 'polarity' | 'comment'>>

/** A change to the codings of a source. */
export type CodingChange =
  | { kind: 'add'; coding: Coding }
  | { kind: 'update'; id: string; to: CodingPatch }
  | { kind: 'remove'; id: string }

/** What was asked of the engine and is not yet in its list. `settled`: answered, only the list is still to come. */
export interface PendingChange {
  key: number
  settled: boolean
  change: CodingChange
}

/** The codings as they will be once everything pending is done. */
export const withPending = (
  codings: CodingSet<Coding>,
  pending: readonly PendingChange[],
): CodingSet<Coding> => pending.reduce((set, { change }) => apply(set, change), codings)

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

function apply(codings: CodingSet<Coding>, change: CodingChange): CodingSet<Coding> {
  if (change.kind === 'remove') return codings.without(change.id)
  if (change.kind === 'add') return united(codings.without(change.coding.id), change.coding)
  const before = codings.get(change.id)
  return before ? united(codings.without(before.id), { ...before, ...change.to }, before) : codings
}

/**
 * The codings with one put among them. Where its coder has the same code on overlapping text already, they become one
 * extent under the oldest id, as the engine will make them; a coding that was changed (`as`) keeps its own id.
 */
function united(codings: CodingSet<Coding>, coding: Coding, as?: Coding): CodingSet<Coding> {
  const same = codings
    .within(coding.start, coding.end)
    .map(laid => laid.coding)
    .filter(
      other =>
        other.code === coding.code &&
        other.coder === coding.coder &&
        !other.frozen &&
        overlaps(other, coding),
    )
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  const [oldest] = same
  const rest = same.reduce((set, { id }) => set.without(id), codings)
  const kept = as ?? oldest
  if (!kept) return rest.with(coding)
  return rest.with({
    ...(as ? coding : kept),
    start: Math.min(coding.start, ...same.map(other => other.start)),
    end: Math.max(coding.end, ...same.map(other => other.end)),
    polarity:
      coding.polarity ?? (as ? null : (same.findLast(({ polarity }) => polarity !== null)?.polarity ?? null)),
    comment: [...new Set([...(as ? [coding] : []), ...same, coding].map(({ comment }) => comment))]
      .filter(comment => comment !== '')
      .join('\n'),
  })
}
