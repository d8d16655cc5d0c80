import type { Command } from './command.ts'

export const searchSources: Command = {
  id: 'search-sources',
  label: 'Search all sources…',
  place: 'Edit',
  group: 1,
  keys: 'Mod+Shift+F',
  when: ({ session }) => session.member !== null,
  run: ({ go }) => go('search', { at: Date.now() % 1_000_000 }),
}
