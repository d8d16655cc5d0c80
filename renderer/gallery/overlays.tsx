import { Copy, Ellipsis, GitMerge, Info, Pencil, Settings2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { ContextMenu } from '../ui/context-menu.tsx'
import { AlertDialog, Dialog } from '../ui/dialog.tsx'
import { MenuButton } from '../ui/menu.tsx'
import type { MenuEntry } from '../ui/menu-entries.ts'
import { Popover } from '../ui/popover.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { showToast } from '../ui/toast-queue.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

const entries: readonly MenuEntry[] = [
  { id: 'rename', label: 'Rename', icon: <Pencil />, shortcut: 'F2' },
  { id: 'copy', label: 'Copy with its reference', icon: <Copy />, shortcut: 'Mod+Shift+C' },
  {
    id: 'merge',
    label: 'Merge into',
    icon: <GitMerge />,
    children: [
      { id: 'merge-trust', label: 'Trust' },
      { id: 'merge-time', label: 'Time pressure' },
    ],
  },
  {
    id: 'show',
    heading: 'Show',
    entries: [
      { id: 'stripes', label: 'Stripes', isChecked: true },
      { id: 'notes', label: 'Annotations', isChecked: false },
    ],
  },
  {
    id: 'removal',
    entries: [
      { id: 'freeze', label: 'Freeze', description: 'Two proposals are still open.', isDisabled: true },
      { id: 'delete', label: 'Delete', icon: <Trash2 />, tone: 'danger', shortcut: 'Delete' },
    ],
  },
]

/** What opens over the page. */
export function Overlays() {
  const [isOpen, setOpen] = useState(false)
  const [isAsking, setAsking] = useState(false)
  return (
    <Group name="Overlays">
      <Sample name="Menus">
        <MenuButton label="Code" trigger={<Button>Code actions</Button>} entries={entries} />
        <MenuButton
          label="More"
          trigger={<IconButton label="More" icon={<Ellipsis />} />}
          entries={entries}
        />
      </Sample>
      <Sample name="Context menu">
        <ContextMenu label="Passage" entries={entries}>
          <p className={styles.quietText}>Right click here, or Shift F10 in a tree or table.</p>
        </ContextMenu>
      </Sample>
      <Sample name="Popover and tooltip">
        <Popover label="Shown in the margin" trigger={<Button icon={<Settings2 />}>Margin</Button>}>
          <Checkbox defaultSelected>Names</Checkbox>
          <Checkbox>Only my codings</Checkbox>
        </Popover>
        <Tooltip label="In-vivo code from these words" shortcut="V">
          <Button variant="quiet" icon={<Info />}>
            Hover me
          </Button>
        </Tooltip>
      </Sample>
      <Sample name="Dialogs">
        <Button onPress={() => setOpen(true)}>New code</Button>
        <Button onPress={() => setAsking(true)}>Purge a source</Button>
        <Dialog
          title="New code"
          description="In Relationships"
          isOpen={isOpen}
          onOpenChange={setOpen}
          isHeld
          footer={
            <>
              <Button onPress={() => setOpen(false)}>Cancel</Button>
              <Button variant="primary" onPress={() => setOpen(false)}>
                Add the code
              </Button>
            </>
          }
        >
          <div className={styles.column}>
            <TextField label="Name" autoFocus />
            <TextArea label="Definition" description="Two coders should read it alike." />
            <Callout>It will be in version 4, once the framework is frozen again.</Callout>
          </div>
        </Dialog>
        <AlertDialog
          title="Purge P07 for good?"
          isOpen={isAsking}
          onOpenChange={setAsking}
          confirmLabel="Purge the source"
          tone="danger"
          onConfirm={() => setAsking(false)}
        >
          Its text, 84 codings and 3 annotations go, here and in the backups this copy keeps. The journal
          keeps that it was done. This cannot be undone.
        </AlertDialog>
      </Sample>
      <Sample name="Toasts">
        <Button
          onPress={() =>
            showToast({
              message: 'Merged “Trust” into “Relationships”, 14 codings moved.',
              action: { label: 'Undo', onAction: () => showToast({ message: 'Put back.', tone: 'good' }) },
            })
          }
        >
          With undo
        </Button>
        <Button
          onPress={() =>
            showToast({
              tone: 'danger',
              message: 'P07.docx could not be read: it is protected by a password.',
            })
          }
        >
          Error
        </Button>
        <Button
          onPress={() =>
            showToast({
              tone: 'danger',
              message: `“${'A title as long as a paragraph '.repeat(13).trim()}” could not be read: it is protected by a password. Open it in Word, take the password away, and import it again.`,
            })
          }
        >
          Error with a long name
        </Button>
      </Sample>
    </Group>
  )
}
