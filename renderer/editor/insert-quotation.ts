import { $insertNodeToNearestRoot } from '@lexical/utils'
import {
  $createParagraphNode,
  $getNearestNodeFromDOMNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type LexicalEditor,
} from 'lexical'
import { $createQuotation } from './quotation-node.tsx'
import type { EditedQuotation, QuotationPlace } from './quotation-place.ts'

/** Puts a quotation where the caret is, or at the end of a memo nobody has written in yet. */
export function insertQuotation(
  editor: LexicalEditor,
  quoted: QuotationPlace & Partial<EditedQuotation>,
): void {
  editor.update(() => {
    const quotation = $createQuotation(quoted)
    if ($isRangeSelection($getSelection())) $insertNodeToNearestRoot(quotation)
    else {
      const last = $getRoot().getLastChild()
      if ($isElementNode(last) && last.isEmpty()) last.insertBefore(quotation)
      else $getRoot().append(quotation)
    }
    $goOnAfter(quotation)
  })
}

/** Puts a quotation before or after the block at a height of the window; at the end where there is none. */
export function dropQuotation(
  editor: LexicalEditor,
  place: QuotationPlace,
  target: Node | null,
  y: number,
): void {
  editor.update(() => {
    const quotation = $createQuotation(place)
    const block = target && $getNearestNodeFromDOMNode(target)?.getTopLevelElement()
    const box = block && editor.getElementByKey(block.getKey())?.getBoundingClientRect()
    if (block && box && y < box.top + box.height / 2) block.insertBefore(quotation)
    else if (block) block.insertAfter(quotation)
    else $getRoot().append(quotation)
    $goOnAfter(quotation)
  })
}

/** The caret goes to the block after a quotation; one is made where there is none, so that one can write on. */
function $goOnAfter(quotation: ReturnType<typeof $createQuotation>): void {
  if (!quotation.getNextSibling()) quotation.insertAfter($createParagraphNode())
  quotation.selectNext(0, 0)
}
