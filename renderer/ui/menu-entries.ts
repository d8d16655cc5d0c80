import type { ReactNode } from 'react'

/** One thing a menu offers. */
export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  /** Drawn at the end: 'F2', 'Mod+M'. */
  readonly shortcut?: string | undefined
  /** A quiet second line; for something disabled, why. */
  readonly description?: string | undefined
  readonly tone?: 'plain' | 'danger' | undefined
  readonly isDisabled?: boolean | undefined
  /** true or false makes it a tick that can be on or off. */
  readonly isChecked?: boolean | undefined
  readonly onAction?: (() => void) | undefined
  /** A menu of its own beside it. */
  readonly children?: readonly MenuEntry[] | undefined
}

/** A group of actions under a heading, or only ruled off when it has none. */
export interface MenuGroup {
  readonly id: string
  readonly heading?: string | undefined
  readonly entries: readonly MenuAction[]
}

export type MenuEntry = MenuAction | MenuGroup

/** Tells a group from an action. */
export function isMenuGroup(entry: MenuEntry): entry is MenuGroup {
  return 'entries' in entry
}
