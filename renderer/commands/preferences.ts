import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const openPreferences: Command = {
  id: 'preferences',
  label: 'Preferences…',
  place: 'App',
  keys: 'Mod+,',
  run: () => useDialogs.getState().show('preferences'),
}
