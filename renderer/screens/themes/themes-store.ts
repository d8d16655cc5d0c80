import { create } from 'zustand'
import type { Layer } from '#shared/model/coding.ts'

export type ThemesView = 'tree' | 'cards' | 'statements' | 'memos'

interface ThemesState {
  view: ThemesView
  /** The theme looked at, and one of its codes where only that is. */
  theme: string | null
  code: string | null
  layer: Layer
  /** The deductive framework statements are about; null: the first. */
  framework: string | null
  /** The memo open in the list of memos. */
  memo: string | null
  choose(what: Partial<Omit<ThemesState, 'choose'>>): void
}

/** Where someone is among the themes and memos; never study data. */
export const useThemes = create<ThemesState>(set => ({
  view: 'tree',
  theme: null,
  code: null,
  layer: 'consensus',
  framework: null,
  memo: null,
  choose: what => set(what),
}))
