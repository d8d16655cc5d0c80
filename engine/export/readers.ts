import type { Disagreement } from '#shared/model/disagreement.ts'
import type { ComparedRound } from './study-reader.ts'

/** How the two coders of a difference are called where it is told, and in which order. */
export interface Readers {
  /** Of the round's coders in order. */
  names: readonly [string, string]
  /** Places among the round's coders, in the order they are told. */
  sides: readonly [0 | 1, 0 | 1]
  /** What to say in place of a person's name; null where the name may be said. */
  byCoder(member: string): string | null
}

/** The coders by name, or, where the round is judged without names, as the first and the second reader of the difference. */
export function readersOf(
  { first }: { readonly first?: Disagreement['first'] | null },
  { coders, coderIds, namesHidden }: ComparedRound,
): Readers {
  if (!namesHidden) return { names: coders, sides: [0, 1], byCoder: () => null }
  const isExchanged = first === coderIds[1]
  const names = ['The first reader', 'The second reader'] as const
  return {
    names: isExchanged ? [names[1], names[0]] : names,
    sides: isExchanged ? [1, 0] : [0, 1],
    byCoder: member => (coderIds.includes(member) ? 'A coder of the round' : null),
  }
}

/** Where names are hidden and the difference whose readings had an order is gone. */
export const oneReader = ['One reader', 'One reader'] as const
