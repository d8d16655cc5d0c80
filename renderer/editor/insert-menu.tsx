import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { COMMAND_PRIORITY_HIGH, KEY_DOWN_COMMAND, type LexicalEditor } from 'lexical'
import { Hash, Plus } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { matches } from '../commands/keys.ts'
import { Button } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu.tsx'
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
]

/** The menu of what can be put into a memo, and the keys for it. */
export function InsertMenu() {
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
        <Button variant="quiet" size="small" icon={<Plus />}>
          Insert
        </Button>
      }
      label="Insert into the memo"
      entries={inserts.map(({ id, label, icon, keys }) => ({
        id,
        label,
        icon,
        ...(keys === undefined ? {} : { shortcut: keys }),
        onAction: () => inserts.find(one => one.id === id)?.insert(editor),
      }))}
    />
  )
}
