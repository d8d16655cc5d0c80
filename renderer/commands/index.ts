import type { Command } from './command.ts'
import { goCommands } from './go.ts'
import { redo } from './redo.ts'
import { undo } from './undo.ts'

/** Everything a person can do, in the order menus show it. */
export const commands: readonly Command[] = [undo, redo, ...goCommands]
