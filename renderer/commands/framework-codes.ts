import { type FrameworkActions, useFrameworkStore } from '../screens/framework/framework-store.ts'
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
  onFramework({ id: 'framework-remove', label: 'Remove the code', run: it => it.remove() }),
  onFramework({ id: 'framework-add', label: 'Add a framework…', group: 1, run: it => it.addFramework() }),
  onFramework({ id: 'framework-freeze', label: 'Freeze a version…', group: 1, run: it => it.freeze() }),
]
