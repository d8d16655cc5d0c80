import type { KeyboardEvent, ReactNode, Ref } from 'react'
import type { MenuEntry } from './menu-entries.ts'
import type { TreeDrop, TreeFigures, TreeNode } from './tree-rows.ts'

/** The topic of a notice that a node's name was not kept: the tree takes it away with the next answer to its field. */
export const aboutName = (id: string): string => `name of ${id}`

/** What a screen may ask of a tree it holds a ref to. */
export interface TreeHandle {
  focus(): void
  /** Opens what lies above a node, scrolls to it and makes it the active one, unless another is being named. */
  reveal(id: string): void
  /** Scrolls, from the top as little as shows a row: what stands above it is seen where there is room. The active one stays. */
  bringIntoView(id: string): void
  /** The line that the keyboard goes to where these go: the next beside them, else the one before, else what they lie under. */
  beside(ids: readonly string[]): string | null
  /** Opens the field in the same step as what asked for it; the node may be one that is only now being drawn. */
  startRename(id: string): void
}

export interface TreeProps {
  readonly label: string
  readonly nodes: readonly TreeNode[]
  readonly expanded: ReadonlySet<string>
  readonly onExpandedChange: (expanded: ReadonlySet<string>) => void
  readonly selected: ReadonlySet<string>
  readonly onSelectionChange: (selected: ReadonlySet<string>) => void
  /** Default 'single', where the selection follows the arrows. */
  readonly selectionMode?: 'single' | 'multiple' | undefined
  /** Heads of the figures at the end of each row. Keep the array: a new one draws every row again. */
  readonly columns?: readonly string[] | undefined
  /** What each column counts, shown over its head. */
  readonly columnHints?: readonly string[] | undefined
  /** The figures of a node, asked only of the rows in view. */
  readonly figuresOf?: ((id: string, isFolded: boolean) => TreeFigures | null) | undefined
  /** For a narrow pane: smaller steps; below 250 px the last of three columns is only said, below 200 the last two. */
  readonly isNarrow?: boolean | undefined
  /** Words to mark in labels, as found by a search. */
  readonly marked?: string | undefined
  /** Told which row the keyboard or a click has come to. */
  readonly onActive?: ((id: string) => void) | undefined
  /** Told which row the pointer has been moved onto; null when it leaves them or a key is pressed. */
  readonly onHover?: ((id: string | null) => void) | undefined
  /** The words that come up over a row; without it the whole label. */
  readonly titleOf?: ((id: string) => string) | undefined
  /** Enter or double click; `ids` are all that are selected where the row is one of them. */
  readonly onOpen?: ((id: string, ids: readonly string[]) => void) | undefined
  /** Any key that the tree itself has no use for; its default is prevented by the listener. */
  readonly onOtherKey?: ((event: KeyboardEvent<HTMLElement>) => void) | undefined
  /**
   * Turns on F2; told only a new, non-empty name, and any of a draft. Where it answers false the field opens again on
   * the words that were typed. `isLeft`: somebody went on to something else. `from`: what it was called when the field was
   * opened.
   */
  readonly onRename?:
    | ((id: string, label: string, isLeft: boolean, from: string) => Promise<boolean>)
    | undefined
  /** Told of a draft that is given up. */
  readonly onDraftLeft?: ((id: string) => void) | undefined
  /** Says under the field why a name cannot be; null where it can. */
  readonly whyNotNamed?: ((label: string) => string | null) | undefined
  /** Turns on drag and drop within the tree and its key, Alt and arrows. */
  readonly onMove?: ((ids: readonly string[], drop: TreeDrop, isByKey: boolean) => void) | undefined
  /** Delete. */
  readonly onRemove?: ((ids: readonly string[]) => void) | undefined
  /** Data to carry when rows are dragged out, by MIME type. */
  readonly dragData?: ((ids: readonly string[]) => Readonly<Record<string, string>>) | undefined
  /** MIME types of foreign things that may be dropped on a row. */
  readonly acceptsData?: readonly string[] | undefined
  readonly onDropData?: ((data: DataTransfer, id: string) => void) | undefined
  /** Right click, menu key, Shift F10, for the rows selected. */
  readonly menu?: ((ids: readonly string[]) => readonly MenuEntry[]) | undefined
  readonly onMenuAction?: ((action: string, ids: readonly string[]) => void) | undefined
  /** Shown when there are no nodes: a compact EmptyState. */
  readonly empty?: ReactNode
  readonly ref?: Ref<TreeHandle> | undefined
}
