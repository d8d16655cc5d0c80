import { showFailure } from '../show-failure.ts'
import type { Command } from './command.ts'

export const showHintsAgain: Command = {
  id: 'show-hints-again',
  label: 'Show the first hints again',
  place: 'Help',
  when: ({ preferences }) => preferences.seenHints.length > 0,
  run: ({ client }) => client.library.setPreferences({ seenHints: [] }).catch(showFailure),
}
