import type { Span } from '#shared/text/span.ts'
import { type Change, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import type { Anchors } from './anchors.ts'

/** A revision in the making, as those see it who carry something into it. */
export interface Revising {
  tools: Tools
  source: string
  /** Ids of the revision it comes of, and of the new one. */
  from: string
  to: string
  /** Their texts. */
  old: string
  text: string
  /**
   * The place among the source's texts, oldest first, of one that is put back: what lost its words since, and stands on
   * them again, leaves the list. Null where none is.
   */
  restores: number | null
  anchors: Anchors
}

/** What carrying came to: the changes in order, how many stand on the same words, how many went onto the list. */
export interface Carried {
  changes: Change[]
  same: number
  listed: number
}

/** A row of the list: what stood on words that are other now. */
export interface Waiting {
  what: 'coding' | 'annotation' | 'ruling' | 'quotation'
  row: string
  why: 'touched' | 'gone'
  layer: 'independent' | 'consensus'
  coder: string | null
  round: string | null
  /** The whole row of a coding or an annotation that is gone, as JSON. */
  kept: string | null
}

/** The change that puts something on the list, with where it stood in the text before. */
export const toPlace = ({ tools, source, from }: Revising, { start, end }: Span, waiting: Waiting): Change =>
  made('to_place', tools.newId(), {
    ...waiting,
    source,
    revision: from,
    start,
    end,
    created_at: tools.now,
  })
