import type { Operation } from './journal.ts'

/** What the fold asks of an entry of the journal. */
export type Journalled = Pick<
  Operation,
  'id' | 'copy' | 'sequence' | 'lamport' | 'actor' | 'kind' | 'undoes' | 'changes'
>

/**
 * The one order of operations, the same in every copy: by (lamport, actor, sequence), and where copies made these
 * alike, by copy and id. Strings by their UTF-16 units, as every machine compares them alike; never by clock.
 */
export const byOrder = (
  a: Pick<Journalled, 'lamport' | 'actor' | 'sequence' | 'copy' | 'id'>,
  b: Pick<Journalled, 'lamport' | 'actor' | 'sequence' | 'copy' | 'id'>,
): number =>
  a.lamport - b.lamport ||
  compare(a.actor, b.actor) ||
  a.sequence - b.sequence ||
  compare(a.copy, b.copy) ||
  compare(a.id, b.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
