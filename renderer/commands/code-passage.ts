import { type BenchActions, useBench } from '../screens/code/bench.ts'
import type { Command, CommandContext } from './command.ts'

/** A command of the bench: there while a text is open on it. */
function onBench(
  command: Omit<Command, 'when' | 'run' | 'place'> & {
    run: (bench: BenchActions, context: CommandContext) => void
  },
): Command {
  const { run, ...rest } = command
  return {
    ...rest,
    place: 'Code',
    when: ({ screen }) => screen === 'code' && useBench.getState().actions !== null && !isElsewhere(),
    run: context => {
      const { actions } = useBench.getState()
      if (actions) run(actions, context)
    },
  }
}

/** True while keys such as Enter and Delete belong to a control beside the text. Menus and the palette are no such. */
function isElsewhere(): boolean {
  const focused = document.activeElement
  if (!focused || focused.closest('[role="dialog"], [role="menu"], [role="menubar"]')) return false
  return focused.closest('input, textarea, select, button, a, [role="tree"], [role="listbox"]') !== null
}

/** What a coder does with the passage selected, or with the turn at the caret. */
export const codePassage: readonly Command[] = [
  onBench({ id: 'code-choose', label: 'Code the passage…', keys: 'Enter', run: bench => bench.choose() }),
  onBench({
    id: 'code-last',
    label: 'Code with the last code',
    keys: '.',
    isOnce: true,
    run: bench => bench.codeLast(),
  }),
  onBench({
    id: 'code-in-vivo',
    label: 'New code from the words',
    keys: 'V',
    isOnce: true,
    run: bench => bench.codeInVivo(),
  }),
  ...Array.from({ length: 9 }, (_, at) =>
    onBench({
      id: `code-pinned-${at + 1}`,
      label: `Code with the code on key ${at + 1}`,
      group: 1,
      keys: String(at + 1),
      isOnce: true,
      run: bench => bench.codePinned(at + 1),
    }),
  ),
  onBench({
    id: 'coding-facilitator',
    label: 'Mark the coding as a facilitator',
    group: 2,
    keys: 'F',
    isOnce: true,
    run: bench => bench.setPolarity('facilitator'),
  }),
  onBench({
    id: 'coding-barrier',
    label: 'Mark the coding as a barrier',
    group: 2,
    keys: 'B',
    isOnce: true,
    run: bench => bench.setPolarity('barrier'),
  }),
  onBench({
    id: 'coding-comment',
    label: 'Comment on the coding…',
    group: 2,
    keys: 'C',
    run: bench => bench.comment(),
  }),
  onBench({
    id: 'coding-remove',
    label: 'Remove my coding at the caret',
    group: 2,
    keys: ['Delete', 'Backspace'],
    isOnce: true,
    run: bench => bench.remove(),
  }),
  onBench({
    id: 'coding-end-later',
    label: 'End the coding a word later',
    group: 3,
    keys: 'Alt+ArrowRight',
    run: bench => bench.nudge('end', true),
  }),
  onBench({
    id: 'coding-end-earlier',
    label: 'End the coding a word earlier',
    group: 3,
    keys: 'Alt+ArrowLeft',
    run: bench => bench.nudge('end', false),
  }),
  onBench({
    id: 'coding-start-later',
    label: 'Begin the coding a word later',
    group: 3,
    keys: 'Alt+Shift+ArrowRight',
    run: bench => bench.nudge('start', true),
  }),
  onBench({
    id: 'coding-start-earlier',
    label: 'Begin the coding a word earlier',
    group: 3,
    keys: 'Alt+Shift+ArrowLeft',
    run: bench => bench.nudge('start', false),
  }),
  onBench({
    id: 'passage-annotate',
    label: 'Annotate the passage…',
    group: 4,
    keys: 'N',
    run: bench => bench.annotate(),
  }),
  onBench({
    id: 'passage-copy',
    label: 'Copy with its source',
    group: 4,
    keys: 'Mod+Shift+C',
    run: bench => bench.copyWithAttribution(),
  }),
  onBench({
    id: 'text-next-uncoded',
    label: 'Next turn without a coding of mine',
    group: 5,
    keys: 'U',
    run: bench => bench.nextUncoded(),
  }),
  onBench({
    id: 'text-next-of-code',
    label: 'Next passage of this code',
    group: 5,
    keys: ']',
    run: bench => bench.nextOfCode(true),
  }),
  onBench({
    id: 'text-previous-of-code',
    label: 'Previous passage of this code',
    group: 5,
    keys: '[',
    run: bench => bench.nextOfCode(false),
  }),
  onBench({
    id: 'text-next-note',
    label: 'Next annotation',
    group: 5,
    keys: 'Shift+N',
    run: bench => bench.nextNote(),
  }),
]

const whileOpen = ({ screen }: CommandContext) => screen === 'code' && useBench.getState().actions !== null

/** Going about in the open text; these work from the panes beside it too. */
export const findInText: readonly Command[] = [
  {
    id: 'text-find',
    label: 'Find in this text…',
    place: 'Edit',
    group: 1,
    keys: 'Mod+F',
    when: whileOpen,
    run: () => useBench.getState().actions?.find(),
  },
  {
    id: 'text-find-next',
    label: 'Find next',
    place: 'Edit',
    group: 1,
    keys: ['F3', 'Mod+G'],
    when: whileOpen,
    run: () => useBench.getState().actions?.findNext(true),
  },
  {
    id: 'text-find-previous',
    label: 'Find previous',
    place: 'Edit',
    group: 1,
    keys: ['Shift+F3', 'Mod+Shift+G'],
    when: whileOpen,
    run: () => useBench.getState().actions?.findNext(false),
  },
  {
    id: 'source-next',
    label: 'Next source',
    place: 'Code',
    group: 6,
    keys: 'Mod+Alt+PageDown',
    when: whileOpen,
    run: () => useBench.getState().actions?.openNeighbour(true),
  },
  {
    id: 'source-previous',
    label: 'Previous source',
    place: 'Code',
    group: 6,
    keys: 'Mod+Alt+PageUp',
    when: whileOpen,
    run: () => useBench.getState().actions?.openNeighbour(false),
  },
]
