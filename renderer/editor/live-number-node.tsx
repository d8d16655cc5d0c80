import { DecoratorNode, type NodeKey, type SerializedLexicalNode } from 'lexical'
import type { ReactNode } from 'react'
import { type LiveCount, readCount } from '#shared/model/live-number.ts'
import { LiveNumberChip } from './live-number-chip.tsx'

type SerializedLiveNumber = SerializedLexicalNode & LiveCount

const nothing: LiveCount = {
  kind: 'person',
  where: null,
  behind: { kind: 'code', id: '' },
  polarity: null,
  layer: 'consensus',
  among: 'study',
  form: 'of',
  noun: '',
}

/** A live number in a sentence: it keeps what is counted, never the figure, which is asked of the engine. */
export class LiveNumberNode extends DecoratorNode<ReactNode> {
  /** Lexical's convention for a node's own fields. */
  __count: LiveCount

  static override getType(): string {
    return 'live-number'
  }

  static override clone(node: LiveNumberNode): LiveNumberNode {
    return new LiveNumberNode(node.__count, node.__key)
  }

  static override importJSON(serialized: object): LiveNumberNode {
    return new LiveNumberNode(readCount(serialized) ?? nothing)
  }

  override updateFromJSON(serialized: object): this {
    this.setCount(readCount(serialized) ?? nothing)
    return this
  }

  constructor(count: LiveCount = nothing, key?: NodeKey) {
    super(key)
    this.__count = count
  }

  override exportJSON(): SerializedLiveNumber {
    return { ...super.exportJSON(), type: 'live-number', version: 1, ...this.getLatest().__count }
  }

  override createDOM(): HTMLElement {
    return document.createElement('span')
  }

  override updateDOM(): false {
    return false
  }

  getCount(): LiveCount {
    return this.getLatest().__count
  }

  setCount(count: LiveCount): void {
    this.getWritable().__count = count
  }

  override decorate(): ReactNode {
    return <LiveNumberChip nodeKey={this.getKey()} count={this.getLatest().__count} />
  }
}
