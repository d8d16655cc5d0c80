import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $parseSerializedNode,
  $setSelection,
  type LexicalEditor,
  type LexicalNode,
  type SerializedLexicalNode,
  SKIP_DOM_SELECTION_TAG,
} from 'lexical'
import { $keepPieces } from './kept-pieces.ts'
import { mergedBlocks } from './merged-blocks.ts'

/** The tag of what others wrote: it is no typing here. */
export const fromStudy = 'from-study'

/** The text of an editor, as the study keeps it. */
export const bodyOf = (editor: LexicalEditor): string => JSON.stringify(editor.getEditorState().toJSON())

/**
 * Brings what another changed between `base` and `theirs` into the text being written. Blocks they did not touch stay as
 * they are here, with the caret in them, and so do the quotations, numbers and footnotes of the others. False, and nothing is
 * changed, where both changed the same block.
 */
export function bringIn(editor: LexicalEditor, base: string, theirs: string): boolean {
  const merged = mergedBlocks(blocksOf(editor, base), blocksIn(editor), blocksOf(editor, theirs))
  if (!merged) return false
  const root = editor.getRootElement()
  const isWriting = root?.contains(root.ownerDocument.activeElement) ?? false
  editor.update(() => $layDown(merged), {
    discrete: true,
    tag: isWriting ? [fromStudy] : [fromStudy, SKIP_DOM_SELECTION_TAG],
  })
  return true
}

const inJson = (blocks: readonly SerializedLexicalNode[]): string[] =>
  blocks.map(block => JSON.stringify(block))

const blocksIn = (editor: LexicalEditor): string[] => inJson(editor.getEditorState().toJSON().root.children)

/** The blocks of a kept text, said as this editor says them. */
const blocksOf = (editor: LexicalEditor, body: string): string[] =>
  inJson(editor.parseEditorState(body).toJSON().root.children)

function $layDown(merged: readonly (number | string)[]): void {
  const root = $getRoot()
  const own = root.getChildren()
  const staying = new Set(merged.filter(one => typeof one === 'number'))
  const held = own.findIndex((block, n) => !staying.has(n) && $holdsCaret(block))
  const caret = $caretIn(own[held])
  // What came in the place of the block with the caret: as far behind the last one that stays.
  const stays = own.findLastIndex((_, n) => n < held && staying.has(n))
  const becomes = merged.indexOf(stays) + held - stays
  let last: LexicalNode | null = null
  const coming: LexicalNode[] = []
  for (const one of merged) {
    const block = typeof one === 'number' ? own[one] : $parseSerializedNode(JSON.parse(one))
    if (!block) continue
    if (typeof one === 'string') {
      if (last) last.insertAfter(block, false)
      else if (own[0]) own[0].insertBefore(block, false)
      else root.append(block)
      coming.push(block)
    }
    last = block
  }
  const going = own.filter((_, n) => !staying.has(n))
  const kept = $keepPieces(going, coming)
  for (const block of going) if (!kept.has(block.getKey())) block.remove()
  if (caret) $putCaret(root.getChildAtIndex(becomes), caret)
}

/** Where a caret stands in a block: between which words of it. */
interface Caret {
  before: string
  after: string
}

function $holdsCaret(block: LexicalNode): boolean {
  const selection = $getSelection()
  return $isRangeSelection(selection) && selection.anchor.getNode().getTopLevelElement()?.is(block) === true
}

/** The caret in a block that is about to be replaced; null where there is none, or something is chosen. */
function $caretIn(block: LexicalNode | undefined): Caret | null {
  const selection = $getSelection()
  if (!$isElementNode(block) || !$isRangeSelection(selection) || !selection.isCollapsed()) return null
  const { anchor } = selection
  const at = anchor.getNode()
  if (!$isTextNode(at)) return null
  const texts = block.getAllTextNodes()
  const here = texts.findIndex(text => text.is(at))
  const words = (from: number, to?: number) =>
    texts
      .slice(from, to)
      .map(text => text.getTextContent())
      .join('')
  const own = at.getTextContent()
  return {
    before: words(0, here) + own.slice(0, anchor.offset),
    after: own.slice(anchor.offset) + words(here + 1),
  }
}

/** Puts a caret where the words around it stand now, in the block that came in the place of its own. */
function $putCaret(now: LexicalNode | null, { before, after }: Caret): void {
  if (!$isElementNode(now)) return
  const texts = now.getAllTextNodes()
  const all = texts.map(text => text.getTextContent()).join('')
  // What follows the caret holds it where that is unchanged, what precedes it where that is.
  let left = all.startsWith(before) || !all.endsWith(after) ? before.length : all.length - after.length
  for (const text of texts) {
    const size = text.getTextContentSize()
    if (left <= size) {
      const selection = $createRangeSelection()
      selection.anchor.set(text.getKey(), left, 'text')
      selection.focus.set(text.getKey(), left, 'text')
      $setSelection(selection)
      return
    }
    left -= size
  }
  now.selectEnd()
}
