import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const openPalette: Command = {
  id: 'palette',
  label: 'Find a command…',
  place: 'View',
  keys: 'Mod+K',
  run: () => useDialogs.getState().show('palette'),
}
