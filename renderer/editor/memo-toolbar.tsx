import {
  $isListNode,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  REMOVE_LIST_COMMAND,
} from '@lexical/list'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $createHeadingNode, $isHeadingNode } from '@lexical/rich-text'
import { $setBlocksType } from '@lexical/selection'
import { $findTableNode } from '@lexical/table'
import {
  $createParagraphNode,
  $getSelection,
  $isRangeSelection,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_LOW,
  FORMAT_TEXT_COMMAND,
  mergeRegister,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical'
import { Bold, Italic, Redo2, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { ToggleButton } from '../ui/toggle.tsx'
import { Toolbar, ToolbarRule } from '../ui/toolbar.tsx'
import { InsertMenu } from './insert-menu.tsx'
import { TableMenu } from './table-menu.tsx'

const blocks = [
  { id: 'paragraph', label: 'Text' },
  { id: 'h1', label: 'Heading' },
  { id: 'h2', label: 'Sub-heading' },
  { id: 'h3', label: 'Minor heading' },
  { id: 'bullet', label: 'List' },
  { id: 'number', label: 'Numbered list' },
] as const

type Block = (typeof blocks)[number]['id']

interface Look {
  block: Block
  bold: boolean
  italic: boolean
  isInTable: boolean
}

/** How the words at the caret are set, and how to change it: in one row, the rest in the menu where it is narrow. */
export function MemoToolbar({ isNarrow }: { isNarrow: boolean }) {
  const [editor] = useLexicalComposerContext()
  const [look, setLook] = useState<Look>({ block: 'paragraph', bold: false, italic: false, isInTable: false })
  const [canUndo, setCanUndo] = useState(false)
  const [canRedo, setCanRedo] = useState(false)
  useEffect(
    () =>
      mergeRegister(
        editor.registerUpdateListener(({ editorState }) => {
          const now = editorState.read($look)
          if (now) setLook(before => (sameLook(before, now) ? before : now))
        }),
        editor.registerCommand(
          CAN_UNDO_COMMAND,
          can => {
            setCanUndo(can)
            return false
          },
          COMMAND_PRIORITY_LOW,
        ),
        editor.registerCommand(
          CAN_REDO_COMMAND,
          can => {
            setCanRedo(can)
            return false
          },
          COMMAND_PRIORITY_LOW,
        ),
      ),
    [editor],
  )
  const setBlock = (block: Block) => {
    if (block === 'bullet') editor.dispatchCommand(INSERT_UNORDERED_LIST_COMMAND, undefined)
    else if (block === 'number') editor.dispatchCommand(INSERT_ORDERED_LIST_COMMAND, undefined)
    else {
      if (look.block === 'bullet' || look.block === 'number')
        editor.dispatchCommand(REMOVE_LIST_COMMAND, undefined)
      editor.update(() => {
        const selection = $getSelection()
        if (!$isRangeSelection(selection)) return
        $setBlocksType(selection, () =>
          block === 'paragraph' ? $createParagraphNode() : $createHeadingNode(block),
        )
      })
    }
    editor.focus()
  }
  const undo = () => editor.dispatchCommand(UNDO_COMMAND, undefined)
  const redo = () => editor.dispatchCommand(REDO_COMMAND, undefined)
  return (
    <Toolbar label="How the words are set">
      <Select<Block>
        label="Kind of paragraph"
        isLabelHidden
        isQuiet
        options={blocks}
        value={look.block}
        onChange={setBlock}
      />
      {!isNarrow && <ToolbarRule />}
      <ToggleButton
        label="Bold"
        icon={<Bold />}
        shortcut="Mod+B"
        isSelected={look.bold}
        onChange={() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, 'bold')}
      />
      <ToggleButton
        label="Italic"
        icon={<Italic />}
        shortcut="Mod+I"
        isSelected={look.italic}
        onChange={() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, 'italic')}
      />
      {!isNarrow && <ToolbarRule />}
      <InsertMenu
        more={
          isNarrow
            ? [
                {
                  id: 'undo',
                  label: 'Undo in the memo',
                  icon: <Undo2 />,
                  isDisabled: !canUndo,
                  onAction: undo,
                },
                {
                  id: 'redo',
                  label: 'Redo in the memo',
                  icon: <Redo2 />,
                  isDisabled: !canRedo,
                  onAction: redo,
                },
              ]
            : null
        }
      />
      {look.isInTable && <TableMenu isNarrow={isNarrow} />}
      {!isNarrow && (
        <>
          <ToolbarRule />
          <IconButton
            label="Undo in the memo"
            icon={<Undo2 />}
            size="small"
            shortcut="Mod+Z"
            isDisabled={!canUndo}
            onPress={undo}
          />
          <IconButton
            label="Redo in the memo"
            icon={<Redo2 />}
            size="small"
            shortcut="Mod+Shift+Z"
            isDisabled={!canRedo}
            onPress={redo}
          />
        </>
      )}
    </Toolbar>
  )
}

/** How the words at the caret are set; null where the caret is in no words. */
function $look(): Look | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const top = selection.anchor.getNode().getTopLevelElement()
  return {
    block: $isListNode(top)
      ? top.getListType() === 'number'
        ? 'number'
        : 'bullet'
      : $isHeadingNode(top)
        ? blockOf(top.getTag())
        : 'paragraph',
    bold: selection.hasFormat('bold'),
    italic: selection.hasFormat('italic'),
    isInTable: $findTableNode(selection.anchor.getNode()) !== null,
  }
}

const blockOf = (tag: string): Block => blocks.find(({ id }) => id === tag)?.id ?? 'h3'

const sameLook = (a: Look, b: Look): boolean =>
  a.block === b.block && a.bold === b.bold && a.italic === b.italic && a.isInTable === b.isInTable
