import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getNodeByKey, COMMAND_PRIORITY_LOW, type LexicalNode, type NodeKey } from 'lexical'
import { useEffect, useState } from 'react'
import type { QuotedPassage } from '#shared/model/memo.ts'
import type { QuoteMark } from '#shared/text/quote-marks.ts'
import { EditQuotationDialog } from './edit-quotation-dialog.tsx'
import { useHeldByNode } from './held-by-node.ts'
import { insertQuotation } from './insert-quotation.ts'
import { QuotationNode } from './quotation-node.tsx'
import type { EditedQuotation } from './quotation-place.ts'
import { EDIT_QUOTATION, useQuoted } from './quoted-passages.ts'

interface Open {
  key: NodeKey
  began: EditedQuotation
}

/** Leaves words of the quotations of a memo out and puts clarifications in. */
export function EditQuotationPlugin() {
  const [editor] = useLexicalComposerContext()
  const [open, setOpen] = useState<Open | null>(null)
  useEffect(
    () =>
      editor.registerCommand(
        EDIT_QUOTATION,
        key => {
          const node = $getNodeByKey(key)
          if (node instanceof QuotationNode) setOpen({ key, began: node.getQuotation() })
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
    [editor],
  )
  return open && <OpenQuotation nodeKey={open.key} began={open.began} onClose={() => setOpen(null)} />
}

interface OpenQuotationProps {
  nodeKey: NodeKey
  began: EditedQuotation
  onClose(): void
}

/** The dialog on a quotation, which goes on where it was moved, edited or taken out meanwhile. */
function OpenQuotation({ nodeKey, began, onClose }: OpenQuotationProps) {
  const [editor] = useLexicalComposerContext()
  const now = useHeldByNode(nodeKey, quotationOf)
  const [place, setPlace] = useState(began)
  if (now && now !== place) setPlace(now)
  const { quoted } = useQuoted(place)
  const [shown, setShown] = useState<Shown | null>(null)
  // The words and the edits on them change together: a place that came is shown once its words are known.
  if (quoted && (shown?.quoted !== quoted || shown.marks !== place.marks))
    setShown({ quoted, marks: place.marks })
  const done = (marks: QuoteMark[]) => {
    if (now === null) insertQuotation(editor, { ...place, marks })
    else
      editor.update(() => {
        const node = $getNodeByKey(nodeKey)
        if (node instanceof QuotationNode) node.edit({ marks })
      })
    onClose()
  }
  if (!shown) return null
  return (
    <EditQuotationDialog
      words={shown.quoted.text}
      attribution={shown.quoted.attribution}
      marks={shown.marks}
      isGone={now === null}
      onDone={done}
      onClose={onClose}
    />
  )
}

interface Shown {
  quoted: QuotedPassage
  marks: readonly QuoteMark[]
}

const quotationOf = (node: LexicalNode): EditedQuotation | null =>
  node instanceof QuotationNode ? node.getQuotation() : null
