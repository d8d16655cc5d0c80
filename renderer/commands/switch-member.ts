import type { Command } from './command.ts'

export const switchMember: Command = {
  id: 'switch-member',
  label: 'Sign in as someone else…',
  place: 'File',
  group: 3,
  when: ({ session }) => session.member !== null && session.study?.handout === null,
  async run({ client, act }) {
    await act(() => client.session.signOut({}))
  },
}
