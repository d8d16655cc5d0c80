import type { Command } from './command.ts'

export const backUpStudy: Command = {
  id: 'back-up-study',
  label: 'Back up the study now',
  place: 'File',
  group: 2,
  when: ({ session }) => session.study !== null,
  async run({ client, act }) {
    await act(() => client.study.backup({}), { done: ({ path }) => `Backed up and verified: ${path}` })
  },
}
