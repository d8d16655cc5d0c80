import { useBench } from '../screens/code/bench.ts'
import { type PlacingActions, usePlacing, useRevisions } from '../screens/code/revisions/revisions-store.ts'
import type { Command, CommandContext } from './command.ts'

const isOpen = ({ screen }: CommandContext) => screen === 'code' && useBench.getState().actions !== null

/** A command of the list of passages to look at: there while it is open. */
const onList = (id: string, label: string, keys: string, run: (list: PlacingActions) => void): Command => ({
  id,
  label,
  place: 'Code',
  group: 9,
  keys,
  when: context => isOpen(context) && usePlacing.getState().actions !== null,
  run: () => {
    const { actions } = usePlacing.getState()
    if (actions) run(actions)
  },
})

/** Correcting a text, its earlier texts, and what waits since its words changed. */
export const revisionCommands: readonly Command[] = [
  {
    id: 'text-correct',
    label: 'Correct text…',
    place: 'Code',
    group: 8,
    keys: 'Mod+Shift+E',
    when: context => isOpen(context) && context.session.study?.handout === null,
    run: () => useBench.getState().actions?.correctText(),
  },
  {
    id: 'text-earlier',
    label: 'Earlier texts…',
    place: 'Code',
    group: 8,
    when: context => isOpen(context) && context.session.study?.handout === null,
    run: () => {
      const { source } = useBench.getState()
      if (source !== null) useRevisions.setState({ opened: { dialog: 'earlier', source } })
    },
  },
  onList('place-accept', 'Accept where the passage stands', 'A', list => list.accept()),
  onList('place-here', 'Place the passage on the selection', 'P', list => list.placeHere()),
  onList('place-drop', 'Drop the passage', 'D', list => list.drop()),
  onList('place-next', 'Next passage to look at', 'J', list => list.step(true)),
  onList('place-previous', 'Previous passage to look at', 'K', list => list.step(false)),
]
