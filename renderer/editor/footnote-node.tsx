import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  createCommand,
  DecoratorNode,
  type LexicalCommand,
  type NodeKey,
  type SerializedLexicalNode,
} from 'lexical'
import type { ReactNode } from 'react'
import styles from './footnote.module.css'

/** Asks for the words of a footnote: a new one where the key is null. */
export const EDIT_FOOTNOTE: LexicalCommand<NodeKey | null> = createCommand('EDIT_FOOTNOTE')

/** A footnote: a mark in the sentence, numbered by its place, that keeps the note's words. */
export class FootnoteNode extends DecoratorNode<ReactNode> {
  /** Lexical's convention for a node's own fields. */
  __words: string

  static override getType(): string {
    return 'footnote'
  }

  static override clone(node: FootnoteNode): FootnoteNode {
    return new FootnoteNode(node.__words, node.__key)
  }

  static override importJSON(serialized: object): FootnoteNode {
    return new FootnoteNode(wordsOf(serialized))
  }

  override updateFromJSON(serialized: object): this {
    this.setWords(wordsOf(serialized))
    return this
  }

  constructor(words = '', key?: NodeKey) {
    super(key)
    this.__words = words
  }

  override exportJSON(): SerializedLexicalNode & { words: string } {
    return { ...super.exportJSON(), type: 'footnote', version: 1, words: this.getWords() }
  }

  override createDOM(): HTMLElement {
    return document.createElement('span')
  }

  override updateDOM(): false {
    return false
  }

  getWords(): string {
    return this.getLatest().__words
  }

  setWords(words: string): void {
    this.getWritable().__words = words
  }

  override decorate(): ReactNode {
    return <FootnoteMark nodeKey={this.getKey()} words={this.getWords()} />
  }
}

const wordsOf = (serialized: object): string => ('words' in serialized ? String(serialized.words) : '')

function FootnoteMark({ nodeKey, words }: { nodeKey: NodeKey; words: string }) {
  const [editor] = useLexicalComposerContext()
  return (
    <button
      type="button"
      className={styles.mark}
      aria-haspopup="dialog"
      aria-label={`Footnote: ${words}`}
      title={words}
      onClick={() => editor.dispatchCommand(EDIT_FOOTNOTE, nodeKey)}
    />
  )
}
