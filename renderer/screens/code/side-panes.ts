import { create } from 'zustand'

/** A pane beside the text. */
export type SidePane = 'framework' | 'passage'

interface SidePanes {
  /** Those that are folded away, by a person or for want of room. */
  folded: Readonly<Record<SidePane, boolean>>
  /** Folds a pane, or unfolds it. Present while the panes are drawn. */
  toggle: ((pane: SidePane) => void) | null
}

/** The panes beside the text, for the buttons above it and the commands. */
export const useSidePanes = create<SidePanes>(() => ({
  folded: { framework: false, passage: false },
  toggle: null,
}))

/** Notes that a pane was folded or unfolded. */
export function noteFolded(pane: SidePane, isFolded: boolean): void {
  useSidePanes.setState(({ folded }) => ({ folded: { ...folded, [pane]: isFolded } }))
}
