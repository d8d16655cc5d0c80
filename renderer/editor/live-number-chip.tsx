import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import type { NodeKey } from 'lexical'
import { useContext } from 'react'
import { countKey, type LiveCount } from '#shared/model/live-number.ts'
import { useRead } from '../use-engine.ts'
import styles from './live-number.module.css'
import { LiveNumbers, SHOW_LIVE_NUMBER } from './live-numbers.ts'
import { useIsNodeSelected } from './selected-nodes.ts'

/** A live number as it stands in a sentence. A press, or Enter where it is selected, shows who is counted. */
export function LiveNumberChip({ nodeKey, count }: { nodeKey: NodeKey; count: LiveCount }) {
  const [editor] = useLexicalComposerContext()
  const isSelected = useIsNodeSelected(nodeKey)
  const known = useContext(LiveNumbers).get(countKey(count))
  const asked = useRead('memos.count', known || count.behind.id === '' ? null : count)
  const number = known ?? asked.data?.number
  return (
    <button
      type="button"
      className={styles.chip}
      data-selected={isSelected || undefined}
      data-missing={number?.isMissing || undefined}
      aria-haspopup="dialog"
      title={number ? number.why : undefined}
      onClick={() => editor.dispatchCommand(SHOW_LIVE_NUMBER, nodeKey)}
    >
      {number?.said ?? asked.failure?.message ?? '…'}
    </button>
  )
}
