import { LinkNode } from '@lexical/link'
import { ListItemNode, ListNode } from '@lexical/list'
import { HeadingNode, QuoteNode } from '@lexical/rich-text'
import { TableCellNode, TableNode, TableRowNode } from '@lexical/table'
import { FootnoteNode } from './footnote-node.tsx'
import { LiveNumberNode } from './live-number-node.tsx'
import { QuotationNode } from './quotation-node.tsx'

/** Names the editor's clipboard data, so that only what was copied from a memo is taken as nodes. */
export const memoNamespace = 'tandem-memo'

/** What a memo may hold besides paragraphs and text. */
export const memoNodes = [
  HeadingNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  LinkNode,
  TableNode,
  TableRowNode,
  TableCellNode,
  QuotationNode,
  LiveNumberNode,
  FootnoteNode,
]
