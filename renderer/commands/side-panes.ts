import { type SidePane, useSidePanes } from '../screens/code/side-panes.ts'
import type { Command } from './command.ts'

const ofPane = (pane: SidePane, label: string): Command => ({
  id: `pane-${pane}`,
  label,
  place: 'View',
  group: 1,
  when: ({ screen }) => screen === 'code' && useSidePanes.getState().toggle !== null,
  run: () => useSidePanes.getState().toggle?.(pane),
})

/** What stands beside the text on the Code screen. */
export const sidePanes: readonly Command[] = [
  ofPane('framework', 'Show or hide the framework pane'),
  ofPane('passage', 'Show or hide the passage panel'),
]
