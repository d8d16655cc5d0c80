import { useCompare } from '../screens/compare/compare-store.ts'
import type { Command } from './command.ts'

export const closePassages: Command = {
  id: 'close-passages',
  label: () => (useCompare.getState().reading === null ? 'Close the passages' : 'Back to the figures'),
  place: 'View',
  group: 2,
  keys: 'Escape',
  when: ({ screen }) => screen === 'compare' && useCompare.getState().drill !== null,
  run() {
    const { reading, choose } = useCompare.getState()
    choose(reading === null ? { drill: null } : { reading: null })
  },
}
