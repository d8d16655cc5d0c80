import type { Command } from './command.ts'

export const closeStudy: Command = {
  id: 'close-study',
  label: 'Close the study',
  place: 'File',
  when: ({ session }) => session.study !== null,
  async run({ client, act, go }) {
    await act(() => client.library.close({}))
    go('')
  },
}
