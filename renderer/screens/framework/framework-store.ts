import { create } from 'zustand'

/** What a key or a menu line can ask of the open Framework screen. */
export interface FrameworkActions {
  addCode(under: boolean): void
  moveTo(): void
  remove(): void
  addFramework(): void
  freeze(): void
}

interface FrameworkStore {
  /** Id of the code or framework that is chosen. */
  chosen: string | null
  /** Ids of all that are selected in the tree; counts only while the chosen one is among them. */
  several: ReadonlySet<string>
  folded: ReadonlySet<string>
  face: 'meaning' | 'passages'
  /** Present while the screen is open. */
  actions: FrameworkActions | null
}

/** Where one is in the framework; never study data. */
export const useFrameworkStore = create<FrameworkStore>(() => ({
  chosen: null,
  several: new Set(),
  folded: new Set(),
  face: 'meaning',
  actions: null,
}))
