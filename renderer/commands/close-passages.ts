import { useCompare } from '../screens/compare/compare-store.ts'
import type { Command } from './command.ts'

export const closePassages: Command = {
  id: 'close-passages',
  label: () => (useCompare.getState().reading === null ? 'Close the passages' : 'Back to the figures'),
  place: 'View',
  group: 2,
  keys: 'Escape',
  when({ screen }) {
    const { more, drill, manyDrill } = useCompare.getState()
    return screen === 'compare' && (more.length > 0 ? manyDrill : drill) !== null
  },
  run() {
    const { more, reading, choose } = useCompare.getState()
    if (more.length > 0) choose({ manyDrill: null })
    else choose(reading === null ? { drill: null } : { reading: null })
  },
}
