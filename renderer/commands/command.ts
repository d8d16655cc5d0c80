import type { Client } from '#shared/contract/client.ts'
import type { UndoState } from '#shared/model/operation.ts'
import type { Preferences, Session } from '#shared/model/study.ts'
import type { ScreenParams } from '../state/navigation.ts'
import type { ActOptions } from '../use-engine.ts'

/** What a command may look at and do. A screen's own state is read from its store with `getState()`. */
export interface CommandContext {
  client: Client
  session: Session
  preferences: Preferences
  undo: UndoState
  /** Looks again at what undo would take back, as after it was refused and goes on to another step. */
  lookForUndo(): void
  /** Id of the screen that is open, and what it is open on. */
  screen: string
  params: ScreenParams
  go(screen: string, params?: ScreenParams): void
  /** Does something and shows a failure as a toast; see `useRun`. */
  act<T>(step: () => Promise<T>, options?: ActOptions<T>): Promise<T | undefined>
}

/**
 * One thing a person can do. The menu, the palette, the shortcuts and the key help all read the list in `index.ts`.
 */
export interface Command {
  /** Kebab-case, unique. */
  id: string
  /** What it does, as an imperative: "Import files…" (an ellipsis where more will be asked). */
  label: string | ((context: CommandContext) => string)
  /** The menu it stands in: "File", "Edit", "View", "Go", "Code", "Help"… */
  place: string
  /** Lines of one group stand together in the menu, groups in order; 0 where absent. */
  group?: number
  /**
   * Shortcuts, the first of which is shown: `Mod+K` (Mod is Ctrl, or Cmd on a Mac), `Shift+N`, `1`, `?`, `Alt+ArrowLeft`.
   * A key without Mod or Alt works only outside text fields, lists and dialogs, and can be switched off.
   */
  keys?: string | readonly string[]
  /** Held down, its keys do it once: what nobody has looked at yet is not changed. */
  isOnce?: true
  /** Whether it can be done now; always where absent. A command that cannot is not listed. */
  when?(context: CommandContext): boolean
  run(context: CommandContext): unknown
  /** What its keys do where it cannot be done, as to say why; nothing where absent. */
  otherwise?(context: CommandContext): unknown
  /** For a command that is on or off: whether it is on. */
  isOn?(context: CommandContext): boolean
}

/** A command's label as it reads now. */
export function labelOf(command: Command, context: CommandContext): string {
  return typeof command.label === 'string' ? command.label : command.label(context)
}

/** Whether a command can be done now. */
export function isAvailable(command: Command, context: CommandContext): boolean {
  return command.when?.(context) ?? true
}

/** A command's shortcuts, the one to show first. */
export function keysOf(command: Command): readonly string[] {
  if (command.keys === undefined) return []
  return typeof command.keys === 'string' ? [command.keys] : command.keys
}
