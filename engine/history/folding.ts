import type { Cell, Row } from '../db/sql.ts'
import type { FoldedTable } from './changes.ts'
import type { Journalled } from './order.ts'

/** Two steps that did not know of each other and met in one row: decided the same way everywhere, and told. */
export interface Conflict {
  what:
    | 'edited twice'
    | 'edited and removed'
    | 'removed twice'
    | 'needed and removed'
    | 'made twice'
    | 'circle'
    | 'missing'
  table: FoldedTable
  id: string
  /** The column both wrote, where it was one. */
  column?: string
  /** What was written and does not stand, where something else does. */
  lost?: Cell
  /** The row that stands, where two rows met of which there can be only one. */
  other?: string
  /** The operations that met, by id. */
  operations: string[]
}

/** A row while folding. A removed one is remembered, so that what still needs it can have it back. */
export interface Entry {
  /** Never changed in place: it may be the operation's own. */
  row: Row
  stands: boolean
  /** Place in the order of what made it as it stands, of what removed it, and of what wrote single columns since. */
  made: number
  gone: number
  /** Place of what took it away since it was made, other than to let it wait; -1: nothing. */
  taken: number
  wrote: Map<string, number> | undefined
  /** Place of what would have removed it, where an edit kept it. */
  spared?: number
}

export type Entries = ReadonlyMap<FoldedTable, Map<string, Entry>>

/** How the fold decides; given otherwise only to show that the laws it obeys are laws. */
export interface Rules {
  order(a: Journalled, b: Journalled): number
  /** Whether an edit of a row that was removed brings it back. */
  editBeatsRemoval: boolean
  mends: boolean
}

/** A fold under way. */
export interface Folding {
  entries: Entries
  by: Rules
  /** The operation at each place in the order, by id, and the copy it was made in. */
  ids: string[]
  copies: string[]
  conflicts: Conflict[]
}

/** The place in the order of what wrote a column last. */
export const wroteLast = ({ wrote, made }: Entry, column: string): number => wrote?.get(column) ?? made
