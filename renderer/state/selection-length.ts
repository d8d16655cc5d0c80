import { create } from 'zustand'

interface SelectionLength {
  /** Characters and words now selected in a transcript; null where nothing is, `words` null where uncounted. */
  length: { characters: number; words: number | null } | null
}

/** The selection's length for the status line; the transcript's screen keeps it true and clears it on leaving. */
export const useSelectionLength = create<SelectionLength>(() => ({ length: null }))
