import { chooseHandout } from '../screens/handouts/opening-handout.ts'
import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const openHandout: Command = {
  id: 'open-handout',
  label: 'Open a hand-out…',
  place: 'File',
  run: ({ client }) => chooseHandout(client),
}

export const returnWork: Command = {
  id: 'return-work',
  label: 'Return work…',
  place: 'File',
  group: 1,
  keys: 'Mod+Shift+S',
  when: ({ session }) => session.study?.handout != null,
  run: () => useDialogs.getState().show('return-work'),
}
