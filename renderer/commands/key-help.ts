import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const keyHelp: Command = {
  id: 'key-help',
  label: 'Keys for this screen',
  place: 'Help',
  keys: ['?', 'F1'],
  run: () => useDialogs.getState().show('keys'),
}
