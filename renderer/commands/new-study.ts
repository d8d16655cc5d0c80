import { desktop } from '../desktop.ts'
import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const newStudy: Command = {
  id: 'new-study',
  label: 'New study…',
  place: 'File',
  // A browser keeps these keys for a window of its own.
  ...(desktop() ? { keys: 'Mod+Shift+N' } : {}),
  run: () => useDialogs.getState().show('new-study'),
}
