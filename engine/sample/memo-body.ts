import type { QuotedPlace } from '../memos/body.ts'
import type { SampleMemo } from './sample.ts'

type Block = SampleMemo['blocks'][number]

const element = { version: 1, direction: null, format: '', indent: 0 }

const words = (text: string) => [
  { type: 'text', version: 1, detail: 0, format: 0, mode: 'normal', style: '', text },
]

/** A memo's text as the editor keeps it, from plain blocks and the places their quotations were found at. */
export function memoBody(blocks: readonly Block[], quotations: ReadonlyMap<Block, QuotedPlace>): string {
  return JSON.stringify({
    root: { type: 'root', ...element, children: blocks.map(block => node(block, quotations)) },
  })
}

function node(block: Block, quotations: ReadonlyMap<Block, QuotedPlace>) {
  switch (block.type) {
    case 'heading':
      return { type: 'heading', tag: 'h2', ...element, children: words(block.text) }
    case 'paragraph':
      return { type: 'paragraph', ...element, textFormat: 0, textStyle: '', children: words(block.text) }
    case 'list':
      return {
        type: 'list',
        listType: 'bullet',
        tag: 'ul',
        start: 1,
        ...element,
        children: block.items.map((item, n) => ({
          type: 'listitem',
          value: n + 1,
          ...element,
          children: words(item),
        })),
      }
    case 'quote':
      return { type: 'quotation', version: 1, ...quotations.get(block) }
  }
}
