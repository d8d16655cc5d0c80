import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { INSERT_TABLE_COMMAND } from '@lexical/table'
import { COMMAND_PRIORITY_HIGH, KEY_DOWN_COMMAND, type LexicalEditor } from 'lexical'
import { Asterisk, Hash, Link, Plus, Table2 } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { matches } from '../commands/keys.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu.tsx'
import type { MenuEntry } from '../ui/menu-entries.ts'
import { EDIT_FOOTNOTE } from './footnote-node.tsx'
import { EDIT_LINK } from './link-plugin.tsx'
import { EDIT_LIVE_NUMBER } from './live-numbers.ts'

interface Insert {
  id: string
  label: string
  icon: ReactNode
  keys?: string
  insert(editor: LexicalEditor): void
}

/** What can be put into a memo beside words. */
const inserts: readonly Insert[] = [
  {
    id: 'number',
    label: 'Live number…',
    icon: <Hash />,
    keys: 'Mod+Alt+N',
    insert: editor => editor.dispatchCommand(EDIT_LIVE_NUMBER, null),
  },
  {
    id: 'footnote',
    label: 'Footnote…',
    icon: <Asterisk />,
    keys: 'Mod+Alt+F',
    insert: editor => editor.dispatchCommand(EDIT_FOOTNOTE, null),
  },
  {
    id: 'link',
    label: 'Link…',
    icon: <Link />,
    keys: 'Mod+Alt+K',
    insert: editor => editor.dispatchCommand(EDIT_LINK, undefined),
  },
  {
    id: 'table',
    label: 'Table',
    icon: <Table2 />,
    insert: editor =>
      editor.dispatchCommand(INSERT_TABLE_COMMAND, {
        rows: '3',
        columns: '3',
        includeHeaders: { rows: true, columns: false },
      }),
  },
]

/** The menu of what can be put into a memo, and the keys for it; `more` is what has no room beside it, null where all has. */
export function InsertMenu({ more }: { more: readonly MenuEntry[] | null }) {
  const [editor] = useLexicalComposerContext()
  useEffect(
    () =>
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        event => {
          const chosen = inserts.find(({ keys }) => keys !== undefined && matches(event, keys))
          if (!chosen) return false
          event.preventDefault()
          chosen.insert(editor)
          return true
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  )
  return (
    <MenuButton
      trigger={
        more ? (
          <IconButton label="Insert, undo, redo" icon={<Plus />} size="small" />
        ) : (
          <Button variant="quiet" size="small" icon={<Plus />}>
            Insert
          </Button>
        )
      }
      label="Insert into the memo"
      entries={[
        ...inserts.map(({ id, label, icon, keys, insert }) => ({
          id,
          label,
          icon,
          ...(keys === undefined ? {} : { shortcut: keys }),
          onAction: () => insert(editor),
        })),
        ...(more ?? []),
      ]}
    />
  )
}
