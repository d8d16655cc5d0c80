import { showToast } from '../ui/toast-queue.ts'
import type { Command } from './command.ts'

export const undo: Command = {
  id: 'undo',
  label: ({ undo }) => (undo.undo ? `Undo: ${undo.undo}` : 'Undo'),
  place: 'Edit',
  keys: 'Mod+Z',
  when: ({ session, undo }) => session.study !== null && undo.undo !== null,
  async run({ client, act }) {
    const undone = await act(() => client.history.undo({}))
    if (!undone) return
    showToast({
      topic: 'step',
      message: `Undone: ${undone.what}`,
      action: { label: 'Redo', onAction: () => void act(() => client.history.redo({})) },
    })
  },
}
