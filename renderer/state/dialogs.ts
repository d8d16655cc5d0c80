import { create } from 'zustand'

/** The dialogs that belong to the window and not to one screen. */
export type DialogName =
  | 'palette'
  | 'keys'
  | 'preferences'
  | 'new-study'
  | 'open-study'
  | 'check'
  | 'return-work'

interface Dialogs {
  open: DialogName | null
  show(dialog: DialogName): void
  close(): void
}

/** Which of the window's dialogs is open; one at a time. */
export const useDialogs = create<Dialogs>(set => ({
  open: null,
  show: open => set({ open }),
  close: () => set({ open: null }),
}))
