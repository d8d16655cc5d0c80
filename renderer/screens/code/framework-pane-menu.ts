import type { MenuEntry } from '../../ui/menu-entries.ts'
import { counted } from '../../wording.ts'

interface PaneMenuActs {
  pinned: readonly string[]
  nextKey: number | null
  onCode: (codes: readonly string[]) => void
  onPin: (code: string) => void
  onDefine: (code: string) => void
  onRename: (code: string) => void
  onAdd: (under: boolean) => void
  onRemove: (codes: readonly string[]) => void
}

/** What can be done from the framework beside the text to the codes that are selected there. */
export function paneMenu(codes: readonly string[], acts: PaneMenuActs): MenuEntry[] {
  const [code] = codes
  if (code === undefined) return []
  const codeWith = {
    id: 'code',
    label: codes.length === 1 ? 'Code the passage with it' : `Code with ${counted(codes.length, 'code')}`,
    shortcut: 'Enter',
    onAction: () => acts.onCode(codes),
  }
  const remove = {
    id: 'remove',
    label: codes.length === 1 ? 'Remove' : `Remove ${counted(codes.length, 'code')}`,
    tone: 'danger',
    shortcut: 'Delete',
    onAction: () => acts.onRemove(codes),
  } as const
  if (codes.length > 1) return [codeWith, remove]
  const isPinned = acts.pinned.includes(code)
  return [
    codeWith,
    {
      id: 'pin',
      label: isPinned ? 'Take off its key' : `Pin on key ${acts.nextKey ?? 9}`,
      isDisabled: !isPinned && acts.nextKey === null,
      ...(!isPinned && acts.nextKey === null && { description: 'All nine keys have a code.' }),
      onAction: () => acts.onPin(code),
    },
    {
      id: 'codes',
      entries: [
        { id: 'add', label: 'Add a code', shortcut: 'Insert', onAction: () => acts.onAdd(false) },
        {
          id: 'under',
          label: 'Add a code under it',
          shortcut: 'Shift+Insert',
          onAction: () => acts.onAdd(true),
        },
        { id: 'rename', label: 'Rename', shortcut: 'F2', onAction: () => acts.onRename(code) },
        { id: 'define', label: 'Define…', onAction: () => acts.onDefine(code) },
        remove,
      ],
    },
  ]
}
