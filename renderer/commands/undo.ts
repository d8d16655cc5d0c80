import { useNotices } from '../state/notices.ts'
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
    useNotices.getState().show({
      tone: 'quiet',
      message: `Undone: ${undone.what}`,
      action: { label: 'Redo', run: () => void act(() => client.history.redo({})) },
    })
  },
}
