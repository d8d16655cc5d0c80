import { create } from 'zustand'
import type { Span } from '#shared/text/span.ts'

/** A turn to be corrected; its offsets hold in this revision only. */
interface ToCorrect {
  dialog: 'correct'
  source: string
  revision: string
  turn: Span
}

/** Which of the dialogs about a text's revisions is open, and on what. */
type Opened = ToCorrect | { dialog: 'earlier'; source: string }

interface Revisions {
  opened: Opened | null
  /** The item of the list that is looked at, by id; null while the list is closed. */
  placing: string | null
}

/** What of a text's corrections is in view; never study data. */
export const useRevisions = create<Revisions>(() => ({ opened: null, placing: null }))

export const closeRevisions = (): void => useRevisions.setState({ opened: null })

/** What a key can ask of the list while it is open. */
export interface PlacingActions {
  accept(): void
  placeHere(): void
  drop(): void
  step(forward: boolean): void
}

/** Present while the list is open. */
export const usePlacing = create<{ actions: PlacingActions | null }>(() => ({ actions: null }))
