import {
  type FrameworkActions,
  type JudgingActions,
  type PairingActions,
  useFrameworkStore,
} from '../screens/framework/framework-store.ts'
import type { Command } from './command.ts'

/** A command of the Framework screen: there while it is open. */
function onFramework(
  command: Omit<Command, 'when' | 'run' | 'place'> & { run: (framework: FrameworkActions) => void },
): Command {
  const { run, ...rest } = command
  return {
    ...rest,
    place: 'Code',
    when: ({ screen }) => screen === 'framework' && useFrameworkStore.getState().actions !== null,
    run: () => {
      const { actions } = useFrameworkStore.getState()
      if (actions) run(actions)
    },
  }
}

/** A command of the passages of a split code: there while they are judged. */
function onSplit(
  command: Omit<Command, 'when' | 'run' | 'place'> & {
    run: (judging: JudgingActions) => void
    parts?: number
  },
): Command {
  const { run, parts = 0, ...rest } = command
  return {
    ...rest,
    place: 'Code',
    group: 2,
    when: ({ screen }) => {
      const { judging } = useFrameworkStore.getState()
      return screen === 'framework' && judging !== null && judging.parts >= parts
    },
    run: () => {
      const { judging } = useFrameworkStore.getState()
      if (judging) run(judging)
    },
  }
}

/** A command of the pairs of codes that may be one: there while they are looked through. */
function onPair(
  command: Omit<Command, 'when' | 'run' | 'place'> & { run: (pairing: PairingActions) => void },
): Command {
  const { run, ...rest } = command
  return {
    ...rest,
    place: 'Code',
    group: 3,
    when: ({ screen }) => screen === 'framework' && useFrameworkStore.getState().pairing !== null,
    run: () => {
      const { pairing } = useFrameworkStore.getState()
      if (pairing) run(pairing)
    },
  }
}

const nine = Array.from({ length: 9 }, (_, at) => at + 1)

/** What is done to the framework and the code chosen in it; Rename, Delete and Alt with arrows are the tree's own. */
export const frameworkCodes: readonly Command[] = [
  onFramework({ id: 'framework-add-code', label: 'Add code', keys: 'Insert', run: it => it.addCode(false) }),
  onFramework({
    id: 'framework-add-under',
    label: 'Add a code under this one',
    keys: 'Shift+Insert',
    run: it => it.addCode(true),
  }),
  onFramework({ id: 'framework-move', label: 'Move the code to…', keys: 'Mod+M', run: it => it.moveTo() }),
  onFramework({ id: 'framework-split', label: 'Split the code…', run: it => it.split() }),
  onFramework({ id: 'framework-remove', label: 'Remove the code', run: it => it.remove() }),
  onFramework({ id: 'framework-add', label: 'Add a framework…', group: 1, run: it => it.addFramework() }),
  onFramework({ id: 'framework-freeze', label: 'Freeze a version…', group: 1, run: it => it.freeze() }),
  ...nine.flatMap(n => [
    onSplit({
      id: `split-part-${n}`,
      label: `The passage is part ${n}`,
      keys: String(n),
      parts: n,
      run: it => it.judge(n),
    }),
    onSplit({
      id: `split-mark-${n}`,
      label: `The passage is part ${n} too`,
      keys: `Alt+${n}`,
      parts: n,
      run: it => it.mark(n),
    }),
  ]),
  onSplit({
    id: 'split-several',
    label: 'The passage is of the parts marked',
    keys: 'S',
    run: it => it.judgeMarked(),
  }),
  onSplit({
    id: 'split-keep',
    label: 'Keep the passage with the split code',
    keys: '0',
    run: it => it.judge(0),
  }),
  onSplit({ id: 'split-next', label: 'Next passage to judge', keys: 'N', run: it => it.step(1) }),
  onSplit({ id: 'split-previous', label: 'Previous passage to judge', keys: 'P', run: it => it.step(-1) }),
  onPair({ id: 'pair-merge', label: 'Merge the pair of codes…', keys: 'M', run: it => it.merge() }),
  onPair({
    id: 'pair-apart',
    label: 'The pair of codes are not the same',
    keys: 'X',
    run: it => it.tellApart(),
  }),
  onPair({ id: 'pair-move', label: 'Move a code of the pair…', keys: 'V', run: it => it.move() }),
  onPair({ id: 'pair-next', label: 'Next pair of codes', keys: 'N', run: it => it.step(1) }),
  onPair({ id: 'pair-previous', label: 'Previous pair of codes', keys: 'P', run: it => it.step(-1) }),
]
