import { $createLinkNode } from '@lexical/link'
import { $createListItemNode, $createListNode, $isListNode } from '@lexical/list'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $createHeadingNode } from '@lexical/rich-text'
import {
  $createTableCellNode,
  $createTableNode,
  $createTableRowNode,
  TableCellHeaderStates,
} from '@lexical/table'
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  type ElementNode,
  type LexicalNode,
  PASTE_COMMAND,
  type PasteCommandType,
} from 'lexical'
import { useEffect } from 'react'
import { followable } from './followable.ts'
import { memoNamespace } from './memo-nodes.ts'
import { type PastedBlock, type PastedRun, readPasted } from './pasted-html.ts'

/**
 * What is pasted from elsewhere comes cleaned: headings, lists, tables, bold, italics and links, and of all else the words.
 * What was copied from a memo keeps its shape and its quotations.
 */
export function PlainPaste() {
  const [editor] = useLexicalComposerContext()
  useEffect(
    () =>
      editor.registerCommand(
        PASTE_COMMAND,
        event => {
          const data = transferOf(event)
          if (!data || isFromAMemo(data.getData('application/x-lexical-editor'))) return false
          event.preventDefault()
          const selection = $getSelection()
          if (!$isRangeSelection(selection)) return true
          const blocks = readPasted(data.getData('text/html').slice(0, mostRead))
          const [only] = blocks
          if (!only) insertParagraphs(data.getData('text/plain'))
          else if (blocks.length === 1 && only.kind === 'paragraph')
            selection.insertNodes($inlines(only.runs))
          else selection.insertNodes($blocks(blocks))
          return true
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  )
  return null
}

/** Of more markup than this the beginning is read. */
const mostRead = 5_000_000

function transferOf(event: PasteCommandType): DataTransfer | null {
  if ('clipboardData' in event && event.clipboardData) return event.clipboardData
  return 'dataTransfer' in event ? event.dataTransfer : null
}

function isFromAMemo(json: string): boolean {
  if (json === '') return false
  try {
    const copied: unknown = JSON.parse(json)
    return (
      typeof copied === 'object' &&
      copied !== null &&
      'namespace' in copied &&
      copied.namespace === memoNamespace
    )
  } catch {
    return false
  }
}

function insertParagraphs(text: string): void {
  for (const [index, line] of text.split(/\r?\n+/).entries()) {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return
    if (index > 0) selection.insertParagraph()
    const here = $getSelection()
    if ($isRangeSelection(here)) here.insertText(line)
  }
}

/** Pasted blocks as nodes; neighbouring items of one kind are one list. */
function $blocks(blocks: readonly PastedBlock[]): ElementNode[] {
  const made: ElementNode[] = []
  for (const block of blocks) {
    if (block.kind !== 'item') {
      made.push($block(block))
      continue
    }
    const type = block.ordered ? 'number' : 'bullet'
    const last = made.at(-1)
    const list = $isListNode(last) && last.getListType() === type ? last : $createListNode(type)
    if (list !== last) made.push(list)
    list.append($filled($createListItemNode(), block.runs))
  }
  return made
}

function $block(block: Exclude<PastedBlock, { kind: 'item' }>): ElementNode {
  if (block.kind === 'paragraph') return $filled($createParagraphNode(), block.runs)
  if (block.kind === 'heading') return $filled($createHeadingNode(`h${block.level}`), block.runs)
  const columns = Math.max(...block.rows.map(row => row.length))
  const table = $createTableNode()
  for (const [n, row] of block.rows.entries()) {
    const cells = Array.from({ length: columns }, (_, at) =>
      $createTableCellNode(n === 0 ? TableCellHeaderStates.ROW : TableCellHeaderStates.NO_STATUS).append(
        $filled($createParagraphNode(), row[at] ?? []),
      ),
    )
    table.append($createTableRowNode().append(...cells))
  }
  return table
}

const $filled = <Node extends ElementNode>(node: Node, runs: readonly PastedRun[]): Node =>
  node.append(...$inlines(runs))

const $inlines = (runs: readonly PastedRun[]): LexicalNode[] =>
  runs.flatMap((run): LexicalNode[] => {
    const leads = run.address === null ? null : followable(run.address)
    const words = run.text
      .split('\n')
      .flatMap((text, n) => [
        ...(n > 0 ? [$createLineBreakNode()] : []),
        ...(text === '' ? [] : [$createTextNode(text).setFormat((run.bold ? 1 : 0) | (run.italic ? 2 : 0))]),
      ])
    return leads === null ? words : [$createLinkNode(leads).append(...words)]
  })
