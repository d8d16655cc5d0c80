import { DecoratorNode, type NodeKey, type SerializedLexicalNode } from 'lexical'
import type { ReactNode } from 'react'
import { Quotation } from './quotation.tsx'
import { placeOf, type QuotationPlace } from './quotation-place.ts'

type SerializedQuotation = SerializedLexicalNode & QuotationPlace

const nowhere: QuotationPlace = { source: '', start: 0, end: 0, coding: null }

/**
 * A quotation in a memo: a block of its own that keeps where its words stand, never the words. They are asked of
 * the engine when it is shown, so that a memo cannot misquote and holds no transcript text.
 */
export class QuotationNode extends DecoratorNode<ReactNode> {
  /** Lexical's convention for a node's own fields. */
  __place: QuotationPlace

  static override getType(): string {
    return 'quotation'
  }

  static override clone(node: QuotationNode): QuotationNode {
    return new QuotationNode(node.__place, node.__key)
  }

  static override importJSON(serialized: object): QuotationNode {
    return new QuotationNode(placeOf(serialized) ?? nowhere)
  }

  constructor(place: QuotationPlace = nowhere, key?: NodeKey) {
    super(key)
    this.__place = place
  }

  override exportJSON(): SerializedQuotation {
    return { ...super.exportJSON(), type: 'quotation', version: 1, ...this.getLatest().__place }
  }

  override createDOM(): HTMLElement {
    return document.createElement('div')
  }

  override updateDOM(): false {
    return false
  }

  override isInline(): false {
    return false
  }

  override decorate(): ReactNode {
    return <Quotation nodeKey={this.getKey()} place={this.getLatest().__place} />
  }
}

/** A quotation to put into a memo; only within an editor's update. */
export const $createQuotation = (place: QuotationPlace): QuotationNode => new QuotationNode(place)
