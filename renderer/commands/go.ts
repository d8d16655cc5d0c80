import { desktop } from '../desktop.ts'
import { screens, screensIn } from '../screens/index.ts'
import type { Command } from './command.ts'

/**
 * One command a screen; the first nine, in the rail's order, have `Mod+1` to `Mod+9`. In a browser those keys are the
 * browser's own, so Alt is held as well.
 */
export const goCommands: readonly Command[] = screens.map(({ id, label }, index) => ({
  id: `go-${id}`,
  label: ({ session }) =>
    `Go to ${screensIn(session.study).find(screen => screen.id === id)?.label ?? label}`,
  place: 'Go',
  ...(index < 9 ? { keys: `${desktop() ? 'Mod' : 'Mod+Alt'}+${index + 1}` } : {}),
  when: ({ session, screen }) =>
    screen !== id && session.member !== null && screensIn(session.study).some(one => one.id === id),
  run: ({ go }) => go(id),
}))
