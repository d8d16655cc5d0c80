import { type RulingActions, useAdjudicate } from '../screens/adjudicate/adjudicate-store.ts'
import { exampleKinds } from '../screens/code/code-examples.tsx'
import type { Command } from './command.ts'

/** A command of the docket: there while a difference is looked at. */
function ruling(
  id: string,
  label: string,
  keys: string | readonly string[],
  act: (actions: RulingActions) => void,
  may: (actions: RulingActions) => boolean = ({ mayRule }) => mayRule,
): Command {
  return {
    id: `ruling-${id}`,
    label,
    place: 'Adjudicate',
    keys,
    when: ({ screen }) => {
      const { actions } = useAdjudicate.getState()
      return screen === 'adjudicate' && actions !== null && may(actions)
    },
    run: () => {
      const { actions } = useAdjudicate.getState()
      if (actions) act(actions)
    },
  }
}

const anyone = () => true

/** A command of the screen as a whole: there while the screen offers it. */
function ofScreen(id: 'meet' | 'howToJudge', label: string, keys: string | readonly string[]): Command {
  return {
    id: `adjudicate-${id}`,
    label,
    place: 'Adjudicate',
    keys,
    when: ({ screen }) => screen === 'adjudicate' && useAdjudicate.getState().screen[id] !== null,
    run: () => useAdjudicate.getState().screen[id]?.(),
  }
}

/** A command that shows another side of the round. */
const showing = (view: 'docket' | 'mirror', label: string): Command => ({
  id: `adjudicate-${view}`,
  label,
  place: 'Adjudicate',
  keys: [],
  when: ({ screen }) => {
    const { screen: offered, view: shown } = useAdjudicate.getState()
    return screen === 'adjudicate' && offered.show !== null && shown !== view
  },
  run: () => useAdjudicate.getState().screen.show?.(view),
})

/** What can be done with the difference that is open; with Alt the keys work from the reason field too. */
export const adjudicate: readonly Command[] = [
  ruling('first', 'The first reading stands', ['1', 'Alt+1'], actions => actions.rule('a')),
  ruling('second', 'The second reading stands', ['2', 'Alt+2'], actions => actions.rule('b')),
  ruling('both', 'Both stand', ['3', 'Alt+3'], actions => actions.rule('both')),
  ruling('extent', 'Adjust the extent', ['4', 'Alt+4'], actions => actions.adjustExtent()),
  ruling('code', 'Another code…', ['5', 'Alt+5'], actions => actions.chooseCode()),
  ruling('neither', 'Neither stands', ['0', 'Alt+0'], actions => actions.rule('neither')),
  ruling('reason', 'Give a reason', 'R', actions => actions.giveReason()),
  ruling('next', 'Next difference', 'N', actions => actions.step(1), anyone),
  ruling('previous', 'Previous difference', 'P', actions => actions.step(-1), anyone),
  ruling('read-on', 'Read on in the passage', 'PageDown', actions => actions.read(1), anyone),
  ruling('read-back', 'Read back in the passage', 'PageUp', actions => actions.read(-1), anyone),
  ruling(
    'withdraw',
    'Withdraw the ruling',
    'W',
    actions => actions.withdraw(),
    ({ canWithdraw }) => canWithdraw,
  ),
  ruling(
    'park',
    'To the meeting…',
    'D',
    actions => actions.park(),
    ({ canPark }) => canPark,
  ),
  ...exampleKinds.map(({ id, label, shortcut }) =>
    ruling(
      id,
      `Make the passage an example: ${label.toLowerCase()}`,
      shortcut,
      actions => actions.exemplify(id),
      ({ canExemplify }) => canExemplify,
    ),
  ),
  ofScreen('meet', 'Hold the meeting…', 'Shift+D'),
  ofScreen('howToJudge', 'How to judge…', []),
  showing('mirror', 'Show how the rulings fall: the mirror'),
  showing('docket', 'Show the docket'),
  ruling('batch', 'Settle slight differences together…', 'B', actions => actions.batch()),
]
