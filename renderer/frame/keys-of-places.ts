import { caretKeyLines, selectionKeyLines } from '../transcript/caret-keys.ts'
import type { KeyLine } from '../ui/key-line.ts'
import { treeKeyLines } from '../ui/tree-keys.ts'

interface KeysOfPlace {
  readonly title: string
  readonly lines: readonly KeyLine[]
}

const { always, severalSelected, changed, opened, removed } = treeKeyLines

const places: Readonly<Record<string, readonly KeysOfPlace[]>> = {
  code: [
    { title: 'The caret in the text', lines: [...caretKeyLines, ...selectionKeyLines] },
    {
      title: 'The framework beside the text',
      lines: [
        ...opened.map(line => ({ ...line, does: 'Code the passage with it' })),
        ...always,
        ...severalSelected,
        ...changed,
        { does: 'Add a code, one under it', keys: ['Insert', 'Shift+Insert'] },
      ],
    },
    {
      title: 'All coded passages',
      lines: [
        { does: 'Next, one before', keys: ['ArrowDown', 'ArrowUp'] },
        { does: 'A page up, down', keys: ['PageUp', 'PageDown'] },
        { does: 'First, last', keys: ['Home', 'End'] },
        { does: 'Go to the passage', keys: ['Enter'] },
      ],
    },
  ],
  framework: [{ title: 'The tree of codes', lines: [...always, ...severalSelected, ...changed, ...removed] }],
  themes: [{ title: 'The tree of themes', lines: [...always, ...changed, ...removed] }],
  adjudicate: [
    { title: 'The queue', lines: [{ does: 'Next difference, one before', keys: ['ArrowDown', 'ArrowUp'] }] },
  ],
}

/** The keys of what has the keyboard on a screen, its text, tree or list: no commands, and in no menu. */
export const keysOfPlaces = (screen: string): readonly KeysOfPlace[] => places[screen] ?? []
