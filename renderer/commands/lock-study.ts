import type { Command } from './command.ts'

export const lockStudy: Command = {
  id: 'lock-study',
  label: 'Lock the study now',
  place: 'File',
  keys: 'Mod+Shift+L',
  when: ({ session }) => session.study !== null && !session.study.openSlot,
  run: ({ client, act }) => act(() => client.session.lock({ everywhere: true })),
}
