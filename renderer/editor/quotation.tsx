import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import { $createNodeSelection, $getNodeByKey, $setSelection, type NodeKey } from 'lexical'
import { Brackets, X } from 'lucide-react'
import { useState } from 'react'
import type { QuotedPassage } from '#shared/model/memo.ts'
import { quotePieces } from '#shared/text/quote-marks.ts'
import { useNavigation } from '../state/navigation.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { dateOf } from '../wording.ts'
import styles from './quotation.module.css'
import type { EditedQuotation } from './quotation-place.ts'
import { EDIT_QUOTATION, useQuoted } from './quoted-passages.ts'
import { useIsNodeSelected } from './selected-nodes.ts'

const standings: Record<QuotedPassage['standing'], string | null> = {
  present: null,
  uncoded: null,
  changed: 'The coding it was taken from has another extent now.',
  removed: 'The coding it was taken from is no longer there.',
}

interface QuotationProps {
  nodeKey: NodeKey
  quotation: EditedQuotation
}

/** A quotation as it stands in a memo: the words with the edits on them, whose they are, what became of its coding and text. */
export function Quotation({ nodeKey, quotation }: QuotationProps) {
  const { marks, corrected, ...place } = quotation
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const isSelected = useIsNodeSelected(nodeKey)
  const [isVerbatim, setIsVerbatim] = useState(false)
  const { go } = useNavigation()
  const { quoted, failure } = useQuoted(place)
  const remove = () => editor.update(() => $getNodeByKey(nodeKey)?.remove())
  const lookedAt = () =>
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      if (isQuotation(node)) node.edit({ corrected: false })
    })
  // Of a source that was removed, its coding need not be said to be gone too.
  const standing = quoted && quoted.sourceRemoved === undefined && standings[quoted.standing]
  const isEdited = marks.length > 0
  return (
    <figure
      className={styles.quotation}
      data-selected={isSelected || undefined}
      onPointerDown={() => editor.update(() => $selectOnly(nodeKey))}
    >
      <blockquote className={styles.words} dir="auto">
        {quoted?.text
          ? quotePieces(quoted.text, isVerbatim ? [] : marks).map(({ text, isMark, start }) => (
              <span key={`${start} ${isMark}`} className={isMark ? styles.mark : undefined}>
                {text}
              </span>
            ))
          : failure
            ? failure.message
            : quoted || place.source === ''
              ? quoted?.sourceRemoved
                ? `The source was removed on ${dateOf(quoted.sourceRemoved)}, and its words with it.`
                : 'These words are no longer there.'
              : '…'}
      </blockquote>
      <figcaption className={styles.foot}>
        {quoted && quoted.sourceRemoved === undefined && (
          <button
            type="button"
            className={styles.attribution}
            title="Show the passage in its transcript"
            onClick={() => go('code', { source: place.source, start: place.start, end: place.end })}
          >
            <bdi>{quoted.attribution}</bdi>
          </button>
        )}
        {isEdited && (
          <button
            type="button"
            className={styles.attribution}
            aria-pressed={isVerbatim}
            onClick={() => setIsVerbatim(!isVerbatim)}
          >
            {isVerbatim ? 'As quoted' : 'Verbatim'}
          </button>
        )}
        {standing && <span className={styles.standing}>{standing}</span>}
        {quoted?.recoded && <span className={styles.standing}>{quoted.recoded}</span>}
        {corrected && (
          <span className={styles.standing}>
            The text was corrected since it was quoted.
            {isEditable && (
              <Button size="small" variant="quiet" onPress={lookedAt}>
                Looked at
              </Button>
            )}
          </span>
        )}
        {isEditable && (
          <span className={styles.remove}>
            {quoted?.text && (
              <IconButton
                label="Edit the quotation"
                icon={<Brackets />}
                size="tiny"
                onPress={() => editor.dispatchCommand(EDIT_QUOTATION, nodeKey)}
              />
            )}
            <IconButton label="Take the quotation out" icon={<X />} size="tiny" onPress={remove} />
          </span>
        )}
      </figcaption>
    </figure>
  )
}

function $selectOnly(key: NodeKey): void {
  const selection = $createNodeSelection()
  selection.add(key)
  $setSelection(selection)
}

/** A node that can be edited as a quotation; its class would lead back here. */
const isQuotation = (node: unknown): node is { edit(edits: Pick<EditedQuotation, 'corrected'>): void } =>
  typeof node === 'object' && node !== null && 'edit' in node
