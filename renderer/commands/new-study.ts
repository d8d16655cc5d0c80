import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const newStudy: Command = {
  id: 'new-study',
  label: 'New study…',
  place: 'File',
  keys: 'Mod+Shift+N',
  run: () => useDialogs.getState().show('new-study'),
}
