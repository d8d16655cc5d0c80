import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
} from '@lexical/table'
import { $getSelection, $isRangeSelection } from 'lexical'
import { Table2 } from 'lucide-react'
import { Button, IconButton } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu.tsx'

/** What can be done with the table the caret is in. */
export function TableMenu({ isNarrow }: { isNarrow: boolean }) {
  const [editor] = useLexicalComposerContext()
  const act = (id: string, label: string, $act: () => unknown) => ({
    id,
    label,
    onAction: () => {
      editor.update(() => void $act())
      editor.focus()
    },
  })
  const $removeTable = () => {
    const selection = $getSelection()
    const table = $isRangeSelection(selection) ? $findTableNode(selection.anchor.getNode()) : null
    table?.selectNext()
    table?.remove()
  }
  return (
    <MenuButton
      trigger={
        isNarrow ? (
          <IconButton label="Table" icon={<Table2 />} size="small" />
        ) : (
          <Button variant="quiet" size="small" icon={<Table2 />}>
            Table
          </Button>
        )
      }
      label="The table"
      entries={[
        act('row-before', 'Row above', () => $insertTableRowAtSelection(false)),
        act('row-after', 'Row below', () => $insertTableRowAtSelection(true)),
        act('column-before', 'Column before', () => $insertTableColumnAtSelection(false)),
        act('column-after', 'Column after', () => $insertTableColumnAtSelection(true)),
        act('row-away', 'Remove the row', $deleteTableRowAtSelection),
        act('column-away', 'Remove the column', $deleteTableColumnAtSelection),
        act('away', 'Remove the table', $removeTable),
      ]}
    />
  )
}
