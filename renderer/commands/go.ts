import { screens } from '../screens/index.ts'
import type { Command } from './command.ts'

/** One command a screen; those of the study, in the rail's order, have `Mod+1`… */
export const goCommands: readonly Command[] = screens.map(({ id, label, needsStudy }) => {
  const number = screens.filter(screen => screen.needsStudy).findIndex(screen => screen.id === id) + 1
  return {
    id: `go-${id}`,
    label: `Go to ${label}`,
    place: 'Go',
    ...(number >= 1 && number <= 9 ? { keys: `Mod+${number}` } : {}),
    when: ({ session, screen }) => screen !== id && (!needsStudy || session.member !== null),
    run: ({ go }) => go(id),
  }
})
