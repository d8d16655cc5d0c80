import { DecoratorNode, type NodeKey, type SerializedLexicalNode } from 'lexical'
import type { ReactNode } from 'react'
import { Quotation } from './quotation.tsx'
import { type EditedQuotation, type QuotationPlace, quotationOf } from './quotation-place.ts'

type SerializedQuotation = SerializedLexicalNode & Omit<QuotationPlace, 'revision'> & Partial<EditedQuotation>

const nowhere: EditedQuotation = {
  source: '',
  start: 0,
  end: 0,
  coding: null,
  revision: null,
  marks: [],
  corrected: false,
}

/**
 * A quotation in a memo: a block of its own that keeps where its words stand and the edits on them, never the words. They are asked of
 * the engine when it is shown, so that a memo cannot misquote and holds no transcript text.
 */
export class QuotationNode extends DecoratorNode<ReactNode> {
  /** Lexical's convention for a node's own fields. */
  __quotation: EditedQuotation

  static override getType(): string {
    return 'quotation'
  }

  static override clone(node: QuotationNode): QuotationNode {
    return new QuotationNode(node.__quotation, node.__key)
  }

  static override importJSON(serialized: object): QuotationNode {
    return new QuotationNode(quotationOf(serialized) ?? nowhere)
  }

  override updateFromJSON(serialized: object): this {
    this.getWritable().__quotation = quotationOf(serialized) ?? nowhere
    return this
  }

  constructor(quotation: EditedQuotation = nowhere, key?: NodeKey) {
    super(key)
    this.__quotation = quotation
  }

  override exportJSON(): SerializedQuotation {
    const { marks, corrected, revision, ...place } = this.getLatest().__quotation
    return {
      ...super.exportJSON(),
      type: 'quotation',
      version: 1,
      ...place,
      ...(marks.length > 0 ? { marks } : {}),
      ...(corrected ? { corrected } : {}),
      ...(revision === null ? {} : { revision }),
    }
  }

  getQuotation(): EditedQuotation {
    return this.getLatest().__quotation
  }

  /** Changes the edits on it, and whether somebody has looked at it since its text was corrected. */
  edit(edits: Partial<Pick<EditedQuotation, 'marks' | 'corrected'>>): void {
    const self = this.getWritable()
    self.__quotation = { ...self.__quotation, ...edits }
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
    return <Quotation nodeKey={this.getKey()} quotation={this.getLatest().__quotation} />
  }
}

/** A quotation to put into a memo; only within an editor's update. */
export const $createQuotation = (quotation: QuotationPlace & Partial<EditedQuotation>): QuotationNode =>
  new QuotationNode({ marks: [], corrected: false, ...quotation })
