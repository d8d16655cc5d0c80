import { showToast } from '../ui/toast-queue.ts'
import type { Command } from './command.ts'

export const redo: Command = {
  id: 'redo',
  label: ({ undo }) => (undo.redo ? `Redo: ${undo.redo}` : 'Redo'),
  place: 'Edit',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  when: ({ session, undo }) => session.study !== null && undo.redo !== null,
  async run({ client, act }) {
    const redone = await act(() => client.history.redo({}))
    if (!redone) return
    showToast({
      topic: 'step',
      message: `Done again: ${redone.what}`,
      action: { label: 'Undo', onAction: () => void act(() => client.history.undo({})) },
    })
  },
}
