import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getRoot, $isParagraphNode } from 'lexical'
import { useEffect, useRef } from 'react'

interface BeginWritingProps {
  /** Answers, once, what was typed while the memo was being made; null where the keyboard is not to come here. */
  begin: (() => string | null) | undefined
}

/** Gives the keyboard to a memo that was just begun, with what was typed meanwhile, in its first paragraph. Draws nothing. */
export function BeginWriting({ begin }: BeginWritingProps) {
  const [editor] = useLexicalComposerContext()
  const latest = useRef(begin)
  useEffect(() => {
    const words = latest.current?.() ?? null
    if (words === null) return
    editor.update(
      () => {
        const root = $getRoot()
        const selection = (root.getChildren().find($isParagraphNode) ?? root).selectEnd()
        if (words !== '') selection.insertText(words)
      },
      { discrete: true },
    )
    editor.focus()
  }, [editor])
  return null
}
