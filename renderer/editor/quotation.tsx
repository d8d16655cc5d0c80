import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalEditable } from '@lexical/react/useLexicalEditable'
import { useLexicalNodeSelection } from '@lexical/react/useLexicalNodeSelection'
import { $getNodeByKey, type NodeKey } from 'lexical'
import { X } from 'lucide-react'
import { useContext } from 'react'
import type { QuotedPassage } from '#shared/model/memo.ts'
import { useNavigation } from '../state/navigation.ts'
import { IconButton } from '../ui/button.tsx'
import { useRead } from '../use-engine.ts'
import styles from './quotation.module.css'
import type { QuotationPlace } from './quotation-place.ts'
import { QuotedPassages, quotedKey } from './quoted-passages.ts'

const standings: Record<QuotedPassage['standing'], string | null> = {
  present: null,
  uncoded: null,
  changed: 'The coding it was taken from has another extent now.',
  removed: 'The coding it was taken from is no longer there.',
}

/** A quotation as it stands in a memo: the words, whose they are, and what became of its coding. */
export function Quotation({ nodeKey, place }: { nodeKey: NodeKey; place: QuotationPlace }) {
  const [editor] = useLexicalComposerContext()
  const isEditable = useLexicalEditable()
  const [isSelected, setSelected, clearSelection] = useLexicalNodeSelection(nodeKey)
  const { go } = useNavigation()
  const known = useContext(QuotedPassages).get(quotedKey(place))
  const asked = useRead('memos.quote', known || place.source === '' ? null : place)
  const quoted = known ?? asked.data
  const remove = () => editor.update(() => $getNodeByKey(nodeKey)?.remove())
  const standing = quoted && standings[quoted.standing]
  return (
    <figure
      className={styles.quotation}
      data-selected={isSelected || undefined}
      onPointerDown={() => {
        clearSelection()
        setSelected(true)
      }}
    >
      <blockquote className={styles.words}>
        {quoted?.text ||
          (asked.failure ? asked.failure.message : quoted ? 'These words are no longer there.' : '…')}
      </blockquote>
      <figcaption className={styles.foot}>
        {quoted && (
          <button
            type="button"
            className={styles.attribution}
            title="Show the passage in its transcript"
            onClick={() => go('code', { source: place.source, start: place.start, end: place.end })}
          >
            {quoted.attribution}
          </button>
        )}
        {standing && <span className={styles.standing}>{standing}</span>}
        {isEditable && (
          <span className={styles.remove}>
            <IconButton label="Take the quotation out" icon={<X />} size="tiny" onPress={remove} />
          </span>
        )}
      </figcaption>
    </figure>
  )
}
