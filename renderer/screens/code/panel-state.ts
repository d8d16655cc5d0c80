import { idNow } from './given-ids.ts'
import type { About, NotedPassage } from './unkept-words.ts'

/** What the passage panel shows, and what is being written in it. */
export interface PanelState {
  view: 'here' | 'all'
  /** Id of the coding whose comment is being written. */
  commenting: string | null
  /** The annotation being written, and its passage wherever the caret has gone since; `isBegun` once something is written. */
  noting: { about: About; passage: NotedPassage; isBegun: boolean } | null
  /** Grows each time a form is asked for: one that is open already takes the keyboard. */
  asked: number
  /** Whether the passage's history is unfolded: only then is it asked for. */
  remembering: boolean
  /** Whether what stands in the consensus is unfolded: only then is it asked for. */
  settled: boolean
}

export const restingPanel: PanelState = {
  view: 'here',
  commenting: null,
  noting: null,
  asked: 0,
  remembering: false,
  settled: false,
}

/** The panel with the comment on a coding being written; a form that is open on it stays the same one, by whichever id it was opened. */
export const commentingOn = (panel: PanelState, id: string): PanelState =>
  panel.commenting !== null && idNow(panel.commenting) === idNow(id) ? panel : { ...panel, commenting: id }
