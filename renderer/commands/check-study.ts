import { useDialogs } from '../state/dialogs.ts'
import type { Command } from './command.ts'

export const checkStudy: Command = {
  id: 'check-study',
  label: 'Check the study…',
  place: 'File',
  group: 2,
  when: ({ session }) => session.study !== null,
  run: () => useDialogs.getState().show('check'),
}
